#include <gtest/gtest.h>

#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::HandoverState;
using core::LetterState;
using core::StepKind;
using core::StepState;
using std::chrono::hours;

class Reading : public ::testing::Test {
protected:
    base::LetterId put(int number, std::vector<core::Step> steps, LetterState state = LetterState::open,
                       const std::string& in_account = account, base::Instant sent_at = morning) {
        core::Letter letter = sample_letter(number);
        letter.account = in_account;
        letter.state = state;
        letter.sent_at = sent_at;
        ports::Commit change = sample_commit(letter, std::move(steps));
        change.account = in_account;
        return stored(*store_, change).letter.id;
    }
    std::vector<base::LetterId> listed(const ports::LetterFilter& filter) {
        std::vector<base::LetterId> ids;
        const auto rows = store_->letters(filter);
        for (const ports::LetterRow& row : *rows) ids.push_back(row.letter.id);
        return ids;
    }

    Folder folder_;
    std::unique_ptr<store::SqliteStore> store_ = open_store(folder_.database());
};

using Ids = std::vector<base::LetterId>;

TEST_F(Reading, ListsTheNearestStepFirstThenTheNewestLetters) {
    const auto old = put(1, {}, LetterState::open, account, morning - hours{48});
    const auto later = put(2, {sample_step({StepKind::check_in, 1}, morning + hours{9})});
    const auto newest = put(3, {sample_step({StepKind::check_in, 1}, morning, StepState::done)});
    const auto nearest = put(4, {sample_step({StepKind::call, 1}, morning + hours{90}),
                                 sample_step({StepKind::check_in, 1}, morning + hours{1})});
    const auto closed = put(5, {}, LetterState::closed, account, morning - hours{72});
    const auto elsewhere =
        put(6, {sample_step({StepKind::call, 1}, morning + hours{2})}, LetterState::answered, "home");

    EXPECT_EQ(listed({}), (Ids{nearest, elsewhere, later, newest, old}));
    EXPECT_EQ(listed({.with_closed = true}), (Ids{nearest, elsewhere, later, newest, old, closed}));
    EXPECT_EQ(listed({.account = account}), (Ids{nearest, later, newest, old}));
    EXPECT_EQ(listed({.limit = 3}), (Ids{nearest, elsewhere, later}));
    EXPECT_EQ(listed({.account = account, .with_closed = true, .limit = 4}), (Ids{nearest, later, newest, old}));
}

TEST_F(Reading, CountsOpenPromisesAndTellsTheNearestDay) {
    const auto promising = [&](int number, const char* state, const char* wall) {
        core::Letter letter = sample_letter(number);
        if (std::string(state) == "closed") letter.state = LetterState::closed;
        core::Promise kept;
        kept.state = core::PromiseState::kept;
        kept.settled_at = morning;
        kept.due = sample_step({}, morning - hours{900}).due;
        core::Promise dated;
        dated.ordinal = 2;
        dated.due = sample_step({}, morning).due;
        dated.due->wall = *base::parse_civil_date_time(wall);
        core::Promise undated;
        undated.ordinal = 3;
        letter.promises = {kept, dated, undated};
        stored(*store_, sample_commit(letter));
    };
    EXPECT_EQ(*store_->open_promises(account), ports::OpenPromises{});
    promising(1, "open", "2026-12-04T23:59:59");
    promising(2, "open", "2026-12-03T12:00:00");
    promising(3, "closed", "2026-12-01T12:00:00");
    EXPECT_EQ(*store_->open_promises(account), (ports::OpenPromises{4, base::parse_civil_date("2026-12-03")}));
    EXPECT_EQ(*store_->open_promises("home"), ports::OpenPromises{});
}

TEST_F(Reading, ListsTheLettersToOneClient) {
    const auto mine = put(1, {});
    core::Letter other = sample_letter(2, "other@client.example");
    other.recipients.push_back({{"", "Client@Client.Example"}, core::RecipientField::to, false});
    const auto both = stored(*store_, sample_commit(other)).letter.id;
    core::Letter copied = sample_letter(3, "other@client.example");
    copied.recipients.push_back({{"", client}, core::RecipientField::cc, false});
    stored(*store_, sample_commit(copied));
    const auto closed = put(4, {}, LetterState::closed);
    put(5, {}, LetterState::open, "home");
    EXPECT_EQ(listed({.account = account, .client = client}), (Ids{both, mine}));
    EXPECT_EQ(listed({.with_closed = true, .client = client, .after = both}), (Ids{closed, {5}}));
    EXPECT_EQ(listed({.client = "nobody@client.example"}), Ids{});
}

TEST_F(Reading, ListsEachLetterWithItsOwnStepsAndRecipients) {
    for (int number = 1; number <= 30; ++number) {
        put(number, std::vector<core::Step>(static_cast<std::size_t>(number % 3 == 0 ? 0 : 1),
                                            sample_step({StepKind::check_in, 1}, morning + hours{number})));
    }
    const auto rows = *store_->letters({});
    ASSERT_EQ(rows.size(), 30U);
    for (const ports::LetterRow& row : rows) {
        const auto alone = *store_->letter(row.letter.id);
        ASSERT_TRUE(alone);
        EXPECT_EQ(alone->letter, row.letter);
        EXPECT_EQ(alone->steps, row.steps);
    }
}

TEST_F(Reading, FindsWhatIsDueWithTheLongestWaitingFirst) {
    const auto second = put(1, {sample_step({StepKind::check_in, 1}, morning)});
    const auto first = put(2, {sample_step({StepKind::call, 1}, morning - hours{2}),
                               sample_step({StepKind::check_in, 1}, morning - hours{1})});
    put(3, {sample_step({StepKind::check_in, 1}, morning + hours{1})});
    put(4, {sample_step({StepKind::check_in, 1}, morning - hours{9}, StepState::drafted)});
    put(5, {sample_step({StepKind::check_in, 1}, morning - hours{9})}, LetterState::open, "home");
    EXPECT_EQ(*store_->due(account, morning), (Ids{first, second}));
}

TEST_F(Reading, WakesForTheNearestStepOrOutboxItem) {
    EXPECT_EQ(*store_->next_wake(account), std::nullopt);
    const auto letter = put(1, {sample_step({StepKind::check_in, 1}, morning + hours{5})});
    EXPECT_EQ(*store_->next_wake(account), morning + hours{5});
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.outbox = {sample_item(letter, {StepKind::check_in, 1}, ActionKind::append_draft)};
    change.outbox[0].next_try = morning + hours{2};
    const auto item = store_->commit(change)->outbox.at(0);
    EXPECT_EQ(*store_->next_wake(account), morning + hours{2});
    ASSERT_TRUE(walk(*store_, item, {HandoverState::sending}));
    EXPECT_EQ(*store_->next_wake(account), morning + hours{5}) << "what is on its way needs nobody to wake";
    EXPECT_EQ(*store_->next_wake("home"), std::nullopt);
}

TEST_F(Reading, GoesThroughAllLettersInParts) {
    for (int number = 1; number <= 5; ++number) put(number, {}, LetterState::open, account, morning - hours{number});
    std::vector<std::int64_t> seen;
    base::LetterId after{0};
    while (true) {
        const auto part = *store_->letters({.account = account, .limit = 2, .after = after});
        for (const ports::LetterRow& row : part) {
            seen.push_back(row.letter.id.value);
            after = row.letter.id;
        }
        if (part.size() < 2) break;
    }
    EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2, 3, 4, 5}));
}

TEST_F(Reading, KnowsTheOldestLetterThatStillWaits) {
    put(1, {}, LetterState::closed, account, morning - hours{90});
    put(2, {}, LetterState::answered, account, morning - hours{50});
    put(3, {}, LetterState::open, account, morning - hours{10});
    EXPECT_EQ(*store_->oldest_open(account), morning - hours{50});
    EXPECT_EQ(*store_->oldest_open("home"), std::nullopt);
    EXPECT_EQ(*store_->count_open(account), 2);
    EXPECT_EQ(*store_->count_open("home"), 0);
}

TEST_F(Reading, GivesTheJournalOldestFirstAndOnlyTheNewestWhereLimited) {
    const auto one = put(1, {});
    const auto two = put(2, {}, LetterState::open, "home");
    put(3, {});
    EXPECT_EQ(store_->journal({}, "", 0)->size(), 3U);
    EXPECT_EQ(store_->journal(one, "", 0)->at(0).letter, one);
    EXPECT_EQ(store_->journal({}, "home", 0)->at(0).letter, two);
    EXPECT_TRUE(store_->journal(one, "home", 0)->empty());
    const auto newest = *store_->journal({}, "", 2);
    ASSERT_EQ(newest.size(), 2U);
    EXPECT_LT(newest[0].id, newest[1].id);
    EXPECT_EQ(newest[0].letter, two);
}

TEST_F(Reading, CountsReadingsThatNeverEnded) {
    EXPECT_EQ(*store_->begin_reading(account, "INBOX", 1, 7), 0);
    EXPECT_EQ(*store_->begin_reading(account, "INBOX", 1, 7), 1);
    store_.reset();
    store_ = open_store(folder_.database());
    EXPECT_EQ(*store_->begin_reading(account, "INBOX", 1, 7), 2);
    EXPECT_EQ(*store_->begin_reading(account, "INBOX", 2, 7), 0) << "another UIDVALIDITY is another message";
    ASSERT_TRUE(store_->end_reading(account, "INBOX", 1, 7));
    EXPECT_EQ(*store_->begin_reading(account, "INBOX", 1, 7), 0);
}

TEST_F(Reading, MovesACursor) {
    ports::Commit change;
    change.at = morning;
    change.account = account;
    for (ports::Uid uid : {5U, 9U}) {
        change.cursor = ports::Cursor{account, "Entwürfe", 3, uid, 8};
        ASSERT_TRUE(store_->commit(change));
    }
    ASSERT_EQ(store_->cursors(account)->size(), 1U);
    EXPECT_EQ(store_->cursors(account)->at(0).uid_next, 9U);
}

TEST_F(Reading, RemembersTheFirstStartForEver) {
    EXPECT_EQ(*store_->first_start(account, morning), morning);
    ASSERT_TRUE(store_->set_paused("home", true, morning));
    EXPECT_EQ(*store_->first_start("home", morning + hours{1}), morning + hours{1});
    store_.reset();
    store_ = open_store(folder_.database());
    EXPECT_EQ(*store_->first_start(account, morning + hours{99}), morning);
}

TEST_F(Reading, KeepsWhatAHoldIsDecidedOn) {
    EXPECT_EQ(*store_->last_turn(account), std::nullopt);
    const core::ClockReading turn{morning, "boot", hours{3}};
    ASSERT_TRUE(store_->commit({.at = morning, .account = account, .turn = turn}));
    EXPECT_EQ(*store_->last_turn(account), turn);
    EXPECT_EQ(*store_->last_turn("home"), std::nullopt);

    auto send = sample_step({core::StepKind::check_in, 1}, morning);
    send.means = core::Means::send;
    auto call = sample_step({core::StepKind::call, 1}, morning + hours{1});
    const auto letter = stored(*store_, sample_commit(sample_letter(77), {send, call})).letter.id;
    EXPECT_EQ(*store_->became_due(account, morning - hours{1}, morning), 1);
    EXPECT_EQ(*store_->became_due(account, morning, morning + hours{1}), 1);
    EXPECT_EQ(*store_->became_due(account, morning + hours{1}, morning + hours{9}), 0) << "it became due before";
    EXPECT_EQ(*store_->letters_to_be_sent(account), std::vector{letter});
    EXPECT_TRUE(store_->letters_to_be_sent("home")->empty());
}

TEST_F(Reading, KeepsTheUsersStandingOrders) {
    EXPECT_FALSE(*store_->paused(account));
    ASSERT_TRUE(store_->set_paused(account, true, morning));
    const core::AccountHold hold{core::HoldCause::clock, morning, "", true};
    ASSERT_TRUE(store_->commit({.at = morning, .account = account, .hold = hold}));
    ASSERT_TRUE(store_->set_paused(account, false, morning));
    EXPECT_FALSE(*store_->paused(account));
    EXPECT_EQ(*store_->hold(account), hold);
    EXPECT_EQ(*store_->hold("home"), std::nullopt);
    EXPECT_EQ(*store_->fact("boot"), std::nullopt);
    ASSERT_TRUE(store_->set_fact("boot", "one"));
    ASSERT_TRUE(store_->set_fact("boot", "two"));
    EXPECT_EQ(*store_->fact("boot"), "two");
}

TEST_F(Reading, LeavesAClientInPeaceByToOnly) {
    const auto open = put(1, {});
    const auto answered = put(2, {}, LetterState::answered);
    put(3, {}, LetterState::closed);
    core::Letter copied = sample_letter(4, "boss@client.example");
    copied.recipients.push_back({{"", client}, core::RecipientField::cc, false});
    const auto cc_only = stored(*store_, sample_commit(copied)).letter.id;

    EXPECT_EQ(*store_->leave_client(" Client@CLIENT.example ", true, morning), (Ids{open, answered}));
    EXPECT_TRUE((*store_->slice(open, morning))->client.in_peace);
    EXPECT_FALSE((*store_->slice(cc_only, morning))->client.in_peace);
    ASSERT_TRUE(store_->leave_client(client, false, morning));
    EXPECT_FALSE((*store_->slice(open, morning))->client.in_peace);
}

TEST_F(Reading, CountsNoticesOfTheLastHour) {
    const auto letter = put(1, {});
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.outbox = {sample_item(letter, {StepKind::call, 1}, ActionKind::append_reminder),
                     sample_item(letter, {StepKind::check_in, 1}, ActionKind::append_draft),
                     sample_item(letter, {StepKind::check_in, 1}, ActionKind::withdraw_draft)};
    change.outbox[1].created_at = morning - hours{1};
    ASSERT_TRUE(store_->commit(change));
    EXPECT_EQ((*store_->slice(letter, morning))->account.notices_in_hour, 1);
    EXPECT_EQ((*store_->slice(letter, morning - hours{1}))->account.notices_in_hour, 2);
    EXPECT_EQ((*store_->slice(letter, morning + hours{2}))->account.notices_in_hour, 0);
}

TEST_F(Reading, AnswersNothingForALetterThatIsNotThere) {
    EXPECT_EQ(*store_->letter({77}), std::nullopt);
    EXPECT_FALSE(store_->slice({77}, morning)->has_value());
    EXPECT_EQ(*store_->letter_by_message_id(account, {"none@x.example"}), std::nullopt);
    EXPECT_FALSE(store_->outbox_item({77})->has_value());
}

}  // namespace
}  // namespace amends::store_test
