#pragma once
// How the phrases of templates/en/mail/tone.toml are laid on words: "accept*|take ~ <apology>" with its families
// written out. Pure. Phrases are kept by the first two bytes of what they begin with, so that few are tried at a word.
#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/tone_words.hpp"

namespace amends::core {

/// "not", "nobody", and the like in the other languages.
bool is_negation(std::string_view word);

/// Kana and Han letters have no blanks between words: such phrases are looked for in the text instead.
bool is_tone_letters(std::string_view phrase);

/// The word behind a phrase, 0 where it does not begin there, and whether a negation stands in its gaps.
struct ToneFit {
    std::size_t end = 0;
    bool negated = false;
};

class TonePatterns {
public:
    /// `phrases` outlive this; those of letters are left out.
    explicit TonePatterns(const std::vector<std::string_view>& phrases);

    /// Places in `phrases` of those that may begin with this word, in their order.
    [[nodiscard]] const std::vector<std::size_t>& beginning(std::string_view word) const;
    [[nodiscard]] ToneFit fit(std::size_t place, const ToneWords& words, std::size_t at) const;
    [[nodiscard]] std::size_t length(std::size_t place) const { return patterns_[place].size(); }

private:
    /// One word of a phrase: "accept*|take".
    struct Slot {
        enum class Kind { word, beginning, figure };  ///< "take", "accept*", "#"
        struct Choice {
            std::string_view text;  ///< without the star
            Kind kind = Kind::word;
            [[nodiscard]] bool fits(std::string_view word) const;
        };
        std::vector<Choice> choices;
        bool after_gap = false;
        [[nodiscard]] bool fits(std::string_view word) const;
    };
    static std::vector<Slot> slots_of(std::string_view phrase);
    static void file(std::vector<std::size_t>& among, std::size_t place);
    [[nodiscard]] const std::vector<std::size_t>& starting_as(std::string_view word) const;

    std::vector<std::vector<Slot>> patterns_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_word_;  ///< of every word that begins a phrase
    std::unordered_map<unsigned, std::vector<std::size_t>> by_start_;         ///< "accept*", by its first two bytes
};

/// Whether one of the five words before `at`, up to a comma, denies what follows.
bool negated_before(const ToneWords& words, std::size_t at);

}  // namespace amends::core
