#include "mail/imap_parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace amends::mail {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

base::Result<std::vector<ImapResponse>> read_all(std::string_view bytes, ImapLimits limits = {}) {
    ImapReader reader(limits);
    reader.feed(bytes);
    std::vector<ImapResponse> all;
    for (;;) {
        auto next = reader.next();
        if (!next) {
            return tl::unexpected<base::Error>(std::move(next.error()));
        }
        if (!*next) {
            return all;
        }
        all.push_back(std::move(**next));
    }
}

ImapResponse read_one(std::string_view bytes) {
    auto all = read_all(bytes);
    EXPECT_TRUE(all) << (all ? "" : all.error().message);
    EXPECT_EQ(all ? all->size() : 0, 1u) << bytes;
    return all && !all->empty() ? all->front() : ImapResponse{};
}

std::string in_words(const ImapValue& value) {
    std::string text;
    switch (value.kind) {
        case ImapValue::Kind::nil: return "NIL";
        case ImapValue::Kind::atom: return value.text;
        case ImapValue::Kind::string: return "'" + value.text + "'";
        case ImapValue::Kind::list:
            for (const auto& item : value.items) {
                text += (text.empty() ? "" : " ") + in_words(item);
            }
            return "(" + text + ")";
    }
    return text;
}

std::string in_words(const std::vector<ImapValue>& values) {
    std::string text;
    for (const auto& value : values) {
        text += (text.empty() ? "" : " ") + in_words(value);
    }
    return text;
}

std::string in_words(const ImapResponse& response) {
    std::string text = response.tag + "|" + response.name + "|" + response.code + "|" + in_words(response.code_values) +
                       "|" + response.text + "|" + in_words(response.values);
    for (const auto number : response.numbers) {
        text += " " + std::to_string(number);
    }
    return text;
}

const std::string transcript =
    "* OK [CAPABILITY IMAP4rev1 IDLE] ready {12}\r\n"
    "+ idling\r\n+\r\n"
    "* LIST (\\HasNoChildren \\Sent) \"/\" \"Sent \\\"old\\\" \\\\ mail\"\r\n"
    "* LIST () NIL INBOX\r\n"
    "* LIST () \"/\" {9}\r\n(weird) \"\r\n"
    "* 12 FETCH (UID 7 FLAGS (\\Seen $Amends) INTERNALDATE \" 7-Jul-1996 02:44:25 -0700\" RFC822.SIZE 44827 "
    "BODY[HEADER.FIELDS (DATE \"FROM\")]<0> {13}\r\n)\r\na1 OK x\r\n\n MODSEQ (99))\r\n"
    "* SEARCH 2 84 882 (MODSEQ 917)\r\n"
    "* SEARCH\r\n"
    "* VANISHED (EARLIER) 41,43:116\r\n"
    "* NO [ALERT] Mailbox is at 98% of {5}\r\n"
    "* BYE\r\n"
    "m1 OK [APPENDUID 38505 3955] done\r\n"
    "m2 NO [BADCHARSET (UTF-8 {7}] half a code\r\n"
    "m3 BAD\r\n";

TEST(ImapReader, ReadsEveryKindOfResponse) {
    auto all = read_all(transcript);
    ASSERT_TRUE(all) << all.error().message;
    std::vector<std::string> words;
    for (const auto& response : *all) {
        words.push_back(in_words(response));
    }
    EXPECT_THAT(words,
                ElementsAre("|OK|CAPABILITY|IMAP4rev1 IDLE|ready {12}|", "||||idling|", "|||||",
                            "|LIST||||(\\HasNoChildren \\Sent) '/' 'Sent \"old\" \\ mail'", "|LIST||||() NIL INBOX",
                            "|LIST||||() '/' '(weird) \"'",
                            "|FETCH||||(UID 7 FLAGS (\\Seen $Amends) INTERNALDATE ' 7-Jul-1996 02:44:25 -0700' "
                            "RFC822.SIZE 44827 BODY[HEADER.FIELDS (DATE \"FROM\")]<0> ')\r\na1 OK x\r\n\n' "
                            "MODSEQ (99))",
                            "|SEARCH|||| 2 84 882", "|SEARCH||||", "|VANISHED||||(EARLIER) 41,43:116",
                            "|NO|ALERT||Mailbox is at 98% of {5}|", "|BYE||||", "m1|OK|APPENDUID|38505 3955|done|",
                            "m2|NO|||[BADCHARSET (UTF-8 {7}] half a code|", "m3|BAD||||"));
}

TEST(ImapReader, GivesTheSameHoweverTheBytesArrive) {
    const auto whole = read_all(transcript);
    ASSERT_TRUE(whole);
    for (std::size_t step = 1; step < 40; ++step) {
        ImapReader reader;
        std::vector<std::string> words;
        for (std::size_t at = 0; at < transcript.size(); at += step) {
            reader.feed(std::string_view(transcript).substr(at, step));
            for (;;) {
                auto next = reader.next();
                ASSERT_TRUE(next) << next.error().message;
                if (!*next) {
                    break;
                }
                words.push_back(in_words(**next));
            }
        }
        ASSERT_EQ(words.size(), whole->size()) << "in steps of " << step;
        for (std::size_t i = 0; i < words.size(); ++i) {
            EXPECT_EQ(words[i], in_words((*whole)[i]));
        }
    }
}

TEST(ImapReader, GivesNothingTwiceAndNothingEarlyForEveryPrefix) {
    std::size_t before = 0;
    for (std::size_t length = 0; length <= transcript.size(); ++length) {
        const auto all = read_all(std::string_view(transcript).substr(0, length));
        ASSERT_TRUE(all) << length;
        EXPECT_GE(all->size(), before);
        EXPECT_LE(all->size(), before + 1);
        before = all->size();
    }
}

TEST(ImapReader, TakesALineFeedAloneForALineEnd) {
    EXPECT_EQ(in_words(read_one("* 3 EXISTS\n")), "|EXISTS||||");
    EXPECT_EQ(in_words(read_one("\r\n* LIST () \"/\" {3}\nabc\n")), "|LIST||||() '/' 'abc'");
}

TEST(ImapReader, KeepsTheNumberOfAMessage) {
    EXPECT_EQ(read_one("* 4294967295 EXISTS\r\n").number, 4294967295u);
    EXPECT_FALSE(read_all("* 99999999999999999999999 EXISTS\r\n"));
}

TEST(ImapReader, ReadsALiteralThatLooksLikeTheEnd) {
    const auto response = read_one("* 1 FETCH (BODY[] {20}\r\nm1 OK done\r\n* BYE\r\n\r)\r\n");
    EXPECT_EQ(in_words(response), "|FETCH||||(BODY[] 'm1 OK done\r\n* BYE\r\n\r')");
}

TEST(ImapReader, ReadsNonSynchronisingAndBinaryLiterals) {
    EXPECT_EQ(in_words(read_one("* X {2+}\r\nab ~{3}\r\nc\r\n\r\n")), "|X||||'ab' 'c\r\n'");
}

TEST(ImapReader, RefusesWhatIsNoImap) {
    for (const std::string bytes :
         {"hello\r\n", "* \r\n", "*\r\n", "m1 LIST () x y\r\n", "* LIST (\r\n", "* LIST )\r\n", "* LIST \"abc\r\n",
          "* SEARCH 1 x\r\n", "* SEARCH 4294967296\r\n", "* 1 FETCH (BODY[ {2}\r\nab)\r\n", "* X foo{2}\r\nab\r\n",
          "* X \"a{2}\r\nab\r\n", " * OK x\r\n"}) {
        EXPECT_FALSE(read_all(bytes)) << bytes;
    }
}

TEST(ImapReader, StopsAnEndlessLine) {
    ImapReader reader({.line = 1000});
    base::Result<std::optional<ImapResponse>> next = std::nullopt;
    std::size_t fed = 0;
    while (next && fed < 100'000) {
        reader.feed("xxxxxxxxxx");
        fed += 10;
        next = reader.next();
    }
    ASSERT_FALSE(next);
    EXPECT_LE(fed, 1010u);
    EXPECT_THAT(next.error().message, HasSubstr("too long"));
    EXPECT_EQ(next.error().retry, base::Retry::later);
}

TEST(ImapReader, CountsTheLinesBetweenLiterals) {
    std::string bytes = "* X";
    for (int i = 0; i < 200; ++i) {
        bytes += " {0}\r\n";
    }
    EXPECT_TRUE(read_all(bytes + "\r\n"));
    EXPECT_FALSE(read_all(bytes + "\r\n", {.line = 500}));
}

TEST(ImapReader, RefusesALyingLiteralBeforeItWaitsForIt) {
    for (const std::string length : {"1001", "99999999999", "18446744073709551615", "99999999999999999999999"}) {
        EXPECT_FALSE(read_all("* 1 FETCH (BODY[] {" + length + "}\r\n", {.literal = 1000})) << length;
    }
    EXPECT_FALSE(read_all("* X {600}\r\n" + std::string(600, 'a') + " {600}\r\n", {.response = 1000}));
    EXPECT_THAT(*read_all("* 1 FETCH (BODY[] {1000}\r\n", {.literal = 1000}), IsEmpty());
}

TEST(ImapReader, RefusesDeepListsAndManyParts) {
    EXPECT_TRUE(read_all("* X " + std::string(40, '(') + std::string(40, ')') + "\r\n"));
    EXPECT_FALSE(read_all("* X " + std::string(41, '(') + std::string(41, ')') + "\r\n"));
    EXPECT_FALSE(read_all("* X " + std::string(1'000'000, '(') + "\r\n"));
    std::string many = "* X";
    for (int i = 0; i < 20'001; ++i) {
        many += " a";
    }
    EXPECT_FALSE(read_all(many + "\r\n"));
}

TEST(ImapReader, SurvivesEveryChangeOfOneByte) {
    for (std::size_t at = 0; at < transcript.size(); ++at) {
        for (const char c : {'\0', '\r', '\n', ' ', '(', ')', '"', '\\', '{', '}', '[', ']', '9', '*', '\xff'}) {
            std::string bytes = transcript;
            bytes[at] = c;
            (void)read_all(bytes);  // an Error or responses; the sanitizers watch
        }
    }
}

}  // namespace
}  // namespace amends::mail
