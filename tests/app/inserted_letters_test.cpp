#include "app/inserted_letters.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace amends::app {
namespace {

namespace fs = std::filesystem;

class Noted : public ::testing::Test {
protected:
    Noted() {
        std::string form = (fs::temp_directory_path() / "amends-noted-XXXXXX").string();
        root_ = ::mkdtemp(form.data());
    }
    ~Noted() override { fs::remove_all(root_); }
    [[nodiscard]] std::string directory() const { return (root_ / "state/amends/inserted").string(); }
    [[nodiscard]] InsertedLetters letters() const { return InsertedLetters(directory()); }
    [[nodiscard]] base::Status note(const std::string& words, const std::string& mailbox) const {
        return letters().note({.at = now,
                               .situation = "other",
                               .recipients = {mailbox},
                               .subject = "The\nbrochure",
                               .marks = core::marks_of(words)});
    }
    static core::SentMail sent(const std::string& words, const std::string& mailbox) {
        return {.recipients = {mailbox}, .subject = "Another", .marks = core::marks_of(words)};
    }
    static bool only_for_the_user(const std::string& path, mode_t mode) {
        struct stat seen {};
        return ::stat(path.c_str(), &seen) == 0 && (seen.st_mode & 07777) == mode;
    }
    const base::Instant now = *base::parse_rfc3339("2026-03-02T09:00:00Z");
    const std::string late = "I promised you the brochure for Friday and did not deliver it.";
    const std::string wrong = "The bill that we sent you last week had two mistakes in it.";

private:
    fs::path root_;
};

TEST_F(Noted, IsTheUsersAlone) {
    ASSERT_TRUE(note(late, "joyce@client.example"));
    const auto all = letters().all(now);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_TRUE(only_for_the_user(all.front().path, 0600));
    EXPECT_TRUE(only_for_the_user(directory(), 0700));
    EXPECT_TRUE(only_for_the_user(fs::path(directory()).parent_path(), 0700));
    std::ifstream file(all.front().path);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(text.find("promised"), std::string::npos);
}

TEST_F(Noted, ComesBackAsItWas) {
    ASSERT_TRUE(note(late, "joyce@client.example"));
    ASSERT_TRUE(note(late, "joyce@client.example"));  // the same again is one
    const auto all = letters().all(now);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.front().letter.at, now);
    EXPECT_EQ(all.front().letter.situation, "other");
    EXPECT_EQ(all.front().letter.subject, "The brochure");
    EXPECT_EQ(all.front().letter.recipients, std::vector<std::string>{"joyce@client.example"});
    EXPECT_EQ(all.front().letter.marks, core::marks_of(late));
}

TEST_F(Noted, IsFoundByItsWordsAndGoesWhenItIsSent) {
    ASSERT_TRUE(note(late, "joyce@client.example"));
    ASSERT_TRUE(note(wrong, "joyce@client.example"));
    const auto mail = sent("Dear Joyce! " + wrong, "joyce@client.example");
    const auto found = letters().find(mail, now);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->letter.marks, core::marks_of(wrong));
    letters().discard_all(mail, now);
    EXPECT_FALSE(letters().find(mail, now));
    EXPECT_TRUE(letters().find(sent(late, "joyce@client.example"), now));
}

TEST_F(Noted, IsForgottenAfterThirtyDays) {
    ASSERT_TRUE(note(late, "joyce@client.example"));
    const auto mail = sent(late, "joyce@client.example");
    EXPECT_TRUE(letters().find(mail, now + std::chrono::hours{24 * 30}));
    EXPECT_FALSE(letters().find(mail, now + std::chrono::hours{24 * 30 + 1}));
    letters().discard_all(sent(wrong, "bo@other.example"), now + std::chrono::hours{24 * 31});
    EXPECT_TRUE(fs::is_empty(directory()));
}

TEST_F(Noted, IsForgottenWithTheClient) {
    ASSERT_TRUE(note(late, "joyce@client.example"));
    ASSERT_TRUE(note(wrong, "bo@other.example"));
    letters().forget("Joyce@Client.example");
    const auto all = letters().all(now);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.front().letter.recipients.front(), "bo@other.example");
}

TEST_F(Noted, LetsATornFileBe) {
    ASSERT_TRUE(note(late, "joyce@client.example"));
    std::ofstream(directory() + "/torn.letter") << "at 20";
    std::ofstream(directory() + "/other.txt") << "hello";
    EXPECT_EQ(letters().all(now).size(), 1U);
}

}  // namespace
}  // namespace amends::app
