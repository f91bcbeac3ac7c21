// What mail systems report of the user's mail: to which letter it is tied, and what then becomes of the letter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::Hold;
using core::LetterState;
using core::StepKind;
using core::StepState;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* sent = "2026-03-02T09:00:00Z";  // a Monday, 10:00 in Berlin
constexpr const char* next_day = "2026-03-03T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

/// A multipart of that type: a sentence, and the parts given as pairs of a type and its content.
std::string report(const std::vector<std::string>& header, const std::string& type,
                   const std::vector<std::pair<std::string, std::string>>& parts,
                   const std::string& sentence = "This was made by a mail system.") {
    std::string bytes;
    for (const auto& line : header) bytes += line + "\r\n";
    bytes += "To: me@user.example\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "; boundary=cut\r\n\r\n";
    bytes += "--cut\r\nContent-Type: text/plain\r\n\r\n" + sentence + "\r\n";
    for (const auto& [kind, content] : parts) bytes += "--cut\r\nContent-Type: " + kind + "\r\n\r\n" + content + "\r\n";
    return bytes + "--cut--\r\n";
}

class Reported : public ::testing::Test {
protected:
    void SetUp() override {
        world.send_letter(letter);
        world.advance_to(sent);
        world.opt_in(letter);
    }
    void complaint(const std::string& feedback, const std::string& enclosed) {
        world.mailbox.deliver("INBOX", report({"Return-Path: <>", "From: Feedback <fbl@loop.example>",
                                               "Subject: FW: The broken export", "Message-ID: <fb-1@loop.example>"},
                                              "multipart/report; report-type=feedback-report",
                                              {{"message/feedback-report", "Version: 1\r\n" + feedback + "\r\n"},
                                               {"message/rfc822", enclosed + "\r\n\r\nDear Anna"}}));
        world.advance_to(next_day);
    }
    void bounce(const std::string& status, const std::vector<std::pair<std::string, std::string>>& enclosed) {
        std::vector<std::pair<std::string, std::string>> parts{
            {"message/delivery-status", "Reporting-MTA: dns; mx.client.example\r\n\r\n" + status}};
        parts.insert(parts.end(), enclosed.begin(), enclosed.end());
        world.mailbox.deliver("INBOX", report({"Return-Path: <>", "From: MAILER-DAEMON@mx.client.example",
                                               "Subject: Undelivered mail", "Message-ID: <b-1@mx.client.example>"},
                                              "multipart/report; report-type=delivery-status", parts));
        world.advance_to(next_day);
    }
    [[nodiscard]] std::vector<std::string> inbox() const {
        std::vector<std::string> all;
        for (const auto& [uid, message] : world.mailbox.folder("INBOX").messages) all.push_back(message.bytes);
        return all;
    }
    [[nodiscard]] core::Letter now() { return world.letter(letter).letter; }
    /// How many check-ins have been sent by the time they were due.
    std::size_t sent_when_due() {
        world.advance_to(due);
        return world.transport.accepted.size();
    }
    World world{sent};
};

constexpr const char* failed = "Final-Recipient: rfc822; anna@client.example\r\nAction: failed\r\nStatus: 5.1.1\r\n";

TEST_F(Reported, WithoutAnyReportTheCheckInIsSent) { EXPECT_EQ(sent_when_due(), 1u); }

TEST_F(Reported, AComplaintIsTiedByTheMailThatItEncloses) {
    complaint("Feedback-Type: abuse", "Message-ID: <letter-1@user.example>\r\nSubject: The broken export");
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::cancelled);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("it reports on a message of the thread")));
    EXPECT_THAT(inbox(), Contains(HasSubstr("Marked as unwanted")));
    EXPECT_EQ(sent_when_due(), 0u);
}

TEST_F(Reported, AComplaintThatNamesOnlyTheClientHoldsTheSendAndAsks) {
    complaint("Feedback-Type: abuse\r\nOriginal-Rcpt-To: <anna@client.example>", "Subject: [redacted]");
    EXPECT_EQ(now().state, LetterState::open);
    EXPECT_EQ(now().hold, Hold::possible_answer);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("may be about the letter")));
    EXPECT_THAT(inbox(), Contains(HasSubstr("does not say which")));
    EXPECT_THAT(inbox(), Not(Contains(HasSubstr("nothing more is written"))));
    EXPECT_EQ(sent_when_due(), 0u);
}

TEST_F(Reported, AComplaintOfTheOldFormIsReadWholeAndTied) {
    world.mailbox.deliver(
        "INBOX",
        report({"From: staff@loop.example", "Subject: complaint about message from 192.0.2.7",
                "Message-ID: <old-1@loop.example>"},
               "multipart/mixed", {{"message/rfc822", "Message-ID: <letter-1@user.example>\r\n\r\nDear Anna"}}));
    EXPECT_EQ(sent_when_due(), 0u);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::cancelled);
}

TEST_F(Reported, AReportOfAFailedCheckIsNoComplaint) {
    complaint("Feedback-Type: auth-failure\r\nOriginal-Rcpt-To: <anna@client.example>",
              "Message-ID: <letter-1@user.example>\r\nSubject: The broken export");
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("nobody complains")));
    EXPECT_EQ(sent_when_due(), 1u);
}

TEST_F(Reported, AComplaintAboutAnotherClientsMailChangesNothing) {
    complaint("Feedback-Type: abuse\r\nOriginal-Rcpt-To: <carl@elsewhere.example>",
              "Message-ID: <other@user.example>\r\nTo: carl@elsewhere.example");
    EXPECT_EQ(now().hold, Hold::none);
    EXPECT_EQ(sent_when_due(), 1u);
}

TEST_F(Reported, ABounceOfAnotherMailToTheClientChangesNothing) {
    bounce(failed, {{"message/rfc822", "Message-ID: <minutes-7@user.example>\r\nSubject: Minutes\r\n\r\nHello"}});
    EXPECT_EQ(now().state, LetterState::open);
    EXPECT_FALSE(now().recipients.front().bounced);
    EXPECT_THAT(inbox(), Not(Contains(HasSubstr("Not delivered"))));
    EXPECT_EQ(sent_when_due(), 1u);
}

TEST_F(Reported, ABounceWithoutAnIdButWithAnotherSubjectChangesNothing) {
    bounce(failed, {{"text/rfc822-headers", "Subject: Minutes\r\nTo: anna@client.example"}});
    EXPECT_EQ(now().hold, Hold::none);
    EXPECT_EQ(sent_when_due(), 1u);
}

TEST_F(Reported, ABounceThatNamesNoMessageHoldsTheSendAndAsks) {
    bounce(failed, {});
    EXPECT_EQ(now().state, LetterState::open);
    EXPECT_EQ(now().hold, Hold::possible_answer);
    EXPECT_FALSE(now().recipients.front().bounced);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("may be about the letter")));
    EXPECT_THAT(inbox(), Contains(HasSubstr("no message that I know")));
    EXPECT_EQ(sent_when_due(), 0u);
    ASSERT_TRUE(world.order(letter, core::Release{}));
    world.advance_to("2026-03-05T10:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(Reported, ABounceUnderAnIdOfTheServersOwnAsksByItsSubject) {
    bounce(failed, {{"message/rfc822", "Message-ID: <x7@server.example>\r\nSubject: The broken export\r\n\r\nDear"}});
    EXPECT_EQ(now().hold, Hold::possible_answer);
    EXPECT_EQ(sent_when_due(), 0u);
}

TEST_F(Reported, ABounceWithoutAReturnPathIsReadWhole) {
    world.mailbox.deliver("INBOX",
                          "From: MDaemon@mx.client.example\r\nTo: me@user.example\r\nSubject: Permanent Delivery "
                          "Failure\r\nMessage-ID: <md-1@mx.client.example>\r\n\r\nThe following message could not be "
                          "delivered:\r\n\r\nanna@client.example: 550 user unknown\r\n\r\n--- Original message "
                          "follows\r\nMessage-ID: <letter-1@user.example>\r\n");
    world.advance_to(next_day);
    EXPECT_TRUE(now().recipients.front().bounced);
    EXPECT_EQ(sent_when_due(), 0u);
}

TEST_F(Reported, ABounceAtAnInternalAddressIsTheClients) {
    bounce(
        "Original-Recipient: rfc822; anna@client.example\r\nFinal-Recipient: rfc822; "
        "old.anna@inside.example\r\nAction: failed\r\nStatus: 5.1.1\r\n",
        {{"message/rfc822", "Message-ID: <letter-1@user.example>\r\n\r\nDear Anna"}});
    EXPECT_TRUE(now().recipients.front().bounced);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("newly lost recipients: 1")));
    EXPECT_EQ(sent_when_due(), 0u);
}

TEST_F(Reported, ABounceOfTheLetterIsCertainAfterADoubtfulOne) {
    bounce(failed, {});
    ASSERT_EQ(now().hold, Hold::possible_answer);
    world.mailbox.deliver(
        "INBOX",
        report({"Return-Path: <>", "From: MAILER-DAEMON@mx.client.example", "Message-ID: <b-2@mx.client.example>"},
               "multipart/report; report-type=delivery-status",
               {{"message/delivery-status", failed},
                {"message/rfc822", "Message-ID: <letter-1@user.example>\r\n\r\nDear Anna"}}));
    world.advance_to("2026-03-03T10:00:00Z");
    EXPECT_TRUE(now().recipients.front().bounced);
    EXPECT_THAT(inbox(), Contains(HasSubstr("It came back from")));
}

}  // namespace
}  // namespace amends::tests
