#include "message/read.hpp"

#include <gtest/gtest.h>

#include "tests/message/samples.hpp"

namespace amends::message {
namespace {

base::MessageFacts facts_of(std::string_view bytes) {
    const auto facts = read(bytes);
    EXPECT_TRUE(facts);
    return facts.value_or(base::MessageFacts{});
}

std::vector<std::string> values(const std::vector<base::MessageId>& ids) {
    std::vector<std::string> out;
    for (const auto& id : ids) out.push_back(id.value);
    return out;
}

TEST(Read, TellsWhatAReplySays) {
    for (const auto& bytes : {std::string(samples::reply), samples::crlf(samples::reply)}) {
        const auto facts = facts_of(bytes);
        EXPECT_EQ(facts.message_id->value, "answer.1@weberei.example");
        EXPECT_EQ(values(facts.in_reply_to), std::vector<std::string>{"letter.1@studio.example"});
        EXPECT_EQ(values(facts.references),
                  (std::vector<std::string>{"older.1@studio.example", "letter.1@studio.example"}));
        EXPECT_EQ(facts.from, (std::vector<base::Address>{{"Inês Weber", "ines@weberei.example"}}));
        EXPECT_EQ(facts.to, (std::vector<base::Address>{{"Nora Falk", "nora@studio.example"},
                                                        {"Team, the", "team@studio.example"}}));
        EXPECT_EQ(facts.subject, "Re: Unser Verspätung");
        EXPECT_EQ(base::to_rfc3339(*facts.date), "2026-06-02T07:58:21Z");
        EXPECT_EQ(facts.return_path, "ines@weberei.example");
        EXPECT_EQ(facts.text,
                  "Liebe Nora,\n\ndanke für die offenen Worte. Bis wann können wir mit der Lieferung rechnen?\n\nInês");
        EXPECT_EQ(facts.language, "de");
        EXPECT_EQ(facts.auto_submitted, "");
        EXPECT_EQ(facts.protection, base::Protection::none);
        EXPECT_FALSE(facts.report);
        EXPECT_FALSE(facts.return_date);
    }
}

TEST(Read, HeadAloneGivesWhatTheHeaderSays) {
    const std::string whole(samples::reply);
    const auto head = read_head(whole.substr(0, whole.find("\n\n")));
    ASSERT_TRUE(head);
    EXPECT_EQ(head->subject, "Re: Unser Verspätung");
    EXPECT_EQ(values(head->references).size(), 2U);
    EXPECT_EQ(head->text, "");
    EXPECT_EQ(read_head("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"\n")->protection,
              base::Protection::encrypted);
}

TEST(Read, UnderstandsLineEndsOfCarriageReturnsOnly) {
    std::string bytes(samples::reply);
    for (auto& byte : bytes) {
        if (byte == '\n') byte = '\r';
    }
    const auto facts = facts_of(bytes);
    EXPECT_EQ(facts.message_id->value, "answer.1@weberei.example");
    EXPECT_EQ(facts.text.substr(0, 11), "Liebe Nora,");
}

TEST(Read, DropsBrokenMessageIdsAndKeepsTheGoodOnes) {
    const auto facts = facts_of(
        "Message-ID: no brackets here\nIn-Reply-To: Your message of Monday <a@b> and <broken\n"
        "References: <a@b><c@d> <no-at> <a@b>,\n <spl\n it@e> <\x01@x>\n\n");
    EXPECT_FALSE(facts.message_id);
    EXPECT_EQ(values(facts.in_reply_to), std::vector<std::string>{"a@b"});
    EXPECT_EQ(values(facts.references), (std::vector<std::string>{"a@b", "c@d", "split@e"}));
}

TEST(Read, TakesAMessageIdWithoutBrackets) {
    EXPECT_EQ(facts_of("Message-ID: bare@id.example\n\n").message_id->value, "bare@id.example");
}

TEST(Read, KeepsTheFirstAndTheLastOfEndlessReferences) {
    std::string bytes = "References:";
    for (int i = 0; i < 1000; ++i) bytes += "\n <" + std::to_string(i) + "@x>";
    const auto ids = values(facts_of(bytes + "\n\n").references);
    ASSERT_EQ(ids.size(), 200U);
    EXPECT_EQ(ids.front(), "0@x");
    EXPECT_EQ(ids.back(), "999@x");
}

TEST(Read, FlattensGroupsAndLeavesOutWhatIsNoAddress) {
    const auto facts = facts_of(
        "To: Friends: a@x.example, \"B, b\" <b@x.example>;, c@x.example, undisclosed-recipients:;, nobody\n\n");
    ASSERT_EQ(facts.to.size(), 3U);
    EXPECT_EQ(facts.to[1].name, "B, b");
    EXPECT_EQ(facts.to[2].mailbox, "c@x.example");
}

TEST(Read, ReadsRawUtf8AndLatinHeaders) {
    EXPECT_EQ(facts_of("Subject: Grüße\n\n").subject, "Grüße");
    EXPECT_EQ(facts_of("Subject: Gr\xFC\xDF"
                       "e\n\n")
                  .subject,
              "Grüße");
    EXPECT_EQ(facts_of("From: Jürgen <j@x.example>\n\n").from[0].name, "Jürgen");
    EXPECT_EQ(facts_of("Subject: =?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=\n\n").subject, "テスト");
    EXPECT_EQ(facts_of("Subject: =?utf-8?Q?a_b?=\n =?utf-8?Q?c?=\n\n").subject, "a bc");
}

TEST(Read, StandsInTheSenderForAMissingFrom) {
    EXPECT_EQ(facts_of("Sender: s@x.example\n\n").from[0].mailbox, "s@x.example");
}

TEST(Read, TellsTheNullReturnPathFromNone) {
    EXPECT_EQ(facts_of("Return-Path: <>\n\n").return_path, "");
    EXPECT_EQ(facts_of("Subject: x\n\n").return_path, std::nullopt);
}

TEST(Read, ReadsTheFieldsOfAutomaticMail) {
    EXPECT_EQ(facts_of(samples::absence).auto_submitted, "auto-replied");
    EXPECT_EQ(facts_of("Auto-Submitted: (a comment) No; x=1\n\n").auto_submitted, "no");
    EXPECT_EQ(facts_of("Precedence: Bulk\n\n").precedence, "bulk");
    EXPECT_TRUE(facts_of("List-Id: <l.x.example>\n\n").mailing_list);
    EXPECT_TRUE(facts_of("X-Autoreply: yes\n\n").auto_replied_by_header);
    EXPECT_TRUE(facts_of("X-Autorespond: Out\n\n").auto_replied_by_header);
    EXPECT_FALSE(facts_of("X-Autoreply: no\n\n").auto_replied_by_header);
    EXPECT_FALSE(facts_of("X-Auto-Response-Suppress: All\n\n").auto_replied_by_header);
}

TEST(Read, TellsTheReturnDateOfAnAbsence) {
    const auto facts = facts_of(samples::absence);
    EXPECT_EQ(facts.return_date, base::parse_civil_date("2026-06-12"));
    EXPECT_EQ(facts.text,
              "Thank you for your message. I am out of the office until Friday, 12 June and will read it after that.");
    EXPECT_EQ(facts.language, "en");
    EXPECT_FALSE(facts.report);
}

TEST(Read, CountsWeekdaysFromTheSendersOwnDay) {
    // Half past midnight on Tuesday where it was written, still Monday in UTC.
    const auto facts = facts_of("Date: Tue, 2 Jun 2026 00:30:00 +0200\n\nI am away until tomorrow.\n");
    EXPECT_EQ(facts.return_date, base::parse_civil_date("2026-06-03"));
}

TEST(Read, SeesAReadReceiptAComplaintAndAnInvitation) {
    const auto receipt = facts_of(
        "From: a@x.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
        "--b\n\nRead.\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;a@x.example\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n--b--\n");
    EXPECT_TRUE(receipt.read_receipt);
    EXPECT_FALSE(receipt.report);
    const auto complaint = facts_of(
        "From: a@x.example\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\n\n"
        "--b\n\nSpam.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n");
    EXPECT_TRUE(complaint.feedback_report);
    EXPECT_FALSE(complaint.report);
    const auto invitation = facts_of(
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n\nLet us talk.\n--b\n"
        "Content-Type: text/calendar; method=request\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\n--b--\n");
    EXPECT_EQ(invitation.calendar_method, "REQUEST");
    EXPECT_EQ(invitation.text, "Let us talk.");
    EXPECT_EQ(facts_of("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nmethod:cancel\n").calendar_method, "CANCEL");
    const std::string file = "Content-Disposition: attachment; filename=\"call.ICS\"\n\nBEGIN:VCALENDAR\n";
    EXPECT_EQ(facts_of("Content-Type: application/ics\n" + file + "METHOD:REPLY\n").calendar_method, "REPLY");
    EXPECT_EQ(facts_of("Content-Type: application/octet-stream\n" + file + "METHOD:REPLY\n").calendar_method, "REPLY");
    EXPECT_EQ(facts_of("Content-Type: application/ics\n" + file).calendar_method, "") << "a file of events";
    EXPECT_EQ(facts_of("Content-Type: application/pdf\n" + file + "METHOD:REPLY\n").calendar_method, "");
}

TEST(Read, KeepsNothingOfEncryptedMail) {
    for (const char* bytes :
         {"Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\n"
          "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: "
          "application/octet-stream\n\nx\n--b--\n",
          "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\nContent-Transfer-Encoding: "
          "base64\n\nAAAA\n",
          "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello there\n--b\nContent-Type: "
          "application/pgp-encrypted\n\n"
          "Version: 1\n--b--\n",
          "Subject: x\n\nhello\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n"}) {
        const auto facts = facts_of(bytes);
        EXPECT_EQ(facts.protection, base::Protection::encrypted) << bytes;
        EXPECT_EQ(facts.text, "") << bytes;
    }
}

TEST(Read, ReadsSignedMailAndSaysSo) {
    const auto mime = facts_of(
        "Content-Type: multipart/signed; protocol=\"application/pgp-signature\"; boundary=b\n\n--b\n\nMy words.\n--b\n"
        "Content-Type: application/pgp-signature\n\nsig\n--b--\n");
    EXPECT_EQ(mime.protection, base::Protection::is_signed);
    EXPECT_EQ(mime.text, "My words.");
    const auto armoured = facts_of(
        "Subject: x\n\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nMy words.\n-----BEGIN PGP "
        "SIGNATURE-----\n\nabc\n"
        "-----END PGP SIGNATURE-----\n");
    EXPECT_EQ(armoured.protection, base::Protection::is_signed);
    EXPECT_EQ(armoured.text, "My words.");
    EXPECT_EQ(facts_of("Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nx\n").protection,
              base::Protection::is_signed);
    EXPECT_EQ(facts_of("Subject: x\n\nok\n\n> -----BEGIN PGP MESSAGE-----\n").protection, base::Protection::none);
}

TEST(Read, TakesTheWordsOfHtmlMailAndOfMailWithAttachments) {
    const auto html = facts_of(
        "Content-Type: text/html; charset=iso-8859-1\n\n<p>Gr\xFC\xDF"
        "e &amp; Dank<br>Ines</p>");
    EXPECT_EQ(html.text, "Grüße & Dank\nInes");
    const auto mixed = facts_of(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the file.\n--b\nContent-Type: text/plain\n"
        "Content-Disposition: attachment; filename=x.txt\n\nNot mine.\n--b--\n");
    EXPECT_EQ(mixed.text, "See the file.");
    const auto blank_first = facts_of(
        "Content-Type: multipart/alternative; boundary=b\n\n--b\n\n \n--b\nContent-Type: "
        "text/html\n\n<b>Words</b>\n--b--\n");
    EXPECT_EQ(blank_first.text, "Words");
}

TEST(Read, DoesNotTakeAForwardedMessageForTheSendersWords) {
    const auto facts = facts_of(
        "From: ines@weberei.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nLook at this.\n--b\n"
        "Content-Type: message/rfc822\n\nSubject: other\nAuto-Submitted: auto-replied\n\nInner words.\n--b--\n");
    EXPECT_EQ(facts.text, "Look at this.");
    EXPECT_EQ(facts.auto_submitted, "");
}

TEST(Read, GuessesAMissingOrWrongCharset) {
    EXPECT_EQ(facts_of("Content-Type: text/plain\n\nGr\xFC\xDF"
                       "e")
                  .text,
              "Grüße");
    EXPECT_EQ(facts_of("Content-Type: text/plain; charset=x-nonsense\n\nGrüße").text, "Grüße");
    EXPECT_EQ(facts_of("Content-Type: text/plain; charset=utf-8\n\nGr\xFC"
                       "ss")
                  .text,
              "Gr\xEF\xBF\xBDss");
    EXPECT_EQ(facts_of(std::string("Content-Type: text/plain\n\na\0b\x1b[31mc", 32)).text.find('\x1b'),
              std::string::npos);
}

TEST(Read, SkipsAnMboxLineAndAByteOrderMark) {
    EXPECT_EQ(facts_of("From x@y Tue Jun  2 10:00:00 2026\nSubject: a\n\nb\n").subject, "a");
    EXPECT_EQ(facts_of("\xEF\xBB\xBFSubject: a\n\nb\n").subject, "a");
}

}  // namespace
}  // namespace amends::message
