#include "app/letter_mail.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "rpc/letter_mail_json.hpp"

namespace amends::app {
namespace {

TEST(LetterMail, GivesTheWordsOfAMailToTheReview) {
    std::istringstream in(
        "Subject: The drawings\nTo: Bo <bo@client.example>, c@client.example\nDate: Tue, 24 Nov 2026 10:00:00 "
        "+0100\n\nI was late.\n\n> When?\n");
    std::ostringstream out, err;
    EXPECT_EQ(read_letter(in, out, err), 0) << err.str();
    const auto letter = rpc::read_mailed_letter(out.str());
    ASSERT_TRUE(letter) << letter.error().message;
    EXPECT_EQ(letter->subject, "The drawings");
    EXPECT_EQ(letter->body, "I was late.\n\n> When?\n");
    EXPECT_EQ(letter->sent_at, base::parse_rfc3339("2026-11-24T09:00:00Z"));
    EXPECT_EQ(letter->to, "bo@client.example");
    EXPECT_FALSE(letter->encrypted);
}

TEST(LetterMail, MakesAMailOfALetter) {
    std::istringstream in(rpc::to_json(rpc::LetterToMail{.from = {"Mara Quill", "mara@studio.example"},
                                                         .to = {"Joyce Okafor", "joyce@lakeside.example"},
                                                         .subject = "About the permits",
                                                         .body = "Dear Joyce,\n\nI was late.\n",
                                                         .date = *base::parse_rfc3339("2026-11-24T09:00:00Z"),
                                                         .utc_offset = 3600,
                                                         .message_id = {"a@studio.example"}}));
    std::ostringstream out, err;
    EXPECT_EQ(mail_letter(in, out, err), 0) << err.str();
    for (const char* line :
         {"From: Mara Quill <mara@studio.example>\r\n", "To: Joyce Okafor <joyce@lakeside.example>\r\n",
          "Subject: About the permits\r\n", "Message-ID: <a@studio.example>\r\n",
          "Date: Tue, 24 Nov 2026 10:00:00 +0100\r\n", "\r\n\r\nDear Joyce,\r\n\r\nI was late.\r\n"})
        EXPECT_NE(out.str().find(line), std::string::npos) << line << " is not in\n" << out.str();
    EXPECT_EQ(out.str().find("Auto-Submitted"), std::string::npos);
}

TEST(LetterMail, RefusesWhatAnotherVersionSays) {
    std::istringstream in("{}");
    std::ostringstream out, err;
    EXPECT_EQ(mail_letter(in, out, err), 6);
    EXPECT_EQ(out.str(), "");
    EXPECT_NE(err.str().find("another version"), std::string::npos) << err.str();
}

}  // namespace
}  // namespace amends::app
