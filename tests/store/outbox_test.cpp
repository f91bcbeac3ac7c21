#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::HandoverState;
using core::StepKind;
using core::StepState;

class Outbox : public ::testing::Test {
protected:
    base::OutboxId put(const ports::OutboxItem& item) {
        ports::Commit change;
        change.at = morning;
        change.account = account;
        change.outbox = {item};
        const auto committed = store_->commit(change);
        EXPECT_TRUE(committed) << committed.error().message;
        return committed ? committed->outbox.at(0) : base::OutboxId{};
    }
    bool accepts(const ports::OutboxItem& item) {
        ports::Commit change;
        change.at = morning;
        change.account = account;
        change.outbox = {item};
        return store_->commit(change).has_value();
    }
    std::vector<base::OutboxId> waiting() {
        std::vector<base::OutboxId> ids;
        const auto items = store_->outbox_open(account);
        for (const ports::OutboxItem& item : *items) ids.push_back(item.id);
        return ids;
    }

    const core::StepKey check_in_{StepKind::check_in, 1};
    Folder folder_;
    std::unique_ptr<store::SqliteStore> store_ = open_store(folder_.database());
    base::LetterId letter_ =
        stored(*store_, sample_commit(sample_letter(1), {sample_step(check_in_, morning)})).letter.id;
};

TEST_F(Outbox, GivesBackEveryFieldOfAnItem) {
    ports::OutboxItem item = sample_item(letter_, check_in_, ActionKind::send);
    item.bytes = std::string("Subject: \xE2\x82\xAC\r\n\r\nzero \0 and 8bit \xff\r\n", 36);
    item.hash = base::sha256_hex(item.bytes);
    item.envelope.recipients = {"client@client.example", "colleague@client.example"};
    item.folder = "Sent";
    item.uid_validity = 4000000000U;
    item.uid_next = 3000000000U;
    item.uid = 12;
    item.next_try = morning + std::chrono::minutes{5};
    item.detail = "not yet";
    item.last_look = "never";
    item.sent_copy_due = true;
    item.id = put(item);
    const auto again = **store_->outbox_item(item.id);
    EXPECT_EQ(again.account, item.account);
    EXPECT_EQ(again.letter, item.letter);
    EXPECT_EQ(again.step, item.step);
    EXPECT_EQ(again.kind, item.kind);
    EXPECT_EQ(again.state, HandoverState::due);
    EXPECT_EQ(again.message_id, item.message_id);
    EXPECT_EQ(again.bytes, item.bytes);
    EXPECT_EQ(again.hash, item.hash);
    EXPECT_EQ(again.envelope.sender, item.envelope.sender);
    EXPECT_EQ(again.envelope.recipients, item.envelope.recipients);
    EXPECT_EQ(again.envelope.envelope_id, item.envelope.envelope_id);
    EXPECT_EQ(again.folder, item.folder);
    EXPECT_EQ(again.uid_validity, item.uid_validity);
    EXPECT_EQ(again.uid_next, item.uid_next);
    EXPECT_EQ(again.uid, item.uid);
    EXPECT_EQ(again.created_at, item.created_at);
    EXPECT_EQ(again.next_try, item.next_try);
    EXPECT_EQ(again.detail, item.detail);
    EXPECT_EQ(again.last_look, item.last_look);
    EXPECT_TRUE(again.sent_copy_due);
}

TEST_F(Outbox, ChangesOnlyWhatAHandoverLearnt) {
    const auto id = put(sample_item(letter_, check_in_, ActionKind::append_draft));
    ports::Commit change;
    change.at = morning + std::chrono::minutes{3};
    change.account = account;
    change.handovers = {{.id = id,
                         .to = HandoverState::sending,
                         .folder = "Drafts",
                         .uid_validity = 3,
                         .uid_next = 9,
                         .attempt_begins = true}};
    ASSERT_TRUE(store_->commit(change));
    change.at = morning + std::chrono::minutes{4};
    change.handovers = {{.id = id, .to = HandoverState::sent, .uid = 9, .detail = "appended"}};
    ASSERT_TRUE(store_->commit(change));
    auto item = **store_->outbox_item(id);
    EXPECT_EQ(item.state, HandoverState::sent);
    EXPECT_EQ(item.folder, "Drafts");
    EXPECT_EQ(item.uid_validity, 3U);
    EXPECT_EQ(item.uid_next, 9U);
    EXPECT_EQ(item.uid, 9U);
    EXPECT_EQ(item.attempts, 1);
    EXPECT_EQ(item.detail, "appended");
    EXPECT_EQ(item.next_try, morning);
    EXPECT_EQ(item.changed_at, change.at);

    change.at = morning + std::chrono::minutes{5};
    change.handovers = {{.id = id, .to = HandoverState::sent, .sent_copy_due = true}};
    ASSERT_TRUE(store_->commit(change)) << "something may be learnt without a transition";
    item = **store_->outbox_item(id);
    EXPECT_TRUE(item.sent_copy_due);
    EXPECT_EQ(item.changed_at, morning + std::chrono::minutes{4});
}

TEST_F(Outbox, ListsWhatIsNotYetProvedDoneOldestFirst) {
    const auto reminder = put(sample_item(letter_, {StepKind::call, 1}, ActionKind::append_reminder));
    const auto draft = put(sample_item(letter_, check_in_, ActionKind::append_draft));
    const auto withdrawal = put(sample_item(letter_, check_in_, ActionKind::withdraw_draft));
    EXPECT_EQ(waiting(), (std::vector{reminder, draft, withdrawal}));
    ASSERT_TRUE(walk(*store_, reminder, {HandoverState::sending, HandoverState::unknown}));
    ASSERT_TRUE(walk(*store_, draft, {HandoverState::sending, HandoverState::sent}));
    ASSERT_TRUE(walk(*store_, withdrawal, {HandoverState::cancelled}));
    EXPECT_EQ(waiting(), (std::vector{reminder}));
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.handovers = {{.id = draft, .to = HandoverState::sent, .sent_copy_due = true}};
    ASSERT_TRUE(store_->commit(change));
    EXPECT_EQ(waiting(), (std::vector{reminder, draft}));
    EXPECT_TRUE(store_->outbox_open("home")->empty());
}

TEST_F(Outbox, TakesAStepsActionAnewOnlyAfterItWasCancelled) {
    const auto first = put(sample_item(letter_, check_in_, ActionKind::append_draft));
    EXPECT_FALSE(accepts(sample_item(letter_, check_in_, ActionKind::append_draft, "-other")));
    ASSERT_TRUE(walk(*store_, first, {HandoverState::sending, HandoverState::not_sent}));
    EXPECT_FALSE(accepts(sample_item(letter_, check_in_, ActionKind::append_draft, "-other")));
    ASSERT_TRUE(walk(*store_, first, {HandoverState::cancelled}));
    const auto second = put(sample_item(letter_, check_in_, ActionKind::append_draft));
    EXPECT_EQ((*store_->outbox_of_step(letter_, check_in_, ActionKind::append_draft))->id, second);
    EXPECT_FALSE(store_->outbox_of_step(letter_, check_in_, ActionKind::send)->has_value());
    ASSERT_TRUE(walk(*store_, second, {HandoverState::sending, HandoverState::sent}));
    EXPECT_FALSE(accepts(sample_item(letter_, check_in_, ActionKind::append_draft)));
}

TEST_F(Outbox, TakesInWhatLiesThereAlreadyAndCountsIt) {
    ports::Commit change = sample_commit(store_->letter(letter_).value()->letter);
    change.adopted = {sample_item(letter_, check_in_, ActionKind::send)};
    change.adopted[0].folder = "Sent";
    change.adopted[0].uid = 7;
    ASSERT_TRUE(store_->commit(change));
    const auto item = store_->outbox_of_step(letter_, check_in_, ActionKind::send).value();
    ASSERT_TRUE(item);
    EXPECT_EQ(item->state, HandoverState::sent);
    EXPECT_EQ(item->uid, 7U);
    EXPECT_TRUE(store_->outbox_open(account)->empty());
    EXPECT_EQ(store_->account_context(account, morning)->sends_in_hour, 1);
    EXPECT_FALSE(store_->commit(change)) << "and no second time";
}

TEST_F(Outbox, NeverHoldsOneMessageIdTwice) {
    put(sample_item(letter_, check_in_, ActionKind::append_draft));
    ports::OutboxItem twin = sample_item(letter_, {StepKind::call, 1}, ActionKind::append_reminder);
    twin.message_id = sample_item(letter_, check_in_, ActionKind::append_draft).message_id;
    EXPECT_FALSE(accepts(twin));
    EXPECT_TRUE(accepts(sample_item(letter_, check_in_, ActionKind::withdraw_draft)))
        << "a withdrawal names the draft that it removes";
}

TEST_F(Outbox, CancelsAndDecidesAnewInOneCommit) {
    const auto first = put(sample_item(letter_, check_in_, ActionKind::append_draft));
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.handovers = {{.id = first, .to = HandoverState::cancelled}};
    change.outbox = {sample_item(letter_, check_in_, ActionKind::append_draft, "-own-words")};
    change.outbox[0].message_id = (*store_->outbox_item(first))->message_id;
    EXPECT_TRUE(store_->commit(change));
}

TEST_F(Outbox, KnowsTheDraftsThatLieInDrafts) {
    const auto draft = put(sample_item(letter_, check_in_, ActionKind::append_draft));
    EXPECT_TRUE(store_->lying_drafts(account)->empty());
    auto row = **store_->letter(letter_);
    row.steps[0].state = StepState::drafted;
    ASSERT_TRUE(store_->commit(sample_commit(row.letter, row.steps)));
    ASSERT_TRUE(walk(*store_, draft, {HandoverState::sending, HandoverState::sent}));
    ASSERT_EQ(store_->lying_drafts(account)->size(), 1U);
    EXPECT_EQ(store_->lying_drafts(account)->at(0).id, draft);
    row.steps[0].state = StepState::declined;
    ASSERT_TRUE(store_->commit(sample_commit(row.letter, row.steps)));
    EXPECT_TRUE(store_->lying_drafts(account)->empty());
}

TEST_F(Outbox, EmptiesTheListIntoOneSummary) {
    const auto other = stored(*store_, sample_commit(sample_letter(2))).letter;
    for (const core::Letter& letter : {(*store_->letter(letter_))->letter, other}) {
        ports::Commit change = sample_commit(letter);
        change.into_summary = {check_in_, {StepKind::call, 1}, check_in_};
        ASSERT_TRUE(store_->commit(change));
    }
    const auto items = *store_->summary_items(account);
    ASSERT_EQ(items.size(), 4U) << "a step that waits already is not listed twice";
    EXPECT_EQ(items[0].letter, letter_);
    EXPECT_EQ(items[0].step, check_in_);
    EXPECT_EQ(*store_->last_summary(account), std::nullopt);

    ports::OutboxItem summary = sample_item({}, {}, ActionKind::summarise);
    const auto id = store_->commit_summary(summary, items);
    ASSERT_TRUE(id) << id.error().message;
    EXPECT_TRUE(store_->summary_items(account)->empty());
    EXPECT_EQ(*store_->last_summary(account), morning);
    EXPECT_EQ(waiting(), std::vector{*id});

    summary = sample_item({}, {}, ActionKind::summarise, "-second");
    EXPECT_FALSE(store_->commit_summary(summary, items)) << "they are taken already";
    EXPECT_EQ(waiting(), std::vector{*id});
}

TEST_F(Outbox, SaysThatAnItemWasForgotten) {
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.handovers = {{.id = {99}, .to = HandoverState::sending}};
    const auto gone = store_->commit(change);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().fault, base::Fault::answer_is_no);
}

}  // namespace
}  // namespace amends::store_test
