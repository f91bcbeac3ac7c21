#include "core/inserted.hpp"

#include <gtest/gtest.h>

#include <string>

namespace amends::core {
namespace {

const std::string fixed =
    "The date was mine to keep, and the delay is my responsibility. I have also changed the way I plan. Tell me a day "
    "that suits you for a short call, or answer this email; it comes straight to me. Kind regards, Alice Baker ";
const std::string to_joyce =
    "Dear Joyce, I promised you the spring brochure for Friday, and I did not deliver. You had to open your stand "
    "without it. The press is booked for Monday, and three days before each date you get a proof from now on. " +
    fixed;
const std::string to_bo =
    "Dear Bo, I promised you the ticket machine for March, and I did not deliver. Your guests had to queue. Our fitter "
    "is with you tomorrow at eight, and a second fitter looks over each order that is late. " +
    fixed;

InsertedLetter inserted(const std::string& text, std::vector<std::string> recipients) {
    return {.at = {},
            .situation = "missed_deadline",
            .recipients = std::move(recipients),
            .subject = "The new date",
            .marks = marks_of(text)};
}

SentMail sent(const std::string& text, std::vector<std::string> recipients) {
    return {.recipients = std::move(recipients), .subject = "The new date", .marks = marks_of(text)};
}

TEST(Inserted, IsKnownHoweverItsLinesAreBroken) {
    std::string broken = "Hello,\n\n";
    for (const char byte : to_joyce) broken += byte == ' ' ? "\n" : std::string(1, byte);
    EXPECT_EQ(likeness(inserted(to_joyce, {"joyce@client.example"}), sent(broken, {"joyce@client.example"})), 1);
}

TEST(Inserted, IsKnownWhenHalfOfItIsWrittenAnew) {
    const std::string edited = to_joyce.substr(0, to_joyce.size() / 2) + "And here I say it in words of my own.";
    EXPECT_GT(likeness(inserted(to_joyce, {"joyce@client.example"}), sent(edited, {"joyce@client.example"})), 0);
}

TEST(Inserted, IsNotTheOrdinaryMailToTheSameClient) {
    EXPECT_EQ(
        likeness(inserted(to_joyce, {"joyce@client.example"}),
                 sent("Dear Joyce, thank you for the list; I will look at it on Monday. Kind regards, Alice Baker",
                      {"joyce@client.example"})),
        0);
}

TEST(Inserted, IsNotAnotherClientsLetterForTheSameSituation) {
    EXPECT_EQ(likeness(inserted(to_joyce, {"joyce@client.example"}), sent(to_bo, {"bo@other.example"})), 0);
}

TEST(Inserted, IsKnownWhenItGoesToSomebodyElseAfterAll) {
    EXPECT_GT(likeness(inserted(to_joyce, {"joyce@client.example"}), sent(to_joyce, {"her.boss@client.example"})), 0);
}

TEST(Inserted, IsKnownWhereNobodyHadSaidWhomItIsFor) {
    EXPECT_GT(likeness(inserted(to_joyce, {}), sent(to_joyce, {"joyce@client.example"})), 0);
}

TEST(Inserted, IsKnownByPeopleAndSubjectWhereItIsEncrypted) {
    SentMail mail{.recipients = {"joyce@client.example"}, .subject = "The new date", .marks = {}, .encrypted = true};
    EXPECT_GT(likeness(inserted(to_joyce, {"joyce@client.example"}), mail), 0);
    mail.subject = "Another thing";
    EXPECT_EQ(likeness(inserted(to_joyce, {"joyce@client.example"}), mail), 0);
    EXPECT_EQ(likeness(inserted(to_joyce, {"bo@other.example"}), mail), 0);
}

TEST(Inserted, MarksTellNoWords) {
    const auto marks = marks_of("Only five words stand here");
    ASSERT_EQ(marks.size(), 1U);
    EXPECT_EQ(marks.front().find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(marks_of("only FIVE words\nstand here!"), marks);
    EXPECT_TRUE(marks_of(" ...\n").empty());
}

}  // namespace
}  // namespace amends::core
