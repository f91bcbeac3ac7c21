#include "core/tone.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "core/tone_lexicon.hpp"
#include "core/tone_words.hpp"

namespace amends::core {

namespace {

constexpr std::size_t most_bytes = 4 * 1024;
constexpr int telling = 3;  // the weight from which on a message is taken to mean it

/// What all sentences of an answer weigh together.
struct Heard {
    int upset = 0;
    int demands = 0;
    int mocks = 0;  ///< and what asks for no answer
    int was_angry = 0;
    int forgives = 0;
    int pleased = 0;
    int thanks = 0;
    int asks = 0;
    int files = 0;

    [[nodiscard]] int good() const { return forgives + pleased + thanks; }
};

/// What is negated counts for the other side where it is strong: "I do not understand" is no anger.
void add_negated(const ToneFound& found, Heard& heard) {
    switch (found.role) {
        case ToneRole::ends:
        case ToneRole::demands:
        case ToneRole::complains:
        case ToneRole::was_angry:
            if (found.weight >= telling) heard.pleased += 1;
            break;
        case ToneRole::forgives:
        case ToneRole::pleased:
            if (found.weight > telling) heard.upset += found.weight;
            break;
        case ToneRole::mocks:
        case ToneRole::rhetorical: heard.mocks += found.weight; break;
        case ToneRole::asks: heard.asks += found.weight; break;
        case ToneRole::files: heard.files += found.weight; break;
        case ToneRole::thanks: break;
    }
}

void add_plain(const ToneFound& found, Heard& heard) {
    switch (found.role) {
        case ToneRole::demands: heard.demands += found.weight; break;
        case ToneRole::ends:
        case ToneRole::complains: heard.upset += found.weight; break;
        case ToneRole::mocks:
        case ToneRole::rhetorical: heard.mocks += found.weight; break;
        case ToneRole::was_angry: heard.was_angry += found.weight; break;
        case ToneRole::forgives: heard.forgives += found.weight; break;
        case ToneRole::pleased: heard.pleased += found.weight; break;
        case ToneRole::thanks: heard.thanks += found.weight; break;
        case ToneRole::asks: heard.asks += found.weight; break;
        case ToneRole::files: heard.files += found.weight; break;
    }
}

void add_sentence(const ToneSentence& sentence, Heard& heard) {
    Heard here;
    for (const auto& found : find_tone_phrases(sentence.words))
        found.negated ? add_negated(found, here) : add_plain(found, here);
    const bool rhetorical = here.mocks >= telling;
    if ((sentence.asks || here.asks >= telling) && !rhetorical) {
        // A question names what went wrong without complaining of it, and what would please without being pleased.
        here.upset /= 3;
        if (sentence.asks) here.demands /= 3;
        here.forgives /= 2;
        here.pleased /= 2;
        here.asks = std::max(here.asks, telling);
    }
    if (rhetorical || here.upset + here.demands >= telling) here.asks = 0;
    if (rhetorical) here.forgives = here.pleased = 0;
    heard.upset += here.upset + here.demands + here.mocks + (sentence.shouts ? 1 : 0);
    heard.was_angry += here.was_angry;
    heard.forgives += here.forgives;
    heard.pleased += here.pleased;
    heard.thanks += here.thanks;
    heard.asks += here.asks;
    heard.files += here.files;
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

}  // namespace

std::optional<Tone> tone_of(std::string_view text) {
    text = text.substr(0, most_bytes);
    const std::string plain = plain_tone_text(text);
    Heard heard;
    bool denies = false;
    for (const auto& sentence : tone_sentences(plain)) {
        add_sentence(sentence, heard);
        denies |= std::ranges::any_of(sentence.words, is_negation);
    }
    if (std::ranges::any_of(plain, [](char byte) { return static_cast<unsigned char>(byte) >= 0xE3; }))
        for (const auto& found : find_tone_letters(plain)) add_plain(found, heard);
    if (shouted_words(text) >= 4) heard.upset += 2;
    // Anger that is told beside peace is over.
    if (heard.good() < 2) heard.upset += heard.was_angry;

    const int good = heard.good();
    if (heard.upset >= telling && heard.upset > good) return Tone::upset;
    if (heard.asks >= telling && heard.forgives <= telling) return Tone::question;
    if (good >= telling) return Tone::accepts;
    if (heard.asks >= telling) return Tone::question;
    if (heard.upset >= 2 && heard.upset > good) return Tone::upset;
    if (heard.files > 0) return std::nullopt;
    if (heard.upset > good) return Tone::upset;
    if (good > heard.upset) return Tone::accepts;
    // Who speaks of the apology, or denies something, without a word of thanks or a question is rather not at peace.
    return denies || speaks_of_apology(plain) ? std::optional(Tone::upset) : std::nullopt;
}

}  // namespace amends::core
