#include "mail/modified_utf7.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace amends::mail {
namespace {

TEST(ModifiedUtf7, GoesThereAndBack) {
    const std::vector<std::pair<std::string, std::string>> pairs{
        {"INBOX", "INBOX"},
        {"", ""},
        {"A & B", "A &- B"},
        {"Entwürfe", "Entw&APw-rfe"},
        {"~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"},
        {"Wiadomości-śmieci", "Wiadomo&AVs-ci-&AVs-mieci"},
        {"éé", "&AOkA6Q-"},
        {"ééé", "&AOkA6QDp-"},
        {"😀", "&2D3eAA-"},
        {"&ü&", "&-&APw-&-"},
    };
    for (const auto& [utf8, wire] : pairs) {
        EXPECT_EQ(to_modified_utf7(utf8), wire);
        EXPECT_EQ(from_modified_utf7(wire), utf8);
    }
}

TEST(ModifiedUtf7, RefusesTextThatIsNotUtf8OrCouldEndALine) {
    for (const std::string text : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe0\x80\x80",
                                   "\xf0\x80\x80\x80", "a\r\nb", "\x7f", "\xc2\x85"}) {
        EXPECT_EQ(to_modified_utf7(text), std::nullopt);
    }
    EXPECT_EQ(to_modified_utf7(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(ModifiedUtf7, RefusesBrokenNames) {
    for (const std::string wire : {"&", "&APw", "&AP-", "&A-", "&APw!-", "&3gA-", "&2D0-", "&2D0AQQ-", "\xc3\xbc",
                                   "a\tb", "&AAo-", "&APx-", "&AAAA-"}) {
        EXPECT_EQ(from_modified_utf7(wire), std::nullopt) << wire;
    }
}

}  // namespace
}  // namespace amends::mail
