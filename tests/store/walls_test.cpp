// The second wall, attacked by raw SQL and by commits that a correct program would never make.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "store/words.hpp"
#include "tests/store/sample.hpp"

namespace amends::store_test {
namespace {

using core::ActionKind;
using core::HandoverState;
using core::LetterState;
using core::StepKind;
using std::chrono::hours;
using ::testing::HasSubstr;

constexpr std::array all_states{HandoverState::due,     HandoverState::sending,  HandoverState::committing,
                                HandoverState::sent,    HandoverState::refused,  HandoverState::not_sent,
                                HandoverState::unknown, HandoverState::cancelled};
const core::StepKey check_in{StepKind::check_in, 1};

class Walls : public ::testing::Test {
protected:
    /// A letter that is opted in, with a send that is due.
    base::OutboxId put_send(int number, const std::string& to) {
        core::Letter letter = sample_letter(number, to);
        letter.auto_send = true;
        ports::Commit change = sample_commit(letter, {sample_step(check_in, morning)});
        change.outbox = {sample_item({number}, check_in, ActionKind::send)};
        const auto committed = store_->commit(change);
        EXPECT_TRUE(committed) << committed.error().message;
        return committed ? committed->outbox.at(0) : base::OutboxId{};
    }
    std::string attacked(const std::string& sql) { return attack(folder_.database(), sql); }
    std::string said(const std::string& sql) { return ask(folder_.database(), sql); }
    bool to_the_dot(base::OutboxId item, base::Instant at = morning) {
        return walk(*store_, item, {HandoverState::sending, HandoverState::committing}, at);
    }

    Folder folder_;
    std::unique_ptr<store::SqliteStore> store_ = open_store(folder_.database());
};

TEST_F(Walls, KnowEveryArrowOfTheCoreAndNoOther) {
    std::string expected;
    for (const HandoverState from : all_states) {
        for (const HandoverState to : all_states) {
            const std::string found = said(
                fmt::format("SELECT count(*) FROM handover_transitions WHERE from_state = '{}' AND to_state = '{}'",
                            core::to_word(from), core::to_word(to)));
            EXPECT_EQ(found == "1", core::may_go(from, to)) << core::to_word(from) << " to " << core::to_word(to);
        }
    }
    EXPECT_EQ(said("SELECT count(*) FROM handover_transitions"), std::to_string(core::transitions().size()));
}

TEST_F(Walls, RefuseEveryArrowThatIsNotThere) {
    const base::OutboxId item = put_send(1, client);
    // Every state there is, reached by legal arrows, with a copy of the file for each attack.
    const std::vector<std::vector<HandoverState>> ways{
        {},
        {HandoverState::sending},
        {HandoverState::sending, HandoverState::committing},
        {HandoverState::sending, HandoverState::committing, HandoverState::sent},
        {HandoverState::sending, HandoverState::committing, HandoverState::refused},
        {HandoverState::sending, HandoverState::committing, HandoverState::not_sent},
        {HandoverState::sending, HandoverState::committing, HandoverState::unknown},
        {HandoverState::cancelled}};
    for (const auto& way : ways) {
        HandoverState from = HandoverState::due;
        std::string walk_there;
        for (HandoverState state : way) {
            walk_there +=
                fmt::format("UPDATE outbox SET state = '{}' WHERE id = {};", core::to_word(state), item.value);
            from = state;
        }
        for (const HandoverState to : all_states) {
            if (to == from) continue;
            // The failing statement leaves the transaction open and closing rolls it back: each attack starts anew.
            const std::string answer = attacked(fmt::format("BEGIN; {} UPDATE outbox SET state = '{}' WHERE id = {};",
                                                            walk_there, core::to_word(to), item.value));
            EXPECT_EQ(answer.empty(), core::may_go(from, to))
                << core::to_word(from) << " to " << core::to_word(to) << ": " << answer;
        }
    }
}

TEST_F(Walls, LetOneAttemptBeginAndOneReachTheDot) {
    const base::OutboxId item = put_send(1, client);
    const auto handing_over = [&](HandoverState to) {
        ports::Commit change;
        change.at = morning;
        change.account = account;
        change.handovers = {{.id = item, .to = to}};
        return store_->commit(change);
    };
    for (const HandoverState state : {HandoverState::sending, HandoverState::committing}) {
        ASSERT_TRUE(handing_over(state));
        const auto second = handing_over(state);
        ASSERT_FALSE(second) << core::to_word(state);
        EXPECT_EQ(second.error().fault, base::Fault::answer_is_no) << core::to_word(state);
        EXPECT_THAT(second.error().message, HasSubstr("another attempt"));
    }
    EXPECT_FALSE(handing_over(HandoverState::sending));
    EXPECT_TRUE(handing_over(HandoverState::not_sent));
    EXPECT_TRUE(handing_over(HandoverState::not_sent)) << "where its next attempt may be put off";
}

TEST_F(Walls, RefuseToAlterWhatWasDecided) {
    put_send(1, client);
    for (const char* change : {"bytes = x'00'", "hash = replace(hash, 'a', 'b')", "message_id = 'other@me.example'",
                               "recipients = 'other@x.example'", "sender = 'x@x.example'", "kind = 'append_draft'",
                               "letter = NULL", "step_kind = 'call'", "step_ordinal = 2", "account = 'home'",
                               "created_at = 0", "seal = ''", "id = 50", "envelope_id = 'x'"}) {
        EXPECT_THAT(attacked(std::string("UPDATE outbox SET ") + change), HasSubstr("never altered")) << change;
    }
}

TEST_F(Walls, RefuseToDropOrReplaceAnItemOfALetter) {
    put_send(1, client);
    EXPECT_THAT(attacked("DELETE FROM outbox"), HasSubstr("wall:"));
    for (const char* id : {"id", "NULL"}) {
        EXPECT_NE(attacked(fmt::format(
                      "INSERT OR REPLACE INTO outbox SELECT {}, account, letter, step_kind, step_ordinal, kind, state, "
                      "message_id, bytes, hash, sender, recipients, envelope_id, seal, folder, uid_validity, uid_next, "
                      "uid, attempts, created_at, next_try, changed_at, detail, last_look, sent_copy_due FROM outbox",
                      id)),
                  "");
    }
    EXPECT_EQ(said("SELECT count(*) FROM outbox"), "1");
}

TEST_F(Walls, RefuseAnItemThatDoesNotBeginAsDue) {
    const auto letter = stored(*store_, sample_commit(sample_letter(1))).letter.id;
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.outbox = {sample_item(letter, check_in, ActionKind::append_draft)};
    change.outbox[0].state = HandoverState::sent;
    const auto refused = store_->commit(change);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("begins as due"));
}

TEST_F(Walls, LetTheJournalOnlyGrow) {
    put_send(1, client);
    EXPECT_THAT(attacked("UPDATE journal SET reason = 'nothing happened'"), HasSubstr("only ever added to"));
    EXPECT_THAT(attacked("DELETE FROM journal"), HasSubstr("only ever added to"));
    EXPECT_THAT(attacked("PRAGMA recursive_triggers = OFF; INSERT OR REPLACE INTO journal (id, at, account, letter, "
                         "reason) VALUES (1, 0, 'x', 0, 'x')"),
                HasSubstr("only ever added to"));
}

TEST_F(Walls, StopSendsAtTheAccountsHour) {
    for (int number = 1; number <= 30; ++number) put_send(number, fmt::format("client{}@client.example", number));
    attacked("UPDATE outbox SET state = 'sending'");
    EXPECT_THAT(attacked("UPDATE outbox SET state = 'committing'"), HasSubstr("cap of the account"));
    EXPECT_EQ(said("SELECT count(*) FROM sends"), "0") << "one statement, one fate";
    for (int number = 1; number <= 30; ++number) {
        attacked(fmt::format("UPDATE outbox SET state = 'committing' WHERE id = {}", number));
    }
    EXPECT_EQ(said("SELECT count(*) FROM outbox WHERE state = 'committing'"), "5");
}

TEST_F(Walls, StopSendsAtTheAccountsDayAndLetThemGoOnTheNext) {
    for (int number = 1; number <= 30; ++number) put_send(number, fmt::format("client{}@client.example", number));
    int sent = 0;
    for (int number = 1; number <= 30; ++number) {  // one in 20 minutes: never more than 3 in an hour
        sent += to_the_dot({number}, morning + std::chrono::minutes{20 * number}) ? 1 : 0;
    }
    EXPECT_EQ(sent, 20);
    EXPECT_TRUE(walk(*store_, {30}, {HandoverState::committing}, morning + hours{48}));
}

TEST_F(Walls, StopASecondSendToAClientWithinSevenDays) {
    const auto first = put_send(1, client);
    const auto second = put_send(2, "CLIENT@client.example");
    const auto other = put_send(3, "somebody@else.example");
    ASSERT_TRUE(to_the_dot(first));
    ASSERT_TRUE(walk(*store_, second, {HandoverState::sending}));
    ports::Commit change;
    change.at = morning + hours{24};
    change.account = account;
    change.handovers = {{.id = second, .to = HandoverState::committing}};
    const auto refused = store_->commit(change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().retry, base::Retry::later);
    EXPECT_EQ(refused.error().fault, base::Fault::answer_is_no);
    EXPECT_TRUE(to_the_dot(other));
    change.at = morning + hours{7 * 24};
    EXPECT_TRUE(store_->commit(change));
}

TEST_F(Walls, DoNotCountWhatProvablyDidNotLeave) {
    const auto first = put_send(1, client);
    const auto second = put_send(2, client);
    ASSERT_TRUE(to_the_dot(first));
    EXPECT_EQ((*store_->slice({2}, morning))->client.sends_in_7_days, 1);
    EXPECT_EQ((*store_->slice({2}, morning))->account.sends_in_hour, 1);
    EXPECT_EQ((*store_->slice({2}, morning + hours{2}))->account.sends_in_hour, 0);
    EXPECT_EQ((*store_->slice({2}, morning + hours{2}))->account.sends_in_day, 1);
    ASSERT_TRUE(walk(*store_, first, {HandoverState::not_sent}));
    EXPECT_EQ((*store_->slice({2}, morning))->client.sends_in_7_days, 0);
    EXPECT_EQ((*store_->slice({2}, morning))->account.sends_in_hour, 0);
    EXPECT_TRUE(to_the_dot(second));
    ASSERT_TRUE(walk(*store_, second, {HandoverState::unknown}));
    EXPECT_EQ((*store_->slice({1}, morning))->client.sends_in_7_days, 1) << "an unknown counts";
    EXPECT_FALSE(to_the_dot(first));
}

TEST_F(Walls, CountASendThatWasFoundDoneWithoutADotOfOurs) {
    const auto item = put_send(1, client);
    ASSERT_TRUE(walk(*store_, item, {HandoverState::sending, HandoverState::sent}));
    EXPECT_EQ((*store_->slice({1}, morning))->client.sends_in_7_days, 1);
}

TEST_F(Walls, RefuseToTakeACountBack) {
    ASSERT_TRUE(to_the_dot(put_send(1, client)));
    EXPECT_THAT(attacked("DELETE FROM sends"), HasSubstr("never taken back"));
    EXPECT_THAT(attacked("UPDATE sends SET at = 0"), HasSubstr("never altered"));
    EXPECT_NE(attacked("INSERT OR REPLACE INTO sends VALUES (1, 'home', NULL, 0)"), "");
    EXPECT_THAT(attacked("INSERT INTO sends VALUES (99, 'work', NULL, 0)"), HasSubstr("only a send counts"));
    EXPECT_THAT(attacked("DELETE FROM handover_transitions"), HasSubstr("fixed"));
    EXPECT_THAT(attacked("INSERT INTO handover_transitions VALUES ('sent', 'due')"), HasSubstr("fixed"));
}

TEST_F(Walls, TakeOneSendALetterOnly) {
    put_send(1, client);
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.outbox = {sample_item({1}, {StepKind::make_good, 1}, ActionKind::send)};
    EXPECT_FALSE(store_->commit(change));
}

TEST_F(Walls, StopASendBeforeTheDotAfterAnAnswerAHoldOrASwitchOff) {
    const auto item = put_send(1, client);
    const auto refusal = [&] {
        return attacked(
            fmt::format("BEGIN; UPDATE outbox SET state = 'sending' WHERE id = {0};"
                        "UPDATE outbox SET state = 'committing' WHERE id = {0}",
                        item.value));
    };
    ASSERT_EQ(refusal(), "");
    ASSERT_TRUE(store_->commit({.at = morning, .account = account, .hold = core::AccountHold{}}));
    EXPECT_EQ(refusal(), "wall: held");
    ASSERT_TRUE(store_->commit({.at = morning, .account = account, .release = true}));
    ASSERT_TRUE(store_->set_paused(account, true, morning));
    EXPECT_EQ(refusal(), "wall: held");
    ASSERT_TRUE(store_->set_paused(account, false, morning));
    ASSERT_TRUE(store_->leave_client(client, true, morning));
    EXPECT_EQ(refusal(), "wall: in peace");
    ASSERT_TRUE(store_->leave_client(client, false, morning));
    auto row = **store_->letter({1});
    row.letter.auto_send = false;
    ASSERT_TRUE(store_->commit(sample_commit(row.letter)));
    EXPECT_EQ(refusal(), "wall: not opted in");
    row.letter.auto_send = true;
    row.letter.state = LetterState::answered;
    ASSERT_TRUE(store_->commit(sample_commit(row.letter)));
    EXPECT_EQ(refusal(), "wall: answered");

    ASSERT_TRUE(walk(*store_, item, {HandoverState::sending}));
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.handovers = {{.id = item, .to = HandoverState::committing}};
    const auto refused = store_->commit(change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().retry, base::Retry::never);
    EXPECT_THAT(refused.error().message, HasSubstr("not open"));
}

TEST_F(Walls, FollowTheConfiguredCaps) {
    ASSERT_TRUE(store_->set_caps({.per_hour = 1, .per_day = 20, .per_client = 9}, {}));
    const auto first = put_send(1, client);
    const auto second = put_send(2, client);
    EXPECT_TRUE(to_the_dot(first));
    EXPECT_FALSE(to_the_dot(second));
    store_.reset();
    store_ = open_store(folder_.database(), {.per_hour = 0, .per_day = 0, .per_client = 0});
    EXPECT_FALSE(walk(*store_, second, {HandoverState::committing}, morning + hours{999}));
}

TEST_F(Walls, FollowEachAccountsOwnCaps) {
    store_.reset();
    store_ = open_store(folder_.database(), {.per_hour = 1}, {{account, {.per_hour = 2}}, {"home", {.per_hour = 0}}});
    for (int number = 1; number <= 3; ++number) put_send(number, fmt::format("client{}@client.example", number));
    EXPECT_TRUE(to_the_dot({1}));
    EXPECT_TRUE(to_the_dot({2}));
    EXPECT_FALSE(to_the_dot({3}));
    ASSERT_TRUE(store_->set_caps({.per_hour = 1}, {{account, {.per_hour = 3}}}));
    EXPECT_TRUE(walk(*store_, {3}, {HandoverState::committing}));
    ASSERT_TRUE(store_->set_caps({.per_hour = 3}, {}));
    put_send(4, "client4@client.example");
    EXPECT_FALSE(to_the_dot({4})) << "the one of every account without its own";
}

TEST_F(Walls, SayWhichOneWasHit) {
    const auto item = put_send(1, client);
    ports::Commit change;
    change.at = morning;
    change.account = account;
    change.handovers = {{.id = item, .to = HandoverState::sent}};
    const auto refused = store_->commit(change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().fault, base::Fault::internal);
    EXPECT_EQ(refused.error().retry, base::Retry::never);
    EXPECT_THAT(refused.error().message, HasSubstr("illegal transition"));
}

TEST_F(Walls, HoldStrictTablesOnly) {
    EXPECT_EQ(said("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND "
                   "name NOT LIKE 'sqlite%'"),
              "0");
    EXPECT_EQ(said("PRAGMA journal_mode"), "wal");
}

TEST_F(Walls, KeepAPromiseThatIsOverAsItIs) {
    core::Letter letter = sample_letter(1);
    letter.promises.resize(2);
    letter.promises[1].ordinal = 2;
    letter = stored(*store_, sample_commit(letter)).letter;
    EXPECT_EQ(attacked("UPDATE promises SET state = 'kept', settled_at = 1 WHERE ordinal = 1"), "");
    EXPECT_THAT(attacked("UPDATE promises SET state = 'open' WHERE ordinal = 1"), HasSubstr("stays over"));
    EXPECT_THAT(attacked("UPDATE promises SET state = 'ended' WHERE ordinal = 2"), HasSubstr("CHECK"))
        << "over, but since when?";
    EXPECT_THAT(attacked("UPDATE promises SET state = 'forgotten' WHERE ordinal = 2"), HasSubstr("CHECK"));
    EXPECT_THAT(attacked("UPDATE promises SET rhythm = '1 week'"), HasSubstr("CHECK")) << "from when on?";
    EXPECT_THAT(attacked("UPDATE promises SET due_at = 7"), HasSubstr("CHECK"));
    EXPECT_THAT(attacked("INSERT INTO promises SELECT * FROM promises"), HasSubstr("UNIQUE"));
}

TEST_F(Walls, LoseNoPromise) {
    core::Letter letter = sample_letter(1);
    letter.promises.resize(1);
    letter = stored(*store_, sample_commit(letter)).letter;
    letter.promises.clear();
    letter.note = "without its promise";
    const auto refused = store_->commit(sample_commit(letter));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("bug in Amends"));
    EXPECT_EQ((**store_->letter(letter.id)).letter.promises.size(), 1U);
    EXPECT_EQ((**store_->letter(letter.id)).letter.note, "");
}

TEST_F(Walls, KnowWhichPromiseAStepIsAbout) {
    put_send(1, client);
    EXPECT_THAT(attacked("UPDATE steps SET kind = 'promise_due'"), HasSubstr("CHECK"));
    EXPECT_EQ(attacked("UPDATE steps SET kind = 'promise_due', promise = 1"), "");
}

// Every word of the core fits its column, and a word that is none does not.
TEST_F(Walls, KnowEveryWordOfTheCore) {
    const base::OutboxId item = put_send(1, client);
    const auto takes = [&](const std::string& table, const std::string& column, const std::string& word) {
        return attacked(fmt::format("BEGIN; UPDATE {} SET {} = '{}'", table, column, word)).empty();
    };
    for (int at = 0; at <= 3; ++at) EXPECT_TRUE(takes("letters", "state", to_word(static_cast<LetterState>(at))));
    for (int at = 0; at <= 7; ++at) EXPECT_TRUE(takes("steps", "kind", to_word(static_cast<StepKind>(at))));
    for (int at = 8; at <= static_cast<int>(StepKind::slipped_message); ++at)
        EXPECT_TRUE(takes("steps", "promise = 1, kind", to_word(static_cast<StepKind>(at))));
    for (int at = 0; at <= 2; ++at) EXPECT_TRUE(takes("steps", "means", to_word(static_cast<core::Means>(at))));
    for (int at = 0; at <= 8; ++at) EXPECT_TRUE(takes("steps", "state", to_word(static_cast<core::StepState>(at))));
    for (int at = 0; at <= 2; ++at) {
        EXPECT_TRUE(takes("letters", "protection", store::to_word(static_cast<base::Protection>(at))));
    }
    for (int at = 0; at <= 1; ++at) {
        EXPECT_TRUE(takes("recipients", "field", store::to_word(static_cast<core::RecipientField>(at))));
    }
    const std::vector<std::pair<std::string, std::string>> columns{
        {"letters", "state"}, {"letters", "protection"}, {"letters", "answered_by"}, {"steps", "kind"},
        {"steps", "means"},   {"steps", "state"},        {"recipients", "field"},    {"outbox", "state"}};
    for (const auto& [table, column] : columns)
        EXPECT_FALSE(takes(table, column, "nonsense")) << table << "." << column;
    (void)item;
}

}  // namespace
}  // namespace amends::store_test
