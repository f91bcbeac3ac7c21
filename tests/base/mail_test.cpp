#include "base/mail.hpp"

#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace amends::base {
namespace {

TEST(Mailbox, IsComparedInLowerCaseWithoutSpaceAroundIt) {
    EXPECT_EQ(canonical_mailbox(" Alice@Example.ORG\r\n"), "alice@example.org");
    EXPECT_EQ(canonical_mailbox("J\xC3\x96RG@example.org"), "j\xC3\x96rg@example.org");
}

TEST(Mailbox, HasItsDomainAfterTheLastAt) {
    EXPECT_EQ(domain_of("Alice@Example.ORG"), "example.org");
    EXPECT_EQ(domain_of("\"a@b\"@example.org"), "example.org");
    for (const auto* text : {"", "alice", "@example.org", "alice@", "@"}) EXPECT_EQ(domain_of(text), "") << text;
}

TEST(Mailbox, IsSafeOnlyWhereNothingCanBeInjectedByIt) {
    EXPECT_TRUE(is_safe_mailbox("alice+amends@example.org"));
    EXPECT_TRUE(
        is_safe_mailbox("j\xC3\xB6rg@b\xC3\xBC"
                        "cher.example"));
    EXPECT_TRUE(is_safe_mailbox("a@[192.0.2.1]"));
    using std::string_literals::operator""s;
    for (const auto& text : {""s,       "alice"s, "alice@"s, "@x"s,      "a b@x"s,  "a@x y"s,   "a@x\r\nRCPT TO:<b@y>"s,
                             "a\0@x"s,  "<a@x>"s, "a@x>"s,   "a@x,b@y"s, "a@b@x"s,  "\"a\"@x"s, "a@x(c)"s,
                             "a@x..y"s, "a@.x"s,  "a@x."s,   "a@x\x7F"s, "a@\xC3"s, " a@x"s}) {
        EXPECT_FALSE(is_safe_mailbox(text)) << text;
    }
    EXPECT_TRUE(is_safe_mailbox(std::string(252, 'a') + "@x"));
    EXPECT_FALSE(is_safe_mailbox(std::string(253, 'a') + "@x"));
}

TEST(Mailbox, GivesUpItsTag) {
    EXPECT_EQ(address_tag("alice+amends@example.org"), "amends");
    EXPECT_EQ(address_tag("alice+a+b@example.org"), "a+b");
    EXPECT_EQ(address_tag("alice+@example.org"), "");
    EXPECT_EQ(address_tag("alice@example.org"), std::nullopt);
    EXPECT_EQ(address_tag("alice@ex+ample.org"), std::nullopt);
    EXPECT_EQ(address_tag("+alice@example.org"), std::nullopt);
    EXPECT_EQ(without_tag("Alice+amends@Example.org"), "Alice@Example.org");
    EXPECT_EQ(without_tag(" alice@example.org "), "alice@example.org");
    EXPECT_EQ(without_tag("no address"), "no address");
}

TEST(MessageId, IsReadWithOrWithoutItsBrackets) {
    EXPECT_EQ(parse_message_id(" <a.1@x>\r\n"), MessageId{"a.1@x"});
    EXPECT_EQ(parse_message_id("a.1@x"), MessageId{"a.1@x"});
    EXPECT_EQ(parse_message_id("<a.1@x>")->bracketed(), "<a.1@x>");
}

TEST(MessageId, RefusesWhatCouldBreakOutOfAHeader) {
    for (const auto* text : {"", "<>", "<", ">", "<a@x", "a@x>", "a", "<a>", "<a@>", "<@x>", "<a b@x>",
                             "<a@x>\r\nBcc: b@y", "<<a@x>>", "<a@x> <b@y>", "<\xC3\xB6@x>", "<a\x7F@x>"}) {
        EXPECT_FALSE(parse_message_id(text)) << text;
    }
    EXPECT_TRUE(parse_message_id(std::string(898, 'a') + "@x"));
    EXPECT_FALSE(parse_message_id(std::string(899, 'a') + "@x"));
}

TEST(Hash, IsSha256) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Text, IsUtf8OnlyInItsShortestForm) {
    EXPECT_TRUE(is_utf8("a \xC3\xB6 \xE2\x82\xAC \xF0\x9F\x98\x80"));
    for (const auto* text :
         {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "a\xE2\x82"}) {
        EXPECT_FALSE(is_utf8(text));
    }
}

TEST(Text, FindsTheWordThatWasMeant) {
    const std::vector<std::string> keys{"check_in_after", "call_after", "check_in_time", "make_good_after"};
    EXPECT_EQ(closest("chekc_in_after", keys, 1), std::vector<std::string>{"check_in_after"});
    EXPECT_EQ(closest("CALL_AFTER", keys), std::vector<std::string>{"call_after"});
    EXPECT_TRUE(closest("password", keys).empty());
    EXPECT_EQ(closest("ab", {"ba", "b", "xyz"}), (std::vector<std::string>{"b", "ba"}));
}

TEST(Text, IsTrimmedAndComparedAsAscii) {
    EXPECT_EQ(trimmed(" \t a b\r\n"), "a b");
    EXPECT_EQ(trimmed(" \t"), "");
    EXPECT_TRUE(equals_ignoring_case("INBOX", "Inbox"));
    EXPECT_FALSE(equals_ignoring_case("INBOX", "INBO"));
}

}  // namespace
}  // namespace amends::base
