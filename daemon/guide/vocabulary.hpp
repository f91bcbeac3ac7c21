#pragma once
// Words by what they mean: every list of the rule files ("harm", "money back") and every word that a pattern names is a
// class; a word or phrase belongs to any number of them. A list of verbs holds every form of each verb.
#include <cstdint>
#include <memory>
#include <memory_resource>
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

/// The lists of one kind of verbs: "NAME", "NAME.base", "NAME.s", "NAME.past" and "NAME.ing".
struct VerbLists {
    ClassId all = 0, base = 0, third = 0, past = 0, ing = 0;
};

/// Words are short, and looked up by the ten thousand: the general hash of strings costs more than the rest of it.
struct HashOfWord {
    std::size_t operator()(std::string_view word) const {  // not noexcept: so libstdc++ keeps each word's hash
        std::uint64_t hash = word.size();
        for (const char byte : word) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x9E3779B97F4A7C15U;
        return hash ^ (hash >> 32);
    }
};

/// It only grows, so that its words lie in memory of its own, which is given back as a whole.
class Vocabulary {
public:
    Vocabulary();
    Vocabulary(Vocabulary&&) = default;

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
    /// The lists of that name; made where there are none.
    VerbLists verb_lists(std::string_view name);
    /// Adds each form of a verb: "miss", "forget forgot forgotten", "mess + up".
    void add_verb(const VerbLists& lists, std::string_view forms);
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
        // NOLINTNEXTLINE(readability-identifier-naming): the name by which the library asks for it
        using allocator_type = std::pmr::polymorphic_allocator<>;
        explicit Entry(const allocator_type& memory) : classes(memory), phrases(memory) {}
        ClassId literal = 0;  ///< 0: no pattern names the word
        std::pmr::vector<ClassId> classes;
        std::pmr::vector<Phrase> phrases;
    };
    /// Nothing where no list and no pattern has the word.
    [[nodiscard]] const Entry* entry(std::string_view word) const;
    /// Appends the phrases that begin with the first of `words`.
    void phrases_at(std::span<const Entry* const> words, std::vector<ClassAt>& out) const;

private:
    ClassId new_class();
    /// The same text, in memory_.
    std::string_view keep(std::string_view text);
    /// `words` are kept.
    void add_spelled(ClassId id, std::string_view words);
    /// False where the class has the word already.
    bool add_kept(ClassId id, std::string_view words);
    [[nodiscard]] bool is_rest(const Phrase& phrase, std::string_view words) const;

    std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_;           // of all that the views below look at
    std::pmr::unordered_map<std::string_view, Entry, HashOfWord> entries_;  // by first word; each keeps its place
    std::vector<const Entry*> rests_;  // of the phrases: all words but the first two
    std::pmr::unordered_map<std::string_view, ClassId, HashOfWord> lists_;
    std::pmr::unordered_map<std::string_view, ClassId, HashOfWord> phrases_;  // with_underscores, which patterns name
    std::vector<std::vector<std::string_view>> members_;  // of each list: spelled words, a space between them
    std::vector<std::size_t> weights_;                    // of each class
    std::vector<bool> is_list_;                           // each class
};

/// Appends the classes that the word has by its kind.
void kinds_of(const Words& words, const Word& word, std::vector<ClassId>& out);

}  // namespace amends::guide
