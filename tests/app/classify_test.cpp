#include "app/classify.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace amends::app {
namespace {

class ClassifyFiles : public testing::Test {
protected:
    ClassifyFiles() { std::filesystem::create_directories(folder_); }
    ~ClassifyFiles() override { std::filesystem::remove_all(folder_); }

    std::string write(const std::string& name, const std::string& text) {
        const auto path = (folder_ / name).string();
        std::ofstream(path, std::ios::binary) << text;
        return path;
    }

    struct Seen {
        int status = -1;
        std::string out, err;
    };
    static Seen classify(const ClassifyOrder& order) {
        std::ostringstream out, err;
        const int status = classify_files(order, out, err);
        return {status, out.str(), err.str()};
    }

    const std::string answer =
        "From: ines@weberei.example\nSubject: Re: Our mistake\nIn-Reply-To: <letter.1@studio.example>\n\nApology "
        "accepted.\n";
    const std::string away =
        "From: ines@weberei.example\nSubject: Automatic reply: Our mistake\nDate: Thu, 26 Feb 2026 10:00:00 +0100\n"
        "Auto-Submitted: auto-replied\n\nI am away and back on 9 March.\n";
    const std::string bounce =
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: failure notice\n\nHi. This is the qmail-send "
        "program at "
        "mx.example.\n\n<ines@weberei.example>:\n550 5.2.2 mailbox full\n\n--- Below this line is a copy of the "
        "message.\n\n"
        "Message-ID: <letter.2@studio.example>\n";
    const std::string stranger =
        "From: bank@elsewhere.example\nSubject: Re: Our mistake\n\nPlease confirm your account.\n";

private:
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("amends-classify-" + std::to_string(::getpid()) + "-" +
                                                  testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ClassifyFiles, PrintsOneObjectALineInTheirOrder) {
    const auto seen = classify({.files = {write("a", answer), write("b", bounce), write("c", away)}, .json = true});
    EXPECT_EQ(seen.status, 0);
    EXPECT_EQ(seen.err, "");
    std::istringstream lines(seen.out);
    std::string line;
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_NE(line.find(R"("class":"reply","permanent":null,"tone":"accepts","final_recipient":null,"status":null,)"
                        R"("original_message_id":null,"return_date":null,"in_doubt":false,"evidence":[)"),
              std::string::npos)
        << line;
    EXPECT_EQ(line.find("\"letter\""), std::string::npos) << "no letters were given";
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_NE(line.find(R"("class":"bounce","permanent":false,"tone":null,"final_recipient":"ines@weberei.example",)"
                        R"("status":"5.2.2","original_message_id":"letter.2@studio.example","return_date":null)"),
              std::string::npos)
        << line;
    ASSERT_TRUE(std::getline(lines, line));
    EXPECT_NE(line.find(R"("class":"auto_reply")"), std::string::npos) << line;
    EXPECT_NE(line.find(R"("return_date":"2026-03-09")"), std::string::npos) << "the first day back: " << line;
    EXPECT_FALSE(std::getline(lines, line));
}

TEST_F(ClassifyFiles, TellsWhoseAnswerItIs) {
    const auto sent = write(
        "sent.jsonl",
        "{\"id\": \"S1\", \"message_id\": \"<letter.1@studio.example>\", \"to\": \"Ines <ines@weberei.example>\"}\n"
        "\n{\"id\": 2, \"message_id\": \"<letter.2@studio.example>\", \"to\": [\"karl@weberei.example\"]}\n");
    const auto seen =
        classify({.files = {write("a", answer), write("b", bounce), write("d", stranger)}, .sent = sent, .json = true});
    EXPECT_EQ(seen.status, 0) << seen.err;
    std::istringstream lines(seen.out);
    std::string line;
    std::getline(lines, line);
    EXPECT_TRUE(line.ends_with(R"("letter":"S1","match":"in_reply_to"})")) << line;
    std::getline(lines, line);
    EXPECT_TRUE(line.ends_with(R"("letter":2,"match":"embedded_message_id"})")) << line;
    std::getline(lines, line);
    EXPECT_TRUE(line.ends_with(R"("letter":null,"match":null})")) << line;
    EXPECT_NE(line.find(R"("class":"other")"), std::string::npos) << line;
}

TEST_F(ClassifyFiles, KnowsTheUsersOwnMailByTheSentLetters) {
    const auto sent = write("sent.jsonl",
                            "{\"id\": 1, \"message_id\": \"<letter.1@studio.example>\", \"from\": \"Nora "
                            "<nora@studio.example>\", \"to\": \"ines@weberei.example\"}\n");
    const auto own = write("own",
                           "From: Nora <Nora+mail@studio.example>\nSubject: Re: Our mistake\nIn-Reply-To: "
                           "<letter.1@studio.example>\n\nThank you for your patience.\n");
    const auto seen = classify({.files = {own, write("a", answer)}, .sent = sent, .json = true});
    std::istringstream lines(seen.out);
    std::string line;
    std::getline(lines, line);
    EXPECT_NE(line.find(R"("class":"other")"), std::string::npos) << line;
    EXPECT_TRUE(line.ends_with(R"("letter":null,"match":null})")) << line;
    std::getline(lines, line);
    EXPECT_TRUE(line.ends_with(R"("letter":1,"match":"in_reply_to"})")) << line;
}

TEST_F(ClassifyFiles, GoesOnBehindAFileThatCannotBeRead) {
    const auto seen = classify({.files = {"/nowhere/a.eml", write("a", answer)}, .json = true});
    EXPECT_EQ(seen.status, 2);
    EXPECT_EQ(seen.err, "amends: /nowhere/a.eml cannot be read.\n");
    EXPECT_NE(seen.out.find("\"reply\""), std::string::npos);
}

TEST_F(ClassifyFiles, RefusesLettersThatAreNone) {
    for (const char* lines : {"{", "[]\n", "{\"message_id\": 5, \"id\": 1}\n", "{\"id\": {}}\n"}) {
        const auto seen = classify({.files = {write("a", answer)}, .sent = write("sent.jsonl", lines)});
        EXPECT_EQ(seen.status, 2) << lines;
        EXPECT_NE(seen.err.find("line 1"), std::string::npos) << seen.err;
        EXPECT_EQ(seen.out, "");
    }
    EXPECT_EQ(classify({.files = {}, .sent = "/nowhere"}).status, 2);
}

TEST_F(ClassifyFiles, SpeaksPlainlyToPeople) {
    const auto seen = classify({.files = {write("b", bounce)}});
    EXPECT_NE(seen.out.find("b: bounce, for now, to ines@weberei.example, status 5.2.2\n    "), std::string::npos)
        << seen.out;
}

}  // namespace
}  // namespace amends::app
