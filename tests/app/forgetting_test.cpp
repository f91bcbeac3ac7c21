// What `amends forget` does about the mailbox before it erases, and what is left on the disk afterwards.
#include "app/forgetting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::StepKind;
using core::StepState;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string letter = "letter-1@user.example";
const std::string address = "anna@client.example";
const std::string words =
    "We broke the export on Monday. I will send you the repaired report by Friday, and a check runs every night now.";
const std::string answered = "Thank you for the frank words about our quarterly figures.";
const std::string due = "2026-03-09T08:30:00Z";  // the business day after the promised one

class Forgetting : public ::testing::Test {
protected:
    void begin() {
        world.send_letter_saying(letter, words, "Anna Berg <" + address + ">");
        world.advance_to("2026-03-02T09:05:00Z");
        ASSERT_TRUE(world.store().letter_by_message_id("main", {letter})->has_value());
    }
    void drafted() {
        begin();
        world.advance_to(due);
        ASSERT_EQ(world.step(letter, StepKind::check_in).state, StepState::drafted);
    }
    base::Result<rpc::Forgotten> forget(bool leave_drafts = false, bool settles = true) {
        auto forgetting = world.forgetting(address);
        auto busy = forgetting.let_go();
        EXPECT_TRUE(busy);
        if (settles && !busy->empty()) world.settle();
        return forgetting.erase(leave_drafts);
    }
    bool is_known() { return world.store().letter_by_message_id("main", {letter})->has_value(); }
    std::size_t in(const std::string& folder) { return world.mailbox.folder(folder).messages.size(); }

    World world;
};

TEST_F(Forgetting, WithdrawsTheDraftThatNobodyHasTouched) {
    drafted();
    ASSERT_EQ(in("Drafts"), 1U);
    const auto forgotten = forget();
    ASSERT_TRUE(forgotten) << forgotten.error().message;
    EXPECT_EQ(forgotten->letters, 1);
    EXPECT_THAT(forgotten->notes, IsEmpty());
    EXPECT_EQ(in("Drafts"), 0U);
    EXPECT_FALSE(is_known());
}

TEST_F(Forgetting, LeavesTheDraftThatTheUserHasEditedAndSaysSo) {
    drafted();
    const auto draft = world.mailbox.folder("Drafts").messages.begin()->second;
    world.mailbox.edit("Drafts", draft.uid, draft.bytes + "And a word of my own.\r\n");
    const auto forgotten = forget();
    ASSERT_TRUE(forgotten) << forgotten.error().message;
    EXPECT_THAT(forgotten->notes, ElementsAre(HasSubstr("that you have edited stays in your Drafts")));
    EXPECT_EQ(in("Drafts"), 1U);
    world.kill();
    world.advance_to("2026-03-16T09:00:00Z");
    EXPECT_THAT(world.files_with(address), IsEmpty()) << "the draft that stays is not written down again";
}

TEST_F(Forgetting, ErasesNothingWhileADraftCannotBeWithdrawnUnlessItMayStay) {
    drafted();
    const base::Error away{base::Fault::mail_server, base::Retry::later, "The mail server is away."};
    world.mailbox.fail("remove", fakes::FailsWhen::before_effect, away, 1000);
    const auto refused = forget(false, false);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, base::Fault::answer_is_no);
    EXPECT_THAT(refused.error().message, HasSubstr("could not be withdrawn"));
    EXPECT_THAT(refused.error().message, HasSubstr("--leave-drafts"));
    EXPECT_TRUE(is_known());
    const auto forgotten = forget(true, false);
    ASSERT_TRUE(forgotten) << forgotten.error().message;
    EXPECT_THAT(forgotten->notes, ElementsAre(HasSubstr("stays in your Drafts")));
    EXPECT_FALSE(is_known());
    EXPECT_EQ(in("Drafts"), 1U);
}

TEST_F(Forgetting, ErasesNothingWhileACheckInIsBeingHandedOver) {
    world.send_letter(letter, "Anna <" + address + ">");
    world.advance_to("2026-03-02T09:05:00Z");
    world.opt_in(letter);
    base::Result<rpc::Forgotten> during, without_drafts;
    bool at_the_dot = false;
    world.set_hook([&](const std::string& operation, bool before) {
        if (operation != "smtp dot" || !before || at_the_dot) return;
        at_the_dot = true;
        during = forget(false, false);
        without_drafts = forget(true, false);
    });
    world.advance_to("2026-03-05T08:30:00Z");
    ASSERT_TRUE(at_the_dot);
    ASSERT_FALSE(during);
    EXPECT_THAT(during.error().message, HasSubstr("at this moment"));
    EXPECT_FALSE(without_drafts) << "no wish of the user's makes an unknown of it";
    EXPECT_TRUE(is_known());
    EXPECT_TRUE(forget());
    EXPECT_FALSE(is_known());
}

TEST_F(Forgetting, LeavesNoTraceOfAWholeLifeInAnyFile) {
    drafted();
    world.deliver("INBOX", "answer-1@client.example", "Anna Berg <" + address + ">", letter, answered);
    world.advance_to("2026-03-09T11:00:00Z");
    ASSERT_THAT(world.files_with(address), testing::Not(IsEmpty()));
    ASSERT_THAT(world.files_with(answered.substr(0, 12)), testing::Not(IsEmpty()));
    ASSERT_TRUE(forget());
    EXPECT_THAT(world.files_with(address), IsEmpty());
    EXPECT_THAT(world.files_with("Anna Berg"), IsEmpty());
    for (const std::string& text : {words, answered, std::string("The broken export")}) {
        for (std::size_t at = 0; at + 12 <= text.size(); ++at) {
            ASSERT_THAT(world.files_with(text.substr(at, 12)), IsEmpty()) << text.substr(at, 12);
        }
    }
    world.kill();
    world.advance_to("2026-03-16T09:00:00Z");
    EXPECT_THAT(world.files_with(address), IsEmpty()) << "what lies in the mailbox yet is not taken up again";
}

TEST_F(Forgetting, MakesNothingASecondTimeThatLaySomewhereBefore) {
    drafted();
    ASSERT_TRUE(forget());
    for (const auto& [uid, message] : std::map(world.mailbox.folder("Trash").messages)) {
        world.mailbox.erase("Trash", uid);
    }
    world.track(letter);
    world.advance_to("2026-03-26T09:00:00Z");
    EXPECT_EQ(in("Drafts"), 0U) << "the same check-in would come again, under the same Message-ID";
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::done);
}

TEST_F(Forgetting, MendsWhatACrashHasLeftBetweenErasingAndRewriting) {
    drafted();
    ASSERT_TRUE(world.store().set_fact("unswept", "1"));
    world.put_beside_the_database("amends.db.backup-v1-20200101T000000Z", address);
    world.kill();
    world.advance_to("2026-03-09T10:00:00Z");
    EXPECT_FALSE(world.has_beside_the_database("amends.db.backup-v1-20200101T000000Z"));
    EXPECT_EQ(world.store().fact("unswept")->value_or("?"), "");
}

}  // namespace
}  // namespace amends::tests
