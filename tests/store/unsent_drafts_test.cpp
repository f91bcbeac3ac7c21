#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hash.hpp"
#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using std::chrono::hours;
using ::testing::HasSubstr;

class UnsentDrafts : public ::testing::Test {
protected:
    static ports::DraftRow row(const std::string& id = "draft@mua.example") {
        ports::DraftRow made;
        made.draft = {.message_id = {id},
                      .look = base::sha256_hex(id),
                      .recipients = {"anna@client.example", "bob@client.example"},
                      .changed_at = morning,
                      .due = morning + hours{24}};
        made.uid_validity = 3;
        made.uid = 17;
        return made;
    }
    static ports::OutboxItem reminder(const std::string& id) {
        ports::OutboxItem item;
        item.account = account;
        item.kind = core::ActionKind::summarise;
        item.message_id = {id};
        item.bytes = "Subject: Not sent yet\r\n\r\nTo anna@client.example\r\n";
        item.hash = base::sha256_hex(item.bytes);
        item.created_at = item.next_try = item.changed_at = morning;
        return item;
    }
    base::Status keep(const ports::DraftRow& draft, const std::vector<ports::OutboxItem>& outbox = {}) {
        ports::Commit change;
        change.at = morning;
        change.account = account;
        change.drafts.push_back(draft);
        change.outbox = outbox;
        auto done = store_->commit(change);
        if (!done) return tl::unexpected(done.error());
        return {};
    }
    ports::DraftRow only() { return store_->unsent_drafts(account).value().at(0); }

    Folder folder_;
    std::unique_ptr<store::SqliteStore> store_ = open_store(folder_.database());
};

TEST_F(UnsentDrafts, AreKeptAsTheyStand) {
    ASSERT_TRUE(keep(row()));
    ports::DraftRow kept = only();
    EXPECT_TRUE(kept.id.stored());
    EXPECT_EQ(kept.draft, row().draft);
    EXPECT_EQ(kept.uid, 17U);
    EXPECT_EQ(kept.uid_validity, 3U);
    kept.uid = 18;
    kept.draft.due.reset();
    kept.draft.gone_since = morning + hours{1};
    ASSERT_TRUE(keep(kept));
    EXPECT_EQ(only().draft, kept.draft);
    EXPECT_EQ(only().uid, 18U);
    EXPECT_TRUE(store_->unsent_drafts("home")->empty());
}

TEST_F(UnsentDrafts, WakeTheAccountWhenTheyAreDue) {
    EXPECT_FALSE(*store_->next_wake(account));
    ASSERT_TRUE(keep(row()));
    EXPECT_EQ(*store_->next_wake(account), morning + hours{24});
    EXPECT_FALSE(*store_->next_wake("home"));
}

TEST_F(UnsentDrafts, CountAmongTheNoticesOfTheHour) {
    ports::DraftRow draft = row();
    draft.draft.due.reset();
    draft.draft.reminded_at = morning;
    draft.reminder = {"reminder@user.example"};
    ASSERT_TRUE(keep(draft));
    EXPECT_EQ(store_->account_context(account, morning)->notices_in_hour, 1);
    EXPECT_EQ(store_->account_context(account, morning + hours{1})->notices_in_hour, 0);
}

TEST_F(UnsentDrafts, AreNeverUnreminded) {
    ports::DraftRow draft = row();
    draft.draft.due.reset();
    draft.draft.reminded_at = morning;
    draft.reminder = {"reminder@user.example"};
    ASSERT_TRUE(keep(draft));
    draft = only();
    draft.draft.reminded_at.reset();
    draft.reminder = {};
    const auto refused = keep(draft);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("brought to mind once"));
}

TEST_F(UnsentDrafts, GoWithAForgottenClientAndTakeTheirReminderAlong) {
    ports::DraftRow draft = row();
    draft.draft.due.reset();
    draft.draft.reminded_at = morning;
    draft.reminder = {"reminder@user.example"};
    ASSERT_TRUE(keep(draft, {reminder("reminder@user.example")}));
    ASSERT_EQ(store_->outbox_open(account)->size(), 1U);
    ASSERT_TRUE(store_->forget_client("carol@client.example"));
    EXPECT_EQ(store_->unsent_drafts(account)->size(), 1U);
    ASSERT_TRUE(store_->forget_client("Bob@client.example"));
    EXPECT_TRUE(store_->unsent_drafts(account)->empty());
    EXPECT_TRUE(store_->outbox_open(account)->empty());
}

TEST_F(UnsentDrafts, ThatAreOverAreNotRemembered) {
    ASSERT_TRUE(keep(row()));
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.drafts_over.push_back(only().id);
    ASSERT_TRUE(store_->commit(change));
    EXPECT_TRUE(store_->unsent_drafts(account)->empty());
}

}  // namespace
}  // namespace amends::store_test
