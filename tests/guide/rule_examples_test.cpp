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
