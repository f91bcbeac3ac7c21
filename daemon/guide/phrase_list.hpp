#pragma once
// A fixed list of phrases, kept by their first letter, so that a word is compared with few of them. Those of one letter
// stay in the order in which they were written.
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace amends::guide {

/// `Entry` is a phrase, or has one as `words`.
template <class Entry, std::size_t Count>
class PhraseList {
public:
    constexpr explicit PhraseList(const std::array<Entry, Count>& entries) {
        std::size_t filled = 0;
        for (std::size_t letter = 0; letter < letters; ++letter) {
            for (const auto& entry : entries) {
                if (letter_of(words_of(entry)) == letter) sorted_[filled++] = entry;
            }
            ends_[letter] = static_cast<std::uint16_t>(filled);
        }
    }

    /// Those that begin with the first letter of `word`.
    [[nodiscard]] std::span<const Entry> like(std::string_view word) const {
        const auto letter = letter_of(word);
        const std::size_t first = letter == 0 ? 0 : ends_[letter - 1];
        return {sorted_.data() + first, ends_[letter] - first};
    }

private:
    static constexpr std::size_t letters = 27;  // the last is for what begins with none
    static constexpr std::size_t letter_of(std::string_view word) {
        const char first = word.empty() ? '\0' : word.front();
        return first >= 'a' && first <= 'z' ? static_cast<std::size_t>(first - 'a') : letters - 1;
    }
    static constexpr std::string_view words_of(std::string_view phrase) { return phrase; }
    template <class Other>
    static constexpr std::string_view words_of(const Other& entry) {
        return entry.words;
    }

    std::array<Entry, Count> sorted_{};
    std::array<std::uint16_t, letters> ends_{};
};

}  // namespace amends::guide
