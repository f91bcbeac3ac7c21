#include "mail/smtp_parse.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amends::mail {
namespace {

using testing::ElementsAre;

TEST(SmtpReader, GivesAReplyOnlyWhenItsLastLineIsWhole) {
    const std::string bytes = "250-2.1.0 one\r\n250-\r\n250 2.1.0 three\r\n";
    SmtpReader reader;
    for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
        reader.feed(bytes.substr(i, 1));
        EXPECT_FALSE(reader.next().value()) << i;
        EXPECT_FALSE(reader.empty());
    }
    reader.feed("\n");
    const auto reply = reader.next().value().value();
    EXPECT_EQ(reply.code, 250);
    EXPECT_EQ(reply.enhanced, "2.1.0");
    EXPECT_THAT(reply.lines, ElementsAre("2.1.0 one", "", "2.1.0 three"));
    EXPECT_EQ(reply.text(), "250 2.1.0 one 2.1.0 three");
    EXPECT_EQ(reply.brief(), "250 2.1.0");
    EXPECT_TRUE(reader.empty());
}

TEST(SmtpReader, GivesSeveralRepliesOneByOne) {
    SmtpReader reader;
    reader.feed("250 a\r\n550 5.1.1 b\r\n354");
    EXPECT_EQ(reader.next().value()->code, 250);
    EXPECT_EQ(reader.next().value()->enhanced, "5.1.1");
    EXPECT_FALSE(reader.next().value());
    reader.feed("\r\n");
    EXPECT_EQ(reader.next().value()->code, 354);
}

TEST(SmtpReader, TakesOnlyRealEnhancedCodes) {
    const auto enhanced = [](const std::string& text) {
        SmtpReader reader;
        reader.feed("550 " + text + "\r\n");
        return reader.next().value()->enhanced;
    };
    EXPECT_EQ(enhanced("5.7.139 x"), "5.7.139");
    EXPECT_EQ(enhanced("5.7.1"), "5.7.1");
    for (const auto* none :
         {"5.7 x", "5.7.1.2 x", "3.1.1 x", "5..1 x", "55.1.1 x", "5.1.1234 x", "5.1. x", "<5.1.1> x", ""}) {
        EXPECT_EQ(enhanced(none), "") << none;
    }
}

TEST(SmtpReader, StaysBrokenAfterWhatIsNoReply) {
    for (const auto* bad :
         {"hello\r\n", "\r\n", "25\r\n", "2500 x\r\n", "150 x\r\n", "650 x\r\n", "250-a\r\n251 b\r\n", "2 5 0\r\n"}) {
        SmtpReader reader;
        reader.feed(bad);
        EXPECT_FALSE(reader.next()) << bad;
        reader.feed("250 ok\r\n");
        EXPECT_FALSE(reader.next()) << bad;
    }
}

TEST(SmtpReader, DoesNotSwallowWithoutEnd) {
    SmtpReader line;
    line.feed("250 " + std::string(100'000, 'x'));
    EXPECT_FALSE(line.next());
    SmtpReader reply;
    bool broken = false;
    for (int i = 0; i < 1'000'000 && !broken; ++i) {
        reply.feed("250-some words of no use\r\n");
        broken = !reply.next();
    }
    EXPECT_TRUE(broken);
}

TEST(SmtpReader, CountsEveryReplyAnew) {
    SmtpReader reader;
    for (int i = 0; i < 10'000; ++i) {
        reader.feed("250 " + std::string(100, 'x') + "\r\n");
        ASSERT_TRUE(reader.next().value()) << i;
    }
}

TEST(SmtpExtensions, CountOnlyAfterTheLast220) {
    const auto found =
        read_extensions({"220 mail", "250-mail", "250-DSN", "250 STARTTLS", "220 go on", "250-PIPELINING",
                         "250-Pipelining", "250-size 1000", "250-8BITMIME", "250 SMTPUTF8", "235 ok"});
    EXPECT_TRUE(found.pipelining);
    EXPECT_TRUE(found.eight_bit_mime);
    EXPECT_TRUE(found.smtp_utf8);
    EXPECT_FALSE(found.dsn);
    EXPECT_EQ(found.size, 1000u);
}

TEST(SmtpExtensions, DoNotTakeTheServersNameForAnExtension) {
    EXPECT_FALSE(read_extensions({"220 x", "250-PIPELINING", "250 HELP"}).pipelining);
    EXPECT_FALSE(read_extensions({"220 x", "250 PIPELINING"}).pipelining);
}

TEST(SmtpExtensions, SurviveNonsenseAndAHugeBanner) {
    EXPECT_EQ(read_extensions({"220 x", "250-x", "250-SIZE 99999999999999999999999", "250 OK"}).size, 0u);
    EXPECT_EQ(read_extensions({"220 x", "250-x", "250-SIZE 12x", "250 OK"}).size, 0u);
    EXPECT_EQ(read_extensions({"220 x", "250-x", "250 SIZE"}).size, 0u);
    EXPECT_FALSE(read_extensions({}).dsn);
    EXPECT_FALSE(read_extensions({"220", "250", "", "25"}).dsn);
    std::vector<std::string> banner(200'000, "220-" + std::string(50, 'x'));
    banner.insert(banner.end(), {"220 x", "250-x", "250 DSN"});
    EXPECT_TRUE(read_extensions(banner).dsn);
}

}  // namespace
}  // namespace amends::mail
