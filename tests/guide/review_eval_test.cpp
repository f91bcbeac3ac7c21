// For whoever writes rules: what the review finds in letters or in a text given by the environment. Reads the rule
// files as they lie in the source, so that a changed rule is tried without building.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#include "guide/read_letter.hpp"
#include "guide/review.hpp"
#include "tests/guide/rule_files.hpp"

namespace amends::guide {
namespace {

std::string read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream all;
    all << in.rdbuf();
    return all.str();
}

/// Reads ID.subject and ID.body files named in a list; prints id, class, severity, part, start, end, rule.
TEST(ReviewEval, PrintsFindingsOfTheLettersItIsGiven) {
    const char* folder = std::getenv("AMENDS_REVIEW_LETTERS");
    if (folder == nullptr) GTEST_SKIP() << "AMENDS_REVIEW_LETTERS names no folder";
    const auto rules = Rules::read(rule_files(), false);
    ASSERT_TRUE(rules) << rules.error().message;
    std::istringstream list(read_file(std::string(folder) + "/list"));
    for (std::string id; std::getline(list, id);) {
        const auto subject = read_file(std::string(folder) + "/" + id + ".subject");
        const auto body = read_file(std::string(folder) + "/" + id + ".body");
        const auto read = review(*rules, {.subject = subject, .body = body});
        std::cout << "letter\t" << id << "\t" << read.apology << "\t" << read.situation.value_or("-") << "\n";
        for (const auto& finding : read.findings) {
            std::cout << "finding\t" << id << "\t" << finding.category << "\t" << to_string(finding.severity) << "\t"
                      << to_string(finding.part) << "\t" << finding.start << "\t" << finding.end << "\t" << finding.rule
                      << "\n";
        }
    }
}

/// What each sentence of a text is taken for.
TEST(ReviewEval, PrintsTheRolesOfATextItIsGiven) {
    const char* text = std::getenv("AMENDS_REVIEW_TEXT");
    if (text == nullptr) GTEST_SKIP() << "AMENDS_REVIEW_TEXT holds no text";
    const auto rules = Rules::read(rule_files(), false);
    ASSERT_TRUE(rules) << rules.error().message;
    auto body = read_part(rules->book(), text, Part::body);
    const char* why = std::getenv("AMENDS_REVIEW_ROLE");  // says which patterns of this role match, by their numbers
    for (std::size_t s = 0; s < body.sentences(); ++s) {
        const auto& sentence = body.sentence(s);
        std::cout << (sentence.kind == SentenceKind::prose ? "" : "(frame) ")
                  << spelled_words(body, sentence.first, sentence.last) << " :";
        RoleSet shown = 0;
        for (const auto& role : rules->book().roles) {
            if ((body.roles[s] & role.bit) != 0 && (shown & role.bit) == 0) std::cout << " " << role.name;
            shown |= role.bit;
        }
        for (const auto& role : rules->book().roles) {
            for (std::size_t i = 0; why != nullptr && role.name == why && i < role.when.size(); ++i) {
                if (role.when[i].find(body.words, sentence.first, sentence.last, sentence.first))
                    std::cout << " #" << i;
            }
        }
        std::cout << "\n";
    }
    for (const auto& finding : review(*rules, {.body = text, .opened_as_apology = true}).findings)
        std::cout << "  " << finding.rule << ": " << finding.text << "\n";
}

}  // namespace
}  // namespace amends::guide
