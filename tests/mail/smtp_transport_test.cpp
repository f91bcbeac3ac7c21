#include "mail/smtp_transport.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/run.hpp"
#include "tests/mail/dialog.hpp"
#include "tests/mail/scripted_connector.hpp"

namespace amends::mail {
namespace {

using base::Error;
using base::Fault;
using base::Retry;
using ports::Handover;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* hello =
    "S: 250 2.1.0 Ok\nS: 250 2.1.5 Ok\nS: 354 go\nC: a: b\nC:\nC: x\nC: .\nS: 250 2.0.0 Ok\nC: QUIT\n";
constexpr const char* commands =
    "G: 220 x\nG: 250-x\nG: 250 PIPELINING\nC: MAIL FROM:<mia@example.org>\nC: RCPT TO:<ann@example.net>\nC: DATA\n";

class SmtpTransportTest : public testing::Test {
protected:
    ports::HandoverReport send(ScriptedCredentials& credentials) {
        AccountSettings account;
        account.smtp.host = "smtp.example.org";
        SmtpTransport transport(account, connector, credentials);
        return send(transport);
    }
    ports::HandoverReport send(SmtpTransport& transport) {
        return fakes::run(transport.send(envelope, bytes, [this]() -> ports::Task<bool> {
            ++looks;
            co_return true;
        }));
    }
    std::vector<std::string> secrets_tried() const {
        std::vector<std::string> tried;
        for (const auto& one : connector.asked()) {
            tried.push_back(one.secret);
        }
        return tried;
    }

    ports::Envelope envelope{"mia@example.org", {"ann@example.net"}, ""};
    std::string bytes = "a: b\r\n\r\nx\r\n";
    ScriptedConnector connector;
    int looks = 0;
};

const Error login_refused{Fault::mail_server, Retry::after_change, "The login was refused."};

TEST_F(SmtpTransportTest, RenewsARefusedTokenOnceAndSends) {
    const auto server = dialog_from(std::string(commands) + hello);
    connector.will_fail(login_refused);
    connector.will_reach(*server);
    ScriptedCredentials credentials({"old", "new"});
    EXPECT_EQ(send(credentials).what, Handover::sent);
    EXPECT_THAT(secrets_tried(), ElementsAre("old", "new"));
    EXPECT_EQ(server->problem(), "");
    EXPECT_EQ(connector.asked().at(0).endpoint.host, "smtp.example.org");
}

TEST_F(SmtpTransportTest, TriesNoRefusedPasswordTwice) {
    connector.will_fail(login_refused);
    ScriptedCredentials credentials({"same"});
    const auto report = send(credentials);
    EXPECT_EQ(report.what, Handover::not_sent);
    EXPECT_EQ(report.retry, Retry::after_change);
    EXPECT_THAT(secrets_tried(), ElementsAre("same"));
    EXPECT_EQ(credentials.renewals(), 1);
}

TEST_F(SmtpTransportTest, RenewsNothingWhereTheServerIsAway) {
    connector.will_fail({Fault::mail_server, Retry::later, "The server is away."});
    ScriptedCredentials credentials({"old", "new"});
    const auto report = send(credentials);
    EXPECT_EQ(report.retry, Retry::later);
    EXPECT_EQ(report.reply, "The server is away.");
    EXPECT_EQ(credentials.renewals(), 0);
}

TEST_F(SmtpTransportTest, RenewsATokenThatExpiresInMidSession) {
    for (const auto* refusal :
         {"S: 530 5.7.0 Authentication required\n*: close\n", "S: 250 ok\nS: 535 5.7.8 expired\n*: close\n",
          "S: 250 ok\nS: 250 ok\nS: 530 5.7.0 expired\nC: QUIT\n"}) {
        ScriptedConnector fresh;
        connector = fresh;
        looks = 0;
        const auto expired = dialog_from(std::string(commands) + refusal);
        const auto server = dialog_from(std::string(commands) + hello);
        connector.will_reach(*expired);
        connector.will_reach(*server);
        ScriptedCredentials credentials({"old", "new"});
        EXPECT_EQ(send(credentials).what, Handover::sent) << refusal;
        EXPECT_THAT(secrets_tried(), ElementsAre("old", "new"));
        EXPECT_EQ(expired->problem(), "");
        EXPECT_EQ(server->problem(), "");
        EXPECT_EQ(looks, 1);
    }
}

TEST_F(SmtpTransportTest, RenewsOnlyOnceAndThenAsksForAChange) {
    const std::string expired = std::string(commands) + "S: 530 5.7.0 Authentication required\n*: close\n";
    const auto first = dialog_from(expired);
    const auto second = dialog_from(expired);
    connector.will_reach(*first);
    connector.will_reach(*second);
    ScriptedCredentials credentials({"old", "new"});
    const auto report = send(credentials);
    EXPECT_EQ(report.what, Handover::not_sent);
    EXPECT_EQ(report.retry, Retry::after_change);
    EXPECT_EQ(connector.asked().size(), 2u);
    EXPECT_EQ(looks, 0);
}

TEST_F(SmtpTransportTest, NeverBeginsAnewAfterTheDotButRenewsTheNextTime) {
    const auto expired =
        dialog_from(std::string(commands) +
                    "S: 250 ok\nS: 250 ok\nS: 354 go\nC: a: b\nC:\nC: x\nC: .\nS: 530 5.7.0 expired\nC: QUIT\n");
    const auto server = dialog_from(std::string(commands) + hello);
    connector.will_reach(*expired);
    connector.will_reach(*server);
    ScriptedCredentials credentials({"old", "new"});
    SmtpTransport transport({}, connector, credentials);
    const auto report = send(transport);
    EXPECT_EQ(report.what, Handover::not_sent);
    EXPECT_EQ(report.retry, Retry::later);
    EXPECT_EQ(connector.asked().size(), 1u);
    EXPECT_EQ(looks, 1);
    EXPECT_EQ(send(transport).what, Handover::sent);
    EXPECT_THAT(secrets_tried(), ElementsAre("old", "new"));
}

TEST_F(SmtpTransportTest, RefusesAnUnfitMessageBeforeItConnects) {
    ScriptedCredentials credentials({"secret"});
    bytes = "a: b\r\n\r\nx\n.\r\nMAIL FROM:<evil@x>\r\n";
    const auto report = send(credentials);
    EXPECT_EQ(report.what, Handover::not_sent);
    EXPECT_EQ(report.retry, Retry::never);
    EXPECT_THAT(report.reply, HasSubstr("CR LF"));
    envelope.recipients = {"ann@example.net>\r\nRCPT TO:<evil@x"};
    bytes = "a: b\r\n\r\nx\r\n";
    EXPECT_EQ(send(credentials).retry, Retry::never);
    EXPECT_TRUE(connector.asked().empty());
}

TEST_F(SmtpTransportTest, ReportsSecretsThatCannotBeHad) {
    ScriptedCredentials credentials({});
    const auto report = send(credentials);
    EXPECT_EQ(report.what, Handover::not_sent);
    EXPECT_EQ(report.retry, Retry::after_change);
    EXPECT_TRUE(connector.asked().empty());
}

TEST_F(SmtpTransportTest, WritesTheDotAlone) {
    const auto server = dialog_from(std::string(commands) + hello);
    connector.will_reach(*server);
    ScriptedCredentials credentials({"secret"});
    send(credentials);
    EXPECT_THAT(server->writes(), ElementsAre("MAIL FROM:<mia@example.org>\r\nRCPT TO:<ann@example.net>\r\nDATA\r\n",
                                              "a: b\r\n\r\nx\r\n", ".\r\n", "QUIT\r\n"));
}

TEST_F(SmtpTransportTest, ClosesTheConnectionWhenTheProgramDiesInTheLook) {
    const auto server =
        dialog_from(std::string(commands) + "S: 250 ok\nS: 250 ok\nS: 354 go\nC: a: b\nC:\nC: x\n*: client closes\n");
    connector.will_reach(*server);
    ScriptedCredentials credentials({"secret"});
    SmtpTransport transport({}, connector, credentials);
    const ports::LastLook dies = []() -> ports::Task<bool> {
        throw 42;
        co_return true;
    };
    EXPECT_THROW(fakes::run(transport.send(envelope, bytes, dies)), int);
    EXPECT_EQ(server->problem(), "");
    EXPECT_TRUE(server->closed_by_client());
}

}  // namespace
}  // namespace amends::mail
