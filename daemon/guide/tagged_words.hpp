#pragma once
// The words of one text with the classes that they belong to. Roles add to these while the text is read. What a
// sentence has is known once it is entered.
#include <cstdint>
#include <span>
#include <vector>

#include "guide/pattern_store.hpp"
#include "guide/vocabulary.hpp"

namespace amends::guide {

/// Places in a sentence, counted from its first word; none once it is Places{}.
class Places {
public:
    static constexpr std::size_t most = 128;
    static_assert(longest_sentence < most);

    void set(std::size_t place) { bits_[place / 64] |= std::uint64_t{1} << (place % 64); }
    [[nodiscard]] bool has(std::size_t place) const { return (bits_[place / 64] >> (place % 64) & 1) != 0; }
    [[nodiscard]] bool none() const { return (bits_[0] | bits_[1]) == 0; }
    /// `place` or the next one that is set; `most` where there is none.
    [[nodiscard]] std::size_t next(std::size_t place) const;
    Places& operator|=(const Places& other) {
        bits_[0] |= other.bits_[0];
        bits_[1] |= other.bits_[1];
        return *this;
    }

private:
    std::uint64_t bits_[2];
};

/// Where classes begin: as one word, and as several.
struct ClassPlaces {
    Places words, phrases;
};

class TaggedWords {
public:
    /// The vocabulary outlives it.
    TaggedWords(const Vocabulary& vocabulary, Words words);

    [[nodiscard]] const Words& text() const { return words_; }
    [[nodiscard]] Words& text() { return words_; }
    [[nodiscard]] bool has(std::size_t word, ClassId id) const;
    /// Calls `use` with each class that begins at the word, but for its kinds.
    template <class Use>
    void for_each_class(std::size_t word, Use use) const {
        if (entries_[word] != nullptr) {
            for (const auto id : entries_[word]->classes) use(id);
        }
        for (auto at = phrases_[word]; at >= 0; at = links_[static_cast<std::size_t>(at)].next)
            use(links_[static_cast<std::size_t>(at)].what.id);
    }

    /// Until the next call the questions below are about this sentence, whose ends stay as they are from now on.
    void enter(std::size_t sentence, const PatternIndex& index);
    /// The entered sentence has this class at `word`, too.
    void add(std::size_t word, ClassAt what);
    [[nodiscard]] bool present(ClassId id) const { return (here_[id / 64] >> (id % 64) & 1) != 0; }
    [[nodiscard]] ClassPlaces places(std::span<const ClassId> any_of) const;
    /// Which patterns of the index, by their numbers, have the class that they need most.
    [[nodiscard]] const std::vector<std::uint64_t>& worth() const { return worth_; }

    /// Phrases and roles that begin at a word, as a chain that ends at -1.
    struct Link {
        ClassAt what;
        std::int32_t next = -1;
    };
    [[nodiscard]] std::int32_t phrases(std::size_t word) const { return phrases_[word]; }
    [[nodiscard]] const Link& link(std::int32_t at) const { return links_[static_cast<std::size_t>(at)]; }

private:
    struct Present {
        ClassId id = 0;
        ClassPlaces where{};
    };
    ClassPlaces& note(ClassId id);
    void note_all(const Sentence& sentence);

    Words words_;
    std::vector<const Vocabulary::Entry*> entries_;  // of each word, where the vocabulary knows it
    std::vector<std::int32_t> phrases_;              // of each word: its first link
    std::vector<Link> links_;
    std::vector<std::vector<Present>> sentences_;  // the classes of each sentence that has been entered
    std::vector<Present>* present_ = nullptr;      // those of the entered one,
    std::vector<std::uint64_t> here_;              // a bit for each of them,
    std::vector<std::uint16_t> slots_;             // and where it stands among them
    std::vector<std::uint64_t> worth_;
    const PatternIndex* index_ = nullptr;
    std::size_t first_ = 0;  // word of the entered sentence
};

}  // namespace amends::guide
