// One letter that cannot be written, one item that the mailbox refuses: the others go their way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::StepKind;
using core::StepState;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* client = "Anna <anna@client.example>";
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";
const std::vector<std::string> marked{"\\Seen", "Amends"};

class OneBadItem : public ::testing::Test {
protected:
    [[nodiscard]] std::vector<std::string> bytes_in(const std::string& folder) const {
        std::vector<std::string> all;
        for (const auto& [uid, message] : world.mailbox.folder(folder).messages) all.push_back(message.bytes);
        return all;
    }
    World world{sent};
};

TEST_F(OneBadItem, ALetterThatNoMailCanReachBecomesAReminderAndStopsNoOther) {
    std::string long_label;
    for (int i = 0; i < 70; ++i) long_label += "ä";
    world.send_letter("bad@user.example", "Bea <bea@" + long_label + ".example>");
    world.send_letter(letter);
    world.advance_to(due);
    EXPECT_EQ(bytes_in("Drafts").size(), 1u);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::drafted);
    ASSERT_EQ(bytes_in("INBOX").size(), 1u);
    EXPECT_THAT(bytes_in("INBOX").front(), AllOf(HasSubstr("There is no draft from me"), HasSubstr("domain")));
    EXPECT_EQ(world.step("bad@user.example", StepKind::check_in).state, StepState::done);
}

TEST_F(OneBadItem, ACopyInSentThatIsGivenUpForAFullMailboxIsTold) {
    world.setup.append.append_sent_at_once = false;
    world.send_letter(letter);
    world.advance_to(sent);
    world.opt_in(letter);
    world.advance_to(due);
    ASSERT_EQ(world.transport.accepted.size(), 1u);
    world.mailbox.fail("append", fakes::FailsWhen::before_effect,
                       {base::Fault::mail_server, base::Retry::after_change, "The mailbox is full."});
    world.advance_to("2026-03-05T09:30:00Z");
    EXPECT_EQ(world.notifier.count("trouble."), 1);
}

TEST_F(OneBadItem, AMarkedLetterThatCannotBeTrackedIsNamedWithAWayOut) {
    world.send_letter(letter, "Me <me@user.example>", marked, "Sorry for the delay");
    world.advance_to(sent);
    ASSERT_GE(world.notifier.count("not-tracked."), 1);
    const std::string said = world.notifier.told.back().text;
    EXPECT_THAT(said, testing::StartsWith("\"Sorry for the delay\" of 20"));
    EXPECT_THAT(said, HasSubstr("take the keyword Amends away from it."));
}

TEST_F(OneBadItem, WordsWithAFieldThatNobodyFilledAreRefused) {
    world.send_letter(letter);
    world.advance_to(sent);
    for (const char* text : {"Hello {{client_name}}, how are you?", "Hello [Client name], how are you?"}) {
        const auto ordered = world.order(letter, core::CheckInNow{text});
        ASSERT_FALSE(ordered) << text;
        EXPECT_THAT(ordered.error().message, HasSubstr("nobody filled")) << text;
    }
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::planned);
}

TEST_F(OneBadItem, ASubjectInBracketsIsNoUnfilledField) {
    world.send_letter(letter, client, marked, "[Client] {{outage}} of [Date]");
    world.advance_to(due);
    ASSERT_EQ(bytes_in("Drafts").size(), 1u);
    EXPECT_THAT(bytes_in("Drafts").front(), HasSubstr("Subject: Re: [Client] {{outage}} of [Date]"));
}

TEST_F(OneBadItem, AnAddressBeyondAsciiGetsItsDraft) {
    world.send_letter(letter, "Jörg <jörg@client.example>");
    world.advance_to(due);
    ASSERT_EQ(bytes_in("Drafts").size(), 1u);
    EXPECT_THAT(bytes_in("Drafts").front(), HasSubstr("jörg@client.example"));
}

TEST_F(OneBadItem, ADomainBeyondAsciiIsWrittenAndSentInAscii) {
    world.send_letter(letter, "Jörg <joerg@bücher.example>");
    world.advance_to(sent);
    world.opt_in(letter);
    world.advance_to(due);
    ASSERT_EQ(world.transport.accepted.size(), 1u);
    EXPECT_THAT(world.transport.accepted.front().envelope.recipients,
                testing::ElementsAre("joerg@xn--bcher-kva.example"));
}

TEST_F(OneBadItem, ADraftThatTheServerRefusesHoldsNothingElseUp) {
    world.send_letter(letter);
    world.send_letter("letter-2@user.example", "Ben <ben@client.example>");
    const base::Error full{base::Fault::mail_server, base::Retry::after_change, "The mailbox is full."};
    world.advance_to(sent);
    world.mailbox.fail("append", fakes::FailsWhen::before_effect, full, 1);
    world.advance_to(due);
    EXPECT_EQ(bytes_in("Drafts").size(), 1u);
    EXPECT_EQ(world.notifier.count("trouble"), 1);
    world.advance_to("2026-03-05T09:01:00Z");
    EXPECT_EQ(bytes_in("Drafts").size(), 2u) << "tried again after half an hour";
}

TEST_F(OneBadItem, AnOrderThatComesWhileTheMailboxIsAskedTakesTheDraftBackInTime) {
    world.send_letter(letter);
    world.send_letter("letter-2@user.example", "Ben <ben@client.example>");
    world.advance_to(sent);
    bool dropped = false;
    world.set_hook([&](const std::string& operation, bool before) {
        if (operation != "find" || before || dropped) return;
        dropped = true;
        world.order(letter, core::Drop{}).value();
        world.order("letter-2@user.example", core::Drop{}).value();
    });
    world.advance_to(due);
    ASSERT_TRUE(dropped);
    EXPECT_EQ(bytes_in("Drafts").size(), 0u);
    EXPECT_EQ(world.mailbox.count("append"), 0);
    EXPECT_EQ(world.notifier.count("trouble"), 0);
}

TEST_F(OneBadItem, ADraftWithAnAttachmentOrASignatureIsTheUsers) {
    world.send_letter(letter);
    world.advance_to(due);
    const auto& drafts = world.mailbox.folder("Drafts").messages;
    ASSERT_EQ(drafts.size(), 1u);
    const std::string signed_by_hand = drafts.begin()->second.bytes + "-- \r\nMara Quill, Quill & Co.\r\n";
    world.mailbox.edit("Drafts", drafts.begin()->first, signed_by_hand);
    world.advance_to("2026-03-05T09:00:00Z");
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-05T10:00:00Z");
    ASSERT_EQ(bytes_in("Drafts").size(), 1u);
    EXPECT_EQ(bytes_in("Drafts").front(), signed_by_hand);
}

TEST_F(OneBadItem, AnUnknownSendIsLookedForAsLongAsItIsInDoubtNotAsLongAsItIsOld) {
    world.send_letter(letter);
    world.advance_to(sent);
    world.opt_in(letter);
    world.transport.fates = {fakes::Fate::lose_before_last_look, fakes::Fate::lose_after_acceptance};
    world.advance_to(due);
    world.advance_to("2026-03-05T09:15:00Z");
    ASSERT_EQ(world.transport.accepted.size(), 1u);
    EXPECT_EQ(bytes_in("INBOX").size(), 0u) << "no question yet, though the first attempt was 45 minutes ago";
    world.deliver("Sent", fakes::message_id_of(world.transport.accepted.front().bytes), "me@user.example", letter);
    world.advance_to("2026-03-05T09:25:00Z");
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::done);
}

TEST_F(OneBadItem, OneLetterInTwoAccountsHasOneLife) {
    world.config.accounts.push_back(world.config.accounts.front());
    world.config.accounts.back().mail.name = "second";
    world.send_letter(letter);
    world.advance_to(sent);
    EXPECT_THAT(world.track_in("second", letter).error().message, HasSubstr("\"main\""));
}

}  // namespace
}  // namespace amends::tests
