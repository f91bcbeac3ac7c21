#include <gtest/gtest.h>

#include <map>

#include "tests/core/random_life.hpp"

namespace amends::core {
namespace {

constexpr int lives = 4000;
constexpr int facts_of_a_life = 60;

/// What happened to the letters of a run: a run in which nothing happens proves nothing.
struct Tally {
    std::map<ActionKind, int> actions;
    std::map<LetterState, int> ends;
    std::map<StepKind, int> done;
    std::map<PromiseState, int> promises;
    int refusals = 0;

    void count(const Decision& decision) {
        for (const Action& action : decision.actions) ++actions[action.kind];
        if (decision.refusal) ++refusals;
    }
};

TEST(Planner, KeepsItsPromisesThroughThousandsOfLives) {
    Tally tally;
    for (int seed = 1; seed <= lives; ++seed) {
        RandomLife life(static_cast<std::uint64_t>(seed));
        World world;
        world.policy = wide_awake_policy();
        world.slice.letter = life.letter();
        world.now = world.slice.letter.sent_at;
        for (int fact = 0; fact < facts_of_a_life; ++fact) {
            world.observe(life.next(world));
            tally.count(world.last);
            ASSERT_TRUE(world.broken.empty()) << "seed " << seed << ", fact " << fact << ": " << world.broken.front();
            life.turn_context(world.slice);
            world.last.wake_at = next_wake(world.slice.steps);
            world.now = life.some_time_later(world);
        }
        ++tally.ends[world.slice.letter.state];
        for (const Promise& promise : world.slice.letter.promises) ++tally.promises[promise.state];
        for (const Step& step : world.slice.steps) {
            if (step.state == StepState::done) ++tally.done[step.key.kind];
        }
    }
    for (ActionKind kind :
         {ActionKind::append_reminder, ActionKind::append_draft, ActionKind::send, ActionKind::withdraw_draft,
          ActionKind::cancel_pending, ActionKind::summarise, ActionKind::mention}) {
        EXPECT_GT(tally.actions[kind], 50) << to_word(kind);
    }
    for (LetterState state : {LetterState::answered, LetterState::made_good, LetterState::closed}) {
        EXPECT_GT(tally.ends[state], 50) << to_word(state);
    }
    for (StepKind kind : {StepKind::promise_due, StepKind::promise_kept, StepKind::promise_undated,
                          StepKind::kept_message, StepKind::slipped_message}) {
        EXPECT_GT(tally.done[kind], 40) << to_word(kind);
    }
    for (PromiseState state : {PromiseState::open, PromiseState::kept, PromiseState::ended}) {
        EXPECT_GT(tally.promises[state], 50) << to_word(state);
    }
    EXPECT_GT(tally.refusals, 50);
}

TEST(Planner, HasAnAnswerForEveryStateAndEveryFact) {
    for (int seed = 1; seed <= 40 * lives; ++seed) {
        RandomLife life(static_cast<std::uint64_t>(seed));
        World world;
        world.policy = wide_awake_policy();
        world.slice = life.any_slice();
        world.now = world.slice.letter.sent_at + std::chrono::hours{seed % 400};
        world.observe(life.any_observation(world.slice, world.now));
        ASSERT_TRUE(world.broken.empty()) << "seed " << seed << ": " << world.broken.front();
    }
}

}  // namespace
}  // namespace amends::core
