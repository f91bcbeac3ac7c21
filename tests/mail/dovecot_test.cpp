// ImapMailbox over CurlConnector against a real Dovecot. What a test asserts is read back from the server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <asio/post.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "mail/curl_connector.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/modified_utf7.hpp"
#include "tests/fakes/run.hpp"
#include "tests/mail/private_dovecot.hpp"
#include "tests/mail/scripted_connector.hpp"

namespace amends::mail {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

std::string letter(const std::string& id, const std::string& body = "We are sorry.\r\n") {
    return "From: Alice <alice@example.test>\r\nTo: bob@example.test\r\nSubject: sorry\r\nMessage-ID: <" + id +
           ">\r\nDate: Mon, 2 Feb 2026 10:00:00 +0100\r\n\r\n" + body;
}

class Dovecot : public ::testing::Test {
protected:
    void SetUp() override {
        if (!PrivateDovecot::installed()) {
            GTEST_SKIP() << "Dovecot is not installed: apt-get install dovecot-imapd dovecot-lmtpd";
        }
        server_.emplace();
    }

    template <class T>
    T run(asio::awaitable<T> task) {
        return fakes::run(io_, std::move(task));
    }
    void run(asio::awaitable<void> task) { fakes::run(io_, std::move(task)); }

    base::Result<std::unique_ptr<ports::Mailbox>> connect(const Endpoint& endpoint, const std::string& secret) {
        settings_.push_back(std::make_unique<AccountSettings>());
        settings_.back()->imap = endpoint;
        ScriptedCredentials credentials({secret});
        ImapServer imap(*settings_.back(), connector_, credentials);
        return run(imap.connect());
    }

    std::unique_ptr<ports::Mailbox> alice() {
        auto mailbox = connect(server_->endpoint("alice"), PrivateDovecot::password());
        if (!mailbox) {
            throw std::runtime_error(mailbox.error().message);
        }
        return std::move(*mailbox);
    }

    ports::Appended append(ports::Mailbox& mailbox, const std::string& folder, const std::string& bytes) {
        auto appended = run(mailbox.append(folder, {}, bytes));
        if (!appended) {
            throw std::runtime_error(appended.error().message);
        }
        return *appended;
    }

    void create_folder(const std::string& name) {
        auto stream = run(connector_.connect(server_->endpoint("alice"), PrivateDovecot::password()));
        ASSERT_TRUE(stream) << stream.error().message;
        ImapSession session(std::move(*stream));
        auto reply = run(session.run(ImapWriter("CREATE").string(to_modified_utf7(name).value()).finish()));
        ASSERT_TRUE(reply && reply->ok());
        run(session.logout());
    }

    asio::io_context io_;
    std::optional<PrivateDovecot> server_;
    CurlConnector connector_{io_};
    std::vector<std::unique_ptr<AccountSettings>> settings_;
};

TEST_F(Dovecot, LogsInOverTlsAndStarttlsWithEveryMechanism) {
    for (const auto security : {Security::tls, Security::starttls}) {
        for (const auto mechanism : {Mechanism::plain, Mechanism::login, Mechanism::xoauth2, Mechanism::oauthbearer}) {
            const bool bearer = mechanism == Mechanism::xoauth2 || mechanism == Mechanism::oauthbearer;
            auto mailbox = connect(server_->endpoint("alice", security, mechanism),
                                   bearer ? server_->token("alice", 1h) : PrivateDovecot::password());
            ASSERT_TRUE(mailbox) << mailbox.error().message;
            auto state = run((*mailbox)->open("INBOX"));
            ASSERT_TRUE(state) << state.error().message;
            EXPECT_NE(state->uid_validity, 0u);
            run((*mailbox)->logout());
        }
    }
}

// Whoever is on the way could have written what comes before the encryption.
TEST_F(Dovecot, ShowsNothingThatCameBeforeStarttls) {
    auto at_once = run(connector_.connect(server_->endpoint("alice"), PrivateDovecot::password()));
    auto later = run(connector_.connect(server_->endpoint("alice", Security::starttls), PrivateDovecot::password()));
    ASSERT_TRUE(at_once && later);
    EXPECT_THAT((*at_once)->greeting_lines(), Contains(StartsWith("* OK")));
    EXPECT_THAT((*later)->greeting_lines(), Not(Contains(StartsWith("* OK"))));
    EXPECT_THAT((*later)->greeting_lines(), Not(Contains(HasSubstr("Begin TLS"))));
    EXPECT_THAT((*later)->greeting_lines(), Contains(HasSubstr("Logged in")));
}

TEST_F(Dovecot, TellsAWrongPasswordFromAServerThatIsAway) {
    auto refused = connect(server_->endpoint("alice"), "wrong horse");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().retry, base::Retry::after_change) << refused.error().message;
    EXPECT_THAT(refused.error().message, Not(HasSubstr("wrong horse")));

    server_->kill();
    auto away = connect(server_->endpoint("alice"), PrivateDovecot::password());
    ASSERT_FALSE(away);
    EXPECT_EQ(away.error().retry, base::Retry::later) << away.error().message;
}

TEST_F(Dovecot, RefusesACertificateThatNobodyVouchesFor) {
    for (const auto security : {Security::tls, Security::starttls}) {
        auto endpoint = server_->endpoint("alice", security);
        endpoint.ca_file.clear();
        auto untrusted = connect(endpoint, PrivateDovecot::password());
        ASSERT_FALSE(untrusted);
        EXPECT_THAT(untrusted.error().message, HasSubstr("certificate"));
    }
}

TEST_F(Dovecot, RefusesACertificateForAnotherName) {
    PrivateDovecot two_names("listen = 127.0.0.1, 127.0.0.2\n");
    auto endpoint = two_names.endpoint("alice");
    ASSERT_TRUE(connect(endpoint, PrivateDovecot::password()));
    endpoint.host = "127.0.0.2";
    auto untrusted = connect(endpoint, PrivateDovecot::password());
    ASSERT_FALSE(untrusted);
    EXPECT_THAT(untrusted.error().message, HasSubstr("certificate"));
}

TEST_F(Dovecot, AsksForANewTokenOnceTheOldOneHasExpired) {
    AccountSettings settings;
    settings.imap = server_->endpoint("alice", Security::tls, Mechanism::oauthbearer);
    ScriptedCredentials credentials({server_->token("alice", -1h), server_->token("alice", 1h)});
    ImapServer imap(settings, connector_, credentials);
    auto mailbox = run(imap.connect());
    ASSERT_TRUE(mailbox) << mailbox.error().message;
    EXPECT_EQ(credentials.renewals(), 1);
    EXPECT_TRUE(run((*mailbox)->open("INBOX")));
}

TEST_F(Dovecot, NeverOffersATokenAsAPassword) {
    PrivateDovecot without_bearer("auth_mechanisms = plain login\n");
    auto mailbox = connect(without_bearer.endpoint("alice", Security::tls, Mechanism::xoauth2), "secret");
    ASSERT_FALSE(mailbox) << "\"secret\" is the password: it was offered as one";
}

TEST_F(Dovecot, ListsFoldersWithTheirRolesAndNames) {
    create_folder("Kunden/Müller & Söhne");
    create_folder("Spam");
    auto mailbox = alice();
    auto folders = run(mailbox->folders());
    ASSERT_TRUE(folders) << folders.error().message;
    std::map<std::string, ports::FolderRole> roles;
    for (const auto& folder : *folders) {
        roles[folder.name] = folder.role;
    }
    EXPECT_EQ(roles.at("INBOX"), ports::FolderRole::inbox);
    EXPECT_EQ(roles.at("Sent"), ports::FolderRole::sent);
    EXPECT_EQ(roles.at("Drafts"), ports::FolderRole::drafts);
    EXPECT_EQ(roles.at("Trash"), ports::FolderRole::trash);
    EXPECT_EQ(roles.at("Spam"), ports::FolderRole::junk);
    EXPECT_EQ(roles.at("Kunden/Müller & Söhne"), ports::FolderRole::other);
    EXPECT_TRUE(run(mailbox->open("Kunden/Müller & Söhne")));
}

TEST_F(Dovecot, StoresAndReadsAMessageToTheByte) {
    auto mailbox = alice();
    const std::string bytes = letter("one@example.test", "Gr\xc3\xbc\xc3\x9f Gott.\r\n.\r\n{12}\r\n* 1 EXISTS\r\n");
    auto appended = run(mailbox->append("Drafts", {"\\Draft", "Amends"}, bytes));
    ASSERT_TRUE(appended) << appended.error().message;
    auto state = run(mailbox->open("Drafts"));
    ASSERT_TRUE(state);
    EXPECT_EQ(appended->uid_validity, state->uid_validity);
    EXPECT_EQ(state->uid_next, appended->uid + 1);
    EXPECT_EQ(state->exists, 1u);
    EXPECT_NE(state->highest_modseq, 0u);
    EXPECT_EQ(run(mailbox->message(appended->uid, 1 << 20)).value(), bytes);
    EXPECT_EQ(run(mailbox->message(appended->uid, 10)).value(), bytes.substr(0, 10));
    auto heads = run(mailbox->heads(1, 0));
    ASSERT_TRUE(heads) << heads.error().message;
    ASSERT_EQ(heads->size(), 1u);
    const auto& head = heads->front();
    EXPECT_EQ(head.uid, appended->uid);
    EXPECT_EQ(head.size, bytes.size());
    EXPECT_EQ(head.header, bytes.substr(0, bytes.find("\r\n\r\n") + 4));
    EXPECT_THAT(head.flags, Contains("\\Draft"));
    EXPECT_THAT(head.flags, Contains("Amends"));
    ASSERT_TRUE(head.internal_date);
    EXPECT_NEAR(static_cast<double>(head.internal_date->seconds), static_cast<double>(std::time(nullptr)), 60);
}

TEST_F(Dovecot, StoresALongMessageWhole) {
    auto mailbox = alice();
    std::string body;
    while (body.size() < 3'000'000) {
        body += "line " + std::to_string(body.size()) + "\r\n";
    }
    const std::string bytes = letter("long@example.test", body);
    const auto appended = append(*mailbox, "Drafts", bytes);
    ASSERT_TRUE(run(mailbox->open("Drafts")));
    EXPECT_EQ(run(mailbox->message(appended.uid, 64u << 20)).value(), bytes);
}

TEST_F(Dovecot, FindsMessagesByIdDateAndFlag) {
    auto mailbox = alice();
    append(*mailbox, "INBOX", letter("xabc@example.test"));
    const auto wanted = append(*mailbox, "INBOX", letter("abc@example.test"));
    ASSERT_TRUE(run(mailbox->open("INBOX")));
    EXPECT_THAT(run(mailbox->find({"abc@example.test"}, 1)).value(), ElementsAre(wanted.uid));
    EXPECT_THAT(run(mailbox->find({"abc@example.test"}, wanted.uid + 1)).value(), IsEmpty());
    EXPECT_EQ(run(mailbox->since(base::CivilDate{std::chrono::year{2020}, std::chrono::May, std::chrono::day{3}}))
                  .value()
                  .size(),
              2u);
    EXPECT_THAT(
        run(mailbox->since(base::CivilDate{std::chrono::year{2080}, std::chrono::May, std::chrono::day{3}})).value(),
        IsEmpty());
    ASSERT_TRUE(run(mailbox->add_flags(wanted.uid, {"Amends", "\\Flagged"})));
    EXPECT_THAT(run(mailbox->with_flag("Amends", 0)).value(), ElementsAre(wanted.uid));
    EXPECT_THAT(run(mailbox->with_flag("\\Flagged", 0)).value(), ElementsAre(wanted.uid));
    const auto now = run(mailbox->open("INBOX")).value().highest_modseq;
    EXPECT_THAT(run(mailbox->with_flag("Amends", now - 1)).value(), ElementsAre(wanted.uid));
    EXPECT_THAT(run(mailbox->with_flag("Amends", now)).value(), IsEmpty());
    EXPECT_THAT(run(mailbox->existing({wanted.uid, wanted.uid + 7})).value(), ElementsAre(wanted.uid));
}

TEST_F(Dovecot, FindsAMessageAmongSeveralHundredBySearching) {
    auto mailbox = alice();
    const auto wanted = append(*mailbox, "INBOX", letter("wanted@example.test"));
    for (int i = 0; i < 520; ++i) {
        append(*mailbox, "INBOX", "Message-ID: <" + std::to_string(i) + "@example.test>\r\n\r\n\r\n");
    }
    ASSERT_TRUE(run(mailbox->open("INBOX")));
    EXPECT_THAT(run(mailbox->find({"wanted@example.test"}, 1)).value(), ElementsAre(wanted.uid));
    EXPECT_THAT(run(mailbox->find({"519@example.test"}, 1)).value(), ElementsAre(wanted.uid + 520));
    EXPECT_EQ(run(mailbox->heads(wanted.uid + 1, wanted.uid + 500)).value().size(), 500u);
}

TEST_F(Dovecot, RemovesExactlyOneMessage) {
    auto mailbox = alice();
    const auto first = append(*mailbox, "Drafts", letter("first@example.test"));
    const auto second = append(*mailbox, "Drafts", letter("second@example.test"));
    const auto third = append(*mailbox, "Drafts", letter("third@example.test"));
    ASSERT_TRUE(run(mailbox->open("Drafts")));
    ASSERT_TRUE(run(mailbox->add_flags(third.uid, {"\\Deleted"})));
    ASSERT_TRUE(run(mailbox->remove(first.uid, "Trash")));
    EXPECT_THAT(run(mailbox->existing({first.uid, second.uid, third.uid})).value(), ElementsAre(second.uid, third.uid));
    ASSERT_TRUE(run(mailbox->remove(second.uid, std::nullopt)));
    EXPECT_THAT(run(mailbox->existing({first.uid, second.uid, third.uid})).value(), ElementsAre(third.uid))
        << "another message that was marked as deleted is not ours to expunge";
    ASSERT_TRUE(run(mailbox->open("Trash")));
    EXPECT_EQ(run(mailbox->find({"first@example.test"}, 1)).value().size(), 1u);
    EXPECT_TRUE(mailbox->take_alerts().empty());
}

TEST_F(Dovecot, SaysOfFoldersAndMessagesThatTheyAreGone) {
    auto mailbox = alice();
    auto folder = run(mailbox->open("No such folder"));
    ASSERT_FALSE(folder);
    EXPECT_EQ(folder.error().fault, base::Fault::answer_is_no);
    EXPECT_EQ(folder.error().retry, base::Retry::after_change);
    auto states = run(mailbox->status({"INBOX", "No such folder", "Sent"}));
    ASSERT_TRUE(states) << states.error().message;
    EXPECT_TRUE(states->contains("INBOX"));
    EXPECT_TRUE(states->contains("Sent"));
    EXPECT_FALSE(states->contains("No such folder"));
    auto nowhere = run(mailbox->append("No such folder", {}, letter("x@example.test")));
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().fault, base::Fault::answer_is_no);
    ASSERT_TRUE(run(mailbox->open("INBOX")));
    auto message = run(mailbox->message(77, 100));
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().fault, base::Fault::answer_is_no);
    EXPECT_THAT(run(mailbox->heads(77, 99)).value(), IsEmpty());
}

TEST_F(Dovecot, SeesInTheLookWhatArrivedElsewhere) {
    auto watching = alice();
    auto other = alice();
    ASSERT_TRUE(run(watching->open("INBOX")));
    const auto before = run(watching->status({"Sent"})).value().at("Sent").uid_next;
    const auto answer = append(*other, "INBOX", letter("answer@example.test"));
    append(*other, "Sent", letter("own@example.test"));
    auto state = run(watching->refresh());
    ASSERT_TRUE(state);
    EXPECT_EQ(state->exists, 1u);
    EXPECT_EQ(state->uid_next, answer.uid + 1);
    auto both = run(watching->status({"INBOX", "Sent"})).value();
    EXPECT_EQ(both.at("Sent").uid_next, before + 1);
    EXPECT_EQ(both.at("INBOX").uid_next, answer.uid + 1);
}

TEST_F(Dovecot, WakesFromIdleWhenAMessageArrives) {
    auto watching = alice();
    auto other = alice();
    ASSERT_TRUE(run(watching->open("INBOX")));
    std::optional<base::Result<ports::Wakeup>> wakeup;
    asio::co_spawn(io_, watching->wait(60s),
                   [&](std::exception_ptr, base::Result<ports::Wakeup> ended) { wakeup = std::move(ended); });
    append(*other, "INBOX", letter("news@example.test"));
    fakes::run_until(
        io_, [&] { return wakeup.has_value(); }, 20s);
    ASSERT_TRUE(*wakeup) << wakeup->error().message;
    EXPECT_EQ(**wakeup, ports::Wakeup::something_new);
    EXPECT_EQ(run(watching->refresh()).value().exists, 1u);
}

TEST_F(Dovecot, LeavesIdleWhenItIsInterrupted) {
    auto watching = alice();
    ASSERT_TRUE(run(watching->open("INBOX")));
    for (int round = 0; round < 3; ++round) {
        std::optional<base::Result<ports::Wakeup>> wakeup;
        asio::co_spawn(io_, watching->wait(60s),
                       [&](std::exception_ptr, base::Result<ports::Wakeup> ended) { wakeup = std::move(ended); });
        for (int turns = 0; turns < round * 10; ++turns) {
            io_.poll_one();
        }
        watching->interrupt();
        fakes::run_until(
            io_, [&] { return wakeup.has_value(); }, 20s);
        ASSERT_TRUE(*wakeup) << wakeup->error().message;
        EXPECT_EQ(**wakeup, ports::Wakeup::time_up);
        EXPECT_TRUE(run(watching->refresh())) << "the conversation goes on";
    }
}

TEST_F(Dovecot, NoticesAtOnceThatTheServerDied) {
    auto watching = alice();
    ASSERT_TRUE(run(watching->open("INBOX")));
    std::optional<base::Result<ports::Wakeup>> wakeup;
    asio::co_spawn(io_, watching->wait(60s),
                   [&](std::exception_ptr, base::Result<ports::Wakeup> ended) { wakeup = std::move(ended); });
    asio::post(io_, [&] { server_->kill(); });
    fakes::run_until(
        io_, [&] { return wakeup.has_value(); }, 20s);
    ASSERT_FALSE(*wakeup);
    EXPECT_EQ(wakeup->error().retry, base::Retry::later);
    auto again = run(watching->refresh());
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().retry, base::Retry::later);
}

TEST_F(Dovecot, HoldsManyConversationsAtOnce) {
    std::vector<base::Result<std::unique_ptr<ports::Mailbox>>> ended;
    AccountSettings settings;
    settings.imap = server_->endpoint("alice");
    ScriptedCredentials credentials({PrivateDovecot::password()});
    ImapServer imap(settings, connector_, credentials);
    for (int i = 0; i < 20; ++i) {
        asio::co_spawn(io_, imap.connect(), [&](std::exception_ptr, base::Result<std::unique_ptr<ports::Mailbox>> one) {
            ended.push_back(std::move(one));
        });
    }
    fakes::run_until(
        io_, [&] { return ended.size() == 20; }, 60s);
    for (auto& one : ended) {
        ASSERT_TRUE(one) << one.error().message;
        EXPECT_TRUE(run((*one)->open("INBOX")));
    }
}

}  // namespace
}  // namespace amends::mail
