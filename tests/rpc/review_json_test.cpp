#include "rpc/review_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace amends::rpc {
namespace {

using nlohmann::json;

calendar::Zone zone_at(std::int64_t seconds) { return {"Somewhere", {{{0}, seconds}}}; }

TEST(ReviewJson, TellsAMomentAtTheOffsetOfTheZone) {
    const auto at = *base::parse_rfc3339("2026-01-16T23:00:00Z");
    EXPECT_EQ(to_rfc3339(at, zone_at(-8 * 3600)), "2026-01-16T15:00:00-08:00");
    EXPECT_EQ(to_rfc3339(at, zone_at(5 * 3600 + 1800)), "2026-01-17T04:30:00+05:30");
    EXPECT_EQ(to_rfc3339(at, zone_at(-1800)), "2026-01-16T22:30:00-00:30");
    EXPECT_EQ(to_rfc3339(at, zone_at(0)), "2026-01-16T23:00:00+00:00");
}

TEST(ReviewJson, HasEveryKeyOfTheContract) {
    guide::Review review{.apology = true, .situation = std::nullopt, .findings = {}};
    review.findings.push_back({.rule = "r",
                               .category = "vague",
                               .severity = guide::Severity::hint,
                               .part = guide::Part::subject,
                               .start = 2,
                               .end = 4,
                               .text = "\xff!",
                               .message = "m",
                               .suggestion = std::nullopt,
                               .edits = {{2, 4, "x"}},
                               .guide = "g",
                               .fingerprint = "0123abcd"});
    guide::FoundPromise promise;
    promise.text = "by Friday";
    promise.due = base::parse_civil_date("2026-11-27").value();
    promise.recurring = "every Friday";
    guide::FoundPromise undated;
    undated.ambiguous = true;
    const json told = json::parse(to_json(review, {promise, undated}, zone_at(0), "\"L1\""));
    EXPECT_EQ(told["id"], "L1");
    EXPECT_EQ(told["apology"], true);
    EXPECT_TRUE(told["situation"].is_null());
    const json finding = json::parse(
        R"({"rule":"r","class":"vague","severity":"hint","part":"subject","start":2,"end":4,"message":"m",
            "suggestion":null,"edits":[{"start":2,"end":4,"text":"x"}],"guide":"g","fingerprint":"0123abcd"})");
    json without_text = told["findings"][0];
    EXPECT_EQ(without_text["text"], "\ufffd!");
    without_text.erase("text");
    EXPECT_EQ(without_text, finding);
    EXPECT_EQ(told["promises"][0]["due"], "2026-11-27");
    EXPECT_EQ(told["promises"][0]["recurring"], "every Friday");
    EXPECT_TRUE(told["promises"][1]["due"].is_null());
    EXPECT_EQ(told["promises"][1]["ambiguous"], true);
}

TEST(ReviewJson, HasNoIdWhereNoneWasGiven) { EXPECT_FALSE(json::parse(to_json({}, {}, zone_at(0))).contains("id")); }

TEST(ReviewLine, GivesTheIdBackAsItCame) {
    for (const std::string id : {R"("L1")", "7", R"({"a":[1]})", "null"}) {
        const auto line = read_review_line(R"({"body":"x","id":)" + id + "}");
        ASSERT_TRUE(line) << line.error().message;
        EXPECT_EQ(line->id, id);
    }
}

TEST(ReviewLine, TakesWhatIsThere) {
    const auto line = read_review_line(
        R"({"subject":"S","body":"B","sent_at":"2026-03-06T09:30:00+01:00","tz":"Europe/Berlin","labels":[]})");
    ASSERT_TRUE(line) << line.error().message;
    EXPECT_EQ(line->subject, "S");
    EXPECT_EQ(line->body, "B");
    EXPECT_EQ(line->sent_at, base::parse_rfc3339("2026-03-06T08:30:00Z"));
    EXPECT_EQ(line->zone, "Europe/Berlin");
}

TEST(ReviewLine, SaysWhatIsWrongAndWhatWouldBeRight) {
    const std::vector<std::pair<std::string, std::string>> wrong{
        {"{", "no JSON"},
        {"[1]", "one object"},
        {R"({"id":1})", "\"body\" is missing"},
        {R"({"body":7})", "\"body\" is missing"},
        {R"({"body":"","subject":7})", "\"subject\" is a string"},
        {R"({"body":"","sent_at":"tomorrow"})", "RFC 3339"},
    };
    for (const auto& [text, said] : wrong) {
        const auto line = read_review_line(text);
        ASSERT_FALSE(line) << text;
        EXPECT_NE(line.error().message.find(said), std::string::npos) << line.error().message;
        EXPECT_EQ(line.error().fault, base::Fault::wrong_use);
    }
}

}  // namespace
}  // namespace amends::rpc
