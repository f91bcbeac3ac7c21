// docs/guides.md is a table of what there is: what it names must exist, and what exists must be named.
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "guide/field_value.hpp"
#include "guide/letter.hpp"
#include "guide/review.hpp"
#include "guide/shelf.hpp"

namespace amends::guide {
namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

const std::string& manual() {
    static const std::string text = text_of(AMENDS_SOURCE "/docs/guides.md");
    return text;
}

std::set<std::string> found_in(const std::string& text, const std::string& pattern) {
    std::set<std::string> all;
    re2::StringPiece rest(text);
    for (std::string name; RE2::FindAndConsume(&rest, pattern, &name);) all.insert(name);
    return all;
}

std::set<std::string> shipped(const std::string& folder) {
    std::set<std::string> all;
    for (const auto& file : shipped_templates())
        if (file.name.starts_with("en/" + folder + "/"))
            all.insert(file.name.substr(3, file.name.size() - 3 - std::string(".toml").size()));
    return all;
}

TEST(Manual, NamesOnlyTemplatesThatThereAre) {
    const auto named = found_in(manual(), "`((?:letters|check-ins|reminders)/[a-z_]+)`");
    ASSERT_GT(named.size(), 20U);
    std::set<std::string> there;
    for (const char* folder : {"letters", "check-ins", "reminders"}) there.merge(shipped(folder));
    for (const auto& name : named) EXPECT_TRUE(there.contains(name)) << name;
}

TEST(Manual, NamesEveryLetterAndCheckIn) {
    for (const char* folder : {"letters", "check-ins"})
        for (const auto& name : shipped(folder)) EXPECT_NE(manual().find("`" + name + "`"), std::string::npos) << name;
}

TEST(Manual, NamesEveryRuleOfTheReviewAndNoOther) {
    std::set<std::string> rules;
    for (const auto& file : std::filesystem::directory_iterator(AMENDS_SOURCE "/templates/en/review"))
        if (file.path().extension() == ".toml")
            rules.merge(found_in(text_of(file.path()), "(?:^|\n)id = \"([a-z_]+\\.[a-z_]+)\""));
    ASSERT_GT(rules.size(), 20U);
    auto named = found_in(manual(), "`([a-z_]+\\.[a-z_]+)`");
    named.erase("advice.toml");
    for (const auto& name : named) EXPECT_TRUE(rules.contains(name)) << name;
    for (const auto& name : rules) EXPECT_TRUE(named.contains(name)) << name;
}

TEST(Manual, ShowsATemplateThatCanBeUsed) {
    const auto begin = manual().find("```toml\n");
    ASSERT_NE(begin, std::string::npos);
    const auto start = begin + std::string("```toml\n").size();
    const auto shelf =
        Shelf::stock({{"en/letters/lost_parcel.toml", manual().substr(start, manual().find("```", start) - start)}});
    ASSERT_TRUE(shelf);
    ASSERT_TRUE(shelf->refused().empty()) << shelf->refused().front();
    const auto parcel = shelf->situation("lost_parcel", "en");
    ASSERT_TRUE(parcel);
    const auto rules = Rules::stock();
    ASSERT_TRUE(rules);
    constexpr base::CivilDate today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{3}};
    for (const auto tone : {LetterTone::personal, LetterTone::empathetic}) {
        Given given;
        for (const auto& field : (*parcel)->fields) given[field.name] = example_of(field, today);
        const auto letter = write_letter(**parcel, tone, given, today);
        ASSERT_TRUE(letter);
        const auto read = review(*rules, {.subject = letter->subject, .body = letter->body});
        EXPECT_TRUE(read.apology);
        for (const auto& finding : read.findings) ADD_FAILURE() << finding.rule << " in\n" << letter->body;
    }
}

TEST(ReviewReadme, ShowsARuleThatCanBeUsed) {
    const auto readme = text_of(AMENDS_SOURCE "/templates/en/review/README.md");
    const auto begin = readme.find("```toml\n");
    ASSERT_NE(begin, std::string::npos);
    const auto start = begin + std::string("```toml\n").size();
    const auto rules = Rules::stock({{"house.toml", readme.substr(start, readme.find("```", start) - start)}});
    ASSERT_TRUE(rules) << rules.error().message;
    const auto read = review(*rules, {.body = "Dear Jo,\n\nI am sorry. I will reach out to you on Monday.\n\nAl"});
    const auto found = std::ranges::find(read.findings, "house.reach_out", &Finding::rule);
    ASSERT_NE(found, read.findings.end());
    ASSERT_EQ(found->edits.size(), 1U);
    EXPECT_EQ(found->edits.front().text, "call");
}

TEST(ReviewReadme, NamesEveryClass) {
    const auto readme = text_of(AMENDS_SOURCE "/templates/en/review/README.md");
    const auto rules = Rules::stock();
    ASSERT_TRUE(rules);
    for (const auto& rule : rules->list())
        EXPECT_NE(readme.find("`" + rule.category + "`"), std::string::npos) << rule.category;
}

}  // namespace
}  // namespace amends::guide
