#include "message/delivery_report.hpp"

#include <gtest/gtest.h>

#include "message/read.hpp"
#include "message/status_blocks.hpp"
#include "tests/message/samples.hpp"

namespace amends::message {
namespace {

using base::ReportAction;

base::DeliveryReport report_of(std::string_view bytes) {
    const auto facts = read(bytes);
    EXPECT_TRUE(facts && facts->report);
    return facts && facts->report ? *facts->report : base::DeliveryReport{};
}

std::string original_in(std::string_view bytes) {
    const auto facts = read(bytes);
    return facts && facts->about.message_id ? facts->about.message_id->value : "";
}

TEST(DeliveryReport, TellsEachRecipientOfAPostfixReport) {
    for (const auto& bytes : {std::string(samples::postfix_bounce), samples::crlf(samples::postfix_bounce)}) {
        const auto report = report_of(bytes);
        ASSERT_EQ(report.recipients.size(), 2U);
        EXPECT_EQ(report.recipients[0].final_recipient, "ines@weberei.example");
        EXPECT_EQ(report.recipients[0].original_recipient, "ines@alias.example");
        EXPECT_EQ(report.recipients[0].action, ReportAction::failed);
        EXPECT_EQ(report.recipients[0].status, "5.1.1");
        EXPECT_EQ(report.recipients[0].diagnostic, "smtp; 550 5.1.1 no such user");
        EXPECT_EQ(report.recipients[1].action, ReportAction::delayed);
        EXPECT_EQ(report.recipients[1].status, "4.2.2");
        EXPECT_EQ(original_in(bytes), "letter.1@studio.example");
    }
}

TEST(DeliveryReport, HasNoWordsOfItsOwn) { EXPECT_EQ(read(samples::postfix_bounce)->text, ""); }

TEST(DeliveryReport, TakesTheOriginalOfAnEximReportFromReferences) {
    const std::string_view bytes = samples::exim_bounce;
    const auto report = report_of(bytes);
    ASSERT_EQ(report.recipients.size(), 1U);
    EXPECT_EQ(report.recipients[0].final_recipient, "ines@weberei.example");
    EXPECT_EQ(report.recipients[0].action, ReportAction::failed);
    EXPECT_EQ(report.recipients[0].status, "5.7.1") << "the precise code stands in the reply";
    EXPECT_EQ(original_in(bytes), "letter.1@studio.example");
}

TEST(DeliveryReport, TakesTheOriginalFromReturnedHeadersAlone) {
    std::string bytes(samples::postfix_bounce);
    bytes.replace(bytes.find("message/rfc822"), 14, "text/rfc822-headers");
    EXPECT_EQ(original_in(bytes), "letter.1@studio.example");
}

TEST(StatusBlocks, SurviveBrokenAndMissingLineEnds) {
    const std::string good =
        "Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n\n"
        "Action: delayed\nStatus: 4.4.1\nFinal-Recipient: rfc822;b@x.example\n";
    std::string cr_only = good;
    for (auto& byte : cr_only) {
        if (byte == '\n') byte = '\r';
    }
    std::string no_blank = good;
    for (auto at = no_blank.find("\n\n"); at != std::string::npos; at = no_blank.find("\n\n")) no_blank.erase(at, 1);
    for (const auto& text : {good, samples::crlf(good), cr_only, no_blank, "\n\n" + good}) {
        const auto recipients = read_status_blocks(text);
        ASSERT_EQ(recipients.size(), 2U) << text;
        EXPECT_EQ(recipients[0].final_recipient, "a@x.example");
        EXPECT_EQ(recipients[0].status, "5.1.1");
        EXPECT_EQ(recipients[1].final_recipient, "b@x.example");
        EXPECT_EQ(recipients[1].action, ReportAction::delayed);
        EXPECT_EQ(recipients[1].status, "4.4.1");
    }
}

TEST(StatusBlocks, ReadRecipientsHoweverTheyAreWritten) {
    for (const char* value :
         {"rfc822;a@x.example", "RFC822; <a@x.example>", "a@x.example", "utf-8; a@x.example (Ann)"}) {
        const auto recipients = read_status_blocks(std::string("Final-Recipient: ") + value +
                                                   "\nAction: FAILED (really)\nStatus: 5.2.2 (full)\n");
        ASSERT_EQ(recipients.size(), 1U) << value;
        EXPECT_EQ(recipients[0].final_recipient, "a@x.example");
        EXPECT_EQ(recipients[0].action, ReportAction::failed);
        EXPECT_EQ(recipients[0].status, "5.2.2");
    }
}

TEST(StatusBlocks, TakeTheActionFromTheStatusWhereItIsMissing) {
    EXPECT_EQ(read_status_blocks("Final-Recipient: a@x.example\nStatus: 4.0.0\n")[0].action, ReportAction::delayed);
    EXPECT_EQ(read_status_blocks("Final-Recipient: a@x.example\nStatus: 5.0.0\n")[0].action, ReportAction::failed);
    EXPECT_EQ(read_status_blocks("Final-Recipient: a@x.example\nAction: dreamt\n")[0].action, ReportAction::unknown);
    EXPECT_EQ(read_status_blocks("Original-Recipient: rfc822;o@x.example\nAction: relayed\n")[0].final_recipient,
              "o@x.example");
}

TEST(StatusBlocks, TakeNoAddressOfAMachineForAStatus) {
    EXPECT_EQ(read_status_blocks(
                  "Final-Recipient: a@x.example\nAction: failed\nDiagnostic-Code: smtp; host 5.1.2.7 said 550 no\n")[0]
                  .status,
              "");
    EXPECT_EQ(
        read_status_blocks("Final-Recipient: a@x.example\nAction: failed\nDiagnostic-Code: smtp; 550-5.1.1 no\n")[0]
            .status,
        "5.1.1");
}

std::string words(const char* from, const char* text) {
    return std::string("From: ") + from + "\nSubject: failure notice\nMessage-ID: <r@x.example>\n\n" + text;
}
constexpr const char* daemon = "MAILER-DAEMON@mx.example";

TEST(DeliveryReport, ReadsTheWordsOfQmail) {
    const auto bytes =
        words(daemon,
              "Hi. This is the qmail-send program at mx.example.\nI could not deliver.\n\n<a@x.example>:\n192.0.2.1 "
              "does not like recipient.\n"
              "Remote host said: 550 5.1.1 unknown\n\n<b@x.example>:\nNo luck. (#4.4.1)\n\n--- Below this line is a "
              "copy of the message.\n\n"
              "Return-Path: <nora@studio.example>\nMessage-ID: <letter.1@studio.example>\nTo: <c@x.example>:\n");
    const auto report = report_of(bytes);
    ASSERT_EQ(report.recipients.size(), 2U);
    EXPECT_EQ(report.recipients[0].final_recipient, "a@x.example");
    EXPECT_EQ(report.recipients[0].status, "5.1.1");
    EXPECT_EQ(report.recipients[1].final_recipient, "b@x.example");
    EXPECT_EQ(report.recipients[1].status, "4.4.1");
    EXPECT_EQ(report.recipients[1].action, ReportAction::failed) << "it has given up";
    EXPECT_EQ(original_in(bytes), "letter.1@studio.example");
}

TEST(DeliveryReport, ReadsTheWordsOfExim) {
    const std::string_view bytes =
        "From: Mail Delivery System <Mailer-Daemon@mx.example>\nX-Failed-Recipients: a@x.example\n\n"
        "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
        "delivered to one or "
        "more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  a@x.example\n    "
        "host mx [192.0.2.1]\n"
        "    SMTP error from remote mail server after RCPT TO:<a@x.example>:\n    550 5.2.1 disabled\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: "
        "<letter.1@studio.example>\n";
    const auto report = report_of(bytes);
    ASSERT_EQ(report.recipients.size(), 1U);
    EXPECT_EQ(report.recipients[0].final_recipient, "a@x.example");
    EXPECT_EQ(report.recipients[0].status, "5.2.1");
    EXPECT_EQ(original_in(bytes), "letter.1@studio.example");
}

TEST(DeliveryReport, TellsADelayInWordsFromAFailure) {
    const auto report = report_of(words(daemon,
                                        "A message that you sent has not yet been delivered to one or more of "
                                        "its\nrecipients after more than 24 hours.\n\n"
                                        "The address to which the message has not yet been delivered is:\n\n  "
                                        "a@x.example\n    Delay reason: timed out\n"));
    ASSERT_EQ(report.recipients.size(), 1U);
    EXPECT_EQ(report.recipients[0].action, ReportAction::delayed);
}

TEST(DeliveryReport, FindsNoneInWhatAPersonWrites) {
    constexpr const char* quoted_report = "Hi. This is the qmail-send program at mx.\n\n<a@x.example>:\nno\n";
    EXPECT_FALSE(read(words("ines@weberei.example", quoted_report))->report) << "a person quotes a report";
    EXPECT_FALSE(read(words("postmaster@weberei.example", "Hello Nora, all is well again.\n"))->report);
    EXPECT_TRUE(read(words(daemon, quoted_report))->report);
}

TEST(DeliveryReport, FindsNoneInAReportThatAPersonForwards) {
    std::string bytes(samples::postfix_bounce);
    const auto inner = bytes;
    bytes =
        "From: ines@weberei.example\nContent-Type: multipart/mixed; boundary=outer\n\n--outer\n\nDid you get "
        "this?\n--outer\n"
        "Content-Type: message/rfc822\n\n" +
        inner +
        "\n--outer\nContent-Type: message/delivery-status\n\n"
        "Final-Recipient: a@x.example\nAction: failed\n--outer--\n";
    const auto facts = read(bytes);
    EXPECT_FALSE(facts->report);
    EXPECT_EQ(facts->text, "Did you get this?");
}

TEST(DeliveryReport, NamesNobodyWhereNobodyIsNamed) {
    const auto report = report_of(
        "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=b\n\n--b\n\nAlas.\n--b--\n");
    ASSERT_EQ(report.recipients.size(), 1U);
    EXPECT_EQ(report.recipients[0].final_recipient, "");
    EXPECT_EQ(report.recipients[0].action, ReportAction::failed);
}

TEST(Patterns, RefuseABrokenExpression) {
    const auto broken = Patterns::compile({.reports = {{.id = "mine", .opening = "("}}});
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().message.find("mine"), std::string::npos);
    EXPECT_FALSE(Patterns::compile({.reports = {{.id = "mine", .opening = "a", .recipients = "no group"}}}));
}

TEST(Patterns, OfTheUserAreUsed) {
    const auto own =
        Patterns::compile({.reports = {{.id = "mine", .opening = "^Leider nein", .recipients = "an (\\S+@\\S+)"}},
                           .report_senders = {"mailer-daemon"}});
    ASSERT_TRUE(own);
    const auto facts = read(words(daemon, "Leider nein: an a@x.example\n"), *own);
    ASSERT_TRUE(facts->report);
    EXPECT_EQ(facts->report->recipients[0].final_recipient, "a@x.example");
}

}  // namespace
}  // namespace amends::message
