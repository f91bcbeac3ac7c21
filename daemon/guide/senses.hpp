#pragma once
// What a sentence says by all its words together, where no pattern knows its wording: that it shifts blame, that it
// names what the client had to bear ... The weights are learnt from labelled sentences (tests/eval/weigh_senses.py
// writes templates/en/senses.toml) and are built into the program. Rules and roles name a sense by the key "sense".
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "guide/words.hpp"

namespace amends::guide {

/// Bits of what is heard, of what is heard without a doubt, and of what is surely not there.
using SenseSet = std::uint32_t;
inline constexpr std::size_t most_senses = 8;

/// "harm", "surely harm" or "not harm"; nothing where there is no such sense.
std::optional<SenseSet> sense_named(std::string_view name);
std::string names_of_senses();

SenseSet senses_of(const Words& words, const Sentence& sentence);

/// By what a sentence is judged, for those who learn the weights: the stems of its words, their pairs ("not our"), and
/// pairs with a word between them ("you _ told"). "^" is its beginning, "$" its end, "#" any number.
std::vector<std::string> sense_traits(const Words& words, const Sentence& sentence);

}  // namespace amends::guide
