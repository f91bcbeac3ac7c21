#pragma once
// How a person's answer to an apology sounds. Pure: the traits of tone_traits.hpp with the weights that
// templates/en/mail/tone.toml gives each, summed for each tone; no more than that. A hint for the user's reminder; what
// is upset also holds check-ins until the user has looked, so an answer that only tells what happened, without thanks,
// plan or question, is upset. English first, nine other languages by their commonest phrases.
#include <optional>
#include <string_view>

#include "core/classify.hpp"

namespace amends::core {

/// `text` is what was newly written. Nothing where it only takes note.
std::optional<Tone> tone_of(std::string_view text);

}  // namespace amends::core
