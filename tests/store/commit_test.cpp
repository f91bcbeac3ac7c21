#include <gtest/gtest.h>

#include <random>

#include "base/hash.hpp"
#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::HandoverState;
using core::StepKind;
using core::StepState;

/// Random values that use every word and awkward texts.
class Random {
public:
    explicit Random(unsigned seed) : engine_(seed) {}
    int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(engine_); }
    bool coin() { return up_to(1) == 1; }
    std::string text() {
        static const std::vector<std::string> pieces{
            "", "a", "Ünïcode", "'; DROP TABLE letters; --", "\n", "🙂", "\"", "%s", "1:2;", " "};
        std::string text;
        for (int left = up_to(4); left > 0; --left) text += pieces[static_cast<std::size_t>(up_to(9))];
        if (up_to(20) == 0) text += std::string("zero\0byte", 9);
        if (up_to(20) == 0) text += "\xff\xfe not UTF-8";
        return text;
    }
    base::Instant instant() { return {morning.seconds + up_to(100'000'000) - 50'000'000}; }
    std::optional<base::Instant> maybe_instant() { return coin() ? std::optional(instant()) : std::nullopt; }

    core::Letter letter(int number) {
        core::Letter made = sample_letter(number);
        for (int left = up_to(3); left > 0; --left)
            made.references.push_back({"r" + std::to_string(left) + "@x.example"});
        made.from = {text(), "me@me.example"};
        made.recipients.clear();
        for (int left = 1 + up_to(3); left > 0; --left) {
            made.recipients.push_back({{text(), "Person" + std::to_string(left) + "@Client.example"},
                                       coin() ? core::RecipientField::to : core::RecipientField::cc,
                                       coin()});
        }
        made.subject = text();
        made.sent_at = instant();
        made.state = static_cast<core::LetterState>(up_to(3));
        made.protection = static_cast<base::Protection>(up_to(2));
        made.language = coin() ? "en" : "";
        made.client_zone = coin() ? "America/Sao_Paulo" : "";
        made.auto_send = coin();
        made.let_go = coin();
        made.answered_at = maybe_instant();
        made.answered_by =
            std::vector<std::string>{"", "mail", "phone", "meeting", "other"}[static_cast<std::size_t>(up_to(4))];
        made.note = text();
        made.last_words = text();
        if (coin()) made.tone = static_cast<core::Tone>(up_to(2));
        made.hold = static_cast<core::Hold>(up_to(2));
        if (coin()) made.recipients.front().instead = "desk@client.example";
        made.situation = coin() ? "missed_deadline" : "";
        made.repair = text();
        made.change = text();
        if (coin()) made.severity = coin() ? guide::Offence::minor : guide::Offence::serious;
        const int promised = number % 4;
        for (int ordinal = 1; ordinal <= promised; ++ordinal) made.promises.push_back(promise(ordinal));
        return made;
    }
    /// Always open: one that is over stays as it is.
    core::Promise promise(int ordinal) {
        core::Promise made;
        made.ordinal = ordinal;
        made.words = text();
        made.whole_day = coin();
        made.ambiguous = coin();
        if (coin()) made.due = sample_step({}, instant()).due;
        if (made.due) made.due->rule = text();
        if (made.due && coin()) made.rhythm = core::rhythm_from("2 week; mon thu; at 09:30:00; until 2027-03-31");
        if (made.rhythm) made.first = base::civil_at_offset(instant(), 0).date;
        made.slips = up_to(3);
        if (coin()) made.was_due = base::civil_at_offset(instant(), 0).date;
        made.settled_at = maybe_instant();
        return made;
    }
    std::vector<core::Step> steps() {
        std::vector<core::Step> made;
        for (int kind = 0; kind <= static_cast<int>(StepKind::complaint_notice); ++kind) {
            for (int ordinal = 1; ordinal <= up_to(2); ++ordinal) {
                core::Step step =
                    sample_step({static_cast<StepKind>(kind), ordinal}, instant(), static_cast<StepState>(up_to(8)));
                step.means = static_cast<core::Means>(up_to(2));
                step.due.zone = "Asia/Kolkata";
                step.due.rule = text();
                step.meant_for = instant();
                step.acted_at = maybe_instant();
                step.outcome = text();
                const bool of_promise = kind >= static_cast<int>(StepKind::promise_due) &&
                                        kind <= static_cast<int>(StepKind::slipped_message);
                step.promise = of_promise ? 1 + up_to(4) : 0;
                made.push_back(step);
            }
        }
        return made;
    }

private:
    std::mt19937 engine_;
};

core::Letter without_id(core::Letter letter) {
    letter.id = {};
    return letter;
}

std::vector<core::Step> without_ids(std::vector<core::Step> steps) {
    for (core::Step& step : steps) step.id = {};
    return steps;
}

TEST(Commit, GivesBackWhatWasStoredAlsoAfterOpeningAgain) {
    Folder folder;
    Random random(7);
    std::vector<ports::LetterRow> expected;
    auto store = open_store(folder.database());
    for (int number = 1; number <= 60; ++number) {
        const core::Letter letter = random.letter(number);
        const std::vector<core::Step> steps = random.steps();
        const ports::LetterRow row = stored(*store, sample_commit(letter, steps));
        EXPECT_EQ(without_id(row.letter), letter);
        EXPECT_EQ(without_ids(row.steps), steps);
        expected.push_back(row);
    }
    for (ports::LetterRow& row : expected) {  // a second version of each
        core::Letter changed = random.letter(static_cast<int>(row.letter.id.value));
        changed.id = row.letter.id;
        for (core::Step& step : row.steps) step.state = static_cast<StepState>(random.up_to(8));
        row = stored(*store, sample_commit(changed, row.steps));
        EXPECT_EQ(row.letter, changed);
    }
    store.reset();
    store = open_store(folder.database());
    for (const ports::LetterRow& row : expected) {
        const auto again = store->letter(row.letter.id);
        ASSERT_TRUE(again && *again);
        EXPECT_EQ((*again)->letter, row.letter);
        EXPECT_EQ((*again)->steps, row.steps);
    }
}

TEST(Commit, WritesLetterStepsThreadOutboxJournalAndCursorTogether) {
    Folder folder;
    auto store = open_store(folder.database());
    ports::Commit change = sample_commit(sample_letter(1), {sample_step({StepKind::check_in, 1}, morning)});
    change.thread = {{"answer@client.example"}};
    change.outbox = {sample_item({}, {StepKind::check_in, 1}, ActionKind::append_draft)};
    change.reasons = {{core::StepKey{StepKind::check_in, 1}, "Three business days of silence."},
                      {std::nullopt, "Something about the letter."}};
    change.into_summary = {{StepKind::check_in, 1}};
    change.cursor = ports::Cursor{account, "INBOX", 4294967295U, 17, 1'234'567'890'123ULL};
    const auto committed = store->commit(change);
    ASSERT_TRUE(committed) << committed.error().message;
    ASSERT_EQ(committed->outbox.size(), 1U);

    const auto item = store->outbox_item(committed->outbox[0]);
    ASSERT_TRUE(item && *item);
    EXPECT_EQ((*item)->letter, committed->letter);
    EXPECT_EQ((*item)->bytes, change.outbox[0].bytes);
    const auto entries = store->thread_entries(account, {{"answer@client.example"}, {"letter-1@me.example"}});
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_FALSE((*entries)[0].is_letter);
    EXPECT_TRUE((*entries)[1].is_letter);
    const auto journal = store->journal(committed->letter, "", 0);
    ASSERT_TRUE(journal);
    ASSERT_EQ(journal->size(), 2U);
    EXPECT_EQ((*journal)[0].reason, "Three business days of silence.");
    EXPECT_EQ((*journal)[0].step, (core::StepKey{StepKind::check_in, 1}));
    EXPECT_EQ((*journal)[1].step, std::nullopt);
    const auto cursors = store->cursors(account);
    ASSERT_TRUE(cursors);
    ASSERT_EQ(cursors->size(), 1U);
    EXPECT_EQ((*cursors)[0].uid_validity, 4294967295U);
    EXPECT_EQ((*cursors)[0].highest_modseq, 1'234'567'890'123ULL);
    EXPECT_EQ(store->summary_items(account)->size(), 1U);
}

TEST(Commit, LeavesNothingWhereItsLastPartIsRefused) {
    Folder folder;
    auto store = open_store(folder.database());
    ports::Commit change = sample_commit(sample_letter(1), {sample_step({StepKind::check_in, 1}, morning)});
    change.outbox = {sample_item({}, {StepKind::check_in, 1}, ActionKind::append_draft)};
    change.cursor = ports::Cursor{account, "INBOX", 1, 2, 3};
    change.outbox[0].hash[0] = change.outbox[0].hash[0] == 'a' ? 'b' : 'a';
    const auto refused = store->commit(change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().retry, base::Retry::never);
    EXPECT_TRUE(store->letters({.with_closed = true})->empty());
    EXPECT_TRUE(store->journal({}, "", 0)->empty());
    EXPECT_TRUE(store->cursors(account)->empty());
    EXPECT_TRUE(store->thread_entries(account, {{"letter-1@me.example"}})->empty());
}

TEST(Commit, RefusesTheSameLetterTwiceInAnAccountAndTakesItInAnother) {
    Folder folder;
    auto store = open_store(folder.database());
    ASSERT_TRUE(store->commit(sample_commit(sample_letter(1))));
    const auto twice = store->commit(sample_commit(sample_letter(1)));
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().fault, base::Fault::internal);
    EXPECT_NE(twice.error().message.find("UNIQUE"), std::string::npos);
    ports::Commit other = sample_commit(sample_letter(1));
    other.account = other.letter->account = "home";
    EXPECT_TRUE(store->commit(other));
}

TEST(Commit, RefusesStepsWithoutTheirLetter) {
    Folder folder;
    auto store = open_store(folder.database());
    ports::Commit change = sample_commit(sample_letter(1), {sample_step({StepKind::check_in, 1}, morning)});
    change.letter.reset();
    EXPECT_FALSE(store->commit(change));
}

TEST(Commit, KeepsTheNumberAndTheOrderOfAStepThatItChanges) {
    Folder folder;
    auto store = open_store(folder.database());
    const auto row = stored(*store, sample_commit(sample_letter(1), {sample_step({StepKind::make_good, 1}, morning),
                                                                     sample_step({StepKind::check_in, 1}, morning)}));
    core::Step step = row.steps[1];
    step.id = {};
    step.state = StepState::done;
    step.outcome = "A draft was made.";
    const auto changed = stored(*store, sample_commit(row.letter, {step}));
    ASSERT_EQ(changed.steps.size(), 2U);
    EXPECT_EQ(changed.steps[0], row.steps[0]);
    EXPECT_EQ(changed.steps[1].id, row.steps[1].id);
    EXPECT_EQ(changed.steps[1].state, StepState::done);
}

TEST(Commit, SaysThatALetterWasForgotten) {
    Folder folder;
    auto store = open_store(folder.database());
    core::Letter letter = sample_letter(1);
    letter.id = {99};
    const auto gone = store->commit(sample_commit(letter));
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().fault, base::Fault::answer_is_no);
}

TEST(Commit, FindsALetterByItsOldAndItsNewMessageId) {
    Folder folder;
    auto store = open_store(folder.database());
    auto row = stored(*store, sample_commit(sample_letter(1)));
    row.letter.message_id = {"rewritten@server.example"};
    ASSERT_TRUE(store->commit(sample_commit(row.letter)));
    EXPECT_EQ(*store->letter_by_message_id(account, {"rewritten@server.example"}), row.letter.id);
    EXPECT_EQ(*store->letter_by_message_id(account, {"letter-1@me.example"}), std::nullopt);
    EXPECT_EQ(store->thread_entries(account, {{"letter-1@me.example"}, {"rewritten@server.example"}})->size(), 2U);
    EXPECT_TRUE(store->thread_entries("home", {{"letter-1@me.example"}})->empty());
}

}  // namespace
}  // namespace amends::store_test
