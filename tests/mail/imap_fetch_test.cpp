#include "mail/imap_fetch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/imap_failure.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;
using ::testing::HasSubstr;

std::optional<FetchedMessage> fetched(std::string_view bytes) {
    ImapReader reader;
    reader.feed(bytes);
    auto next = reader.next();
    return next && *next ? read_fetch(**next) : std::nullopt;
}

TEST(ImapFetch, ReadsWhatIsThereInAnyOrder) {
    const auto message = fetched(
        "* 3 FETCH (BODY[HEADER]<0> \"x\" MODSEQ (12121230956) RFC822.SIZE 9999999999 FLAGS (\\Seen) uid 9 "
        "INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" X-UNKNOWN (a (b)))\r\n");
    ASSERT_TRUE(message);
    EXPECT_EQ(message->uid, 9u);
    EXPECT_EQ(message->size, 4294967295u);
    EXPECT_EQ(message->section, "x");
    EXPECT_EQ(message->flags, std::vector<std::string>{"\\Seen"});
    EXPECT_EQ(message->internal_date, base::Instant{837596665});
}

TEST(ImapFetch, TakesNothingFromWhatItCannotRead) {
    EXPECT_FALSE(fetched("* 3 FETCH\r\n"));
    EXPECT_FALSE(fetched("* 3 FETCH UID\r\n"));
    EXPECT_FALSE(fetched("* 3 EXISTS\r\n"));
    const auto odd = fetched("* 3 FETCH (UID abc RFC822.SIZE -1 INTERNALDATE 7 FLAGS x BODY[] NIL MODSEQ 5 UID)\r\n");
    ASSERT_TRUE(odd);
    EXPECT_EQ(odd->uid, 0u);
    EXPECT_EQ(odd->size, 0u);
    EXPECT_FALSE(odd->internal_date);
    EXPECT_EQ(odd->section, "");
}

TEST(ImapFetch, ReadsTheThreadThatTheProviderNames) {
    EXPECT_EQ(fetched("* 3 FETCH (X-GM-THRID 1278455344230334865 UID 9)\r\n")->thread,
              "X-GM-THRID 1278455344230334865");
    EXPECT_EQ(fetched("* 3 FETCH (UID 9 THREADID (T64b478a75b7ea9))\r\n")->thread, "THREADID T64b478a75b7ea9");
    EXPECT_EQ(fetched("* 3 FETCH (UID 9 THREADID NIL)\r\n")->thread, "");
    EXPECT_EQ(fetched("* 3 FETCH (UID 9 THREADID ())\r\n")->thread, "");
    EXPECT_EQ(fetched("* 3 FETCH (UID 9 THREADID (a b))\r\n")->thread, "");
    EXPECT_EQ(fetched("* 3 FETCH (UID 9 X-GM-THRID " + std::string(256, '1') + ")\r\n")->thread, "");
}

TEST(InternalDate, IsReadInUtc) {
    EXPECT_EQ(parse_internal_date("01-Jan-1970 00:00:00 +0000"), base::Instant{0});
    EXPECT_EQ(parse_internal_date(" 1-Jan-1970 00:00:00 +0000"), base::Instant{0});
    EXPECT_EQ(parse_internal_date("1-jan-1970 05:30:00 +0530"), base::Instant{0});
    EXPECT_EQ(parse_internal_date("31-Dec-1969 23:00:01 -0100"), base::Instant{1});
    for (const char* text :
         {"", "1-Jan-1970", "32-Jan-1970 00:00:00 +0000", "30-Feb-2026 00:00:00 +0000", "01-Foo-1970 00:00:00 +0000",
          "01-ANF-1970 00:00:00 +0000", "01-Jan-1970 24:00:00 +0000", "01-Jan-1970 00:00:00 0000",
          "01-Jan-1970 00:00:00 +0000 ", "aa-Jan-1970 00:00:00 +0000"}) {
        EXPECT_EQ(parse_internal_date(text), std::nullopt) << text;
    }
}

TEST(ImapFailure, TellsWhatAPersonMustMendFromWhatPasses) {
    const auto failure = [](const char* code, const char* text) {
        return imap_failure({.name = "NO", .code = code, .text = text}, "store a message");
    };
    EXPECT_EQ(failure("OVERQUOTA", "full").retry, Retry::after_change);
    EXPECT_EQ(failure("", "Quota exceeded").retry, Retry::after_change);
    EXPECT_EQ(failure("TRYCREATE", "no").fault, Fault::answer_is_no);
    EXPECT_EQ(failure("NOPERM", "no").retry, Retry::after_change);
    for (const char* code : {"UNAVAILABLE", "THROTTLED", "SERVERBUG", "INUSE", "EXPIRED", "AUTHENTICATIONFAILED", ""}) {
        EXPECT_EQ(failure(code, "no").retry, Retry::later) << code;
    }
    EXPECT_EQ(failure("UNAVAILABLE", "quota server away").retry, Retry::later);
    EXPECT_THAT(failure("", "a\r\nb").message, HasSubstr("refused to store a message: a"));
    EXPECT_EQ(failure("", "a\r\nb").message.find('\n'), std::string::npos);
}

TEST(ImapFailure, TakesAFolderForMissingOnlyWhereTheServerSaysSo) {
    EXPECT_TRUE(says_missing({.name = "NO", .code = "NONEXISTENT"}));
    EXPECT_TRUE(says_missing({.name = "NO", .text = "Mailbox doesn't exist: Foo"}));
    EXPECT_FALSE(says_missing({.name = "NO", .code = "UNAVAILABLE", .text = "backend not found"}));
    EXPECT_FALSE(says_missing({.name = "NO", .text = "Try again"}));
    EXPECT_FALSE(says_missing({.name = "BAD", .text = "no such command"}));
}

}  // namespace
}  // namespace amends::mail
