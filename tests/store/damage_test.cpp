// Bits that change behind the store's back: nothing is decided or sent on them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::StepKind;
using ::testing::HasSubstr;

const core::StepKey check_in{StepKind::check_in, 1};

class Damage : public ::testing::Test {
protected:
    void SetUp() override {
        auto store = open_store(folder_.database());
        core::Letter letter = sample_letter(1);
        letter.references = {{"earlier@me.example"}};
        letter.auto_send = true;
        letter.situation = "missed_deadline";
        letter.severity = guide::Offence::serious;
        letter.repair = "We have drawn it again.";
        letter.change = "A second person now reads each plan.";
        core::Promise promise;
        promise.words = "You will have it on Friday.";
        promise.due = sample_step(check_in, morning).due;
        promise.rhythm = core::rhythm_from("1 week");
        letter.promises = {promise};
        ports::Commit change = sample_commit(letter, {sample_step(check_in, morning)});
        change.outbox = {sample_item({}, check_in, ActionKind::send)};
        ASSERT_TRUE(store->commit(change));
    }
    void attacked(const std::string& sql) { ASSERT_EQ(attack(folder_.database(), sql), "") << sql; }

    Folder folder_;
};

/// SQL that changes one letter of one text or one bit of one number, without a wall in its way.
const std::vector<std::string> letter_changes{
    "UPDATE letters SET subject = 'about the delay'",
    "UPDATE letters SET sent_at = sent_at + 64",
    "UPDATE letters SET state = 'answered'",
    "UPDATE letters SET auto_send = 0",
    "UPDATE letters SET let_go = 1",
    "UPDATE letters SET from_mailbox = 'mf@me.example'",
    "UPDATE letters SET message_id = 'letter-3@me.example'",
    "UPDATE letters SET reference_ids = ''",
    "UPDATE letters SET protection = 'signed'",
    "UPDATE letters SET answered_at = 1",
    "UPDATE letters SET client_zone = 'Asia/Tokyo'",
    "UPDATE letters SET last_words = 'x'",
    "UPDATE recipients SET mailbox = 'clienu@client.example'",
    "UPDATE recipients SET bounced = 1",
    "UPDATE recipients SET field = 'cc'",
    "DELETE FROM recipients",
    "UPDATE steps SET due_at = due_at - 4096",
    "UPDATE steps SET state = 'done'",
    "UPDATE steps SET means = 'send'",
    "UPDATE steps SET meant_for = 0",
    "UPDATE steps SET due_zone = 'UTD'",
    "UPDATE steps SET ordinal = 3",
    "DELETE FROM steps",
    "UPDATE steps SET promise = 1",
    "UPDATE letters SET situation = 'billing_error'",
    "UPDATE letters SET severity = 'minor'",
    "UPDATE letters SET repair = 'We have drawn it once.'",
    "UPDATE letters SET change = ''",
    "UPDATE promises SET words = 'You will have it on Friday!'",
    "UPDATE promises SET state = 'kept', settled_at = 1",
    "UPDATE promises SET due_at = due_at + 64",
    "UPDATE promises SET due_wall = '2026-11-27T08:00:00'",
    "UPDATE promises SET whole_day = 0",
    "UPDATE promises SET ambiguous = 1",
    "UPDATE promises SET rhythm = '2 week'",
    "UPDATE promises SET first_day = '2026-11-27'",
    "UPDATE promises SET slips = 1",
    "UPDATE promises SET was_due = '2026-11-27'",
    "UPDATE promises SET settled_at = 5",
    "UPDATE promises SET ordinal = 2",
    "DELETE FROM promises",
};

TEST_F(Damage, OfALetterIsSeenWhenItIsRead) {
    for (const std::string& change : letter_changes) {
        Folder copy;
        std::filesystem::create_directories(copy.database().parent_path());
        std::filesystem::copy_file(folder_.database(), copy.database());
        ASSERT_EQ(attack(copy.database(), change), "") << change;
        auto store = open_store(copy.database());
        const auto row = store->letter({1});
        ASSERT_FALSE(row) << change;
        EXPECT_THAT(row.error().message, HasSubstr("Letter 1"));
        EXPECT_EQ(row.error().retry, base::Retry::after_change);
        EXPECT_FALSE(store->slice({1}, morning)) << change;
        EXPECT_FALSE(store->letters({.with_closed = true})) << change;
    }
}

TEST_F(Damage, OfOneBitInAStoredMessageIsSeenBeforeItCouldBeSent) {
    // Every bit of the message, flipped in the file itself.
    std::string message = sample_item({1}, check_in, ActionKind::send).bytes;
    std::ifstream in(folder_.database(), std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    const std::size_t at = whole.find(message);
    ASSERT_NE(at, std::string::npos);
    for (std::size_t bit = 0; bit < message.size() * 8; bit += 11) {
        std::string flipped = whole;
        flipped[at + bit / 8] = static_cast<char>(flipped[at + bit / 8] ^ (1 << (bit % 8)));
        std::ofstream(folder_.database(), std::ios::binary) << flipped;
        auto store = open_store(folder_.database());
        const auto item = store->outbox_item({1});
        ASSERT_FALSE(item) << "bit " << bit;
        EXPECT_THAT(item.error().message, HasSubstr("Outgoing message 1"));
        EXPECT_FALSE(store->outbox_open(account));
        EXPECT_FALSE(store->outbox_of_step({1}, check_in, ActionKind::send));
    }
}

TEST_F(Damage, OfAnEnvelopeOrAHashIsSeenBeforeItCouldBeSent) {
    for (const char* change :
         {"recipients = 'clienu@client.example'", "sender = 'mf@me.example'", "message_id = 'other@me.example'",
          "hash = replace(hash, '1', '2')", "kind = 'append_draft'", "step_ordinal = 2", "created_at = 0"}) {
        Folder copy;
        std::filesystem::create_directories(copy.database().parent_path());
        std::filesystem::copy_file(folder_.database(), copy.database());
        ASSERT_EQ(attack(copy.database(), std::string("DROP TRIGGER outbox_fixed; UPDATE outbox SET ") + change), "");
        EXPECT_FALSE(open_store(copy.database())->outbox_item({1})) << change;
    }
}

TEST_F(Damage, OfTheFileWhileRunningIsSetAsideAndStopsEverything) {
    auto store = open_store(folder_.database());
    ASSERT_TRUE(store->letter({1}));
    {
        // Long after opening: the pages that nobody has read yet are overwritten.
        std::fstream file(folder_.database(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(0, std::ios::end);
        const auto size = static_cast<std::size_t>(file.tellp());
        file.seekp(4096);
        file << std::string(size - 4096, '\x5a');
    }
    // A change by somebody else makes SQLite drop the pages that it remembers.
    attack(folder_.database(), "PRAGMA user_version = 1");
    const auto row = store->letter({1});
    ASSERT_FALSE(row);
    const base::Error error = row.error();
    EXPECT_THAT(error.message, HasSubstr("damaged"));
    EXPECT_THAT(error.message, HasSubstr("amends.db.damaged-20261126T080000Z"));
    EXPECT_TRUE(std::filesystem::exists(folder_.database().string() + ".damaged-20261126T080000Z"));
    const auto refused = store->commit(sample_commit(sample_letter(2)));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message, error.message);
}

}  // namespace
}  // namespace amends::store_test
