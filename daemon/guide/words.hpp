#pragma once
// A text as sentences of words. Words are compared in one spelling: lower case, straight apostrophes, contractions in
// two ("didn't" and "didnt" are "did" "not"), so that a rule says a thing once. Offsets are those of the text.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amends::guide {

enum class WordKind : std::uint8_t {
    plain,
    number,   ///< "12", "9:30", "12th"
    money,    ///< a number with a currency sign
    percent,  ///< a number with a percent sign
    mark,     ///< punctuation that divides clauses, or ends a sentence
};

struct Word {
    std::uint32_t start = 0, end = 0;  ///< in the text
    std::uint32_t spelling = 0;        ///< where its spelling begins in Words::spellings
    std::uint16_t length = 0;          ///< of its spelling
    WordKind kind = WordKind::plain;
    bool capital = false;  ///< a capital that the beginning of the sentence does not explain
};

enum class SentenceKind : std::uint8_t { prose, greeting, closing };

struct Sentence {
    std::uint32_t first = 0, last = 0;  ///< words [first, last)
    SentenceKind kind = SentenceKind::prose;
    bool question = false;
    bool stopped = false;     ///< it ends in a full stop or its like
    bool paragraph = false;   ///< a paragraph begins with it
    bool item = false;        ///< it stands in a point of a list
    std::uint16_t plain = 0;  ///< words that are no marks
};

/// Words and marks; what is longer is cut in two, so that a hostile text costs no more than a long one.
inline constexpr std::size_t longest_sentence = 120;

struct Words {
    std::string spellings;
    std::vector<Word> words;
    std::vector<Sentence> sentences;
    [[nodiscard]] std::string_view spelling(const Word& word) const {
        return std::string_view(spellings).substr(word.spelling, word.length);
    }
};

/// True where read_words spells these words as they stand here; false where it would have to be asked.
bool reads_as_written(std::string_view words);

/// Linear. `zone` is a zone of read_zones. No sentence is longer than 120 words: what is, is cut.
Words read_words(std::string_view zone);

}  // namespace amends::guide
