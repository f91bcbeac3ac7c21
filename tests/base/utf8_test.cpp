#include "base/utf8.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace amends::base {
namespace {

std::string written(char32_t point) {
    std::string out;
    append_utf8(out, point);
    return out;
}

TEST(Utf8, WritesOneToFourBytes) {
    EXPECT_EQ(written(U'a'), "a");
    EXPECT_EQ(written(0x7f), "\x7f");
    EXPECT_EQ(written(0x80), "\xc2\x80");
    EXPECT_EQ(written(U'ß'), "ß");
    EXPECT_EQ(written(0x7ff), "\xdf\xbf");
    EXPECT_EQ(written(0x800), "\xe0\xa0\x80");
    EXPECT_EQ(written(U'€'), "€");
    EXPECT_EQ(written(0xffff), "\xef\xbf\xbf");
    EXPECT_EQ(written(0x10000), "\xf0\x90\x80\x80");
    EXPECT_EQ(written(U'🙂'), "🙂");
    EXPECT_EQ(written(0x10ffff), "\xf4\x8f\xbf\xbf");
}

TEST(Utf8, WritesWhatIsTakenForUtf8) {
    for (char32_t point = 0; point <= 0x10ffff; point += point < 0x3000 ? 1 : 977) {
        if (point < 0xd800 || point > 0xdfff) {
            EXPECT_TRUE(is_utf8(written(point))) << static_cast<unsigned>(point);
        }
    }
}

}  // namespace
}  // namespace amends::base
