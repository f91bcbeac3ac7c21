#include "core/tone.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.hpp"

namespace amends::core {

namespace {

constexpr std::size_t most_bytes = 4 * 1024;
constexpr std::size_t most_between = 4;  // words that ~ stands for
constexpr std::size_t negation_reach = 5;
constexpr int telling = 3;  // the weight from which on a message is taken to mean it

using Words = std::vector<std::string_view>;

constexpr std::string_view comma = ",";  // a word of its own: a negation does not reach beyond it

bool is_word_byte(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '\'' || byte == '-';
}

Words words_of(std::string_view sentence) {
    Words words;
    for (std::size_t at = 0; at < sentence.size();) {
        std::size_t end = at;
        while (end < sentence.size() && is_word_byte(sentence[end])) ++end;
        if (end > at) words.push_back(sentence.substr(at, end - at));
        if (end < sentence.size() && sentence[end] == ',') words.push_back(comma);
        at = end + 1;
    }
    return words;
}

/// One word of a phrase: "accept*|take".
struct Slot {
    std::vector<std::string_view> choices;
    bool after_gap = false;

    [[nodiscard]] bool fits(std::string_view word) const {
        return std::ranges::any_of(choices, [&](std::string_view choice) {
            return choice.ends_with('*') ? word.starts_with(choice.substr(0, choice.size() - 1)) : word == choice;
        });
    }
};

struct Phrase {
    int weight = 0;
    std::vector<Slot> slots;
    std::string_view letters;  ///< of a language without blanks: looked for anywhere; else empty
};

Slot slot_of(std::string_view word, bool after_gap) {
    Slot slot{{}, after_gap};
    while (!word.empty()) {
        const auto end = std::min(word.find('|'), word.size());
        slot.choices.push_back(word.substr(0, end));
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return slot;
}

Phrase phrase_of(std::string_view line) {
    Phrase phrase{.weight = line.front() - '0'};
    line.remove_prefix(2);
    // Kana and Han letters begin with these bytes.
    const auto first = static_cast<unsigned char>(line.front());
    if (first >= 0xE3 && first <= 0xE9) {
        phrase.letters = line;
        return phrase;
    }
    bool gap = false;
    while (!line.empty()) {
        const auto end = std::min(line.find(' '), line.size());
        const auto word = line.substr(0, end);
        if (word != "~") phrase.slots.push_back(slot_of(word, gap));
        gap = word == "~";
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return phrase;
}

/// Phrases by the first two bytes of what they begin with, so that few are tried at each word.
class Lexicon {
public:
    explicit Lexicon(std::string_view lines) {
        while (!lines.empty()) {
            const auto end = std::min(lines.find('\n'), lines.size());
            if (end > 2) phrases_.push_back(phrase_of(lines.substr(0, end)));
            lines.remove_prefix(std::min(end + 1, lines.size()));
        }
        for (const Phrase& phrase : phrases_) {
            if (phrase.slots.empty()) continue;
            for (const auto choice : phrase.slots.front().choices) {
                auto& among = by_start_[start_of(choice)];
                if (among.empty() || among.back() != &phrase) among.push_back(&phrase);
            }
        }
    }

    [[nodiscard]] const std::vector<const Phrase*>& beginning(std::string_view word) const {
        static const std::vector<const Phrase*> none;
        const auto found = by_start_.find(start_of(word));
        return found == by_start_.end() ? none : found->second;
    }

    [[nodiscard]] int weight_of_letters(std::string_view text) const {
        int weight = 0;
        for (const Phrase& phrase : phrases_)
            if (!phrase.letters.empty() && text.find(phrase.letters) != std::string_view::npos) weight += phrase.weight;
        return weight;
    }

private:
    static unsigned start_of(std::string_view word) {
        const unsigned first = word.empty() ? 0 : static_cast<unsigned char>(word[0]);
        const unsigned second = word.size() < 2 ? 0 : static_cast<unsigned char>(word[1]);
        return first * 256 + second;
    }

    std::vector<Phrase> phrases_;
    std::unordered_map<unsigned, std::vector<const Phrase*>> by_start_;
};

bool negates(std::string_view word) {
    constexpr std::array<std::string_view, 22> negations{
        "not", "never", "no",  "cannot", "neither", "without", "nicht",  "kein",   "keine", "nie",   "nie",
        "pas", "non",   "não", "niet",   "geen",    "hardly",  "nobody", "jamais", "nunca", "ingen", "ikke"};
    return word.ends_with("n't") || std::ranges::find(negations, word) != negations.end();
}

/// The word behind the phrase that begins at `at`, and whether a negation stands in one of its gaps; 0 where it does
/// not begin there.
struct Fit {
    std::size_t end = 0;
    bool negated = false;
};
Fit fit(const Phrase& phrase, const Words& words, std::size_t at) {
    Fit found;
    for (const Slot& slot : phrase.slots) {
        const std::size_t last = std::min(words.size(), at + 1 + (slot.after_gap ? most_between : 0));
        std::size_t place = at;
        while (place < last && !slot.fits(words[place])) ++place;
        if (place >= last) return {};
        for (std::size_t between = at; between < place; ++between) found.negated |= negates(words[between]);
        at = place + 1;
    }
    found.end = at;
    return found;
}

/// What the phrases of one lexicon weigh in a sentence; what is negated counts for the other side.
struct Weighed {
    int plain = 0;
    int negated = 0;
};
Weighed weigh(const Lexicon& lexicon, const Words& words) {
    Weighed all;
    for (std::size_t at = 0; at < words.size();) {
        const Phrase* best = nullptr;
        Fit best_fit;
        for (const Phrase* phrase : lexicon.beginning(words[at])) {
            const Fit one = fit(*phrase, words, at);
            if (one.end == 0 || (best != nullptr && best->weight >= phrase->weight)) continue;
            best = phrase;
            best_fit = one;
        }
        if (best == nullptr) {
            ++at;
            continue;
        }
        bool negated = best_fit.negated;
        for (std::size_t back = 1; back <= negation_reach && back <= at && words[at - back] != comma; ++back)
            negated |= negates(words[at - back]);
        if (!negated) all.plain += best->weight;
        if (negated && best->weight > telling) all.negated += best->weight;  // "I do not understand" is no anger
        at = best_fit.end;
    }
    return all;
}

struct Sentence {
    std::string_view text;
    bool asks = false;
    bool shouts = false;
};

std::vector<Sentence> sentences_of(std::string_view text) {
    std::vector<Sentence> sentences;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool wide = text.substr(at).starts_with("？");
        if (!wide && text[at] != '.' && text[at] != '!' && text[at] != '?' && text[at] != '\n' && text[at] != ';')
            continue;
        // A line end may only be a mail program's; a figure or an address may hold a point.
        if (text[at] == '\n' && text.substr(at + 1, 1) != "\n") continue;
        if (text[at] != '\n' && !wide && at + 1 < text.size() && is_word_byte(text[at + 1])) continue;
        const bool doubled = text.substr(at, 2) == "!!" || text.substr(at, 2) == "??" || text.substr(at, 2) == "?!";
        sentences.push_back({text.substr(start, at - start), wide || text[at] == '?', doubled});
        start = at + (wide ? 3 : 1);
    }
    if (start < text.size()) sentences.push_back({text.substr(start)});
    return sentences;
}

int shouted_words(std::string_view text) {
    int count = 0;
    std::size_t run = 0;
    for (const char byte : text) {
        run = byte >= 'A' && byte <= 'Z' ? run + 1 : 0;
        if (run == 4) ++count;
    }
    return count;
}

bool speaks_of_apology(std::string_view low) {
    constexpr std::array<std::string_view, 9> matters{"sorry",   "your letter",  "apolog",      "explanation", "excuse",
                                                      "promise", "your company", "form letter", "your words"};
    return std::ranges::any_of(matters, [&](std::string_view one) { return low.find(one) != std::string_view::npos; });
}

/// Lower case, and the plain sign for every apostrophe.
std::string plain(std::string_view text) {
    std::string out = base::lower_ascii(text);
    for (const std::string_view curly : {"\u2019", "\u2018", "\u00B4"})
        for (auto at = out.find(curly); at != std::string::npos; at = out.find(curly, at + 1))
            out.replace(at, curly.size(), "'");
    return out;
}

}  // namespace

std::optional<Tone> tone_of(std::string_view text) {
    static const Lexicon upset(upset_phrases());
    static const Lexicon accepting(accepting_phrases());
    static const Lexicon asking(asking_phrases());
    text = text.substr(0, most_bytes);
    const std::string low = plain(text);
    const bool has_letters =
        std::ranges::any_of(low, [](char byte) { return static_cast<unsigned char>(byte) >= 0xE3; });
    int complains = has_letters ? upset.weight_of_letters(low) : 0;
    int accepts = has_letters ? accepting.weight_of_letters(low) : 0;
    int asks = has_letters ? asking.weight_of_letters(low) : 0;
    for (const Sentence& sentence : sentences_of(low)) {
        const Words words = words_of(sentence.text);
        const Weighed bad = weigh(upset, words);
        const Weighed good = weigh(accepting, words);
        complains += bad.plain + good.negated + (sentence.shouts ? 1 : 0);
        // "What if it happens again?" takes nothing lightly.
        accepts += (sentence.asks ? good.plain / 2 : good.plain) + (bad.negated >= telling ? 1 : 0);
        const bool small_talk = low.find("how are you") != std::string::npos && words.size() <= 5;
        if (sentence.asks && !words.empty() && !small_talk) asks += telling;
        asks += weigh(asking, words).plain;
    }
    if (shouted_words(text) >= 4) complains += 2;

    if (complains >= telling && complains > accepts) return Tone::upset;
    if (accepts >= telling) return Tone::accepts;
    if (asks >= telling) return Tone::question;
    if (complains >= 2 && complains > accepts) return Tone::upset;
    if (accepts > complains) return Tone::accepts;
    // Who speaks of the apology without a word of thanks or a question is rather not at peace with it.
    return accepts == 0 && speaks_of_apology(low) ? std::optional(Tone::upset) : std::nullopt;
}

}  // namespace amends::core
