#include "core/tone_lexicon.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "core/tone_pattern.hpp"

namespace amends::core {

namespace {

template <class Entry>
std::vector<std::string_view> words_of(const std::vector<Entry>& entries) {
    std::vector<std::string_view> all;
    all.reserve(entries.size());
    for (const auto& entry : entries) all.push_back(entry.words);
    return all;
}

/// What fits best at a word.
struct Best {
    std::size_t place = 0;
    ToneFit fit;
};

}  // namespace

std::vector<ToneFound> find_tone_phrases(const ToneWords& words) {
    static const TonePatterns patterns(words_of(tone_phrases()));
    const auto& phrases = tone_phrases();
    const auto counts_more = [&](std::size_t one, std::size_t other) {
        if (patterns.length(one) != patterns.length(other)) return patterns.length(one) > patterns.length(other);
        return phrases[one].weight > phrases[other].weight;
    };
    std::vector<ToneFound> found;
    for (std::size_t at = 0; at < words.size();) {
        std::optional<Best> best;
        for (const std::size_t place : patterns.beginning(words[at])) {
            if (best && !counts_more(place, best->place)) continue;
            const ToneFit fit = patterns.fit(place, words, at);
            if (fit.end != 0) best = Best{place, fit};
        }
        if (!best) {
            ++at;
            continue;
        }
        const TonePhrase& phrase = phrases[best->place];
        found.push_back({phrase.role, phrase.weight, best->fit.negated || negated_before(words, at), phrase.words});
        // A phrase that begins a sentence by one word leaves it to longer ones.
        at = words[at] == "^" && patterns.length(best->place) == 2 ? at + 1 : best->fit.end;
    }
    return found;
}

std::vector<ToneFound> find_tone_letters(std::string_view text) {
    std::vector<ToneFound> found;
    for (const auto& phrase : tone_phrases())
        if (is_tone_letters(phrase.words) && text.find(phrase.words) != std::string_view::npos)
            found.push_back({phrase.role, phrase.weight, false, phrase.words});
    // "cannot accept" holds "accept".
    const auto is_part = [&](const ToneFound& one) {
        return std::ranges::any_of(found, [&](const ToneFound& other) {
            return other.words != one.words && other.words.find(one.words) != std::string_view::npos;
        });
    };
    std::vector<ToneFound> whole;
    std::ranges::remove_copy_if(found, std::back_inserter(whole), is_part);
    return whole;
}

std::vector<ToneSignFound> find_tone_signs(const ToneWords& words) {
    static const TonePatterns patterns(words_of(tone_signs()));
    const auto& signs = tone_signs();
    std::vector<ToneSignFound> found;
    std::vector<std::pair<std::string_view, std::size_t>> behind;  // where each name's last sign ends
    for (std::size_t at = 0; at < words.size(); ++at) {
        std::vector<Best> best;  // one of each name
        for (const std::size_t place : patterns.beginning(words[at])) {
            const auto name = signs[place].name;
            const auto last = std::ranges::find(behind, name, &std::pair<std::string_view, std::size_t>::first);
            if (last != behind.end() && last->second > at) continue;
            const auto rival =
                std::ranges::find_if(best, [&](const Best& one) { return signs[one.place].name == name; });
            if (rival != best.end() && patterns.length(place) <= patterns.length(rival->place)) continue;
            const ToneFit fit = patterns.fit(place, words, at);
            if (fit.end == 0) continue;
            if (rival == best.end())
                best.push_back({place, fit});
            else
                *rival = {place, fit};
        }
        for (const Best& one : best) {
            const auto name = signs[one.place].name;
            found.push_back({name, one.fit.negated || negated_before(words, at)});
            const auto last = std::ranges::find(behind, name, &std::pair<std::string_view, std::size_t>::first);
            if (last == behind.end())
                behind.emplace_back(name, one.fit.end);
            else
                last->second = one.fit.end;
        }
    }
    return found;
}

}  // namespace amends::core
