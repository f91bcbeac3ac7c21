#pragma once
// What an answer's words say, and what that weighs: templates/en/mail/tone.toml, built into the library with its
// families written out. How a phrase is written, and what each kind is for, is told there.
#include <string_view>
#include <vector>

namespace amends::core {

enum class ToneRole { ends, demands, complains, mocks, rhetorical, was_angry, forgives, pleased, thanks, asks, files };

struct TonePhrase {
    ToneRole role = ToneRole::files;
    int weight = 0;
    std::string_view words;
};

/// A word or two of a kind: of harm, of thanks, of the writer. It proves little alone.
struct ToneSign {
    std::string_view name;
    std::string_view words;
};

/// What a trait of tone_traits.hpp says for each tone, in hundredths.
struct ToneWeight {
    std::string_view trait;
    int accepts = 0;
    int upset = 0;
    int question = 0;
};

/// Words that lines of address and of farewell begin with.
struct ToneLines {
    std::vector<std::string_view> formal;
    std::vector<std::string_view> familiar;
    std::vector<std::string_view> farewell;
};

// Made by the build.
const std::vector<TonePhrase>& tone_phrases();
const std::vector<ToneSign>& tone_signs();
const std::vector<ToneWeight>& tone_weights();  ///< in the order of their names
const ToneLines& tone_lines();

}  // namespace amends::core
