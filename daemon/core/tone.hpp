#pragma once
// How a person's answer to an apology sounds. Pure: what its sentences do by the phrases of
// templates/en/mail/tone.toml, with weights, no model. A hint for the user's reminder; what is upset also holds
// check-ins until the user has looked: a missed one lets a cheerful check-in go to an angry client, a false one costs a
// look, so in doubt a strong word wins over a polite one. English first, nine other languages by their commonest words.
#include <optional>
#include <string_view>

#include "core/classify.hpp"

namespace amends::core {

/// `text` is what was newly written. Nothing where it neither accepts nor complains nor asks.
std::optional<Tone> tone_of(std::string_view text);

}  // namespace amends::core
