#include "core/tone_lexicon.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace amends::core {

namespace {

constexpr std::size_t most_between = 4;  // words that ~ stands for
constexpr std::size_t negation_reach = 5;

/// One word of a phrase: "accept*|take".
struct Slot {
    std::vector<std::string_view> choices;
    bool after_gap = false;

    [[nodiscard]] bool fits(std::string_view word) const {
        return std::ranges::any_of(choices, [&](std::string_view choice) {
            if (choice == "#") return word.front() >= '0' && word.front() <= '9';
            return choice.ends_with('*') ? word.starts_with(choice.substr(0, choice.size() - 1)) : word == choice;
        });
    }
};

struct Phrase {
    ToneRole role;
    int weight;
    std::vector<Slot> slots;
    std::string_view words;
};

Slot slot_of(std::string_view word, bool after_gap) {
    Slot slot{{}, after_gap};
    while (!word.empty()) {
        const auto end = std::min(word.find('|'), word.size());
        if (end > 0) slot.choices.push_back(word.substr(0, end));
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return slot;
}

Phrase phrase_of(const TonePhrase& source) {
    Phrase phrase{source.role, source.weight, {}, source.words};
    bool gap = false;
    for (std::string_view rest = source.words; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        const auto word = rest.substr(0, end);
        if (word != "~") phrase.slots.push_back(slot_of(word, gap));
        gap = word == "~";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return phrase;
}

/// Kana and Han letters begin with these bytes.
bool is_letters(std::string_view words) {
    const auto first = static_cast<unsigned char>(words.front());
    return first >= 0xE3 && first <= 0xE9;
}

/// Phrases by the first two bytes of what they begin with, so that few are tried at each word.
class Lexicon {
public:
    Lexicon() {
        for (const auto& source : tone_phrases())
            if (!is_letters(source.words)) phrases_.push_back(phrase_of(source));
        for (const Phrase& phrase : phrases_) {
            for (const auto choice : phrase.slots.front().choices) {
                if (choice == "#") {
                    for (char digit = '0'; digit <= '9'; ++digit)
                        file(static_cast<unsigned char>(digit) * 256U, phrase);
                } else {
                    file(start_of(choice), phrase);
                }
            }
        }
    }

    [[nodiscard]] const std::vector<const Phrase*>& beginning(std::string_view word) const {
        static const std::vector<const Phrase*> none;
        const bool figure = word.front() >= '0' && word.front() <= '9';
        const auto found = by_start_.find(figure ? static_cast<unsigned char>(word.front()) * 256U : start_of(word));
        return found == by_start_.end() ? none : found->second;
    }

private:
    void file(unsigned start, const Phrase& phrase) {
        auto& among = by_start_[start];
        if (among.empty() || among.back() != &phrase) among.push_back(&phrase);
    }

    static unsigned start_of(std::string_view word) {
        const unsigned first = static_cast<unsigned char>(word[0]);
        const unsigned second = word.size() < 2 || word[1] == '*' ? 0 : static_cast<unsigned char>(word[1]);
        return first * 256 + second;
    }

    std::vector<Phrase> phrases_;
    std::unordered_map<unsigned, std::vector<const Phrase*>> by_start_;
};

}  // namespace

bool is_negation(std::string_view word) {
    constexpr std::array<std::string_view, 32> negations{
        "not",   "never",  "no",   "neither", "without", "hardly", "nobody", "nothing", "none",  "nicht",  "kein",
        "keine", "keinen", "nie",  "nichts",  "pas",     "jamais", "sans",   "non",     "nunca", "nessun", "não",
        "sem",   "niet",   "geen", "nooit",   "nie",     "bez",    "ingen",  "ikke",    "inte",  "sin"};
    return std::ranges::find(negations, word) != negations.end();
}

namespace {

/// The word behind the phrase that begins at `at`, and whether a negation stands in one of its gaps; 0 where it does
/// not begin there.
struct Fit {
    std::size_t end = 0;
    bool negated = false;
};
Fit fit(const Phrase& phrase, const ToneWords& words, std::size_t at) {
    Fit found;
    for (const Slot& slot : phrase.slots) {
        const std::size_t last = std::min(words.size(), at + 1 + (slot.after_gap ? most_between : 0));
        std::size_t place = at;
        while (place < last && !slot.fits(words[place])) ++place;
        if (place >= last) return {};
        for (std::size_t between = at; between < place; ++between) found.negated |= is_negation(words[between]);
        at = place + 1;
    }
    found.end = at;
    return found;
}

bool negated_before(const ToneWords& words, std::size_t at) {
    for (std::size_t back = 1; back <= negation_reach && back <= at && words[at - back] != ","; ++back)
        if (is_negation(words[at - back])) return true;
    return false;
}

bool counts_more(const Phrase& one, const Phrase* other) {
    if (other == nullptr || one.slots.size() != other->slots.size())
        return other == nullptr || one.slots.size() > other->slots.size();
    return one.weight > other->weight;
}

}  // namespace

std::vector<ToneFound> find_tone_phrases(const ToneWords& words) {
    static const Lexicon lexicon;
    std::vector<ToneFound> found;
    for (std::size_t at = 0; at < words.size();) {
        const Phrase* best = nullptr;
        Fit best_fit;
        for (const Phrase* phrase : lexicon.beginning(words[at])) {
            if (!counts_more(*phrase, best)) continue;
            const Fit one = fit(*phrase, words, at);
            if (one.end == 0) continue;
            best = phrase;
            best_fit = one;
        }
        if (best == nullptr) {
            ++at;
            continue;
        }
        found.push_back({best->role, best->weight, best_fit.negated || negated_before(words, at), best->words});
        // A phrase that begins a sentence by one word leaves it to longer ones.
        at = words[at] == "^" && best->slots.size() == 2 ? at + 1 : best_fit.end;
    }
    return found;
}

std::vector<ToneFound> find_tone_letters(std::string_view text) {
    std::vector<ToneFound> found;
    for (const auto& phrase : tone_phrases())
        if (is_letters(phrase.words) && text.find(phrase.words) != std::string_view::npos)
            found.push_back({phrase.role, phrase.weight, false, phrase.words});
    return found;
}

}  // namespace amends::core
