// What holds an account's sends, and what does not.
#include "core/breaker.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr base::Instant monday{1795680000};

/// An ordinary turn, two minutes after the one before, while a send waits.
Turn ordinary() {
    Turn turn;
    turn.before = ClockReading{monday, "one", hours{100}};
    turn.now = {monday + minutes{2}, "one", hours{100} + minutes{2}};
    turn.send_waits = true;
    return turn;
}

/// The next turn comes so long after, by the time of day and by the time that passed.
Turn after(seconds by_the_clock, seconds in_truth) {
    Turn turn = ordinary();
    turn.now = {monday + by_the_clock, "one", hours{100} + in_truth};
    return turn;
}

TEST(Breaker, LetsAnOrdinaryTurnGoOn) {
    EXPECT_EQ(why_hold(ordinary()), std::nullopt);
    Turn first = ordinary();
    first.before.reset();
    EXPECT_EQ(why_hold(first), std::nullopt) << "the first turn of all has nothing to be compared with";
}

TEST(Breaker, HoldsAfterMoreThanADayAway) {
    EXPECT_EQ(why_hold(after(hours{24}, hours{24})), std::nullopt);
    EXPECT_EQ(why_hold(after(hours{24} + seconds{1}, hours{24} + seconds{1})), HoldCause::away);
    Turn restarted = after(hours{30}, seconds{-100});
    restarted.now.boot = "two";
    restarted.now.running = minutes{1};
    EXPECT_EQ(why_hold(restarted), HoldCause::away) << "also where the machine was off";
}

TEST(Breaker, HoldsAfterTheClockJumpedByMoreThanAnHour) {
    EXPECT_EQ(why_hold(after(hours{1} + minutes{2}, minutes{2})), std::nullopt);
    EXPECT_EQ(why_hold(after(hours{1} + minutes{3}, minutes{2})), HoldCause::clock);
    EXPECT_EQ(why_hold(after(-hours{1}, minutes{2})), HoldCause::clock);
    EXPECT_EQ(why_hold(after(hours{24 * 400}, minutes{2})), HoldCause::clock) << "it is no absence";
    EXPECT_EQ(why_hold(after(hours{-48}, hours{30})), HoldCause::clock);
}

TEST(Breaker, TakesASleepForNoJump) { EXPECT_EQ(why_hold(after(hours{9}, hours{9})), std::nullopt); }

TEST(Breaker, KnowsOverAStartOfTheMachineOnlyThatTimeWentBack) {
    Turn turn = after(hours{5}, seconds{});
    turn.now.boot = "two";
    turn.now.running = minutes{1};
    EXPECT_EQ(why_hold(turn), std::nullopt);
    turn.now.wall = monday - hours{2};
    EXPECT_EQ(why_hold(turn), HoldCause::clock);
}

TEST(Breaker, HoldsWhenMoreThanTenStepsBecomeDueAtOnce) {
    Turn turn = ordinary();
    turn.became_due = 10;
    EXPECT_EQ(why_hold(turn), std::nullopt);
    turn.became_due = 11;
    EXPECT_EQ(why_hold(turn), HoldCause::many);
}

TEST(Breaker, AsksNobodyWhoSendsNothing) {
    Turn away = after(hours{60}, hours{60});
    away.became_due = 40;
    away.send_waits = false;
    EXPECT_EQ(why_hold(away), std::nullopt);
    Turn jumped = after(hours{60}, minutes{2});
    jumped.send_waits = false;
    EXPECT_EQ(why_hold(jumped), HoldCause::clock) << "what is planned by a wrong clock may be to be sent later";
}

TEST(Breaker, TakesAClockThatIsMovedByHandForNoAbsence) {
    Turn turn = after(hours{60}, minutes{2});
    turn.moved_by_hand = true;
    EXPECT_EQ(why_hold(turn), std::nullopt);
    turn.became_due = 11;
    EXPECT_EQ(why_hold(turn), HoldCause::many);
}

TEST(Breaker, NamesEveryCauseInWordsAndReadsThemBack) {
    for (const auto cause :
         {HoldCause::user, HoldCause::many, HoldCause::away, HoldCause::clock, HoldCause::restored}) {
        EXPECT_EQ(hold_cause_from(to_word(cause)), cause);
        EXPECT_FALSE(in_words(cause).empty());
        EXPECT_FALSE(in_words(cause).ends_with('.')) << "it is the half of a sentence";
    }
    EXPECT_EQ(hold_cause_from("mood"), std::nullopt);
}

}  // namespace
}  // namespace amends::core
