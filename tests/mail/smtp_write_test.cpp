#include "mail/smtp_write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace amends::mail {
namespace {

using testing::HasSubstr;

const ports::Envelope envelope{"mia@example.org", {"ann@example.net"}, ""};
const std::string message = "Subject: x\r\n\r\nHello.\r\n";

SmtpExtensions all_extensions() {
    SmtpExtensions all;
    all.pipelining = all.eight_bit_mime = all.smtp_utf8 = all.dsn = true;
    return all;
}

TEST(SmtpWrite, RefusesAddressesThatCarryMore) {
    for (const auto* bad : {"a@x\r\nRCPT TO:<b@x", "a@x\nb@x", "a@x\r", "<a@x>", "a@x> NOTIFY=NEVER", "a b@x", "a@x\t",
                            "a", "", "@x", "a@", "a@x>\r\nDATA", "\xff@x"}) {
        EXPECT_FALSE(check_mail({"mia@example.org", {bad}, ""}, message, all_extensions())) << bad;
        EXPECT_FALSE(check_mail({"mia@example.org", {"ann@example.net", bad}, ""}, message, all_extensions())) << bad;
        EXPECT_FALSE(check_mail({bad, {"ann@example.net"}, ""}, message, all_extensions())) << bad;
    }
    EXPECT_FALSE(check_mail({"mia@example.org", {}, ""}, message, all_extensions()));
    EXPECT_TRUE(check_mail({"mia+amends@example.org", {"o'hara@sub.example.net"}, ""}, message, {}));
}

TEST(SmtpWrite, RefusesEveryLineEndThatIsNotCanonical) {
    for (const std::string bad :
         {"a\nb\r\n", "a\rb\r\n", "a\r\n.\nMAIL FROM:<x@y>\r\n", "a\n.\r\n", "a\r\r\n", "a\r", "\n", ""}) {
        const auto checked = check_mail(envelope, bad, all_extensions());
        ASSERT_FALSE(checked) << bad;
        EXPECT_EQ(checked.error().retry, base::Retry::never);
    }
    EXPECT_FALSE(check_mail(envelope, std::string("a\0b\r\n", 5), all_extensions()));
    EXPECT_TRUE(check_mail(envelope, "a\r\n\r\n\r\nb", all_extensions()));
}

TEST(SmtpWrite, RefusesALineThatIsTooLong) {
    EXPECT_TRUE(check_mail(envelope, "a\r\n\r\n" + std::string(998, 'x') + "\r\n" + std::string(998, 'x'), {}));
    EXPECT_FALSE(check_mail(envelope, "a\r\n\r\n" + std::string(999, 'x') + "\r\n", {}));
    EXPECT_FALSE(check_mail(envelope, "a\r\n\r\n" + std::string(999, 'x'), {}));
}

TEST(SmtpWrite, AsksOnlyForWhatTheMessageNeeds) {
    const auto ascii = check_mail(envelope, message, {}).value();
    EXPECT_FALSE(ascii.eight_bit || ascii.utf8);
    const auto body = check_mail(envelope, "Subject: x\r\n\r\nä\r\n", all_extensions()).value();
    EXPECT_TRUE(body.eight_bit && !body.utf8);
    const auto header = check_mail(envelope, "Subject: ä\r\n\r\nx\r\n", all_extensions()).value();
    EXPECT_TRUE(!header.eight_bit && header.utf8);
    const auto address = check_mail({"mia@example.org", {"ä@example.net"}, ""}, message, all_extensions()).value();
    EXPECT_TRUE(!address.eight_bit && address.utf8);
    SmtpExtensions no_utf8 = all_extensions();
    no_utf8.smtp_utf8 = false;
    EXPECT_FALSE(check_mail({"mia@example.org", {"ä@example.net"}, ""}, message, no_utf8));
    SmtpExtensions no_eight_bit = all_extensions();
    no_eight_bit.eight_bit_mime = false;
    EXPECT_FALSE(check_mail(envelope, "Subject: x\r\n\r\nä\r\n", no_eight_bit));
}

TEST(SmtpWrite, KeepsToTheServersSize) {
    SmtpExtensions small;
    small.size = message.size();
    EXPECT_TRUE(check_mail(envelope, message, small));
    small.size = message.size() - 1;
    EXPECT_THAT(check_mail(envelope, message, small).error().message, HasSubstr("larger"));
}

TEST(SmtpWrite, SaysParametersOnlyWhereTheyAreOffered) {
    ports::Envelope with_id = envelope;
    with_id.envelope_id = "a+b=c d";
    EXPECT_EQ(mail_command(with_id, 5, {}, {}), "MAIL FROM:<mia@example.org>\r\n");
    SmtpExtensions all = all_extensions();
    all.size = 100;
    EXPECT_EQ(mail_command(with_id, 5, {true, true}, all),
              "MAIL FROM:<mia@example.org> SIZE=5 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=a+2Bb+3Dc+20d\r\n");
    with_id.envelope_id = std::string(101, 'x');
    EXPECT_EQ(mail_command(with_id, 5, {}, all), "MAIL FROM:<mia@example.org> SIZE=5 RET=HDRS\r\n");
    EXPECT_EQ(rcpt_command("a@x", {}), "RCPT TO:<a@x>\r\n");
    EXPECT_EQ(rcpt_command("a@x", all), "RCPT TO:<a@x> NOTIFY=FAILURE,DELAY\r\n");
}

TEST(SmtpWrite, WritesNoCommandIntoTheEnvelopeId) {
    ports::Envelope hostile = envelope;
    hostile.envelope_id = "x\r\nRCPT TO:<evil@x>";
    EXPECT_EQ(mail_command(hostile, 5, {}, all_extensions()),
              "MAIL FROM:<mia@example.org> RET=HDRS ENVID=x+0D+0ARCPT+20TO:<evil@x>\r\n");
}

TEST(SmtpWrite, DoublesEveryDotThatBeginsALine) {
    EXPECT_EQ(stuffed(".a\r\n.\r\nb.\r\n..\r\n"), "..a\r\n..\r\nb.\r\n...\r\n");
    EXPECT_EQ(stuffed("a\r\n."), "a\r\n..\r\n");
    EXPECT_EQ(stuffed("a"), "a\r\n");
}

}  // namespace
}  // namespace amends::mail
