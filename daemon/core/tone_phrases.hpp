#pragma once
// What sentences of an answer do, by their words: the phrases of templates/*/mail/tone.toml, built into the library
// with their families written out. How a phrase is written is told there.
#include <string_view>
#include <vector>

namespace amends::core {

enum class ToneRole { ends, demands, complains, mocks, rhetorical, was_angry, forgives, pleased, thanks, asks, files };

struct TonePhrase {
    ToneRole role = ToneRole::files;
    int weight = 0;
    std::string_view words;
};

/// Made by the build.
const std::vector<TonePhrase>& tone_phrases();

}  // namespace amends::core
