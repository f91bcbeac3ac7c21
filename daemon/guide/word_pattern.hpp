#pragma once
// Patterns over words, the language of the rule files (templates/en/review/README.md describes it). Matching a sentence
// takes time linear in its length times the pattern's: what has failed at a place is not tried there again.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "guide/vocabulary.hpp"

namespace amends::guide {

/// The classes of the words of one text. Roles add to it while it is read.
class TaggedWords {
public:
    TaggedWords(const Vocabulary& vocabulary, Words words);

    [[nodiscard]] const Words& text() const { return words_; }
    [[nodiscard]] Words& text() { return words_; }
    void add(std::size_t word, ClassAt what);
    /// Which classes occur in the sentence; valid until the next call.
    void enter(std::size_t sentence);
    [[nodiscard]] bool present(ClassId id) const { return id < stamps_.size() && stamps_[id] == stamp_; }

    struct Link {
        ClassAt what;
        std::int32_t next = -1;
    };
    [[nodiscard]] std::int32_t head(std::size_t word) const { return heads_[word]; }
    [[nodiscard]] const Link& link(std::int32_t at) const { return links_[static_cast<std::size_t>(at)]; }

private:
    Words words_;
    std::vector<std::int32_t> heads_;
    std::vector<Link> links_;
    std::vector<std::uint32_t> stamps_;
    std::uint32_t stamp_ = 0;
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

    /// The leftmost match that begins at `from` or later, in words [first, last).
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
    friend class PatternRun;

    std::vector<Node> nodes_;
    std::vector<ClassId> pool_;
    /// Each of them is met by some word of every match; the rarest first.
    std::vector<std::vector<ClassId>> required_;
    std::vector<ClassId> first_;  // a match begins with one of these; empty where that is not known
    bool only_at_beginning_ = false;
};

}  // namespace amends::guide
