#pragma once
// Words by what they mean: every list of the rule files ("harm", "money back") and every word that a pattern names is a
// class; a word or phrase belongs to any number of them. A list of verbs holds every form of each verb.
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "guide/words.hpp"

namespace amends::guide {

using ClassId = std::uint16_t;

/// A class that begins at a word, and how many words it takes.
struct ClassAt {
    ClassId id = 0;
    std::uint16_t length = 1;
};

class Vocabulary {
public:
    Vocabulary();
    Vocabulary(Vocabulary&&) = default;
    Vocabulary& operator=(Vocabulary&&) = default;

    /// Classes that every vocabulary has: what kind of word it is, not which.
    static constexpr ClassId any_word = 0, number = 1, money = 2, percent = 3, capital = 4, mark = 5, ed = 6, ing = 7;

    /// The list of that name; made where there is none.
    ClassId list(std::string_view name);
    [[nodiscard]] std::optional<ClassId> find_list(std::string_view name) const;
    [[nodiscard]] bool has_list(std::string_view name) const { return find_list(name).has_value(); }
    /// The class of this one word or mark, spelled as read_words spells it; a phrase is written with_underscores.
    ClassId literal(std::string_view spelling);
    /// Adds a word or phrase, written as in a letter.
    void add(ClassId id, std::string_view phrase);
    /// Adds "NAME", "NAME.base", "NAME.s", "NAME.past" and "NAME.ing" of a verb: "miss", "forget forgot forgotten",
    /// "mess + up".
    void add_verb(std::string_view name, std::string_view forms);
    /// Adds all that `from` holds now.
    void include(ClassId into, ClassId from);
    /// Takes a word or phrase out of every list.
    void forget(std::string_view phrase);

    [[nodiscard]] std::size_t size() const { return weights_.size(); }
    /// How much of any text the class covers: the number of its words, the commonest of the language counted for more.
    [[nodiscard]] std::size_t weight(ClassId id) const { return weights_[id]; }

    struct Entry;
    struct Phrase {
        const Entry* second = nullptr;
        std::uint32_t rest = 0;  ///< where the words begin that follow the second
        std::uint16_t words = 0;
        ClassId id = 0;
    };
    /// What begins with a word.
    struct Entry {
        std::vector<ClassId> classes;
        std::vector<Phrase> phrases;
    };
    /// Nothing where no list and no pattern has the word.
    [[nodiscard]] const Entry* entry(std::string_view word) const;
    /// Appends the phrases that begin with the first of `words`.
    void phrases_at(std::span<const Entry* const> words, std::vector<ClassAt>& out) const;

private:
    void add_spelled(ClassId id, std::string words);
    /// False where the class has the word already. `whole` is one of texts_, or a part of one.
    bool add_kept(ClassId id, std::string_view whole);
    [[nodiscard]] bool is_rest(const Phrase& phrase, std::string_view words) const;
    ClassId named(std::unordered_map<std::string_view, ClassId>& all, std::string_view kept);

    std::deque<std::string>
        texts_;  // what the views below look at; never shrinks, and moves without moving its strings
    std::unordered_map<std::string_view, Entry> entries_;  // by first word; each keeps its place
    std::vector<const Entry*> rests_;                      // of the phrases: all words but the first
    std::unordered_map<std::string_view, ClassId> lists_, literals_;
    std::vector<std::vector<std::string_view>> members_;  // of each list: spelled words, a space between them
    std::vector<std::size_t> weights_;                    // of each class
};

/// Appends the classes that the word has by its kind.
void kinds_of(const Words& words, const Word& word, std::vector<ClassId>& out);

}  // namespace amends::guide
