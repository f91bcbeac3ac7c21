#include "bridge/utf16.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "base/utf8.hpp"

namespace amends::bridge {
namespace {

void append_utf16(std::u16string& out, char32_t point) {
    if (point < 0x10000) {
        out += static_cast<char16_t>(point);
    } else {
        out += static_cast<char16_t>(0xd800 + ((point - 0x10000) >> 10));
        out += static_cast<char16_t>(0xdc00 + ((point - 0x10000) & 0x3ff));
    }
}

struct Both {
    std::string bytes;
    std::u16string units;
    std::vector<std::size_t> byte_at, unit_at;  ///< where each character begins, and the end
};

Both both(const std::u32string& points) {
    Both text;
    for (const char32_t point : points) {
        text.byte_at.push_back(text.bytes.size());
        text.unit_at.push_back(text.units.size());
        base::append_utf8(text.bytes, point);
        append_utf16(text.units, point);
    }
    text.byte_at.push_back(text.bytes.size());
    text.unit_at.push_back(text.units.size());
    return text;
}

/// What letters are made of, and what makes counting hard.
std::u32string any_text(std::mt19937& random) {
    static const std::u32string pieces[] = {U"a",
                                            U"sorry ",
                                            U"\r\n",
                                            U"\n",
                                            U"é",
                                            U"e\u0301",
                                            U"ß",
                                            U"€",
                                            U"–",
                                            U"\u202e",
                                            U"שלום",
                                            U"日本",
                                            U"👍",
                                            U"👩‍💻",
                                            U"🇩🇪",
                                            U"👍🏽",
                                            U"𝒜",
                                            U"\U0010ffff",
                                            std::u32string(1, U'\0'),
                                            U"\uffff",
                                            U"\U00010000",
                                            U"\u200b",
                                            U"\ufeff",
                                            U"Dear Ms Ọkáfọ̀r,"};
    std::uniform_int_distribution<std::size_t> which(0, std::size(pieces) - 1), many(0, 40);
    std::u32string text;
    for (std::size_t left = many(random); left > 0; --left) text += pieces[which(random)];
    return text;
}

TEST(Utf16Offsets, FindsEveryCharacterOfAnyText) {
    std::mt19937 random(20261122);
    for (int round = 0; round < 2000; ++round) {
        const Both text = both(any_text(random));
        const Utf16Offsets offsets(text.bytes);
        for (std::size_t i = 0; i < text.byte_at.size(); ++i)
            ASSERT_EQ(offsets.at(text.byte_at[i]), text.unit_at[i]) << text.bytes;
    }
}

TEST(Utf16Offsets, CutsTheSameWordsOutOfBothTexts) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        const Both text = both(any_text(random));
        const Utf16Offsets offsets(text.bytes);
        std::uniform_int_distribution<std::size_t> where(0, text.byte_at.size() - 1);
        std::size_t from = where(random), to = where(random);
        if (from > to) std::swap(from, to);
        const std::string cut = text.bytes.substr(text.byte_at[from], text.byte_at[to] - text.byte_at[from]);
        const std::size_t start = offsets.at(text.byte_at[from]), end = offsets.at(text.byte_at[to]);
        std::u16string wanted;
        for (std::size_t i = from; i < to; ++i)
            wanted += text.units.substr(text.unit_at[i], text.unit_at[i + 1] - text.unit_at[i]);
        ASSERT_EQ(text.units.substr(start, end - start), wanted) << cut;
    }
}

TEST(Utf16Offsets, GivesAByteWithinACharacterTheBeginningOfIt) {
    std::mt19937 random(11);
    for (int round = 0; round < 500; ++round) {
        const Both text = both(any_text(random));
        const Utf16Offsets offsets(text.bytes);
        for (std::size_t i = 0; i + 1 < text.byte_at.size(); ++i)
            for (std::size_t byte = text.byte_at[i]; byte < text.byte_at[i + 1]; ++byte)
                ASSERT_EQ(offsets.at(byte), text.unit_at[i]);
    }
}

TEST(Utf16Offsets, CountsLineEndsAndCombiningMarksAsTheyStand) {
    const Utf16Offsets offsets("e\u0301\r\n👍x");
    EXPECT_EQ(offsets.at(1), 1U);   // the accent
    EXPECT_EQ(offsets.at(3), 2U);   // CR
    EXPECT_EQ(offsets.at(4), 3U);   // LF
    EXPECT_EQ(offsets.at(5), 4U);   // the thumb
    EXPECT_EQ(offsets.at(9), 6U);   // x
    EXPECT_EQ(offsets.at(10), 7U);  // the end
    EXPECT_EQ(offsets.at(1000), 7U);
}

TEST(Utf16Offsets, CountsWhatIsNoUtf8ByteByByte) {
    const Utf16Offsets offsets(
        "\xf0\x9f"
        "a\xc3"
        "b\xed\xa0\x80");
    EXPECT_EQ(offsets.at(2), 2U);
    EXPECT_EQ(offsets.at(4), 4U);
    EXPECT_EQ(offsets.at(8), 8U);
}

TEST(Utf16Offsets, OfAReviewFollowThePartThatEachFindingIsAbout) {
    const std::string subject = "👍 late", body = "ä 👍 but";
    guide::Review review;
    review.findings = {
        {.part = guide::Part::subject, .start = 5, .end = 9, .edits = {{.start = 0, .end = 5, .text = "x"}}},
        {.part = guide::Part::body, .start = 8, .end = 11, .edits = {{.start = 3, .end = 7, .text = ""}}},
        {.start = 0, .end = 0}};
    const auto found = in_utf16(review, subject, body).findings;
    EXPECT_EQ(found[0].start, 3U);
    EXPECT_EQ(found[0].end, 7U);
    EXPECT_EQ(found[0].edits[0].end, 3U);
    EXPECT_EQ(found[1].start, 5U);
    EXPECT_EQ(found[1].end, 8U);
    EXPECT_EQ(found[1].edits[0].start, 2U);
    EXPECT_EQ(found[1].edits[0].end, 4U);
    EXPECT_EQ(found[2].start, 0U);
    EXPECT_EQ(found[2].end, 0U);
}

TEST(Utf16Offsets, OfAPromiseAreThoseOfItsWordsAndItsDay) {
    const auto found = in_utf16({{.start = 4, .end = 9, .when_start = 6, .when_end = 9}}, "👍 on ß");
    EXPECT_EQ(found[0].start, 2U);
    EXPECT_EQ(found[0].end, 6U);
    EXPECT_EQ(found[0].when_start, 4U);
    EXPECT_EQ(found[0].when_end, 6U);
}

}  // namespace
}  // namespace amends::bridge
