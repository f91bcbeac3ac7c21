// Drafts of ours that the user sends in words of their own: a mail program files the mail under another Message-ID and
// takes the draft away. Between faked servers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "message/read.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::StepKind;
using core::StepState;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* user = "me@user.example";
constexpr const char* client = "Anna <anna@client.example>";
// Monday 2 March 2026, 10:00 in Berlin; three business days later is Thursday, 09:30 in Berlin.
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";
constexpr const char* an_own_draft =
    "From: me@user.example\r\nTo: anna@client.example\r\nSubject: Re: The broken export\r\n"
    "Date: Thu, 5 Mar 2026 08:31:00 +0000\r\nMessage-ID: <own-draft@user.example>\r\n"
    "In-Reply-To: <question@client.example>\r\nReferences: <letter-1@user.example> <question@client.example>\r\n\r\n"
    "The other exports are in the same place as last year.\r\n";

class UsedDrafts : public ::testing::Test {
protected:
    void begin(const std::string& text) {
        world.send_letter_saying(letter, text);
        world.advance_to(sent);
    }
    const fakes::StoredFolder& drafts() { return world.mailbox.folder("Drafts"); }
    /// The newest draft's text and Message-ID.
    base::MessageFacts draft() { return message::read(drafts().messages.rbegin()->second.bytes).value(); }
    /// What the user has made of it lies in Sent; the draft goes a moment later.
    void send_edited(const std::string& text) {
        const ports::Uid uid = drafts().messages.rbegin()->first;
        world.deliver("Sent", "edited@user.example", user, letter, text);
        ASSERT_TRUE(world.settle());
        world.mailbox.erase("Drafts", uid);
    }
    StepState state(StepKind kind) { return world.step(letter, kind).state; }
    World world{sent};
};

class UsedCheckIn : public UsedDrafts, public ::testing::WithParamInterface<bool> {};

TEST_P(UsedCheckIn, IsKnownBesideADraftOfTheUsersOwn) {
    const bool is_rewritten = GetParam();
    begin("I was wrong about the export.");
    world.advance_to(due);
    const auto uid = drafts().messages.begin()->first;
    const std::string text = draft().text, bytes = drafts().messages.begin()->second.bytes;
    const auto edited = world.mailbox.edit("Drafts", uid, bytes + "One more thing.\r\n");
    world.advance_to("2026-03-05T08:40:00Z");
    world.mailbox.deliver("Drafts", an_own_draft);
    world.deliver("Sent", "edited@user.example", user, letter,
                  is_rewritten ? "How are you?" : text + "\nOne more thing.");
    world.mailbox.erase("Drafts", edited);
    world.advance_to("2026-03-05T08:50:00Z");
    world.advance_to("2026-03-05T09:00:00Z");
    EXPECT_EQ(state(StepKind::check_in), StepState::done);
    ASSERT_EQ(drafts().messages.size(), 1U);
    EXPECT_EQ(drafts().messages.begin()->second.bytes, an_own_draft);
}

INSTANTIATE_TEST_SUITE_P(EditedAndRewritten, UsedCheckIn, ::testing::Bool());

TEST_F(UsedDrafts, OfAKeptPromiseAreDone) {
    begin("You will have the corrected report by Friday.");
    world.order(letter, core::Kept{.draft = true}).value();
    ASSERT_TRUE(world.settle());
    send_edited("Dear Anna,\n\nalso, " + draft().text);
    world.advance_to("2026-03-02T09:05:00Z");
    world.advance_to("2026-03-02T09:10:00Z");
    EXPECT_EQ(state(StepKind::kept_message), StepState::done);
    EXPECT_TRUE(world.mailbox.folder("INBOX").messages.empty()) << "there is nothing to tell";
}

TEST_F(UsedDrafts, OfANewDayAreDone) {
    begin("You will have the corrected report by Friday.");
    world.order(letter, core::Slipped{.to = *base::parse_civil_date("2026-03-11")}).value();
    ASSERT_TRUE(world.settle());
    send_edited(draft().text + "\nIt is the printer again.");
    world.advance_to("2026-03-02T09:05:00Z");
    world.advance_to("2026-03-02T09:10:00Z");
    EXPECT_EQ(state(StepKind::slipped_message), StepState::done);
}

TEST_F(UsedDrafts, OfTheMakeGoodCheckInAreDone) {
    begin("I was wrong about the export.");
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-02T10:00:00Z");
    world.advance_to("2026-03-20T12:00:00Z");
    ASSERT_EQ(state(StepKind::make_good), StepState::drafted);
    send_edited(draft().text + "\nSee you in May.");
    world.advance_to("2026-03-20T12:05:00Z");
    world.advance_to("2026-03-20T12:10:00Z");
    EXPECT_EQ(state(StepKind::make_good), StepState::done);
}

TEST_F(UsedDrafts, ThatStayBehindAreTakenAwayWithoutAWord) {
    begin("You will have the corrected report by Friday.");
    world.order(letter, core::Kept{.draft = true}).value();
    ASSERT_TRUE(world.settle());
    world.deliver("Sent", "edited@user.example", user, letter, draft().text + "\nOne more thing.");
    world.advance_to("2026-03-02T09:05:00Z");
    world.advance_to("2026-03-02T09:10:00Z");
    EXPECT_EQ(state(StepKind::kept_message), StepState::done);
    EXPECT_TRUE(drafts().messages.empty());
    EXPECT_TRUE(world.mailbox.folder("INBOX").messages.empty());
}

TEST_F(UsedDrafts, AreNotThoseBesideWhichTheUserWroteOfSomethingElse) {
    begin("You will have the corrected report by Friday.");
    world.order(letter, core::Kept{.draft = true}).value();
    ASSERT_TRUE(world.settle());
    const auto uid = drafts().messages.rbegin()->first;
    world.deliver("Sent", "by-hand@user.example", user, letter, "Dear Anna,\n\nlunch at one?\n\nKind regards,\nMe");
    world.advance_to("2026-03-02T09:10:00Z");
    EXPECT_EQ(state(StepKind::kept_message), StepState::drafted);
    ASSERT_EQ(drafts().messages.size(), 1U);
    world.mailbox.erase("Drafts", uid);
    world.advance_to("2026-03-02T09:15:00Z");
    world.advance_to("2026-03-02T09:20:00Z");
    EXPECT_EQ(state(StepKind::kept_message), StepState::declined);
}

}  // namespace
}  // namespace amends::tests
