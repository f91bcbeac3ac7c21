#pragma once
// A letter as the rules see it: sentences of tagged words, and what each sentence does. Only the review uses it.
#include <string>
#include <string_view>
#include <vector>

#include "guide/finding.hpp"
#include "guide/rule_book.hpp"
#include "guide/zones.hpp"

namespace amends::guide {

struct ReadPart {
    Part part = Part::body;
    std::string_view text;
    Zones zones;
    TaggedWords words;
    std::vector<SenseSet> senses;  ///< of each sentence
    std::vector<RoleSet> roles;    ///< of each sentence
    RoleSet all = 0;               ///< of any sentence
    std::size_t own_words = 0;     ///< greeting and closing not counted

    [[nodiscard]] const Sentence& sentence(std::size_t at) const { return words.text().sentences[at]; }
    [[nodiscard]] std::size_t sentences() const { return words.text().sentences.size(); }
};

ReadPart read_part(const RuleBook& book, std::string_view text, Part part, Zones zones);

/// The twelve situations' words are counted, the subject's thrice; nothing where none is ahead.
std::optional<std::string> guess_situation(const RuleBook& book, const ReadPart& subject, const ReadPart& body);

/// The spellings of words [first, last), a space between them.
std::string spelled_words(const ReadPart& part, std::size_t first, std::size_t last);

}  // namespace amends::guide
