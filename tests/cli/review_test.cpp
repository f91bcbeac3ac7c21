#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/terminal.hpp"

namespace amends::cli {
namespace {

using nlohmann::json;

constexpr const char* good =
    "Dear Ms Okafor,\n\nI sent you the drawings of the wrong floor on Monday, and you had to send your builders home "
    "for "
    "a day. That was my mistake: I did not check the sheet before I sent it. I am sorry.\n\n"
    "The right sheet has been in your inbox since this morning, and I pay for the lost day. From now on a colleague "
    "reads every sheet before it leaves.\n\nI will call you on Friday at 10 to hear whether all is well.\n\n"
    "Kind regards\nAda Reed\nArchitect\n";
constexpr const char* bad = "Dear Ms Okafor,\n\nI am sorry if the drawings caused you any trouble.\n\nAda\n";

using ReviewWithDaemon = WithDaemon;

class ReviewCommand : public AtTheTerminal {
protected:
    ReviewCommand() { variables["TZ"] = "Europe/Berlin"; }
    std::vector<std::string> friday(std::vector<std::string> words) {
        words.insert(words.end(), {"--sent-at", "2026-11-24T10:00:00+01:00", "--tz", "Europe/Berlin"});
        return words;
    }
};

TEST_F(ReviewCommand, NeedsNoDaemonAndNoConfiguration) {
    const Seen seen = type(friday({"review"}), good);
    EXPECT_EQ(seen.status, 0) << seen.out << seen.err;
    EXPECT_NE(seen.out.find("by Friday 27 November, 10:00"), std::string::npos) << seen.out;
    EXPECT_EQ(seen.err, "");
}

TEST_F(ReviewCommand, EndsWithOneWhereSomethingIsToBeMended) {
    const Seen seen = type({"review"}, bad);
    EXPECT_EQ(seen.status, 1);
    EXPECT_NE(seen.out.find("line 3"), std::string::npos) << seen.out;
    EXPECT_NE(seen.out.find("if the drawings caused"), std::string::npos) << seen.out;
}

TEST_F(ReviewCommand, GivesOffsetsOfThePartAsItWasGiven) {
    const Seen seen = type({"review", "--json", "--subject", "Drawings [date]", write("letter.txt", bad)});
    EXPECT_EQ(seen.status, 1);
    const json told = json::parse(seen.out);
    EXPECT_EQ(told["apology"], true);
    bool in_subject = false;
    for (const json& finding : told["findings"]) {
        const std::string part = finding["part"] == "subject" ? "Drawings [date]" : bad;
        EXPECT_EQ(part.substr(finding["start"], finding["end"].get<int>() - finding["start"].get<int>()),
                  finding["text"]);
        in_subject = in_subject || (finding["part"] == "subject" && finding["class"] == "unfilled_placeholder");
    }
    EXPECT_TRUE(in_subject) << seen.out;
}

TEST_F(ReviewCommand, LetsAmendsdReadAWholeMail) {
    program = home.file("amends");
    const json letter{
        {"subject", "The drawings"},         {"body", good},      {"to", ""}, {"recipients", json::array()},
        {"sent_at", "2026-11-24T09:00:00Z"}, {"encrypted", false}};
    write("letter.json", letter.dump());
    script("amendsd",
           "[ \"$*\" = --read-letter ] && cat >" + home.file("seen") + " && cat " + home.file("letter.json"));
    const Seen seen = type({"review", "--eml", "--json", "--tz", "Europe/Berlin"}, "Subject: The drawings\n\nWords.\n");
    EXPECT_EQ(seen.status, 0) << seen.out << seen.err;
    EXPECT_EQ(read("seen"), "Subject: The drawings\n\nWords.\n");
    EXPECT_EQ(json::parse(seen.out)["promises"][0]["due"], "2026-11-27T10:00:00+01:00") << seen.out;
}

TEST_F(ReviewCommand, SaysWhyAMailCannotBeReviewed) {
    program = home.file("amends");
    script("amendsd",
           "echo '{\"subject\":\"\",\"body\":\"\",\"to\":\"\",\"recipients\":[],\"sent_at\":null,\"encrypted\":true}'");
    const Seen encrypted = type({"review", "--eml"}, "x");
    EXPECT_EQ(encrypted.status, 2);
    EXPECT_NE(encrypted.err.find("encrypted"), std::string::npos) << encrypted.err;
    script("amendsd", "echo nonsense");
    EXPECT_EQ(type({"review", "--eml"}, "x").status, 6);
    script("amendsd", "exit 6");
    EXPECT_EQ(type({"review", "--eml"}, "x").status, 6);
}

TEST_F(ReviewCommand, ReviewsManyLettersALineEach) {
    const std::string lines = json{{"id", "a"}, {"body", good}}.dump() + "\n\n" + json{{"id", 2}, {"body", bad}}.dump();
    const Seen seen = type({"review", "--jsonl"}, lines);
    EXPECT_EQ(seen.status, 0) << seen.err;
    std::istringstream out(seen.out);
    std::string first, second, rest;
    std::getline(out, first);
    std::getline(out, second);
    EXPECT_FALSE(std::getline(out, rest));
    EXPECT_EQ(json::parse(first)["id"], "a");
    EXPECT_EQ(json::parse(first)["findings"].size(), 0U) << first;
    EXPECT_EQ(json::parse(second)["id"], 2);
    EXPECT_NE(json::parse(second)["findings"].size(), 0U);
}

TEST_F(ReviewCommand, GoesOnAfterALineThatCannotBeRead) {
    const Seen seen = type({"review", "--jsonl"}, "nonsense\n" + json{{"id", 2}, {"body", bad}}.dump() + "\n" +
                                                      R"({"id":3,"body":"x","tz":"Europe/Berlim"})" + "\n");
    EXPECT_EQ(seen.status, 2);
    EXPECT_EQ(std::count(seen.out.begin(), seen.out.end(), '\n'), 1) << seen.out;
    EXPECT_NE(seen.err.find("line 1: "), std::string::npos) << seen.err;
    EXPECT_NE(seen.err.find("line 3: "), std::string::npos) << seen.err;
    EXPECT_NE(seen.err.find("Europe/Berlin"), std::string::npos) << seen.err;
}

TEST_F(ReviewCommand, ShowsADismissedFindingNoMoreUntilItIsRestored) {
    const json before = json::parse(type({"review", "--json"}, bad).out)["findings"];
    ASSERT_FALSE(before.empty());
    const std::string fingerprint = before[0]["fingerprint"];
    EXPECT_EQ(type({"review", "--dismiss", fingerprint}).status, 0);
    const json after = json::parse(type({"review", "--json"}, std::string("Hello,\n\n") + bad).out)["findings"];
    for (const json& finding : after) EXPECT_NE(finding["fingerprint"], fingerprint);
    EXPECT_EQ(type({"review", "--restore", fingerprint}).status, 0);
    EXPECT_EQ(json::parse(type({"review", "--json"}, bad).out)["findings"], before);
    EXPECT_EQ(type({"review", "--restore", fingerprint}).status, 1);
    EXPECT_EQ(type({"review", "--dismiss", "the first one"}).status, 2);
}

TEST_F(ReviewWithDaemon, TellsOfEarlierLettersToTheSameClient) {
    rpc::LetterView earlier = rpc::fake_letter(2);
    earlier.letter.sent_at = *base::parse_rfc3339("2026-11-10T09:00:00Z");
    earlier.letter.promises = {{.ordinal = 1, .words = "the files by Friday", .state = core::PromiseState::open}};
    daemon.service.known = {.letters = {earlier}, .letters_in_90_days = 1, .open_promises = 1};
    const std::vector<std::string> words{"review", "--json", "--sent-at", "2026-11-24T10:00:00+01:00"};
    const auto with_client = [&words] {
        auto all = words;
        all.insert(all.end(), {"--to", "Bo <bo@client.example>"});
        return all;
    };
    const auto rules = [](const Seen& seen) {
        std::set<std::string> found;
        const json told = json::parse(seen.out);
        for (const json& finding : told["findings"]) found.insert(finding["rule"]);
        return found;
    };
    EXPECT_EQ(rules(type(words, good)).count("repeat.open_promise"), 0U);
    const auto found = rules(type(with_client(), good));
    EXPECT_EQ(asked().back(), "history bo@client.example");
    EXPECT_EQ(found.count("repeat.open_promise"), 1U);
    daemon.service.known.letters = {rpc::fake_letter(2), rpc::fake_letter(3)};
    for (rpc::LetterView& view : daemon.service.known.letters) view.letter.sent_at = earlier.letter.sent_at;
    const Seen third = type(with_client(), good);
    EXPECT_EQ(rules(third).count("repeat.third"), 1U) << third.out;
    EXPECT_EQ(type({"review", "--to", "nobody"}, good).status, 2);
}

TEST_F(ReviewCommand, LooksAtTheLetterAloneWhereNoDaemonRuns) {
    const Seen seen = type({"review", "--to", "bo@client.example"}, good);
    EXPECT_EQ(seen.status, 0) << seen.out;
    EXPECT_EQ(seen.err, "");
}

TEST_F(ReviewCommand, SaysWhatCannotBeReviewed) {
    EXPECT_EQ(type({"review"}, " \n").status, 2);
    EXPECT_EQ(type({"review", home.file("no_such_letter.txt")}).status, 2);
    EXPECT_EQ(type({"review", "--sent-at", "friday"}, good).status, 2);
    EXPECT_EQ(type({"review", "--tz", "Europe/Berlim"}, good).status, 2);
    EXPECT_EQ(type({"review", "--jsonl", "--subject", "x"}, "").status, 2);
}

}  // namespace
}  // namespace amends::cli
