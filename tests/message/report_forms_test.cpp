// Reports in the words of many mail systems and languages: what they have in common is all that is known of them.
#include <gtest/gtest.h>

#include "core/classify.hpp"
#include "message/read.hpp"
#include "tests/message/samples.hpp"

namespace amends::message {
namespace {

using base::ReportAction;

struct Form {
    const char* name;
    const char* head;  // without To, Date and Message-ID
    const char* body;
    const char* recipient = "ines@weberei.example";
    const char* status = "";
    ReportAction action = ReportAction::failed;
};

std::string bytes_of(const Form& form) {
    return std::string(form.head) +
           "To: nora@studio.example\nDate: Tue, 2 Jun 2026 10:00:03 +0200\nMessage-ID: <r@mx.example>\n\n" + form.body;
}

class ReportIn : public testing::TestWithParam<Form> {};
std::string name_of(const testing::TestParamInfo<Form>& form) { return form.param.name; }

constexpr const char* daemon = "From: MAILER-DAEMON@mx.weberei.example\nReturn-Path: <>\nSubject: Undelivered mail\n";
constexpr const char* postmaster =
    "From: Postmaster <postmaster@weberei.example>\nSubject: Undeliverable: Our mistake\n";

INSTANTIATE_TEST_SUITE_P(
    Systems, ReportIn,
    testing::Values(
        Form{"james", "From: postmaster@weberei.example\nReturn-Path: <>\nSubject: [BOUNCE]\n",
             "Hi. This is the James mail server at weberei.example.\nIt could not hand over your message. The list "
             "follows.\n\n"
             "ines@weberei.example\n550 no such person here\n\nThe original message is attached.\n"},
        Form{"mailmarshal", "From: postmaster@weberei.example\nSubject: Undeliverable Mail: Our mistake\n",
             "Your message:\n   From:    nora@studio.example\n   Subject: Our mistake\n\nCould not be delivered "
             "because of\n\n"
             "550 5.1.1 User unknown\n\nThe following recipients were affected:\n    ines@weberei.example\n\n"
             "Additional Information\n======\nOriginal Sender:    <nora@studio.example>\n",
             "ines@weberei.example"},
        Form{"iplanet", "From: Internet Mail Delivery <postmaster@weberei.example>\nSubject: Delivery Notification\n",
             "This report relates to a message you sent.\n\nYour message cannot be delivered to the following "
             "recipients:\n\n"
             "  Recipient address: ines@weberei.example\n  Reason: Illegal host (5.1.2)\n\nReturn-path: "
             "<nora@studio.example>\n",
             "ines@weberei.example", "5.1.2"},
        Form{"interscan",
             "From: \"InterScan Notification\" <virus@weberei.example>\nSubject: Mail could not be delivered\n",
             "Sent >>> RCPT TO:<ines@weberei.example>\nReceived <<< 550 5.1.1 user unknown\n\n", "ines@weberei.example",
             "5.1.1"},
        Form{"vtext", "From: <post_master@vtext.example>\nSubject: Undelivered Mail Returned to Sender\n",
             "Error: we have no such handset.\n\nRCPT TO: 5550100@vtext.example\n", "5550100@vtext.example"},
        Form{"communigate", daemon,
             "Failed to deliver to 'ines@weberei.example'\nLOCAL module reports:\n account is full (quota "
             "exceeded)\n"},
        Form{
            "groupwise", "From: Mailer-Daemon@gw.weberei.example\nSubject: Message status - undeliverable\n",
            "The message that you sent was undeliverable to the following:\n\tines@weberei.example (user not found)\n"},
        Form{"zimbra_like", daemon,
             "Your note went nowhere.\n\n<ines@weberei.example>: host mx said: 550 5.1.1 no mailbox by "
             "that name (in reply to RCPT TO)\n",
             "ines@weberei.example", "5.1.1"},
        Form{"biglobe_like", "From: postmaster@biglobe.example\nReturn-Path: <>\nSubject: Returned mail: see below\n",
             "   ----- The following addresses had delivery problems -----\nines@weberei.example\n\n   ----- "
             "Non-delivered "
             "information -----\nmailbox full\n"},
        Form{"old_unix", daemon,
             "   ----- Transcript of session follows -----\n>>> RCPT To:<ines@weberei.example>\n<<< 550 who?\n550 "
             "<ines@weberei.example>... User unknown\n\n   ----- Unsent message follows -----\nMessage-ID: "
             "<letter.1@studio.example>\n"},
        Form{"bigfoot", "From: bouncehandler@big.example\nSubject: Returned mail: unknown\n",
             "   ----- Transcript of session follows -----\n<<< 553 wrong\n>>> RCPT TO:<ines@weberei.example>\n"},
        Form{"ses_json", "From: AWS Notifications <no-reply@sns.amazonaws.com>\nSubject: AWS Notification Message\n",
             R"({"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":)"
             R"("ines@weberei.example","action":"failed","status":"5.1.1"}]},"mail":{"commonHeaders":{"messageId":)"
             R"("<letter.1@studio.example>"}}})",
             "ines@weberei.example", "5.1.1"},
        Form{"no_reply_robot", "From: no-reply@carrier.example\nSubject: Mail delivery failed\n",
             "The mailbox of <ines@weberei.example> does not exist.\n"},
        Form{"communist_case", daemon, "DELIVERY TO THE FOLLOWING RECIPIENT HAS FAILED\n\nINES@WEBEREI.EXAMPLE\n",
             "INES@WEBEREI.EXAMPLE"},
        Form{"delay_in_words", daemon,
             "Your message has not been delivered yet. We will keep trying for two days.\n\nines@weberei.example\n",
             "ines@weberei.example", "", ReportAction::delayed}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Languages, ReportIn,
    testing::Values(
        Form{"german", "From: Mail-System <mailer-daemon@weberei.example>\nSubject: Unzustellbar: Unser Fehler\n",
             "Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger: ines@weberei.example\nPostfach existiert "
             "nicht (5.1.1)\n",
             "ines@weberei.example", "5.1.1"},
        Form{"french", "From: postmaster@weberei.example\nSubject: Non remis : Notre erreur\n",
             "Échec de la remise à :\n\nines@weberei.example\nAdresse introuvable.\n"},
        Form{"spanish",
             "From: postmaster@weberei.example\nReturn-Path: <>\nSubject: No se puede entregar: Nuestro error\n",
             "No se pudo entregar el mensaje a ines@weberei.example porque el buzón está lleno.\n"},
        Form{"italian", "From: mailer-daemon@weberei.example\nSubject: Mancato recapito\n",
             "Impossibile recapitare il messaggio a <ines@weberei.example>: casella piena.\n"},
        Form{"portuguese", "From: postmaster@weberei.example\nSubject: Não entregue: O nosso erro\n",
             "A mensagem não foi entregue a ines@weberei.example: o endereço não existe.\n"},
        Form{"dutch", "From: Mail Delivery System <mailer-daemon@weberei.example>\nSubject: Onbestelbaar: Onze fout\n",
             "Uw bericht kon niet worden bezorgd bij ines@weberei.example, het postvak is vol.\n"},
        Form{"polish", "From: postmaster@weberei.example\nSubject: Niedostarczone: Nasz błąd\n",
             "Wiadomość nie mogła zostać dostarczona do ines@weberei.example.\n"},
        Form{"russian", "From: mailer-daemon@weberei.example\nSubject: Недоставленное сообщение\n",
             "Ваше письмо не может быть доставлено: ines@weberei.example, ящик не найден.\n"},
        Form{"japanese", "From: Postmaster <postmaster@weberei.example>\nSubject: 配信不能通知\n",
             "次の宛先にメールを配信できませんでした。\n\nines@weberei.example\n"},
        Form{"chinese", "From: postmaster@weberei.example\nSubject: 退信通知\n",
             "您的邮件无法投递到 ines@weberei.example，用户不存在。\n"}),
    name_of);

TEST_P(ReportIn, IsReadWhateverItsLineEnds) {
    const auto lf = bytes_of(GetParam());
    std::string cr = lf;
    for (auto& byte : cr) byte = byte == '\n' ? '\r' : byte;
    for (const auto& bytes : {lf, samples::crlf(lf), cr}) {
        const auto facts = read(bytes);
        ASSERT_TRUE(facts && facts->report);
        ASSERT_EQ(facts->report->recipients.size(), 1U);
        const auto& one = facts->report->recipients[0];
        EXPECT_EQ(one.final_recipient, GetParam().recipient);
        EXPECT_EQ(one.status, GetParam().status);
        EXPECT_EQ(one.action, GetParam().action);
        EXPECT_EQ(core::classify(*facts).what,
                  one.action == ReportAction::delayed ? core::MessageClass::delay : core::MessageClass::bounce);
    }
}

TEST(ReportForms, GiveTheOriginalFromJson) {
    const auto facts = read(
        "From: no-reply@sns.amazonaws.com\nSubject: "
        "x\n\n{\"eventType\":\"Bounce\",\"bouncedRecipients\":[{\"emailAddress\":"
        "\"a@x.example\"}],\"headers\":[{\"name\":\"Message-ID\",\"value\":\"<letter.1@studio.example>\"}]}\n");
    ASSERT_TRUE(facts->report && facts->about.message_id);
    EXPECT_EQ(facts->about.message_id->value, "letter.1@studio.example");
}

TEST(ReportForms, GiveTheOriginalFromAttachedHeadersAndFromAMessageBelowBlankLines) {
    const std::string head = std::string(daemon) +
                             "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nCould not be delivered "
                             "to a@x.example\n--b\n";
    const auto attached = read(head +
                               "Content-Type: text/plain\nContent-Disposition: attachment\n\nFrom: n\nMessage-ID: "
                               "<letter.1@studio.example>\n--b--\n");
    ASSERT_TRUE(attached->report && attached->about.message_id);
    EXPECT_EQ(attached->about.message_id->value, "letter.1@studio.example");
    const auto blank =
        read(head + "Content-Type: message/rfc822\n\n\n\nFrom: n\nMessage-ID: <letter.1@studio.example>\n\nx\n--b--\n");
    ASSERT_TRUE(blank->report && blank->about.message_id);
    EXPECT_EQ(blank->about.message_id->value, "letter.1@studio.example");
}

TEST(ReportForms, SurviveAMultipartThatIsCutBeforeItsFirstPart) {
    const auto facts = read(
        "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=never\n\n"
        "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\n");
    ASSERT_TRUE(facts->report);
    EXPECT_EQ(facts->report->recipients[0].final_recipient, "a@x.example");
    EXPECT_EQ(facts->report->recipients[0].status, "5.1.1");
}

TEST(ReportForms, NameANewAddress) {
    const auto facts = read(std::string(daemon) +
                            "\n<ines@weberei.example>: 551 User not local; please try <ines@neue-weberei.example>\n");
    ASSERT_TRUE(facts->report);
    EXPECT_EQ(facts->stand_in, "ines@neue-weberei.example");
}

TEST(ReportForms, AreNoneWhereAPersonOrAnAbsenceSpeaks) {
    for (const char* bytes :
         {"From: Ines <ines@weberei.example>\nSubject: Undeliverable: your parcel\n\nThe parcel could not be delivered "
          "to me.\n",
          "From: Ines <ines@weberei.example>\nSubject: Fwd: Undelivered Mail\n\nSee below. Message could not be "
          "delivered.\n",
          "Return-Path: <>\nFrom: Ines <ines@weberei.example>\nSubject: Out of office\n\nI am away. Mail is not "
          "delivered to "
          "anyone else; your message was not forwarded.\n",
          "From: postmaster@weberei.example\nSubject: Meeting\n\nThe host was not reached on Monday, all well now.\n"})
        EXPECT_FALSE(read(bytes)->report) << bytes;
}

TEST(ReportForms, OfTwoRecipientsTellWhichWasReached) {
    const auto facts = read(
        "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=b\n\n--b\n\nx\n--b\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; "
        "a@x.example\nAction: "
        "delivered\nStatus: 2.1.5\n\nFinal-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.1.1\n--b--\n");
    ASSERT_EQ(facts->report->recipients.size(), 2U);
    EXPECT_EQ(facts->report->recipients[0].action, ReportAction::delivered);
    EXPECT_EQ(facts->report->recipients[1].action, ReportAction::failed);
    EXPECT_EQ(core::classify(*facts).what, core::MessageClass::bounce);
}

TEST(ReportForms, OfAnOldComplaintAreAComplaint) {
    const auto facts = read(
        "From: <staff@hotmail.example>\nSubject: complaint about message from 192.0.2.1\n\nOur user does not want "
        "it.\n");
    EXPECT_EQ(core::classify(*facts).what, core::MessageClass::complaint);
}

}  // namespace
}  // namespace amends::message
