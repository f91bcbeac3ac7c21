#include "guide/words.hpp"

#include <gtest/gtest.h>

namespace amends::guide {
namespace {

std::string read_again(std::string_view words) {
    const auto read = read_words(words);
    std::string all;
    for (const auto& word : read.words) all.append(all.empty() ? "" : " ").append(read.spelling(word));
    return all;
}

TEST(Words, AreReadAsWrittenWhereTheySayTheyAre) {
    for (const std::string_view words : {"a", "late", "in the meantime", "gift card", "we are sorry for the delay"}) {
        EXPECT_TRUE(reads_as_written(words)) << words;
        EXPECT_EQ(read_again(words), words);
    }
}

TEST(Words, AreReadAgainWhereTheirSpellingMayChange) {
    for (const std::string_view words : {"", " late", "late ", "the  delay", "Late", "don't", "dont", "we cannot come",
                                         "ill be there", "follow-up", "for 3 days", "caf\u00e9", "late, again", "u"})
        EXPECT_FALSE(reads_as_written(words)) << words;
    EXPECT_FALSE(reads_as_written(std::string(61, 'a')));
}

}  // namespace
}  // namespace amends::guide
