#include "mail/login_failure.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "mail/backoff.hpp"

namespace amends::mail {
namespace {

using base::Retry;
using testing::HasSubstr;
using testing::Not;

base::Error imap(std::vector<std::string> lines) { return login_failure(Protocol::imap, lines, 0); }

base::Error smtp(std::string line) {
    return login_failure(Protocol::smtp, {"220 mail ESMTP", "250 AUTH PLAIN", "334 ", std::move(line)}, 0);
}

TEST(LoginFailure, TellsAnUnavailableServerFromAWrongPassword) {
    EXPECT_EQ(imap({"* OK ready", "A001 NO [UNAVAILABLE] Temporary authentication failure."}).retry, Retry::later);
    const auto wrong = imap({"* OK ready", "A001 NO [AUTHENTICATIONFAILED] Authentication failed."});
    EXPECT_EQ(wrong.retry, Retry::after_change);
    EXPECT_EQ(wrong.fault, base::Fault::mail_server);
    EXPECT_THAT(wrong.message, HasSubstr("check them"));
    EXPECT_THAT(wrong.message, HasSubstr("[AUTHENTICATIONFAILED] Authentication failed."));
}

TEST(LoginFailure, IsNotMisledByWordsInTheCapabilities) {
    const auto error = imap({"* OK [CAPABILITY IMAP4rev1 [LIMIT] try again later] ready", "A001 NO go away"});
    EXPECT_EQ(error.retry, Retry::after_change);
}

TEST(LoginFailure, SendsTheUserToTheBrowserOrTheAppPasswords) {
    EXPECT_THAT(imap({"* NO [WEBALERT https://x.example/] Web login required.",
                      "A001 NO [ALERT] Please log in via your web browser"})
                    .message,
                HasSubstr("sign in with a web browser"));
    EXPECT_THAT(imap({"A001 NO [ALERT] Application-specific password required: https://x.example"}).message,
                HasSubstr("app password"));
    EXPECT_THAT(smtp("534-5.7.9 Application-specific password required.").message, HasSubstr("app password"));
    EXPECT_THAT(smtp("534-5.7.14 <https://x.example> Please log in").message, HasSubstr("web browser"));
}

TEST(LoginFailure, TakesTooManyConnectionsForPassing) {
    EXPECT_EQ(imap({"A001 NO [ALERT] Too many simultaneous connections. (Failure)"}).retry, Retry::later);
    EXPECT_EQ(imap({"A001 NO [LIMIT] LOGIN Rate limit hit."}).retry, Retry::later);
    EXPECT_EQ(smtp("421 4.7.0 Too many login attempts, please try again later.").retry, Retry::later);
    EXPECT_EQ(smtp("454 4.7.0 Temporary authentication failure").retry, Retry::later);
}

TEST(LoginFailure, LeavesAServerInPeaceThatAsksForIt) {
    using namespace std::chrono_literals;
    for (const auto& error :
         {imap({"* OK ready", "A001 NO [LIMIT] LOGIN Rate limit hit."}), imap({"A001 NO [THROTTLED] Slow down."}),
          imap({"* BYE Too many connections"}), smtp("421 4.7.0 Too many login attempts, please try again later.")}) {
        EXPECT_EQ(backoff(1, error, 0.5), 5min) << error.message;
    }
    EXPECT_EQ(backoff(1, imap({"A001 NO [UNAVAILABLE] Temporary failure."}), 0.5), 15s);
}

TEST(LoginFailure, NamesTheMechanismWhereNothingWasRefused) {
    for (const auto& error : {imap({"* OK ready", "* CAPABILITY IMAP4rev1 AUTH=SCRAM-SHA-256", "A001 OK done"}),
                              login_failure(Protocol::smtp, {"220 mail ESMTP", "250 AUTH SCRAM-SHA-256"}, 250)}) {
        EXPECT_EQ(error.retry, Retry::after_change);
        EXPECT_THAT(error.message, HasSubstr("mechanism"));
        EXPECT_THAT(error.message, Not(HasSubstr("password")));
    }
    EXPECT_THAT(imap({"A001 NO"}).message, HasSubstr("password"));
}

TEST(LoginFailure, ReadsTheSmtpCodeWhereTheTextSaysNothing) {
    EXPECT_EQ(smtp("535 no").retry, Retry::after_change);
    EXPECT_EQ(smtp("454 no").retry, Retry::later);
    EXPECT_EQ(smtp("499 no").retry, Retry::later);
    EXPECT_EQ(login_failure(Protocol::smtp, {}, 454).retry, Retry::later);
    EXPECT_EQ(login_failure(Protocol::smtp, {}, 535).retry, Retry::after_change);
}

TEST(LoginFailure, TakesAFarewellWithoutReasonForPassing) {
    EXPECT_EQ(imap({"* BYE"}).retry, Retry::later);
    EXPECT_EQ(imap({"* BYE so long"}).retry, Retry::later);
}

TEST(LoginFailure, AsksForAChangeWhereNothingIsKnown) {
    EXPECT_EQ(imap({}).retry, Retry::after_change);
    EXPECT_EQ(imap({"A001 NO"}).retry, Retry::after_change);
}

TEST(LoginFailure, ShowsHostileServerTextAsOneShortLine) {
    const auto error = imap({"A001 NO \x1b[31m" + std::string(5000, 'x') + "\r\nmore"});
    EXPECT_LT(error.message.size(), 400u);
    EXPECT_THAT(error.message, Not(HasSubstr("\x1b")));
    EXPECT_EQ(shown("a\r\nb  "), "a  b");
    EXPECT_EQ(shown("ääää", 3), "ä…");
}

}  // namespace
}  // namespace amends::mail
