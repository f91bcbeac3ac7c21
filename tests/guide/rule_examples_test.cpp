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

}  // namespace
}  // namespace amends::guide
