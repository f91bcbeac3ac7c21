#include "tests/mail/dialog.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/fakes/run.hpp"

namespace amends::mail {
namespace {

using testing::HasSubstr;
constexpr std::chrono::milliseconds limit{1000};

// Says `lines` one after the other, reading once after each.
std::vector<std::string> talk(fakes::ScriptedServer& server, std::vector<std::string> lines) {
    auto stream = server.stream();
    std::vector<std::string> heard;
    fakes::run(
        [](ports::ByteStream& s, std::vector<std::string> all, std::vector<std::string>& out) -> asio::awaitable<bool> {
            for (const auto& line : all) {
                co_await s.write(line, limit);
                auto answer = co_await s.read(limit);
                out.push_back(answer ? *answer : "error: " + answer.error().message);
            }
            co_return true;
        }(*stream, std::move(lines), heard));
    return heard;
}

TEST(Dialog, PlaysItsLinesAndIsContent) {
    auto server =
        dialog_from("# a dialog\nC: one\nS: two\nS: three\n\nC: four ${x}\nS- fi\\x76e\\r\\n\n", {{"x", "y"}});
    EXPECT_EQ(talk(*server, {"one\r\n", "four y\r\n"}), (std::vector<std::string>{"two\r\nthree\r\n", "five\r\n"}));
    EXPECT_EQ(server->problem(), "");
}

TEST(Dialog, ShowsWhereTheClientSaidSomethingElse) {
    auto server = dialog_from("C: MAIL FROM:<a@x>\nS: 250\n");
    talk(*server, {"MAIL FROM:<b@x>\r\n"});
    EXPECT_EQ(server->problem(),
              "the client said something else (dialog line 1)\n"
              "  expected C: MAIL FROM:<a@x>\\r\\n\n"
              "  but got  C: MAIL FROM:<b@x>\\r\\n\n"
              "                         ^");
}

TEST(Dialog, NoticesAClientThatSpeaksBeforeItHasRead) {
    auto server = dialog_from("S: 220 hello\nC: EHLO x\nS: 250 x\n");
    talk(*server, {"EHLO x\r\n"});
    EXPECT_THAT(server->problem(), HasSubstr("before it had read 220 hello"));
}

TEST(Dialog, LetsTheClientSpeakAfterAnEarlyLine) {
    auto server = dialog_from("S+ 250 early\nC: .\nS: 250 late\n");
    EXPECT_EQ(talk(*server, {".\r\n"}), (std::vector<std::string>{"250 early\r\n250 late\r\n"}));
    EXPECT_EQ(server->problem(), "");
}

TEST(Dialog, NoticesAnUnfinishedPart) {
    auto server = dialog_from("C: a\nS: b\nC: c\n");
    talk(*server, {"a\r\n"});
    EXPECT_THAT(server->problem(), HasSubstr("left is line 3: C: c"));
}

TEST(Dialog, CountsABlocksBytes) {
    auto server = dialog_from("C: go\nS: * 1 FETCH (BODY[] {@}\n<<<\nHi\n\n>>>\nS: )\n");
    EXPECT_EQ(talk(*server, {"go\r\n"}), (std::vector<std::string>{"* 1 FETCH (BODY[] {6}\r\nHi\r\n\r\n)\r\n"}));
}

TEST(Dialog, ClosesFallsSilentAndBreaks) {
    auto server = dialog_from("C: a\n*: silence\nC: b\nS: half\n*: reset\n");
    const auto heard = talk(*server, {"a\r\n", "b\r\n", "c\r\n"});
    EXPECT_THAT(heard[0], HasSubstr("in time"));
    EXPECT_EQ(heard[1], "half\r\n");
    EXPECT_THAT(heard[2], HasSubstr("reset"));
    EXPECT_EQ(server->problem(), "");
    auto closing = dialog_from("C: a\n*: close\n");
    EXPECT_EQ(talk(*closing, {"a\r\n", "b\r\n"}), (std::vector<std::string>{"", ""}));
}

TEST(Dialog, CutsTheServerShort) {
    auto server = dialog_from("C: a\nS: 250 OK\nC: b\nS: 250 OK\n");
    server->cut_after(10, fakes::StreamEvent::Kind::close);
    EXPECT_EQ(talk(*server, {"a\r\n", "b\r\n", "c\r\n"}), (std::vector<std::string>{"250 OK\r\n", "25", ""}));
    EXPECT_EQ(server->problem(), "");
    EXPECT_EQ(server->server_bytes(), 16u);
}

TEST(Dialog, RefusesWhatIsNoDialog) {
    EXPECT_THROW(dialog_from("X: y\n"), std::runtime_error);
    EXPECT_THROW(dialog_from("*: explode\n"), std::runtime_error);
    EXPECT_THROW(dialog_from("C: ${nobody}\n"), std::runtime_error);
    EXPECT_THROW(dialog_from("C: a\n<<<\n"), std::runtime_error);
}

}  // namespace
}  // namespace amends::mail
