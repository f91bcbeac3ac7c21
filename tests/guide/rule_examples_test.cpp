#include <gtest/gtest.h>

#include "guide/review.hpp"
#include "guide/rule_book.hpp"
#include "tests/guide/rule_files.hpp"

namespace amends::guide {
namespace {

TEST(ShippedRules, FindTheirBadExamplesAndNothingInTheirGoodOnes) {
    const auto files = rule_files();
    const auto quiet = Rules::read(files, false);
    ASSERT_TRUE(quiet) << quiet.error().message;
    for (const auto& rule : quiet->book().rules) {
        for (const auto& example : rule.examples) {
            std::string_view body = example.text, subject;
            if (const auto cut = body.find("\n---\n"); cut != std::string_view::npos) {
                subject = body.substr(0, cut);
                body.remove_prefix(cut + 5);
            }
            const auto read = review(*quiet, {.subject = subject, .body = body, .opened_as_apology = !rule.any_letter});
            const bool found = std::any_of(read.findings.begin(), read.findings.end(),
                                           [&](const Finding& finding) { return finding.rule == rule.id; });
            EXPECT_EQ(found, example.bad) << rule.file << ":" << example.place.line << ": " << rule.id
                                          << (example.bad ? " misses " : " finds something in ") << example.text;
        }
    }
}

// A rewrite that takes the apology with it, or that is found again, helps nobody.
TEST(ShippedRules, RewriteTheirExamplesWithoutHarm) {
    const auto rules = Rules::read(rule_files(), false);
    ASSERT_TRUE(rules) << rules.error().message;
    std::size_t rewritten = 0;
    for (const auto& rule : rules->book().rules) {
        for (const auto& example : rule.examples) {
            if (!example.bad || example.text.find("\n---\n") != std::string::npos) continue;
            const auto read = review(*rules, {.body = example.text, .opened_as_apology = !rule.any_letter});
            const auto apology = review(*rules, {.body = example.text}).apology;
            for (const auto& finding : read.findings) {
                if (finding.rule != rule.id || finding.edits.empty()) continue;
                ++rewritten;
                std::string mended = example.text;
                const auto& edit = finding.edits.front();
                ASSERT_LE(edit.end, mended.size());
                mended.replace(edit.start, edit.end - edit.start, edit.text);
                const auto after = review(*rules, {.body = mended, .opened_as_apology = !rule.any_letter});
                EXPECT_TRUE(!apology || review(*rules, {.body = mended}).apology) << rule.id << ": " << mended;
                const auto count = [&](const Review& one) {
                    return std::ranges::count(one.findings, rule.id, &Finding::rule);
                };
                EXPECT_LT(count(after), count(read)) << rule.id << ": " << example.text << " -> " << mended;
            }
        }
    }
    EXPECT_GT(rewritten, 100U);
}

TEST(ShippedRules, StandForWhatTheGuidesSay) {
    const auto rules = Rules::read(rule_files(), false);
    ASSERT_TRUE(rules);
    std::string advice;
    for (const auto& file : rule_files())
        if (file.name == "guides.toml") advice = file.text;
    for (const auto& guide : rules->book().guides)
        EXPECT_NE(advice.find("\"" + guide + "\""), std::string::npos) << guide;
    for (const auto& rule : rules->list())
        EXPECT_NE(std::ranges::find(rules->book().guides, rule.guide), rules->book().guides.end()) << rule.id;
}

// Where the guides lie beside the project, each of their headings must be known to guides.toml.
TEST(ShippedRules, KnowEveryTipAndMistakeOfTheGuides) {
    const std::filesystem::path folder = AMENDS_SOURCE "/../shared/data/guides";
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the guides are not there: " << folder;
    std::string known;
    for (const auto& file : rule_files()) {
        if (file.name == "guides.toml") known = file.text;
    }
    std::size_t headings = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path());
        std::string line, guide, section;
        while (std::getline(in, line)) {
            if (line.starts_with("title:"))
                guide = line.find("Empathetic") != std::string::npos ? "empathetic/" : "personal/";
            if (line.starts_with("## ")) section = line;
            const bool wanted = section.starts_with("## Tips") || section.starts_with("## Common Mistakes");
            if (!wanted || !line.starts_with("### ") || line == "### Introduction to Tips") continue;
            ++headings;
            EXPECT_NE(known.find("\"" + guide + line.substr(4) + "\""), std::string::npos) << guide << line.substr(4);
        }
    }
    EXPECT_GT(headings, 20U);
}

}  // namespace
}  // namespace amends::guide
