#pragma once
// How a person's answer to an apology sounds. Pure: words with weights, no model. A hint for the user's reminder; what
// is upset also holds check-ins, so that in doubt a strong word wins over a polite one. English first, nine other
// languages by their commonest words. Irony is known by its stock phrases only.
#include <optional>
#include <string_view>

#include "core/classify.hpp"

namespace amends::core {

/// `text` is what was newly written. Nothing where it neither accepts nor complains nor asks.
std::optional<Tone> tone_of(std::string_view text);

/// The weighted phrases, one a line: "WEIGHT words". A word may end in * (any ending) and offer a|b; ~ stands for up to
/// four words in between.
std::string_view upset_phrases();
std::string_view accepting_phrases();
std::string_view asking_phrases();

}  // namespace amends::core
