// What a mail system's words come to: that it still tries, that it has given up, that a mailbox is full, where to write
// instead. Written for this project in the forms of many systems.
#include <gtest/gtest.h>

#include "core/classify.hpp"
#include "message/read.hpp"

namespace amends::message {
namespace {

using core::MessageClass;

base::MessageFacts told(const std::string& text, const std::string& subject = "Delivery report") {
    return read(
               "From: Mail Delivery System <MAILER-DAEMON@mx.weberei.example>\nReturn-Path: <>\nTo: "
               "nora@studio.example\n"
               "Subject: " +
               subject + "\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n")
        .value_or(base::MessageFacts{});
}

struct Words {
    const char* name;
    const char* text;
};
std::string name_of(const testing::TestParamInfo<Words>& words) { return words.param.name; }

class StillTries : public testing::TestWithParam<Words> {};

INSTANTIATE_TEST_SUITE_P(
    InTheWordsOf, StillTries,
    testing::Values(
        Words{
            "qmail",
            "Hi. This is the qmail-send program at mx.weberei.example.\nYour message has not reached the addresses "
            "below yet. That is no error; I will keep trying for 3 more days.\n\n<ines@weberei.example>:\nRemote host "
            "said: 450 come back later\n"},
        Words{"opensmtpd",
              "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    For over 4 hours a "
              "message could not be handed over to:\n\nines@weberei.example: 450 4.2.0 busy\n\n    This is only a "
              "temporary failure report, and you DO NOT NEED to re-send the message.\n\n    Below is a copy of the "
              "original message:\n"},
        Words{"communigate",
              "Failed to deliver to 'ines@weberei.example'\nSMTP module(domain weberei.example) reports:\n host is not "
              "reachable\nIt is still in the queue, and the delivery will be retried.\n"},
        Words{
            "ses",
            "An error occurred while trying to deliver the mail to the following recipients:\nines@weberei.example\n\n"
            "It is delayed; we will continue to try for the next 10 hours.\n"},
        Words{"russian", "Письмо для ines@weberei.example пока не удалось передать. Попытки доставки продолжаются.\n"},
        Words{"postfix",
              "This is the mail system at host mx.weberei.example.\n\nYour message is delayed by more than 5 hours. It "
              "will be retried until it is 5 days old.\n\n<ines@weberei.example>: connect to weberei.example: timed "
              "out\n"},
        Words{
            "german",
            "Die Zustellung an ines@weberei.example verzögert sich. Es werden weitere Zustellversuche unternommen.\n"},
        Words{
            "notes",
            "------- Failure Reasons  --------\n\nNo route yet, delivery will be tried again\nines@weberei.example\n\n"
            "------- Returned Message --------\n"}),
    name_of);

TEST_P(StillTries, AndSoTheLetterIsDelayed) {
    const auto facts = told(GetParam().text);
    ASSERT_TRUE(facts.report);
    EXPECT_EQ(core::classify(facts).what, MessageClass::delay);
    EXPECT_EQ(facts.report->recipients.at(0).final_recipient, "ines@weberei.example");
}

class HasGivenUp : public testing::TestWithParam<Words> {};

INSTANTIATE_TEST_SUITE_P(
    InTheWordsOf, HasGivenUp,
    testing::Values(
        Words{"a_delay_before",
              "Your mail to ines@weberei.example was delayed for 3 days, and has now failed permanently.\n"},
        Words{"qmail",
              "Hi. This is the qmail-send program at mx.weberei.example.\nI could not hand this over. I've given "
              "up.\n\n<ines@weberei.example>:\nThe server was away. (#4.4.1)\nI will not try again; it has been in the "
              "queue too long.\n"},
        Words{
            "a_code",
            "Delivery to ines@weberei.example has been delayed since Monday. The last answer: 550 5.1.1 nobody of that "
            "name.\n"},
        Words{"exim",
              "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent "
              "error. The following address(es) failed:\n\n  ines@weberei.example\n    retry timeout exceeded, "
              "temporarily unable to connect; try again later\n"},
        Words{"german",
              "Ihre Nachricht an ines@weberei.example hat sich verzögert und konnte endgültig nicht zugestellt "
              "werden.\n"},
        Words{"no_code_at_all", "Your message could not be delivered to ines@weberei.example: user unknown.\n"}),
    name_of);

TEST_P(HasGivenUp, AndSoTheLetterBounced) {
    const auto facts = told(GetParam().text);
    ASSERT_TRUE(facts.report);
    EXPECT_EQ(core::classify(facts).what, MessageClass::bounce);
    EXPECT_EQ(facts.report->recipients.at(0).final_recipient, "ines@weberei.example");
}

std::optional<bool> permanent(const std::string& diagnostic, const std::string& status = "") {
    const auto facts = read(
        "From: MAILER-DAEMON@mx.weberei.example\nReturn-Path: <>\nTo: nora@studio.example\nSubject: Undelivered\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: "
        "text/plain\n\nNo.\n"
        "--b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; ines@weberei.example\nAction: "
        "failed\n" +
        (status.empty() ? "" : "Status: " + status + "\n") + "Diagnostic-Code: smtp; " + diagnostic + "\n\n--b--\n");
    EXPECT_TRUE(facts && facts->report);
    return core::classify(*facts).permanent;
}

TEST(FaultWords, SayThatAMailboxIsFull) {
    for (const char* const words :
         {"the mailbox of this user is full", "552 account is over quota", "she has exceeded her mailbox quota",
          "Das Postfach ist derzeit voll", "la boîte du destinataire est pleine", "el buzón está lleno",
          "la casella ha superato lo spazio disponibile", "a caixa de entrada está cheia", "het postvak zit vol",
          "skrzynka jest przepełniona (quota)", "ящик переполнен", "メールボックスの容量が一杯です", "对方邮箱已满",
          "user has no more disk space left"})
        EXPECT_EQ(permanent(words), false) << words;
    EXPECT_EQ(permanent("550 mailbox full", "5.1.1"), false);
    EXPECT_EQ(permanent("552 too much", "5.2.2"), false);
}

TEST(FaultWords, DoNotTakeATooBigMessageForAFullMailbox) {
    EXPECT_EQ(permanent("552 5.3.4 the message has exceeded the size limit of this server", "5.3.4"), true);
    EXPECT_EQ(permanent("550 5.2.3 your message has exceeded its maximum size", "5.2.3"), true);
    EXPECT_EQ(permanent("552 message exceeds the maximum message size", "5.0.0"), true);
    EXPECT_EQ(permanent("550 you have exceeded the number of mails per hour"), true);
}

TEST(FaultWords, SayThatItIsForGoodOrForNow) {
    for (const char* const words : {"no mailbox of that name: user unknown", "getaddrinfo ENOTFOUND weberei.example",
                                    "DNS answered NXDOMAIN", "宛先のアドレスが見つかりません", "adresse introuvable",
                                    "der Empfänger existiert nicht", "la casella non esiste", "het adres bestaat niet",
                                    "adres nie istnieje", "адрес не существует", "该用户不存在"})
        EXPECT_EQ(permanent(words), true) << words;
    for (const char* const words : {"the connection timed out", "greylisted, please come again", "verbindung: timeout"})
        EXPECT_EQ(permanent(words), false) << words;
    EXPECT_EQ(permanent("something went wrong"), std::nullopt);
}

TEST(Report, SuggestsOnlyANewAddressOfThePerson) {
    const auto suggested = [](const std::string& words) {
        return told("Your message could not be delivered.\n\n<ines@weberei.example>: " + words).stand_in;
    };
    EXPECT_EQ(suggested("550 5.1.6 she has moved to ines@neue-weberei.example"), "ines@neue-weberei.example");
    EXPECT_EQ(suggested("551 user not local; please try <ines@neue-weberei.example>"), "ines@neue-weberei.example");
    for (const char* const words :
         {"550 no such user. Should that be wrong, contact support@hoster.example",
          "550 unknown. For help please send mail to <postmaster@mx.weberei.example>",
          "554 blocked, reach us under abuse@hoster.example",
          "550 unbekannt, wenden Sie sich an hotline@hoster.example",
          "550 unknown; please use help-desk@hoster.example", "550 gone. Questions? Write to jan@hoster.example"})
        EXPECT_EQ(suggested(words), "") << words;
}

std::string feedback(const std::string& type) {
    return "From: fbl@loop.example\nReturn-Path: <>\nTo: nora@studio.example\nSubject: FW: Our mistake\n"
           "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: "
           "text/plain\n\n"
           "A report.\n--b\nContent-Type: message/feedback-report\n\n" +
           type +
           "User-Agent: loop\nVersion: 1\n\n--b\nContent-Type: message/rfc822\n\nMessage-ID: "
           "<letter.1@studio.example>\nSubject: Our mistake\n\nHello\n--b--\n";
}

TEST(Feedback, IsAComplaintOnlyWhereSomebodyComplains) {
    for (const char* const type : {"Feedback-Type: abuse\n", "Feedback-Type: Fraud\n", "Feedback-Type: opt-out\n",
                                   "Feedback-Type: virus\n", "Feedback-Type: other\n", ""}) {
        const auto facts = read(feedback(type));
        ASSERT_TRUE(facts);
        EXPECT_EQ(core::classify(*facts).what, MessageClass::complaint) << type;
        EXPECT_TRUE(core::somebody_complains(*facts)) << type;
        EXPECT_EQ(facts->about.message_id->value, "letter.1@studio.example");
    }
    for (const char* const type :
         {"Feedback-Type: auth-failure\n", "Feedback-Type: DMARC\n", "Feedback-Type: not-spam\n"}) {
        const auto facts = read(feedback(type));
        ASSERT_TRUE(facts);
        EXPECT_EQ(core::classify(*facts).what, MessageClass::complaint) << type;
        EXPECT_FALSE(core::somebody_complains(*facts)) << type;
    }
}

TEST(Head, TellsWhatHasToBeReadWhole) {
    const auto may_be_report = [](const std::string& header) {
        const auto facts = read_head(header + "To: nora@studio.example\n\n");
        return facts && facts->may_be_report;
    };
    for (const char* const header :
         {"From: MDaemon@weberei.example\nSubject: Warning\n",
          "From: Delivery Subsystem <noreply-mailer@weberei.example>\nSubject: Mancato recapito\n",
          "From: mailadmin@weberei.example\nSubject: Undeliverable: Our mistake\n",
          "From: AWS <no-reply@sns.amazonaws.com>\nSubject: AWS Notification Message\n",
          "From: Ines <ines@weberei.example>\nReturn-Path: <>\nSubject: anything\n",
          "From: helper@weberei.example\nX-Failed-Recipients: ines@weberei.example\nSubject: anything\n",
          "From: MicrosoftExchange88e2f1aa04cd4c1b9d3e77bd0a61@weberei.example\nSubject: Our mistake\n",
          "From: fbl@loop.example\nSubject: x\nContent-Type: multipart/report; report-type=feedback-report; "
          "boundary=b\n",
          "From: staff@loop.example\nSubject: complaint about message from 192.0.2.7\n"})
        EXPECT_TRUE(may_be_report(header)) << header;
    for (const char* const header :
         {"From: Ines <ines@weberei.example>\nReturn-Path: <ines@weberei.example>\nSubject: Re: Our mistake\n",
          "From: no-reply@shop.example\nSubject: Your order\n", "From: admin@weberei.example\nSubject: Our mistake\n",
          "From: exchange@weberei.example\nSubject: Undeliverable promises\n"})
        EXPECT_FALSE(may_be_report(header)) << header;
}

TEST(Words, OfMicrosoftExchangeWithoutAReportAreABounce) {
    const auto facts = read(
        "From: MicrosoftExchange88e2f1aa04cd4c1b9d3e77bd0a61@weberei.example\nTo: nora@studio.example\n"
        "Subject: Undeliverable: Our mistake\n\nDelivery has failed to these recipients:\n\nines@weberei.example\nThe "
        "address couldn't be found.\n");
    ASSERT_TRUE(facts);
    EXPECT_EQ(core::classify(*facts).what, MessageClass::bounce);
}

}  // namespace
}  // namespace amends::message
