// SmtpTransport over CurlConnector against a real Postfix. What a test asserts is read back from the client's mailbox.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <string>

#include "mail/curl_connector.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/smtp_transport.hpp"
#include "tests/fakes/run.hpp"
#include "tests/mail/private_dovecot.hpp"
#include "tests/mail/private_server.hpp"
#include "tests/mail/scripted_connector.hpp"

namespace amends::mail {
namespace {

using base::Retry;
using ports::Handover;
using testing::EndsWith;
using testing::HasSubstr;

std::string letter(const std::string& id) {
    return "From: Mia <mia@example.test>\r\nTo: ann@example.test\r\nSubject: Checking in\r\nMessage-ID: <" + id +
           ">\r\nDate: Mon, 2 Feb 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; "
           "charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
           "Schöne Grüße\r\n.\r\n..two\r\n.hidden\r\nQUIT\r\n";
}

class Postfix : public testing::Test {
protected:
    void SetUp() override {
        if (!PrivateDovecot::installed() || access("/usr/sbin/postfix", X_OK) != 0 || geteuid() != 0) {
            GTEST_SKIP()
                << "Postfix needs root, postfix and dovecot: apt-get install postfix dovecot-imapd dovecot-lmtpd";
        }
        dovecot_.emplace();
        postfix_.emplace("postfix.sh",
                         std::vector<std::pair<std::string, std::string>>{
                             {"extra.cf",
                              "smtpd_recipient_restrictions = check_recipient_access inline:{ "
                              "{refused@example.test = 550 5.1.1 unknown}, {later@example.test = 450 4.2.0 "
                              "greylisted} }\nmessage_size_limit = 100000\n"}});
        postfix_->start(2,
                        {std::to_string(dovecot_->lmtp_port()), std::to_string(dovecot_->sasl_port()),
                         dovecot_->tls_directory().string()},
                        "mail.log");
        account_.smtp = {.protocol = Protocol::smtp,
                         .host = "localhost",
                         .port = postfix_->ports().at(1),
                         .security = Security::tls,
                         .mechanism = Mechanism::plain,
                         .user = "mia",
                         .ca_file = (dovecot_->tls_directory() / "cert.pem").string()};
    }

    ports::HandoverReport send(const std::string& bytes, ports::LastLook look, const std::string& secret = "secret") {
        ScriptedCredentials credentials({secret});
        SmtpTransport transport(account_, connector_, credentials);
        return fakes::run(io_, transport.send(envelope_, bytes, std::move(look)));
    }
    static ports::Task<bool> clear() { co_return true; }

    /// Waits for the next message of Ann's inbox and gives all that lie there then.
    std::vector<std::string> inbox(std::size_t at_least) {
        AccountSettings ann;
        ann.imap = dovecot_->endpoint("ann");
        ScriptedCredentials credentials({PrivateDovecot::password()});
        ImapServer server(ann, connector_, credentials);
        auto mailbox = fakes::run(io_, server.connect()).value();
        auto state = fakes::run(io_, mailbox->open("INBOX")).value();
        while (state.exists < at_least) {
            fakes::run(io_, mailbox->wait(std::chrono::seconds{20})).value();
            state = fakes::run(io_, mailbox->refresh()).value();
        }
        std::vector<std::string> all;
        const auto heads = fakes::run(io_, mailbox->heads(1, 0)).value();
        for (const auto& head : heads) {
            all.push_back(fakes::run(io_, mailbox->message(head.uid, 1'000'000)).value());
        }
        fakes::run(io_, mailbox->logout());
        return all;
    }

    asio::io_context io_;
    std::optional<PrivateDovecot> dovecot_;
    std::optional<PrivateServer> postfix_;
    CurlConnector connector_{io_};
    AccountSettings account_;
    ports::Envelope envelope_{"mia@example.test", {"ann@example.test"}, "step-1"};
};

TEST_F(Postfix, DeliversToTheByteOverTlsAndStarttls) {
    EXPECT_EQ(send(letter("one@example.test"), clear).what, Handover::sent);
    EXPECT_THAT(inbox(1).at(0), EndsWith(letter("one@example.test")));
    account_.smtp.security = Security::starttls;
    account_.smtp.port = postfix_->ports().at(0);
    const auto report = send(letter("two@example.test"), clear);
    EXPECT_EQ(report.what, Handover::sent);
    EXPECT_THAT(report.detail, HasSubstr("dot: 250 2.0.0"));
    EXPECT_THAT(inbox(2).at(1), EndsWith(letter("two@example.test")));
}

TEST_F(Postfix, DeliversNothingThatTheLastLookStoodAgainst) {
    EXPECT_EQ(send(letter("no@example.test"), []() -> ports::Task<bool> { co_return false; }).what, Handover::not_sent);
    EXPECT_EQ(send(letter("yes@example.test"), clear).what, Handover::sent);
    const auto all = inbox(1);
    ASSERT_EQ(all.size(), 1u);
    EXPECT_THAT(all[0], HasSubstr("yes@example.test"));
}

TEST_F(Postfix, DeliversToNobodyWhereOneOfTwoIsRefused) {
    envelope_.recipients = {"ann@example.test", "refused@example.test"};
    const auto refused = send(letter("no@example.test"), clear);
    EXPECT_EQ(refused.what, Handover::refused);
    ASSERT_EQ(refused.refused_recipients.size(), 1u);
    EXPECT_EQ(refused.refused_recipients[0].first, "refused@example.test");
    envelope_.recipients = {"later@example.test", "ann@example.test"};
    EXPECT_EQ(send(letter("later@example.test"), clear).retry, Retry::later);
    envelope_.recipients = {"refused@example.test"};
    EXPECT_EQ(send(letter("alone@example.test"), clear).what, Handover::refused);
    envelope_.recipients = {"ann@example.test", "bob@example.test"};
    EXPECT_EQ(send(letter("yes@example.test"), clear).what, Handover::sent);
    EXPECT_EQ(inbox(1).size(), 1u);
}

TEST_F(Postfix, ClaimsNothingWhenTheServerDiesInTheLastLook) {
    const auto report = send(letter("no@example.test"), [this]() -> ports::Task<bool> {
        postfix_->kill();
        co_return true;
    });
    // Whether its end is seen before the dot is a race; that it sent or refused can be said in neither case.
    EXPECT_TRUE(report.what == Handover::not_sent || report.what == Handover::unknown) << report.detail;
}

TEST_F(Postfix, SendsALongMessageAndRefusesATooLongOne) {
    std::string lines;
    while (lines.size() < 90'000) {
        lines += ".a line that begins with a dot\r\n";
    }
    EXPECT_EQ(send("Subject: long\r\n\r\n" + lines, clear).what, Handover::sent);
    EXPECT_TRUE(inbox(1).at(0).ends_with("\r\n\r\n" + lines));
    const auto report = send("Subject: long\r\n\r\n" + lines + lines, clear);
    EXPECT_EQ(report.what, Handover::not_sent);
    EXPECT_EQ(report.retry, Retry::never);
}

TEST_F(Postfix, TellsARefusedLogin) {
    const auto report = send(letter("no@example.test"), clear, "wrong");
    EXPECT_EQ(report.what, Handover::not_sent);
    EXPECT_EQ(report.retry, Retry::after_change);
    EXPECT_THAT(report.reply, HasSubstr("535"));
}

}  // namespace
}  // namespace amends::mail
