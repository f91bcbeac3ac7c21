#include "core/plan.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/core/world.hpp"

namespace amends::core {
namespace {

using std::chrono::hours;

const base::Instant friday = *base::parse_rfc3339("2026-11-20T14:00:00Z");
const base::Instant wednesday = *base::parse_rfc3339("2026-11-25T08:30:00Z");

World a_world() {
    World world;
    world.policy.client_window = window_in("Europe/Berlin");
    world.policy.user_window = window_in("Europe/Berlin");
    world.slice.letter = a_letter(friday);
    world.now = friday;
    return world;
}

Step a_step(StepKind kind, int ordinal, Means means, StepState state, base::Instant due) {
    Step step;
    step.key = {kind, ordinal};
    step.means = means;
    step.state = state;
    step.due = calendar::due_at(window_in("Europe/Berlin"), due, "in a test");
    step.meant_for = due;
    return step;
}

ActionKind only_action(const World& world) {
    EXPECT_EQ(world.last.actions.size(), 1U);
    return world.last.actions.empty() ? ActionKind::mention : world.last.actions.front().kind;
}

// No life of a letter leads to the next states; the guards hold all the same.

TEST(Planner, NeverSendsASecondCheckInOfALetter) {
    World world = a_world();
    world.slice.letter.auto_send = true;
    world.slice.steps = {a_step(StepKind::check_in, 1, Means::send, StepState::done, friday),
                         a_step(StepKind::check_in, 2, Means::send, StepState::planned, wednesday)};
    world.now = wednesday;
    world.observe(TimeCame{});
    EXPECT_EQ(only_action(world), ActionKind::append_draft);
}

TEST(Planner, NeverSendsWithoutTheOptIn) {
    World world = a_world();
    world.slice.steps = {a_step(StepKind::check_in, 1, Means::send, StepState::planned, wednesday)};
    world.now = wednesday;
    world.observe(TimeCame{});
    EXPECT_EQ(only_action(world), ActionKind::append_draft);
}

TEST(Planner, NeverWritesInClearWhereTheLetterWasEncrypted) {
    World world = a_world();
    world.slice.letter.protection = base::Protection::encrypted;
    world.slice.steps = {a_step(StepKind::check_in, 1, Means::draft, StepState::planned, wednesday)};
    world.now = wednesday;
    world.observe(TimeCame{});
    EXPECT_EQ(only_action(world), ActionKind::append_reminder);
}

TEST(Planner, CancelsAStepThatTheLetterDoesNotWaitFor) {
    World world = a_world();
    world.slice.letter.state = LetterState::answered;
    world.slice.letter.answered_at = friday;
    world.slice.steps = {a_step(StepKind::call, 1, Means::reminder, StepState::planned, wednesday),
                         a_step(StepKind::make_good, 1, Means::draft, StepState::planned, wednesday + hours{100})};
    world.now = wednesday;
    world.observe(TimeCame{});
    EXPECT_TRUE(world.last.actions.empty());
    EXPECT_EQ(world.newest(StepKind::call)->state, StepState::cancelled);
}

TEST(Planner, WritesToNobodyWhereEveryAddressBounced) {
    World world = a_world();
    world.slice.letter.recipients.front().bounced = true;
    world.slice.steps = {a_step(StepKind::check_in, 1, Means::draft, StepState::planned, wednesday)};
    world.now = wednesday;
    world.observe(TimeCame{});
    EXPECT_TRUE(world.last.actions.empty());
    EXPECT_EQ(world.newest(StepKind::check_in)->state, StepState::cancelled);
    EXPECT_EQ(world.slice.letter.state, LetterState::closed);
}

TEST(Planner, ActsOnTheLongestWaitingStepFirst) {
    World world = a_world();
    world.slice.account.notices_in_hour = 4;
    world.slice.steps = {a_step(StepKind::call, 1, Means::reminder, StepState::planned, wednesday),
                         a_step(StepKind::check_in, 2, Means::draft, StepState::planned, wednesday - hours{1})};
    world.now = wednesday;
    world.observe(TimeCame{});
    ASSERT_EQ(world.last.actions.size(), 2U);
    EXPECT_EQ(world.last.actions[0].kind, ActionKind::append_draft);
    EXPECT_EQ(world.last.actions[1].kind, ActionKind::summarise);
}

TEST(Planner, KeepsLastWordsToWholeCharactersWithinThreeHundredBytes) {
    World world = a_world();
    world.observe(Tracked{});
    MessageSeen seen;
    seen.classification.what = MessageClass::reply;
    seen.match.about = world.slice.letter.message_id;
    seen.received = world.now;
    seen.facts.text = "x";
    for (int i = 0; i < 200; ++i) seen.facts.text += "ü";
    world.observe(seen);
    const std::string& words = world.slice.letter.last_words;
    EXPECT_EQ(words.size(), 299U);
    EXPECT_EQ(words, seen.facts.text.substr(0, 299));
    EXPECT_TRUE(world.broken.empty());
}

TEST(Planner, KeepsTheAddressThatABounceNamesInstead) {
    const auto bounce_naming = [](const std::string& other) {
        World world = a_world();
        world.observe(Tracked{});
        MessageSeen seen;
        const std::string lost = world.slice.letter.recipients.front().address.mailbox;
        seen.facts.report = base::DeliveryReport{
            .recipients = {{.final_recipient = lost, .action = base::ReportAction::failed, .status = "5.1.6"}}};
        seen.facts.stand_in = other == "the same" ? lost : other;
        seen.classification = classify(seen.facts);
        seen.match.about = world.slice.letter.message_id;
        seen.match.about_letter = true;
        seen.received = world.now;
        world.observe(seen);
        EXPECT_TRUE(world.slice.letter.recipients.front().bounced);
        EXPECT_EQ(world.newest(StepKind::bounce_notice)->state, StepState::acting) << "the user hears of it at once";
        return world.slice.letter.recipients.front().instead;
    };
    EXPECT_EQ(bounce_naming("desk@moved.example"), "desk@moved.example");
    EXPECT_EQ(bounce_naming(""), "");
    EXPECT_EQ(bounce_naming("the same"), "") << "an address that bounced is no other address";
    EXPECT_EQ(bounce_naming("desk@moved.example\r\nBcc: all@evil.example"), "");
}

TEST(Planner, WakesForTheEarliestPlannedStepOnly) {
    EXPECT_EQ(next_wake({}), std::nullopt);
    EXPECT_EQ(next_wake({a_step(StepKind::check_in, 1, Means::draft, StepState::drafted, friday),
                         a_step(StepKind::call, 1, Means::reminder, StepState::planned, wednesday + hours{5}),
                         a_step(StepKind::make_good, 1, Means::draft, StepState::planned, wednesday)}),
              wednesday);
}

TEST(Planner, ReadsWallTimesAnewWhenTheZoneHasChanged) {
    // Berlin decides to keep summer time from today on.
    const calendar::Zone berlin("Europe/Berlin", {{base::Instant{0}, 7200}});
    Step moved = a_step(StepKind::check_in, 1, Means::draft, StepState::planned, wednesday);
    moved.meant_for = wednesday - hours{3};
    Step elsewhere = a_step(StepKind::make_good, 1, Means::draft, StepState::planned, wednesday);
    elsewhere.due.zone = "Asia/Tokyo";
    const std::vector<Step> before{a_step(StepKind::call, 1, Means::reminder, StepState::planned, wednesday), moved,
                                   a_step(StepKind::check_in, 2, Means::draft, StepState::drafted, wednesday),
                                   elsewhere};
    const auto after = derive_again(before, berlin);
    EXPECT_EQ(after[0].due.wall, before[0].due.wall);
    EXPECT_EQ(after[0].due.at, wednesday - hours{1});
    EXPECT_EQ(after[0].meant_for, wednesday - hours{1});
    EXPECT_EQ(after[1].due.at, wednesday - hours{1});
    EXPECT_EQ(after[1].meant_for, wednesday - hours{3}) << "what a moved step was meant for does not move with it";
    EXPECT_EQ(after[2], before[2]);
    EXPECT_EQ(after[3], before[3]);
}

TEST(Planner, MovesWhatLiesOutsideOfALearntWindowOnly) {
    World world = a_world();
    const base::Instant thursday = *base::parse_rfc3339("2026-11-26T14:00:00Z");
    world.slice.steps = {a_step(StepKind::check_in, 1, Means::draft, StepState::planned, wednesday),
                         a_step(StepKind::call, 1, Means::reminder, StepState::planned, wednesday)};
    world.policy.client_window.opens = {12, 0, 0};
    world.policy.client_window.working_days[3] = false;
    world.observe(WindowLearnt{});
    EXPECT_EQ(base::to_rfc3339(world.step({StepKind::check_in, 1})->due.at), "2026-11-26T11:00:00Z");
    EXPECT_EQ(world.step({StepKind::call, 1})->due.at, wednesday) << "the user is reminded in the user's own hours";
    ASSERT_FALSE(world.last.reasons.empty());
    EXPECT_NE(world.last.reasons.front().sentence.find("12:00 to 17:00"), std::string::npos);

    world.slice.steps = {a_step(StepKind::check_in, 1, Means::draft, StepState::planned, thursday)};
    world.observe(WindowLearnt{});
    EXPECT_EQ(world.step({StepKind::check_in, 1})->due.at, thursday) << "it is inside of the window still";
    for (const Reason& reason : world.last.reasons)
        EXPECT_EQ(reason.sentence.find("working hours"), std::string::npos) << reason.sentence;
}

TEST(DerivedMessageId, BelongsToOneStepOfOneLetter) {
    const Letter letter = a_letter(friday);
    Letter other = letter;
    other.message_id = {"letter-2@sender.example"};
    std::set<base::MessageId> ids;
    for (const Letter& one : {letter, other}) {
        for (StepKind kind : {StepKind::check_in, StepKind::make_good, StepKind::call}) {
            for (int ordinal : {1, 2, 11}) ids.insert(derived_message_id(one, {kind, ordinal}));
        }
    }
    EXPECT_EQ(ids.size(), 18U);
    EXPECT_EQ(derived_message_id(letter, {StepKind::check_in, 1}), derived_message_id(letter, {StepKind::check_in, 1}));
}

TEST(DerivedMessageId, StaysTheSameForEver) {
    // A restored backup and a second machine have to find what an earlier version of this program made.
    EXPECT_EQ(derived_message_id(a_letter(friday), {StepKind::check_in, 1}).value,
              "23a6ec24efa8a8d3e55125747606517e43f8ac54.1@sender.example");
}

TEST(DerivedMessageId, IsPlainWhateverTheLettersDomainIs) {
    Letter letter = a_letter(friday);
    const auto domain = [&](const char* message_id, const char* from) {
        letter.message_id = {message_id};
        letter.from.mailbox = from;
        const std::string id = derived_message_id(letter, {StepKind::check_in, 1}).value;
        EXPECT_EQ(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-@"), std::string::npos) << id;
        EXPECT_TRUE(base::parse_message_id(id)) << id;
        return id.substr(id.find('@') + 1);
    };
    EXPECT_EQ(domain("a@Mail.Sender.Example", "b@other.example"), "mail.sender.example");
    EXPECT_EQ(domain("a@localhost", "b@sender.example"), "sender.example");
    EXPECT_EQ(domain("a@[192.0.2.1]", "b@sender.example"), "sender.example");
    EXPECT_EQ(domain("a@-x.example", "b@sender.example"), "sender.example");
    EXPECT_EQ(domain("a@x-.example", "b@sender.example"), "sender.example");
    EXPECT_EQ(domain("a@x..example", "b@sender.example"), "sender.example");
    EXPECT_EQ(domain("a@x_y.example", "b@sender.example"), "sender.example");
    EXPECT_EQ(domain("a@bücher.example", "b@bücher.example"), "amends.invalid");
    EXPECT_EQ(domain("no-at-sign", ""), "amends.invalid");
    EXPECT_EQ(domain(("a@" + std::string(64, 'x') + ".example").c_str(), "b@sender.example"), "sender.example");
    EXPECT_EQ(domain(("a@" + std::string(250, 'x') + ".example").c_str(), "b@sender.example"), "sender.example");
}

// What is asked last of all before the dot: everything must speak for it.

class MayLeave : public testing::Test {
protected:
    MayLeave() {
        world.slice.letter.auto_send = true;
        world.slice.steps = {a_step(StepKind::check_in, 1, Means::send, StepState::acting, wednesday)};
    }
    [[nodiscard]] bool may(base::Instant now) const {
        return may_leave(world.slice, {StepKind::check_in, 1}, now, world.policy);
    }
    World world = a_world();
};

TEST_F(MayLeave, WhereEverythingSpeaksForIt) { EXPECT_TRUE(may(wednesday)); }

TEST_F(MayLeave, OnlyWhileTheLetterWaits) {
    for (const LetterState state : {LetterState::answered, LetterState::made_good, LetterState::closed}) {
        world.slice.letter.state = state;
        EXPECT_FALSE(may(wednesday)) << to_word(state);
    }
}

TEST_F(MayLeave, OnlyWithTheOptIn) {
    world.slice.letter.auto_send = false;
    EXPECT_FALSE(may(wednesday));
}

TEST_F(MayLeave, NotWhileTheUserIsAskedWhatTheClientSaid) {
    for (const Hold hold : {Hold::possible_answer, Hold::upset_answer}) {
        world.slice.letter.hold = hold;
        EXPECT_FALSE(may(wednesday)) << to_word(hold);
    }
}

TEST_F(MayLeave, NotToAClientInPeace) {
    world.slice.client.in_peace = true;
    EXPECT_FALSE(may(wednesday));
}

TEST_F(MayLeave, NotWhileTheAccountIsHeldOrPaused) {
    world.slice.account.held = HoldCause::user;
    EXPECT_FALSE(may(wednesday));
    world.slice.account = {};
    world.slice.account.paused = true;
    EXPECT_FALSE(may(wednesday));
}

TEST_F(MayLeave, OnlyAsTheStepThatIsUnderWay) {
    EXPECT_FALSE(may_leave(world.slice, {StepKind::check_in, 2}, wednesday, world.policy));
    world.slice.steps.front().outcome = "The client answered.";
    EXPECT_FALSE(may(wednesday));
    world.slice.steps = {a_step(StepKind::check_in, 1, Means::send, StepState::unknown, wednesday)};
    EXPECT_FALSE(may(wednesday));
}

TEST_F(MayLeave, OnlyInGoodTime) {
    EXPECT_FALSE(may(wednesday - std::chrono::seconds{1})) << "it is put off";
    EXPECT_TRUE(may(wednesday + hours{7}));
    EXPECT_FALSE(may(wednesday + hours{10})) << "the client sleeps";
    EXPECT_FALSE(may(wednesday + hours{25})) << "a day late";
}

}  // namespace
}  // namespace amends::core
