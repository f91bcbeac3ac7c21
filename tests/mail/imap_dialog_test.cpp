// Every tests/mail/dialogs/imap_*.txt is a test. Its heading holds orders for a mailbox and what must come of them:
//   # do: open INBOX
//   # is: validity 7 next 12 exists 3 modseq 0        (an end of "..." leaves the rest open)
//   # setting: idle_renew 0 | poll_every 0 | sent FOLDER
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/mail/dialog.hpp"
#include "tests/mail/imap_orders.hpp"
#include "tests/mail/scripted_connector.hpp"

namespace amends::mail {
namespace {

using Kind = fakes::StreamEvent::Kind;
using ::testing::AnyOf;
using ::testing::StartsWith;

struct Heading {
    AccountSettings settings;
    std::vector<std::string> orders;
    std::vector<std::string> outcomes;
};

Heading heading(const std::string& name) {
    Heading found;
    std::ifstream file(std::string(AMENDS_TESTS) + "/mail/dialogs/" + name);
    for (std::string line; std::getline(file, line) && line.starts_with("#");) {
        const auto colon = line.find(": ");
        const std::string key = line.substr(0, colon);
        const std::string value = colon == std::string::npos ? "" : line.substr(colon + 2);
        if (key == "# do") {
            found.orders.push_back(value);
        } else if (key == "# is") {
            found.outcomes.push_back(value);
        } else if (key == "# setting" && value.starts_with("idle_renew ")) {
            found.settings.idle_renew = std::chrono::seconds{std::stoi(value.substr(11))};
        } else if (key == "# setting" && value.starts_with("poll_every ")) {
            found.settings.poll_every = std::chrono::seconds{std::stoi(value.substr(11))};
        } else if (key == "# setting" && value.starts_with("sent ")) {
            found.settings.folders[ports::FolderRole::sent] = value.substr(5);
        }
    }
    return found;
}

std::vector<std::string> play(fakes::ScriptedServer& server, const Heading& heading) {
    ScriptedConnector connector;
    connector.will_reach(server);
    ScriptedCredentials credentials({"secret"});
    ImapOrders orders(heading.settings, connector, credentials);
    std::vector<std::string> outcomes;
    for (const auto& order : heading.orders) {
        outcomes.push_back(orders.play(order));
    }
    return outcomes;
}

bool fits(const std::string& outcome, const std::string& wanted) {
    return wanted.ends_with("...") ? outcome.starts_with(wanted.substr(0, wanted.size() - 3)) : outcome == wanted;
}

std::vector<std::string> dialogs() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(AMENDS_TESTS) + "/mail/dialogs")) {
        const std::string name = entry.path().filename();
        if (name.starts_with("imap_")) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class ImapDialog : public ::testing::TestWithParam<std::string> {};

TEST_P(ImapDialog, ComesOutAsItsHeadingSays) {
    const auto server = dialog(GetParam());
    const auto wanted = heading(GetParam());
    ASSERT_FALSE(wanted.orders.empty());
    ASSERT_EQ(wanted.orders.size(), wanted.outcomes.size());
    const auto outcomes = play(*server, wanted);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        EXPECT_PRED2(fits, outcomes[i], wanted.outcomes[i]) << "of: " << wanted.orders[i];
    }
    EXPECT_EQ(server->problem(), "");
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
    return info.param.substr(5, info.param.size() - 9);
}

INSTANTIATE_TEST_SUITE_P(Dialogs, ImapDialog, ::testing::ValuesIn(dialogs()), test_name);

// The connection ends after every single byte of a long conversation, in three ways. What was answered before stands,
// and everything after it is an Error that a new connection may mend, or, for an APPEND, one that must be looked into.
TEST(ImapSession, SurvivesALossAfterEveryByte) {
    const std::string name = "imap_long_conversation.txt";
    const auto all = heading(name);
    const auto bytes = dialog(name)->server_bytes();
    ASSERT_GT(bytes, 1000u);
    for (const auto how : {Kind::close, Kind::reset, Kind::silence}) {
        for (std::size_t cut = 0; cut < bytes; ++cut) {
            const auto server = dialog(name);
            server->cut_after(cut, how);
            const auto outcomes = play(*server, all);
            bool lost = false;
            for (std::size_t i = 0; i < outcomes.size(); ++i) {
                const bool failed = outcomes[i].starts_with("error: ") || outcomes[i] == "not connected";
                if (!lost && !failed) {
                    ASSERT_EQ(outcomes[i], all.outcomes[i]) << "cut after " << cut << ", of: " << all.orders[i];
                    continue;
                }
                if (all.orders[i] == "logout" || all.orders[i] == "alerts") {
                    continue;  // these need no answer
                }
                ASSERT_TRUE(failed) << "cut after " << cut << ", of: " << all.orders[i] << ": " << outcomes[i];
                const bool append = all.orders[i].starts_with("append");
                ASSERT_TRUE(outcomes[i] == "not connected" || outcomes[i].starts_with("error: mail_server later") ||
                            (append && !lost && outcomes[i].starts_with("error: mail_server unknown")))
                    << "cut after " << cut << ", of: " << all.orders[i] << ": " << outcomes[i];
                lost = true;
            }
            ASSERT_EQ(server->problem(), "") << "cut after " << cut;
        }
    }
}

struct Question {
    std::string order;
    std::string client;  // of its first command, without the tag
};

const std::vector<Question>& questions() {
    static const std::vector<Question> all{
        {"folders", "LIST \"\" \"*\""},
        {"refresh", "NOOP"},
        {"heads 1 9", "UID FETCH 1:9 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER]<0.262144>)"},
        {"message 4 100", "UID FETCH 4 (UID BODY.PEEK[]<0.100>)"},
        {"since 2026-02-01", "UID SEARCH SINCE 1-Feb-2026"},
        {"with_flag Amends", "UID SEARCH KEYWORD Amends"},
        {"existing 1 2", "UID SEARCH UID 1:2"},
        {"add_flags 4 Amends", "UID STORE 4 +FLAGS.SILENT (Amends)"},
        {"remove 4 Trash", "UID MOVE 4 \"Trash\""},
        {"append Drafts", "APPEND \"Drafts\" () {22+}\r\nC: Subject: x\r\nC:\r\nC: Hello.\r\nC:"},
    };
    return all;
}

std::vector<std::string> ask(const Question& question, const std::string& answer, std::string& problem) {
    std::string client = question.client;
    client.erase(std::remove(client.begin(), client.end(), '\r'), client.end());
    const auto server =
        dialog_from("C: m1 CAPABILITY\nS: * CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE LITERAL+\nS: m1 OK done\nC: m2 " +
                    client + "\n" + answer);
    const auto outcomes = play(*server, {.orders = {"connect", question.order, "refresh"}});
    problem = server->problem();
    return outcomes;
}

TEST(ImapSession, TakesEveryRefusalForWhatItIs) {
    for (const auto& question : questions()) {
        for (const std::string word : {"NO", "BAD"}) {
            for (const auto& [code, meaning] : std::vector<std::pair<std::string, std::string>>{
                     {"[UNAVAILABLE] ", "error: mail_server later"},
                     {"[THROTTLED] ", "error: mail_server later"},
                     {"[AUTHENTICATIONFAILED] ", "error: mail_server later"},
                     {"[OVERQUOTA] ", "error: mail_server after_change"},
                     {"[NOPERM] ", "error: mail_server after_change"},
                     {"", "error: mail_server later"}}) {
                std::string problem;
                const bool over = meaning.ends_with("later");
                const auto outcomes = ask(question,
                                          "S: m2 " + word + " " + code + "not today\n" +
                                              (over ? "*: client closes\n" : "C: m3 NOOP\nS: m3 OK done\n"),
                                          problem);
                EXPECT_THAT(outcomes.at(1), StartsWith(meaning)) << question.order << " " << word << " " << code;
                EXPECT_THAT(outcomes.at(2), StartsWith(over ? "error: mail_server later" : "validity 0"));
                EXPECT_EQ(problem, "");
            }
        }
    }
}

TEST(ImapSession, EndsAtEveryGoodbye) {
    for (const auto& question : questions()) {
        for (const std::string answer : {"S: * BYE Session expired, please log in again\n*: client closes\n",
                                         "S: * BYE\n*: close\n", "*: close\n", "*: reset\n", "*: silence\n"}) {
            std::string problem;
            const auto outcomes = ask(question, answer, problem);
            EXPECT_THAT(outcomes.at(1), StartsWith(question.order.starts_with("append") ? "error: mail_server unknown"
                                                                                        : "error: mail_server later"));
            EXPECT_THAT(outcomes.at(2), StartsWith("error: mail_server later"));
            EXPECT_EQ(problem, "");
        }
    }
}

TEST(ImapSession, EndsAtEveryBreachOfTheProtocol) {
    for (const auto& question : questions()) {
        for (const auto& answer : std::vector<std::string>{
                 "S: m9 OK done\n", "S: m1 OK done\n", "S: what?\n", "S: * 1 FETCH (\n", "S: * LIST )\n",
                 "S: * 1 FETCH (UID 4 BODY[] {99999999999}\n", "S: * X {4}\nS: abcd)\n",
                 "S*9000-" + std::string(1000, 'x') + "\n", "S: * X " + std::string(100'000, '(') + "\n"}) {
            std::string problem;
            const auto outcomes = ask(question, answer + "*: client closes\n", problem);
            EXPECT_THAT(outcomes.at(1), StartsWith(question.order.starts_with("append") ? "error: mail_server unknown"
                                                                                        : "error: mail_server later"))
                << question.order << " " << answer.substr(0, 80);
            EXPECT_EQ(problem, "");
        }
    }
}

}  // namespace
}  // namespace amends::mail
