#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/hash.hpp"
#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::HandoverState;
using core::StepKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const core::StepKey check_in{StepKind::check_in, 1};
const std::string secret = "unforgettable@forgotten.example";
const std::string secret_name = "Wilhelmina Unforgettable";

class Forget : public ::testing::Test {
protected:
    /// A letter with all that can hang on one, the client's name and address in each of it.
    base::LetterId put(int number, const std::string& to, const std::string& name) {
        core::Letter letter = sample_letter(number, to);
        letter.recipients[0].address.name = name;
        letter.subject = "To " + name;
        letter.note = "called " + name;
        letter.last_words = name + " wrote: fine";
        core::Promise promise;
        promise.words = "I will call " + name + " on Friday.";
        letter.promises = {promise};
        letter.auto_send = true;
        letter.id = stored(*store_, sample_commit(letter, {sample_step(check_in, morning)})).letter.id;
        ports::Commit change = sample_commit(letter, {sample_step(check_in, morning)});
        change.thread = {{"answer-" + to}};
        change.outbox = {sample_item(letter.id, check_in, ActionKind::send)};
        change.outbox[0].bytes = "To: " + name + " <" + to + ">\r\n\r\nHow are you?\r\n";
        change.outbox[0].hash = base::sha256_hex(change.outbox[0].bytes);
        change.outbox[0].envelope.recipients = {to};
        change.outbox[0].detail = "handed over for " + to;
        change.into_summary = {{StepKind::call, 1}};
        change.undoable = true;
        EXPECT_TRUE(store_->commit(change));
        return letter.id;
    }
    base::OutboxId sum_up(const std::string& text) {
        ports::OutboxItem item = sample_item({}, {}, ActionKind::summarise);
        item.message_id = {"summary-" + base::sha256_hex(text) + "@me.example"};
        item.bytes = "Subject: summary\r\n\r\n" + text + "\r\n";
        item.hash = base::sha256_hex(item.bytes);
        const auto id = store_->commit_summary(item, *store_->summary_items(account));
        EXPECT_TRUE(id);
        return *id;
    }

    Folder folder_;
    std::unique_ptr<store::SqliteStore> store_ = open_store(folder_.database());
};

TEST_F(Forget, LeavesTheAddressInNoFile) {
    const auto kept = put(1, client, "Client");
    put(2, secret, secret_name);
    put(3, secret, secret_name);
    ASSERT_TRUE(walk(*store_, {2}, {HandoverState::sending, HandoverState::committing, HandoverState::sent}));
    ASSERT_TRUE(store_->leave_client(secret, true, morning));
    sum_up("Letters to " + secret_name + " and others");
    std::ofstream(folder_.database().string() + ".backup-v0-20200101T000000Z") << secret;
    std::ofstream(folder_.database().string() + ".damaged-20200101T000000Z") << secret;
    ASSERT_THAT(folder_.files_with(secret), testing::Not(IsEmpty()));

    EXPECT_EQ(*store_->forget_client("Unforgettable@FORGOTTEN.example"), 2);

    EXPECT_THAT(folder_.files_with(secret), IsEmpty());
    EXPECT_THAT(folder_.files_with(secret_name), IsEmpty());
    EXPECT_THAT(folder_.files_with("Unforgettable"), IsEmpty());
    EXPECT_EQ(store_->letters({.with_closed = true})->size(), 1U);
    EXPECT_TRUE(store_->letter(kept)->has_value());
    EXPECT_TRUE(store_->outbox_item({1})->has_value());
    EXPECT_FALSE(store_->outbox_item({2})->has_value());
    EXPECT_EQ(store_->journal({2}, "", 0)->size(), 2U) << "the journal names nobody and stays";
    EXPECT_FALSE(store_->undo(morning));
}

TEST_F(Forget, KeepsCountingWhatWasSent) {
    put(1, secret, secret_name);
    const auto other = put(2, client, "Client");
    ASSERT_TRUE(walk(*store_, {1}, {HandoverState::sending, HandoverState::committing, HandoverState::sent}));
    ASSERT_TRUE(store_->forget_client(secret));
    EXPECT_EQ((*store_->slice(other, morning))->account.sends_in_hour, 1);
    EXPECT_NE(attack(folder_.database(), "DELETE FROM sends"), "");
}

TEST_F(Forget, ErasesALetterWhereTheClientWasOnlyCopied) {
    core::Letter letter = sample_letter(1);
    letter.recipients.push_back({{secret_name, secret}, core::RecipientField::cc, false});
    stored(*store_, sample_commit(letter));
    EXPECT_EQ(*store_->forget_client(secret), 1);
    EXPECT_THAT(folder_.files_with(secret), IsEmpty());
}

TEST_F(Forget, NeverGivesANumberAgain) {
    const auto forgotten = put(1, secret, secret_name);
    ASSERT_TRUE(store_->forget_client(secret));
    EXPECT_GT(put(2, client, "Client"), forgotten);
}

TEST_F(Forget, PutsWhatElseStoodInAnUnbegunSummaryBackOnTheList) {
    put(1, secret, secret_name);
    const auto other = put(2, client, "Client");
    const auto summary = sum_up(secret_name + ", Client");
    ASSERT_TRUE(store_->forget_client(secret));
    EXPECT_FALSE(store_->outbox_item(summary)->has_value());
    const auto items = *store_->summary_items(account);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].letter, other);
}

TEST_F(Forget, DoesNotListAgainWhatAFinishedSummaryHasTold) {
    put(1, secret, secret_name);
    put(2, client, "Client");
    const auto summary = sum_up(secret_name + ", Client");
    ASSERT_TRUE(walk(*store_, summary, {HandoverState::sending, HandoverState::sent}));
    ASSERT_TRUE(store_->forget_client(secret));
    EXPECT_FALSE(store_->outbox_item(summary)->has_value());
    EXPECT_THAT(*store_->summary_items(account), IsEmpty());
    EXPECT_EQ(*store_->last_summary(account), morning);
}

TEST_F(Forget, SaysThatAReaderKeepsTheLogAlive) {
    put(1, secret, secret_name);
    EXPECT_EQ(*store_->forget_client("nobody@nowhere.example"), 0);
    EXPECT_EQ(*store_->forget_client(secret), 1);
    EXPECT_EQ(*store_->forget_client(secret), 0) << "asking again is no error";
}

/// Every run of twelve characters.
std::vector<std::string> pieces(const std::string& text) {
    constexpr std::size_t length = 12;
    std::vector<std::string> found;
    for (std::size_t at = 0; at + length <= text.size(); ++at) found.push_back(text.substr(at, length));
    return found;
}

TEST_F(Forget, LeavesNoPieceOfWhatWasWrittenInAnyFile) {
    const std::string body = "I broke the blue amphora in my own hands, and Tuesday week brings you its equal.";
    const std::string answer = "Never mind the amphora, it was chipped already.";
    core::Letter letter = sample_letter(1, secret);
    letter.recipients[0].instead = "stand-in@forgotten.example";
    letter.subject = "The blue amphora";
    letter.note = "called on their mobile telephone";
    letter.last_words = answer;
    letter.repair = "an amphora of the same kiln";
    letter.change = "amphorae travel in straw now";
    core::Promise promise;
    promise.words = "Tuesday week brings you its equal";
    letter.promises = {promise};
    ports::Commit change = sample_commit(letter, {sample_step(check_in, morning)});
    change.answerer = "deputy@forgotten.example";
    letter.id = stored(*store_, change).letter.id;
    ports::Commit second = sample_commit(letter, {sample_step(check_in, morning)});
    second.undoable = true;
    second.outbox = {sample_item(letter.id, check_in, ActionKind::append_draft)};
    second.outbox[0].bytes = "To: " + secret + "\r\n\r\nHow is the new amphora?\r\n> " + body + "\r\n";
    second.outbox[0].hash = base::sha256_hex(second.outbox[0].bytes);
    second.outbox[0].detail = "550 no amphora for " + secret;
    ASSERT_TRUE(store_->commit(second));
    ASSERT_TRUE(store_->note_offset(secret, {morning, 10800}));
    std::vector<std::string> sought = {secret, "deputy@forgotten.example", "stand-in@forgotten.example"};
    for (const std::string& text :
         {body, answer, letter.subject, letter.note, letter.repair, letter.change, second.outbox[0].detail}) {
        for (std::string& piece : pieces(text)) sought.push_back(std::move(piece));
    }
    ASSERT_THAT(folder_.files_with(pieces(body)[40]), testing::Not(IsEmpty()));

    EXPECT_EQ(*store_->forget_client(secret), 1);

    for (const std::string& piece : sought) EXPECT_THAT(folder_.files_with(piece), IsEmpty()) << piece;
    store_.reset();
    for (const std::string& piece : sought) EXPECT_THAT(folder_.files_with(piece), IsEmpty()) << piece;
}

TEST_F(Forget, ErasesALetterThatNamesTheClientInItsWordsOnly) {
    core::Letter letter = sample_letter(1);
    letter.note = "Ask " + secret + ".";
    stored(*store_, sample_commit(letter));
    core::Letter near = sample_letter(2);
    near.note = "Ask also" + secret + " and " + secret + ".org";
    const auto kept = stored(*store_, sample_commit(near)).letter.id;
    EXPECT_EQ(*store_->letters_about(secret), std::vector<base::LetterId>{base::LetterId{1}});
    EXPECT_EQ(*store_->forget_client(secret), 1);
    EXPECT_TRUE(store_->letter(kept)->has_value());
}

TEST_F(Forget, RefusesWhileACheckInIsBeingHandedOver) {
    const auto letter = put(1, secret, secret_name);
    for (const auto state : {HandoverState::sending, HandoverState::committing}) {
        ASSERT_TRUE(walk(*store_, {1}, {state}));
        const auto refused = store_->forget_client(secret);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fault, base::Fault::answer_is_no);
        EXPECT_TRUE(store_->letter(letter)->has_value());
    }
    ASSERT_TRUE(walk(*store_, {1}, {HandoverState::unknown}));
    EXPECT_EQ(*store_->forget_client(secret), 1);
}

TEST_F(Forget, KnowsTheLetterAndWhatWasMadeForItByTheirHashes) {
    put(1, secret, secret_name);
    const base::MessageId letter = (*store_->letter({1}))->letter.message_id;
    const base::MessageId made = (*store_->outbox_item({1}))->message_id;
    ASSERT_TRUE(walk(*store_, {1}, {HandoverState::sending, HandoverState::committing, HandoverState::sent}));
    EXPECT_FALSE(*store_->was_forgotten(letter));
    ASSERT_TRUE(store_->forget_client(secret));
    EXPECT_TRUE(*store_->was_forgotten(letter));
    EXPECT_TRUE(*store_->was_forgotten(made)) << "made again it would come twice";
    EXPECT_THAT(folder_.files_with(letter.value), IsEmpty());
    EXPECT_THAT(folder_.files_with(made.value), IsEmpty());
}

TEST_F(Forget, DoesNotTakeWhatWasNeverMadeForMade) {
    put(1, secret, secret_name);
    const base::MessageId planned = (*store_->outbox_item({1}))->message_id;
    ASSERT_TRUE(store_->forget_client(secret));
    EXPECT_FALSE(*store_->was_forgotten(planned));
}

TEST_F(Forget, SweepsAtTheNextStartWhatADeadProgramLeft) {
    put(1, secret, secret_name);
    ASSERT_TRUE(store_->forget_client(secret));
    store_.reset();
    const auto left = folder_.database().string() + ".backup-v0-20200101T000000Z";
    std::ofstream(left) << secret;
    store_ = open_store(folder_.database());
    EXPECT_TRUE(std::filesystem::exists(left)) << "nothing was left to do";
    store_.reset();
    ASSERT_EQ(attack(folder_.database(), "UPDATE facts SET value = '1' WHERE key = 'unswept'"), "");
    store_ = open_store(folder_.database());
    EXPECT_THAT(folder_.files_with(secret), IsEmpty());
    store_.reset();
    EXPECT_EQ(ask(folder_.database(), "SELECT value FROM facts WHERE key = 'unswept'"), "");
}

}  // namespace
}  // namespace amends::store_test
