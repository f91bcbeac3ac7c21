// CurlConnector against servers that no real one is like.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <asio/io_context.hpp>
#include <map>
#include <string>
#include <vector>

#include "mail/curl_connector.hpp"
#include "tests/fakes/run.hpp"
#include "tests/mail/login_server.hpp"

namespace amends::mail {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* secret = "correct horse battery";

// "A001 CAPABILITY" is answered by what stands under "CAPABILITY", with "$" as the tag.
LoginServer::Answer imap(std::map<std::string, std::string> answers) {
    return [answers = std::move(answers)](const std::string& line) -> std::string {
        if (line.empty()) {
            return "* OK ready";
        }
        const auto space = line.find(' ');
        const auto tag = line.substr(0, space);
        const auto word = line.substr(space + 1, line.find(' ', space + 1) - space - 1);
        const auto found = answers.find(word);
        std::string answer = found == answers.end() ? "$ BAD what?" : found->second;
        for (auto at = answer.find('$'); at != std::string::npos; at = answer.find('$')) {
            answer.replace(at, 1, tag);
        }
        for (auto at = answer.find("@LINE"); at != std::string::npos; at = answer.find("@LINE")) {
            answer.replace(at, 5, line.substr(space + 1));
        }
        return answer;
    };
}

LoginServer::Answer smtp(std::string capabilities) {
    return [capabilities = std::move(capabilities)](const std::string& line) -> std::string {
        return line.empty() ? "220 mail ESMTP" : line.starts_with("EHLO") ? capabilities : "502 what?";
    };
}

class CurlLogin : public ::testing::Test {
protected:
    base::Result<std::unique_ptr<ports::ByteStream>> connect(const Endpoint& endpoint) {
        return fakes::run(io_, connector_.connect(endpoint, secret));
    }

    asio::io_context io_;
    CurlConnector connector_{io_};
};

TEST_F(CurlLogin, SaysNothingToAServerWhoseStarttlsWasTakenAway) {
    LoginServer mailbox(io_, LoginServer::Tls::none,
                        imap({{"CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n$ OK done"}}));
    const auto read = connect(mailbox.endpoint(Protocol::imap));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().retry, base::Retry::later);
    EXPECT_THAT(read.error().message, HasSubstr("STARTTLS"));
    EXPECT_THAT(mailbox.heard(), ElementsAre("A001 CAPABILITY"));

    LoginServer submission(io_, LoginServer::Tls::none, smtp("250-mail\r\n250 AUTH PLAIN LOGIN"));
    const auto sent = connect(submission.endpoint(Protocol::smtp));
    ASSERT_FALSE(sent);
    EXPECT_THAT(sent.error().message, HasSubstr("STARTTLS"));
    EXPECT_THAT(submission.heard(), Each(HasSubstr("EHLO")));
}

TEST_F(CurlLogin, IsNoneWhereASubmissionServerAsksForNone) {
    LoginServer submission(io_, LoginServer::Tls::at_once, smtp("250-mail\r\n250 8BITMIME"));
    const auto stream = connect(submission.endpoint(Protocol::smtp));
    ASSERT_FALSE(stream);
    EXPECT_EQ(stream.error().retry, base::Retry::after_change);
    EXPECT_THAT(stream.error().message, HasSubstr("takes no login"));
}

TEST_F(CurlLogin, DoesNotRepeatASecretThatTheServerRepeats) {
    LoginServer mailbox(
        io_, LoginServer::Tls::at_once,
        imap({{"CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR\r\n$ OK done"},
              {"AUTHENTICATE", std::string("$ BAD unknown command @LINE; is \"") + secret + "\" it?"}}));
    const auto stream = connect(mailbox.endpoint(Protocol::imap));
    ASSERT_FALSE(stream);
    // printf '\0alice\0correct horse battery' | base64
    const std::string sent = "AGFsaWNlAGNvcnJlY3QgaG9yc2UgYmF0dGVyeQ==";
    EXPECT_THAT(mailbox.heard(), Contains(HasSubstr(sent)));
    EXPECT_THAT(stream.error().message, HasSubstr("unknown command AUTHENTICATE PLAIN *; is \"*\" it?"));
}

TEST_F(CurlLogin, NamesTheMechanismWhereTheServerDoesNotOfferIt) {
    LoginServer mailbox(io_, LoginServer::Tls::at_once,
                        imap({{"CAPABILITY", "* CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=GSSAPI\r\n$ OK done"}}));
    const auto stream = connect(mailbox.endpoint(Protocol::imap));
    ASSERT_FALSE(stream);
    EXPECT_EQ(stream.error().retry, base::Retry::after_change);
    EXPECT_THAT(stream.error().message, HasSubstr("mechanism"));
    EXPECT_THAT(mailbox.heard(), Not(Contains(HasSubstr("AUTHENTICATE"))));
}

// RFC 3501 6.2.3: the LOGIN command is what the oldest servers have.
TEST_F(CurlLogin, UsesTheLoginCommandWhereTheServerHasNothingElse) {
    for (const auto mechanism : {Mechanism::plain, Mechanism::login}) {
        LoginServer mailbox(io_, LoginServer::Tls::at_once,
                            imap({{"CAPABILITY", "* CAPABILITY IMAP4rev1\r\n$ OK done"}, {"LOGIN", "$ OK done"}}));
        const auto stream = connect(mailbox.endpoint(Protocol::imap, mechanism));
        ASSERT_TRUE(stream) << stream.error().message;
        EXPECT_THAT(mailbox.heard(), Contains(HasSubstr(std::string("LOGIN alice \"") + secret + "\"")));
    }
}

TEST_F(CurlLogin, KeepsTheSecretWhereTheLoginCommandWasNotMeant) {
    for (const auto& [capabilities, mechanism] :
         std::vector<std::pair<std::string, Mechanism>>{{"IMAP4rev1", Mechanism::xoauth2},
                                                        {"IMAP4rev1", Mechanism::oauthbearer},
                                                        {"IMAP4rev1 LOGINDISABLED", Mechanism::plain},
                                                        {"IMAP4rev1 AUTH=CRAM-MD5", Mechanism::plain}}) {
        LoginServer mailbox(
            io_, LoginServer::Tls::at_once,
            imap({{"CAPABILITY", "* CAPABILITY " + capabilities + "\r\n$ OK done"}, {"LOGIN", "$ OK done"}}));
        const auto stream = connect(mailbox.endpoint(Protocol::imap, mechanism));
        ASSERT_FALSE(stream) << capabilities;
        EXPECT_THAT(mailbox.heard(), Each(AnyOf(EndsWith(" CAPABILITY"), EndsWith(" LOGOUT")))) << capabilities;
    }
}

// Connected to `port`, of this process; -1 where there is none.
int socket_to(int port) {
    for (int socket = 3; socket < 1024; ++socket) {
        sockaddr_in peer{};
        socklen_t length = sizeof peer;
        if (getpeername(socket, reinterpret_cast<sockaddr*>(&peer), &length) == 0 && peer.sin_family == AF_INET &&
            ntohs(peer.sin_port) == port) {
            return socket;
        }
    }
    return -1;
}

int option(int socket, int level, int name) {
    int value = -1;
    socklen_t length = sizeof value;
    getsockopt(socket, level, name, &value, &length);
    return value;
}

TEST_F(CurlLogin, SetsTheConnectionToNoticeADeadLink) {
    LoginServer mailbox(io_, LoginServer::Tls::at_once,
                        imap({{"CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n$ OK done"},
                              {"AUTHENTICATE", "$ OK [ALERT] Welcome"}}));
    const auto endpoint = mailbox.endpoint(Protocol::imap);
    const auto stream = connect(endpoint);
    ASSERT_TRUE(stream) << stream.error().message;
    EXPECT_THAT((*stream)->greeting_lines(), Contains("A002 OK [ALERT] Welcome"));
    const int socket = socket_to(endpoint.port);
    ASSERT_GE(socket, 0);
    EXPECT_EQ(option(socket, IPPROTO_TCP, TCP_USER_TIMEOUT), 60'000);
    EXPECT_EQ(option(socket, SOL_SOCKET, SO_KEEPALIVE), 1);
    EXPECT_EQ(option(socket, IPPROTO_TCP, TCP_KEEPIDLE), 45);
    EXPECT_EQ(option(socket, IPPROTO_TCP, TCP_KEEPINTVL), 15);
}

}  // namespace
}  // namespace amends::mail
