#include "message/whole_text.hpp"

#include <gtest/gtest.h>

namespace amends::message {
namespace {

TEST(WholeText, KeepsQuotesAndSignature) {
    const auto whole = read_whole_text(
        "From: Ada <ada@work.example>\r\nTo: Bo <bo@client.example>\r\nSubject: =?utf-8?Q?The_late_caf=C3=A9_menu?=\r\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0100\r\n\r\n"
        "I missed the day.\r\n\r\n> When will it come?\r\n-- \r\nAda\r\n");
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->subject, "The late caf\u00e9 menu");
    EXPECT_EQ(whole->text, "I missed the day.\n\n> When will it come?\n-- \nAda\n");
    ASSERT_EQ(whole->to.size(), 1U);
    EXPECT_EQ(whole->to.front().mailbox, "bo@client.example");
    EXPECT_EQ(whole->date, base::parse_rfc3339("2026-11-24T09:00:00Z"));
    EXPECT_FALSE(whole->encrypted);
}

TEST(WholeText, TakesTheWordsOutOfMime) {
    const auto whole = read_whole_text(
        "Subject: A\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n"
        "Content-Transfer-Encoding: quoted-printable\n\nI am sorry for Monday=E2=80=99s noise.\n--b\n"
        "Content-Type: text/html\n\n<p>I am sorry.</p>\n--b--\n");
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->text, "I am sorry for Monday\u2019s noise.");
}

TEST(WholeText, SaysOfAnEncryptedMailThatItIs) {
    const auto whole = read_whole_text(
        "Subject: A\nContent-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b\n\n--b\n"
        "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\nContent-Type: application/octet-stream\n\n"
        "-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n--b--\n");
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_TRUE(whole->encrypted);
}

}  // namespace
}  // namespace amends::message
