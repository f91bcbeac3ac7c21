#include "mail/imap_write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amends::mail {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> wire(ImapWriter writer, LiteralStyle style = LiteralStyle::synchronising) {
    auto command = writer.finish();
    return command ? command->wire("m1", style) : std::vector<std::string>{};
}

TEST(ImapWriter, QuotesWhatCouldBeMistaken) {
    EXPECT_THAT(wire(ImapWriter("SELECT").string("a \"b\" \\ c").raw("(CONDSTORE)")),
                ElementsAre("m1 SELECT \"a \\\"b\\\" \\\\ c\" (CONDSTORE)\r\n"));
    EXPECT_THAT(wire(ImapWriter("LIST").string("").string("*")), ElementsAre("m1 LIST \"\" \"*\"\r\n"));
}

TEST(ImapWriter, RefusesWhatCouldEndALine) {
    for (const std::string& text : std::vector<std::string>{"a\rb", "a\nb", "a\r\nm2 DELETE INBOX", {"a\0b", 3}}) {
        auto command = ImapWriter("SELECT").string(text).finish();
        ASSERT_FALSE(command) << text;
        EXPECT_EQ(command.error().retry, base::Retry::never);
        EXPECT_FALSE(ImapWriter("SELECT").raw(text).finish());
        EXPECT_FALSE(ImapWriter("STORE").flags({text}).finish());
    }
    EXPECT_FALSE(ImapWriter("APPEND").literal(std::string("a\0b", 3)).finish());
}

TEST(ImapWriter, RefusesFlagsThatAreNone) {
    for (const std::string flag : {"", "\\", "a b", "a)", "(a", "{1}", "\\Se\\en", "\"", "gr\xc3\xbcn", "a*", "a]"}) {
        EXPECT_FALSE(ImapWriter("STORE").flags({"\\Seen", flag}).finish()) << flag;
        EXPECT_FALSE(is_flag(flag)) << flag;
    }
    EXPECT_THAT(wire(ImapWriter("STORE").flags({"\\Seen", "$Amends", "NonJunk"})),
                ElementsAre("m1 STORE (\\Seen $Amends NonJunk)\r\n"));
    EXPECT_THAT(wire(ImapWriter("STORE").flags({})), ElementsAre("m1 STORE ()\r\n"));
}

TEST(ImapWriter, AnnouncesLiteralsAsTheServerWants) {
    const auto append = [] { return ImapWriter("APPEND").string("Drafts").flags({"\\Draft"}).literal("a\r\nb"); };
    EXPECT_THAT(wire(append()), ElementsAre("m1 APPEND \"Drafts\" (\\Draft) {4}\r\n", "a\r\nb\r\n"));
    EXPECT_THAT(wire(append(), LiteralStyle::plus), ElementsAre("m1 APPEND \"Drafts\" (\\Draft) {4+}\r\na\r\nb\r\n"));
    EXPECT_THAT(wire(append(), LiteralStyle::plus_up_to_4096),
                ElementsAre("m1 APPEND \"Drafts\" (\\Draft) {4+}\r\na\r\nb\r\n"));
    const std::string large(4097, 'x');
    EXPECT_THAT(wire(ImapWriter("APPEND").literal(large), LiteralStyle::plus_up_to_4096),
                ElementsAre("m1 APPEND {4097}\r\n", large + "\r\n"));
}

TEST(ImapWriter, SendsEightBitNamesAsLiterals) {
    EXPECT_THAT(wire(ImapWriter("SEARCH").string("gr\xc3\xbc\xc3\x9f").raw("X")),
                ElementsAre("m1 SEARCH {6}\r\n", "gr\xc3\xbc\xc3\x9f X\r\n"));
}

TEST(UidSets, FoldsRunsAndCutsLongOnes) {
    EXPECT_THAT(uid_sets({}, 100), IsEmpty());
    EXPECT_THAT(uid_sets({7, 1, 3, 2, 3}, 100), ElementsAre("1:3,7"));
    EXPECT_THAT(uid_sets({1, 3, 5, 7, 9}, 5), ElementsAre("1,3,5", "7,9"));
    EXPECT_THAT(uid_sets({4294967294, 4294967295}, 5), ElementsAre("4294967294:4294967295"));
}

TEST(ImapDate, IsWrittenAsTheProtocolHasIt) {
    EXPECT_EQ(imap_date({std::chrono::year{2026}, std::chrono::February, std::chrono::day{1}}), "1-Feb-2026");
    EXPECT_EQ(imap_date({std::chrono::year{1999}, std::chrono::December, std::chrono::day{31}}), "31-Dec-1999");
}

}  // namespace
}  // namespace amends::mail
