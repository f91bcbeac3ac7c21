#pragma once
// An answer's sentences as words that the phrases of tone_phrases.hpp can be laid on: lower case, short forms written
// out ("don't", "dont" and "do not" are one), "^" before the first word, "?" behind a question and "$" behind any other
// sentence, "," where a comma stands.
#include <string>
#include <string_view>
#include <vector>

namespace amends::core {

using ToneWords = std::vector<std::string_view>;

struct ToneSentence {
    ToneWords words;  ///< views into the text that was given
    bool asks = false;
    bool shouts = false;  ///< "!!", "?!"
};

/// Lower case for the letters of the languages that there are phrases for, plain signs, no short forms.
std::string plain_tone_text(std::string_view text);

/// `plain` is what plain_tone_text() made, and outlives the sentences.
std::vector<ToneSentence> tone_sentences(std::string_view plain);

}  // namespace amends::core
