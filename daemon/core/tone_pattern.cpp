#include "core/tone_pattern.hpp"

#include <algorithm>
#include <array>

namespace amends::core {

namespace {

constexpr std::size_t most_between = 4;  // words that ~ stands for
constexpr std::size_t negation_reach = 5;

bool is_figure(std::string_view word) { return word.front() >= '0' && word.front() <= '9'; }

unsigned start_of(std::string_view word) {
    const unsigned first = static_cast<unsigned char>(word[0]);
    const unsigned second = word.size() < 2 ? 0 : static_cast<unsigned char>(word[1]);
    return first * 256 + second;
}

unsigned start_of_figure(char digit) { return static_cast<unsigned char>(digit) * 256U; }

}  // namespace

bool is_negation(std::string_view word) {
    constexpr std::array<std::string_view, 31> negations{
        "not",   "never",  "no",   "neither", "without", "hardly", "nobody", "nothing", "none",  "nicht",  "kein",
        "keine", "keinen", "nie",  "nichts",  "pas",     "jamais", "sans",   "non",     "nunca", "nessun", "não",
        "sem",   "niet",   "geen", "nooit",   "bez",     "ingen",  "ikke",   "inte",    "sin"};
    return std::ranges::find(negations, word) != negations.end();
}

bool is_tone_letters(std::string_view phrase) {
    const auto first = static_cast<unsigned char>(phrase.front());
    return first >= 0xE3 && first <= 0xE9;
}

bool TonePatterns::Slot::Choice::fits(std::string_view word) const {
    if (kind == Kind::figure) return is_figure(word);
    return kind == Kind::beginning ? word.starts_with(text) : word == text;
}

bool TonePatterns::Slot::fits(std::string_view word) const {
    return std::ranges::any_of(choices, [&](const Choice& choice) { return choice.fits(word); });
}

std::vector<TonePatterns::Slot> TonePatterns::slots_of(std::string_view phrase) {
    std::vector<Slot> slots;
    bool gap = false;
    while (!phrase.empty()) {
        const auto end = std::min(phrase.find(' '), phrase.size());
        auto word = phrase.substr(0, end);
        phrase.remove_prefix(std::min(end + 1, phrase.size()));
        const bool after_gap = gap;
        gap = word == "~";
        if (gap) continue;
        Slot slot{{}, after_gap};
        while (!word.empty()) {
            const auto bar = std::min(word.find('|'), word.size());
            const auto choice = word.substr(0, bar);
            if (choice == "#")
                slot.choices.push_back({choice, Slot::Kind::figure});
            else if (choice.ends_with('*'))
                slot.choices.push_back({choice.substr(0, bar - 1), Slot::Kind::beginning});
            else if (bar > 0)
                slot.choices.push_back({choice, Slot::Kind::word});
            word.remove_prefix(std::min(bar + 1, word.size()));
        }
        slots.push_back(std::move(slot));
    }
    return slots;
}

TonePatterns::TonePatterns(const std::vector<std::string_view>& phrases) {
    for (std::size_t place = 0; place < phrases.size(); ++place) {
        patterns_.push_back(slots_of(phrases[place]));
        if (is_tone_letters(phrases[place])) continue;
        for (const auto& [text, kind] : patterns_.back().front().choices) {
            if (kind == Slot::Kind::figure) {
                for (char digit = '0'; digit <= '9'; ++digit) file(by_start_[start_of_figure(digit)], place);
            } else if (kind == Slot::Kind::beginning) {
                file(by_start_[start_of(text)], place);
            } else {
                file(by_word_[text], place);
            }
        }
    }
    for (auto& [word, places] : by_word_) {
        for (const std::size_t place : starting_as(word))
            if (patterns_[place].front().fits(word)) places.push_back(place);
        std::ranges::sort(places);
        places.erase(std::ranges::unique(places).begin(), places.end());
    }
}

void TonePatterns::file(std::vector<std::size_t>& among, std::size_t place) {
    if (among.empty() || among.back() != place) among.push_back(place);
}

const std::vector<std::size_t>& TonePatterns::beginning(std::string_view word) const {
    const auto known = by_word_.find(word);
    return known == by_word_.end() ? starting_as(word) : known->second;
}

const std::vector<std::size_t>& TonePatterns::starting_as(std::string_view word) const {
    static const std::vector<std::size_t> none;
    const auto found = by_start_.find(is_figure(word) ? start_of_figure(word.front()) : start_of(word));
    return found == by_start_.end() ? none : found->second;
}

ToneFit TonePatterns::fit(std::size_t place, const ToneWords& words, std::size_t at) const {
    ToneFit found;
    for (const Slot& slot : patterns_[place]) {
        const std::size_t last = std::min(words.size(), at + 1 + (slot.after_gap ? most_between : 0));
        std::size_t here = at;
        while (here < last && !slot.fits(words[here])) ++here;
        if (here >= last) return {};
        for (std::size_t between = at; between < here; ++between) found.negated |= is_negation(words[between]);
        at = here + 1;
    }
    found.end = at;
    return found;
}

bool negated_before(const ToneWords& words, std::size_t at) {
    for (std::size_t back = 1; back <= negation_reach && back <= at && words[at - back] != ","; ++back)
        if (is_negation(words[at - back])) return true;
    return false;
}

}  // namespace amends::core
