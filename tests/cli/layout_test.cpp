#include "cli/layout.hpp"

#include <gtest/gtest.h>

namespace amends::cli {
namespace {

TEST(Layout, CountsWideLettersTwiceAndMarksNotAtAll) {
    EXPECT_EQ(columns_of("Bo"), 2U);
    EXPECT_EQ(columns_of("山田"), 4U);
    EXPECT_EQ(columns_of("e\xcc\x81"), 1U);
    EXPECT_EQ(columns_of("Grüße"), 5U);
    EXPECT_EQ(columns_of("🎉"), 2U);
    EXPECT_EQ(columns_of("\xff\xfe"), 2U);
}

TEST(Layout, BreaksAtBlanksAndIndentsWhatFollows) {
    EXPECT_EQ(paragraph({.columns = 20}, "  1  ", "sorry for the late delivery"),
              "  1  sorry for the\n     late delivery\n");
}

TEST(Layout, NeverPassesTheTerminalsWidth) {
    const std::string text = paragraph({.columns = 16}, "", "山田太郎山田太郎 averyveryverylongwordindeed ok");
    EXPECT_EQ(text, "山田太郎山田太郎\naveryveryverylon\ngwordindeed ok\n");
}

TEST(Layout, KeepsLongLinesWhereNobodySaysHowWideTheyMayBe) {
    const std::string text(500, 'x');
    EXPECT_EQ(paragraph({}, "- ", text + " y"), "- " + text + " y\n");
}

TEST(Layout, LeavesSomeRoomForTextOnAVeryNarrowTerminal) {
    EXPECT_EQ(paragraph({.columns = 4}, "     ", "one two three"), "     one two\n     three\n");
}

TEST(Layout, TakesTheSteeringOutOfForeignText) {
    const std::string mark = "\xef\xbf\xbd";
    EXPECT_EQ(harmless("a\x1b[31mb"), "a" + mark + "[31mb");
    EXPECT_EQ(harmless("a\r\nb\tc"), "a  b c");
    EXPECT_EQ(harmless("\xc2\x9b"
                       "2J"),
              mark + "2J");                                   // C1 control sequence introducer
    EXPECT_EQ(harmless("x\xe2\x80\xaey"), "x" + mark + "y");  // right-to-left override
    EXPECT_EQ(harmless("bad\xff"), "bad" + mark);
    EXPECT_EQ(harmless("cut\xe2\x80"), "cut" + mark + mark);
    EXPECT_EQ(harmless("山田 é"), "山田 é");
    EXPECT_EQ(harmless_lines("a\r\nb\x07\n"), "a\nb" + mark + "\n");
}

TEST(Layout, ColoursOnlyWhereColoursAreWanted) {
    EXPECT_EQ(toned({.colour = false}, Tone::bad, "no"), "no");
    EXPECT_EQ(toned({.colour = true}, Tone::bad, "no"), "\x1b[31mno\x1b[0m");
    EXPECT_EQ(toned({.colour = true}, Tone::plain, "no"), "no");
}

}  // namespace
}  // namespace amends::cli
