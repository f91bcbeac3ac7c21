#pragma once
// Which phrases and signs of tone_phrases.hpp stand in a sentence, and which of them are negated. Pure; one lexicon for
// all languages, since an answer may mix them.
#include <string_view>
#include <vector>

#include "core/tone_phrases.hpp"
#include "core/tone_words.hpp"

namespace amends::core {

struct ToneFound {
    ToneRole role = ToneRole::files;
    int weight = 0;
    bool negated = false;
    std::string_view words;  ///< the phrase, for who wants to know why
};

/// Of the phrases that begin at a word the one of most words counts, then the one of most weight; none overlap.
std::vector<ToneFound> find_tone_phrases(const ToneWords& words);

/// Those of languages without blanks, wherever they stand in `text`.
std::vector<ToneFound> find_tone_letters(std::string_view text);

struct ToneSignFound {
    std::string_view name;
    bool negated = false;
};

/// Signs of different names may overlap, those of one name do not.
std::vector<ToneSignFound> find_tone_signs(const ToneWords& words);

}  // namespace amends::core
