// Every tests/mail/dialogs/smtp_*.txt is a test. Its first lines say what must come of it:
//   # outcome: WHAT RETRY DETAIL     # to: A B     # refused: A B     # message: utf8 | eight_bit     # look: no |
//   error
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "mail/smtp_transport.hpp"
#include "tests/fakes/run.hpp"
#include "tests/mail/dialog.hpp"
#include "tests/mail/scripted_connector.hpp"

namespace amends::mail {
namespace {

using Kind = fakes::StreamEvent::Kind;
using ports::Handover;
using ports::HandoverReport;

constexpr const char* plain =
    "From: Mia <mia@example.org>\r\nSubject: Checking in\r\n\r\nHello.\r\n.hidden\r\n.\r\nBye.\r\n";
constexpr const char* eight_bit = "Subject: x\r\n\r\nSchöne Grüße\r\n";
constexpr const char* utf8 = "Subject: Grüße\r\n\r\nSchöne Grüße\r\n";

std::vector<std::string> words(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

std::map<std::string, std::string> heading(const std::string& name) {
    std::ifstream file(std::string(AMENDS_TESTS) + "/mail/dialogs/" + name);
    std::map<std::string, std::string> found;
    for (std::string line; std::getline(file, line) && line.starts_with("# ");) {
        if (const auto colon = line.find(": "); colon != std::string::npos) {
            found[line.substr(2, colon - 2)] = line.substr(colon + 2);
        }
    }
    return found;
}

std::string in_words(const HandoverReport& report) {
    static const std::map<Handover, std::string> what{{Handover::sent, "sent"},
                                                      {Handover::refused, "refused"},
                                                      {Handover::not_sent, "not_sent"},
                                                      {Handover::unknown, "unknown"}};
    static const std::map<base::Retry, std::string> retry{{base::Retry::never, "never"},
                                                          {base::Retry::later, "later"},
                                                          {base::Retry::after_change, "after_change"},
                                                          {base::Retry::unknown, "unknown"}};
    return what.at(report.what) + " " + retry.at(report.retry) + " " + report.detail;
}

struct Played {
    HandoverReport report;
    int looks = 0;
    bool looked_in_time = true;  ///< the whole body was out at the look, and no dot
    bool dot_written = false;
};

Played play(fakes::ScriptedServer& server, const std::map<std::string, std::string>& heads) {
    const auto head = [&](const std::string& key) { return heads.contains(key) ? heads.at(key) : std::string{}; };
    const std::string bytes = head("message") == "utf8" ? utf8 : head("message") == "eight_bit" ? eight_bit : plain;
    ports::Envelope envelope{"mia@example.org", words(head("to")), "step+1"};
    if (envelope.recipients.empty()) {
        envelope.recipients = {"ann@example.net"};
    }
    const auto dot_out = [&] { return std::count(server.writes().begin(), server.writes().end(), ".\r\n") > 0; };
    Played played;
    const ports::LastLook look = [&]() -> ports::Task<bool> {
        ++played.looks;
        const std::string last_line = bytes.substr(bytes.rfind("\r\n", bytes.size() - 3) + 2);
        played.looked_in_time = !dot_out() && server.written().ends_with(last_line);
        if (head("look") == "error") {
            co_return base::failure(base::Fault::mail_server, base::Retry::later, "the mailbox is away");
        }
        co_return head("look") != "no";
    };
    ScriptedConnector connector;
    ScriptedCredentials credentials({"secret"});
    connector.will_reach(server);
    SmtpTransport transport({}, connector, credentials);
    played.report = fakes::run(transport.send(envelope, bytes, look));
    played.dot_written = dot_out();
    return played;
}

std::vector<std::string> dialogs() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(AMENDS_TESTS) + "/mail/dialogs")) {
        const std::string name = entry.path().filename();
        if (name.starts_with("smtp_")) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class SmtpDialog : public testing::TestWithParam<std::string> {};

TEST_P(SmtpDialog, EndsAsItSays) {
    const auto heads = heading(GetParam());
    const auto server = dialog(GetParam());
    const auto played = play(*server, heads);
    EXPECT_EQ(server->problem(), "");
    EXPECT_EQ(in_words(played.report), heads.at("outcome"));
    EXPECT_TRUE(server->closed_by_client());
    EXPECT_TRUE(played.looked_in_time);
    EXPECT_LE(played.looks, 1);
    std::vector<std::string> refused;
    for (const auto& [mailbox, reply] : played.report.refused_recipients) {
        refused.push_back(mailbox);
        EXPECT_NE(reply, "");
    }
    EXPECT_EQ(refused, heads.contains("refused") ? words(heads.at("refused")) : std::vector<std::string>{});
    for (const auto& limit : server->read_limits()) {
        EXPECT_LE(limit, std::chrono::minutes{10});
    }
}

TEST_P(SmtpDialog, NeverClaimsMoreThanWhatArrivedBeforeACut) {
    const auto heads = heading(GetParam());
    const bool by_dot_reply = heads.at("outcome").find(" dot: ") != std::string::npos;
    const auto whole = dialog(GetParam());
    const std::size_t all = std::min<std::size_t>(whole->server_bytes(), 400);
    const auto uncut = play(*whole, heads).report;
    for (const Kind how : {Kind::close, Kind::reset, Kind::silence}) {
        for (std::size_t at = 0; at < all; ++at) {
            const auto server = dialog(GetParam());
            server->cut_after(at, how);
            const auto played = play(*server, heads);
            const std::string where = "cut at " + std::to_string(at) + ": " + in_words(played.report);
            EXPECT_TRUE(played.looked_in_time) << where;
            if (!played.dot_written) {
                EXPECT_TRUE(played.report.what == Handover::not_sent || played.report.what == Handover::refused)
                    << where;
            } else if (played.report.what != Handover::unknown) {
                EXPECT_TRUE(by_dot_reply && in_words(played.report) == in_words(uncut)) << where;
            }
        }
    }
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    return std::filesystem::path(info.param).stem().string().substr(5);
}
INSTANTIATE_TEST_SUITE_P(Files, SmtpDialog, testing::ValuesIn(dialogs()), test_name);

TEST(SmtpCut, SendsOnlyWithTheWholeFinalReply) {
    const auto heads = heading("smtp_sent.txt");
    const std::size_t all = dialog("smtp_sent.txt")->server_bytes();
    const std::size_t final_reply = std::string("250 2.0.0 Ok: queued as 4F2\r\n").size();
    for (const Kind how : {Kind::close, Kind::reset, Kind::silence}) {
        for (std::size_t at = 0; at <= all; ++at) {
            const auto server = dialog("smtp_sent.txt");
            server->cut_after(at, how);
            const auto played = play(*server, heads);
            const Handover expected = at < all - final_reply ? Handover::not_sent
                                      : at < all             ? Handover::unknown
                                                             : Handover::sent;
            EXPECT_EQ(played.report.what, expected) << "cut at " << at;
            EXPECT_EQ(played.dot_written, at >= all - final_reply) << "cut at " << at;
        }
    }
}

TEST(SmtpCut, RefusesOnlyWithTheWholeFinalReply) {
    const auto heads = heading("smtp_refused_after_dot.txt");
    const std::size_t all = dialog("smtp_refused_after_dot.txt")->server_bytes();
    const std::size_t final_reply = std::string("554-5.7.1 spam\r\n554 5.7.1 go away\r\n").size();
    for (std::size_t at = all - final_reply; at <= all; ++at) {
        const auto server = dialog("smtp_refused_after_dot.txt");
        server->cut_after(at, Kind::close);
        EXPECT_EQ(play(*server, heads).report.what, at < all ? Handover::unknown : Handover::refused) << at;
    }
}

TEST(SmtpDialogLimits, GiveTenMinutesToTheReplyToTheDot) {
    const auto server = dialog("smtp_silent_after_dot.txt");
    play(*server, heading("smtp_silent_after_dot.txt"));
    EXPECT_GT(server->read_limits().back(), std::chrono::minutes{9});
    EXPECT_LE(server->read_limits().front(), std::chrono::minutes{5});
}

}  // namespace
}  // namespace amends::mail
