#pragma once
// What a rule writes in the place of what it has found. Never a rewrite that takes more away than what is wrong: where
// none can be given there is none. Pure.
#include <optional>

#include "guide/finding.hpp"
#include "guide/read_letter.hpp"
#include "guide/rule_book.hpp"

namespace amends::guide {

struct Stretch {
    std::size_t start = 0, end = 0;  ///< bytes of the part
};

/// By the part in {} of the pattern, else by the rule's words for words, else by leaving out a sentence that does
/// nothing that the letter needs.
std::optional<Edit> edit_of(const RuleBook& book, const Rule& rule, const ReadPart& part, const WordMatch& found,
                            Stretch span);
/// The same for what a pattern over the text has found.
std::optional<Edit> edit_of_text(const Rule& rule, const ReadPart& part, Stretch span);

}  // namespace amends::guide
