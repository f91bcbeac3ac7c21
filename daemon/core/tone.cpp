#include "core/tone.hpp"

#include <algorithm>
#include <array>

#include "core/tone_phrases.hpp"
#include "core/tone_traits.hpp"

namespace amends::core {

namespace {

constexpr std::size_t most_bytes = 4 * 1024;

// Sums are hundredths times the sixths of tone_traits.hpp.
constexpr int surely = 900;
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

/// In few words, without a phrase against us and without a question.
bool only_takes_note(const ToneTraits& traits) {
    constexpr std::array<std::string_view, 5> more{"asks", "phrase complains", "phrase ends", "phrase demands",
                                                   "phrase mocks"};
    const auto length = traits.find("length");
    return traits.contains("phrase files") && length != traits.end() && length->second <= most_of_a_note &&
           std::ranges::none_of(more, [&](std::string_view trait) { return traits.contains(trait); });
}

/// "Done.", "Mette", "test": a few words of which none weighs anything.
bool says_too_little(const ToneTraits& traits, std::string_view text) {
    constexpr std::size_t few_bytes = 32;
    constexpr std::ptrdiff_t few_blanks = 3;
    constexpr std::array<std::string_view, 13> of_form{
        "no thanks", "only tells", "no address", "formal address", "familiar address", "bare name", "farewell",
        "short",     "always",     "figures",    "length",         "exclaims",         "only asks"};
    const auto first = text.find_first_not_of(" \t\r\n");
    const auto last = text.find_last_not_of(" \t\r\n");
    text = first == std::string_view::npos ? std::string_view{} : text.substr(first, last + 1 - first);
    return text.size() <= few_bytes &&
           std::ranges::count_if(text, [](char byte) { return byte == ' ' || byte == '\n'; }) <= few_blanks &&
           std::ranges::all_of(traits, [&](const auto& seen) {
               return std::ranges::find(of_form, std::string_view(seen.first)) != of_form.end();
           });
}

}  // namespace

std::optional<Tone> tone_of(std::string_view text) {
    text = text.substr(0, most_bytes);
    if (!holds_letters(text)) return std::nullopt;
    const ToneTraits traits = tone_traits(text);
    if (says_too_little(traits, text)) return std::nullopt;
    const Sums sums = weighed(traits);
    const bool takes_note = only_takes_note(traits);
    if (takes_note && std::max({sums.accepts, sums.upset, sums.question}) < surely) return std::nullopt;
    if (sums.upset >= sums.accepts && sums.upset >= sums.question) return Tone::upset;
    return sums.accepts > sums.question ? Tone::accepts : Tone::question;
}

}  // namespace amends::core
