#include "core/tone.hpp"

#include <algorithm>

#include "core/tone_phrases.hpp"
#include "core/tone_traits.hpp"

namespace amends::core {

namespace {

constexpr std::size_t most_bytes = 4 * 1024;

// Sums are hundredths times the sixths of tone_traits.hpp.
constexpr int one = 600;
constexpr int most_of_a_note = 1;  // twenty words

struct Sums {
    int accepts = 0;
    int upset = 0;
    int question = 0;
};

Sums weighed(const ToneTraits& traits) {
    Sums sums;
    for (const auto& weight : tone_weights()) {
        const auto seen = traits.find(weight.trait);
        if (seen == traits.end()) continue;
        sums.accepts += weight.accepts * seen->second;
        sums.upset += weight.upset * seen->second;
        sums.question += weight.question * seen->second;
    }
    return sums;
}

bool holds_letters(std::string_view text) {
    return std::ranges::any_of(text, [](char byte) {
        return static_cast<unsigned char>(byte) >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    });
}

}  // namespace

std::optional<Tone> tone_of(std::string_view text) {
    text = text.substr(0, most_bytes);
    if (!holds_letters(text)) return std::nullopt;
    const ToneTraits traits = tone_traits(text);
    const Sums sums = weighed(traits);
    const auto length = traits.find("length");
    const bool takes_note = traits.contains("phrase files") && !traits.contains("asks") && length != traits.end() &&
                            length->second <= most_of_a_note;
    if (takes_note && std::max({sums.accepts, sums.upset, sums.question}) < one) return std::nullopt;
    if (sums.upset >= sums.accepts && sums.upset >= sums.question) return Tone::upset;
    return sums.accepts > sums.question ? Tone::accepts : Tone::question;
}

}  // namespace amends::core
