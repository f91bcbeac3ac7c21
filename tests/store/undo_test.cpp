#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::HandoverState;
using core::LetterState;
using core::StepKind;
using core::StepState;
using ::testing::HasSubstr;

const core::StepKey check_in{StepKind::check_in, 1};

class Undo : public ::testing::Test {
protected:
    /// An order that closes the letter, cancels its steps and adds one.
    ports::Commit order() {
        ports::Commit change = sample_commit(before_.letter, before_.steps);
        change.letter->state = LetterState::closed;
        change.letter->note = "it is done";
        change.letter->recipients[0].bounced = true;
        for (core::Step& step : change.steps) step.state = StepState::cancelled;
        change.steps.push_back(sample_step({StepKind::make_good, 1}, morning));
        core::Promise& promise = change.letter->promises.at(0);
        promise.state = core::PromiseState::kept;
        promise.settled_at = morning;
        promise.due.reset();
        change.undoable = true;
        return change;
    }
    void expect_refused(const std::string& why) {
        const auto refused = store_->undo(morning);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, base::Fault::answer_is_no);
        EXPECT_THAT(refused.error().message, HasSubstr(why));
    }

    Folder folder_;
    std::unique_ptr<store::SqliteStore> store_ = open_store(folder_.database());
    ports::LetterRow before_ =
        stored(*store_,
               sample_commit(promising(), {sample_step(check_in, morning), sample_step({StepKind::call, 1}, morning)}));

    static core::Letter promising() {
        core::Letter letter = sample_letter(1);
        core::Promise promise;
        promise.words = "You will have it on Friday.";
        promise.due = sample_step(check_in, morning).due;
        letter.promises = {promise};
        return letter;
    }
};

TEST_F(Undo, PutsTheLetterAndItsStepsBack) {
    ASSERT_TRUE(store_->commit(order()));
    store_.reset();
    store_ = open_store(folder_.database());
    EXPECT_EQ(*store_->undo(morning), before_.letter.id);
    const auto after = **store_->letter(before_.letter.id);
    EXPECT_EQ(after.letter, before_.letter);
    EXPECT_EQ(after.steps, before_.steps);
    EXPECT_THAT(store_->journal(before_.letter.id, "", 1)->at(0).reason, HasSubstr("undone"));
    expect_refused("nothing to undo");
}

TEST_F(Undo, IsRefusedWhereNothingWasOrdered) { expect_refused("nothing to undo"); }

TEST_F(Undo, KeepsOnlyTheLastOrder) {
    const auto other = stored(*store_, sample_commit(sample_letter(2)));
    ASSERT_TRUE(store_->commit(order()));
    ports::Commit second = sample_commit(other.letter);
    second.letter->state = LetterState::closed;
    second.undoable = true;
    ASSERT_TRUE(store_->commit(second));
    EXPECT_EQ(*store_->undo(morning), other.letter.id);
    expect_refused("nothing to undo");
}

TEST_F(Undo, IsRefusedOnceAnActionHasBegun) {
    ports::Commit change = order();
    change.outbox = {sample_item(before_.letter.id, check_in, ActionKind::withdraw_draft)};
    const auto item = store_->commit(change)->outbox.at(0);
    ASSERT_TRUE(walk(*store_, item, {HandoverState::sending}));
    expect_refused("has begun since");
}

TEST_F(Undo, IsRefusedOnceSomethingElseHappenedToTheLetter) {
    ASSERT_TRUE(store_->commit(order()));
    auto now = **store_->letter(before_.letter.id);
    now.letter.answered_at = morning;
    ASSERT_TRUE(store_->commit(sample_commit(now.letter)));
    expect_refused("has happened");
}

TEST_F(Undo, IsStillPossibleAfterALookThatChangedNothing) {
    ASSERT_TRUE(store_->commit(order()));
    const auto now = **store_->letter(before_.letter.id);
    ASSERT_TRUE(store_->commit(sample_commit(now.letter, now.steps)));
    EXPECT_TRUE(store_->undo(morning));
}

TEST_F(Undo, TakesBackTheActionsThatTheOrderWanted) {
    ports::Commit change = order();
    change.outbox = {sample_item(before_.letter.id, check_in, ActionKind::append_draft)};
    const auto item = store_->commit(change)->outbox.at(0);
    ASSERT_TRUE(store_->undo(morning));
    EXPECT_EQ((*store_->outbox_item(item))->state, HandoverState::cancelled);
}

TEST_F(Undo, PlansAStepAgainWhoseActionTheOrderCancelled) {
    before_.steps[0].state = StepState::acting;
    ports::Commit acting = sample_commit(before_.letter, before_.steps);
    acting.outbox = {sample_item(before_.letter.id, check_in, ActionKind::append_draft)};
    const auto item = store_->commit(acting)->outbox.at(0);
    ports::Commit change = order();
    change.handovers = {{.id = item, .to = HandoverState::cancelled}};
    ASSERT_TRUE(store_->commit(change));
    ASSERT_TRUE(store_->undo(morning));
    EXPECT_EQ((**store_->letter(before_.letter.id)).steps[0].state, StepState::planned);
    EXPECT_EQ(store_->due(account, morning)->size(), 1U);
}

TEST_F(Undo, KeepsAnActionThatWasThereBeforeTheOrder) {
    before_.steps[0].state = StepState::acting;
    ports::Commit acting = sample_commit(before_.letter, before_.steps);
    acting.outbox = {sample_item(before_.letter.id, check_in, ActionKind::append_draft)};
    const auto item = store_->commit(acting)->outbox.at(0);
    ASSERT_TRUE(store_->commit(order()));
    ASSERT_TRUE(store_->undo(morning));
    EXPECT_EQ((*store_->outbox_item(item))->state, HandoverState::due);
    EXPECT_EQ((**store_->letter(before_.letter.id)).steps[0].state, StepState::acting);
}

TEST_F(Undo, DoesNotReachBehindALetterThatWasJustTracked) {
    ASSERT_TRUE(store_->commit(order()));
    ports::Commit tracked = sample_commit(sample_letter(2));
    tracked.undoable = true;
    ASSERT_TRUE(store_->commit(tracked));
    expect_refused("nothing to undo");
    EXPECT_EQ(store_->letters({.with_closed = true})->size(), 2U);
}

}  // namespace
}  // namespace amends::store_test
