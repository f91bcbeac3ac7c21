#pragma once
// Patterns over words, the language of the rule files (templates/en/review/README.md describes it). Matching a sentence
// takes time linear in its length times the pattern's: what has failed at a place is not tried there again.
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "guide/pattern_store.hpp"
#include "guide/tagged_words.hpp"

namespace amends::guide {

/// Words [first, last), the marked part of them, and the part that an edit replaces (empty where there is none).
struct WordMatch {
    std::size_t first = 0, last = 0;
    std::size_t span_first = 0, span_last = 0;
    std::size_t edit_first = 0, edit_last = 0;
};

struct PatternError {
    std::string what;
    std::size_t at = 0;  ///< byte of the pattern
};

/// Where a pattern stands in the PatternStore in which it was compiled; the calls below want the same.
class WordPattern {
public:
    /// Lists must exist; words are made literals.
    static tl::expected<WordPattern, PatternError> compile(std::string_view pattern, Vocabulary& vocabulary,
                                                           PatternStore& store);

    /// The leftmost match that begins at word `from` or later of the entered sentence, which is words [first, last).
    [[nodiscard]] std::optional<WordMatch> find(const PatternStore& store, const TaggedWords& words, std::size_t first,
                                                std::size_t last, std::size_t from) const;
    /// False where the entered sentence lacks what every match needs; asked of those that are worth trying.
    [[nodiscard]] bool may_match(const PatternStore& store, const TaggedWords& words) const;
    /// The classes of which every match needs one, the rarest; none where nobody can say.
    [[nodiscard]] std::span<const ClassId> needs(const PatternStore& store) const;
    /// In its index.
    [[nodiscard]] std::size_t number() const { return number_; }

private:
    friend class PatternCompiler;
    friend class PatternIndex;
    friend class PatternRun;

    [[nodiscard]] std::span<const ClassId> classes(const PatternStore& store, ClassRange range) const {
        return {store.classes.data() + classes_ + range.first, range.count};
    }

    std::uint32_t nodes_ = 0;
    std::uint32_t classes_ = 0;
    std::uint32_t required_ = 0;  // where the ranges begin of which every match meets one class each; rarest first
    std::uint16_t required_count_ = 0;
    std::uint16_t node_count_ = 0;
    std::uint16_t first_count_ = 0;  // a match begins with one of so many classes of its own; 0: that is not known
    std::uint16_t number_ = 0;
};

/// Calls `use` with each of the patterns that may match in the entered sentence, until it says true; then true. The
/// patterns were numbered one after the other.
template <class Use>
bool any_that_may_match(const PatternStore& store, const std::vector<WordPattern>& patterns, const TaggedWords& words,
                        Use use) {
    if (patterns.empty()) return false;
    const auto& worth = words.worth();
    const auto first = patterns.front().number(), end = first + patterns.size();
    for (auto at = first; at < end;) {
        const auto rest = worth[at / 64] >> (at % 64);
        if (rest == 0) {
            at = (at / 64 + 1) * 64;
            continue;
        }
        at += static_cast<std::size_t>(std::countr_zero(rest));
        if (at >= end) return false;
        const auto& pattern = patterns[at - first];
        if (pattern.may_match(store, words) && use(pattern)) return true;
        ++at;
    }
    return false;
}

}  // namespace amends::guide
