#pragma once
// Patterns over words, the language of the rule files (templates/en/review/README.md describes it). Matching a sentence
// takes time linear in its length times the pattern's: what has failed at a place is not tried there again.
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "guide/vocabulary.hpp"

namespace amends::guide {

class WordPattern;

/// Which patterns are worth trying where a class occurs: most patterns need a class that the sentence lacks.
class PatternIndex {
public:
    /// Numbers the pattern, once every list that it names is full.
    void add(WordPattern& pattern);

private:
    friend class TaggedWords;
    std::vector<std::vector<std::uint32_t>> by_class_;
    std::vector<std::uint64_t> always_;  // a bit for each pattern that needs no class
    std::uint32_t size_ = 0;
};

/// The classes of the words of one text. Roles add to it while it is read.
class TaggedWords {
public:
    static constexpr std::size_t most_words = 128;  // of a sentence
    static_assert(longest_sentence < most_words);

    /// `index` outlives it.
    TaggedWords(const Vocabulary& vocabulary, const PatternIndex& index, Words words);

    [[nodiscard]] const Words& text() const { return words_; }
    [[nodiscard]] Words& text() { return words_; }
    void add(std::size_t word, ClassAt what);
    /// Which classes occur in the sentence; valid until the next call.
    void enter(std::size_t sentence);
    [[nodiscard]] bool present(ClassId id) const { return id < seen_.size() && seen_[id].stamp == stamp_; }
    /// The words of the entered sentence at which one of the classes begins, a bit each.
    [[nodiscard]] std::bitset<most_words> begin_at(const std::vector<ClassId>& any_of) const;
    /// The next of patterns that were numbered one after the other for which the sentence has the class that it needs
    /// most: its place in `patterns`, or their number where there is none.
    [[nodiscard]] std::size_t next_worth(const std::vector<WordPattern>& patterns, std::size_t from) const;

    struct Link {
        ClassAt what;
        std::int32_t next = -1;
    };
    [[nodiscard]] std::int32_t head(std::size_t word) const { return heads_[word]; }
    [[nodiscard]] const Link& link(std::int32_t at) const { return links_[static_cast<std::size_t>(at)]; }

private:
    void note(ClassId id, std::size_t word);

    struct Seen {
        std::uint32_t stamp = 0;         // of the sentence in which the class was seen last
        std::bitset<most_words> begins;  // where in it
    };
    const PatternIndex* index_;
    Words words_;
    std::vector<std::int32_t> heads_;
    std::vector<Link> links_;
    std::vector<Seen> seen_;            // of each class
    std::vector<std::uint64_t> worth_;  // a bit for each pattern that is worth trying in the entered sentence
    std::uint32_t stamp_ = 0;
    std::size_t first_ = 0;  // word of the entered sentence
};

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

class WordPattern {
public:
    /// Lists must exist; words are made literals.
    static tl::expected<WordPattern, PatternError> compile(std::string_view pattern, Vocabulary& vocabulary);

    /// The leftmost match that begins at `from` or later, in words [first, last) of the entered sentence.
    [[nodiscard]] std::optional<WordMatch> find(const TaggedWords& words, std::size_t first, std::size_t last,
                                                std::size_t from) const;
    /// False where the entered sentence lacks what every match needs.
    [[nodiscard]] bool may_match(const TaggedWords& words) const;

private:
    enum class Kind : std::uint8_t {
        set,
        none_of,
        gap,
        clause_gap,
        begin,
        end,
        span,
        span_end,
        edit,
        edit_end,
        split,
        jump,
        accept
    };
    struct Node {
        Kind kind = Kind::accept;
        std::uint16_t a = 0, b = 0;
    };
    friend class PatternCompiler;
    friend class PatternIndex;
    friend class PatternRun;
    friend class TaggedWords;

    std::vector<Node> nodes_;
    std::vector<ClassId> pool_;
    /// Each of them is met by some word of every match; the rarest first.
    std::vector<std::vector<ClassId>> required_;
    std::vector<ClassId> first_;  // a match begins with one of these; empty where that is not known
    bool only_at_beginning_ = false;
    std::uint32_t number_ = 0;  // in the index
};

/// Calls `use` with each of the patterns that may match in the entered sentence, until it says true; then true.
template <class Use>
bool any_that_may_match(const std::vector<WordPattern>& patterns, const TaggedWords& words, Use use) {
    for (auto i = words.next_worth(patterns, 0); i < patterns.size(); i = words.next_worth(patterns, i + 1)) {
        if (patterns[i].may_match(words) && use(patterns[i])) return true;
    }
    return false;
}

}  // namespace amends::guide
