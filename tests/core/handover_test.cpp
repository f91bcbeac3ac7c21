#include "core/handover.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

using enum HandoverState;

constexpr HandoverState all_states[] = {due, sending, committing, sent, refused, not_sent, unknown, cancelled};

TEST(Handover, LeavesNoEndState) {
    for (HandoverState end : {sent, refused, cancelled}) {
        for (HandoverState to : all_states) EXPECT_FALSE(may_go(end, to)) << to_word(end) << " -> " << to_word(to);
    }
}

TEST(Handover, NeverGoesFromDoubtStraightToASecondAttempt) {
    EXPECT_FALSE(may_go(unknown, sending));
    EXPECT_FALSE(may_go(unknown, committing));
    EXPECT_FALSE(may_go(unknown, due));
}

TEST(Handover, TakesNothingBackOnceTheDotMayBeOut) {
    EXPECT_FALSE(may_go(committing, cancelled));
    EXPECT_FALSE(may_go(committing, sending));
    EXPECT_FALSE(may_go(unknown, cancelled));
}

TEST(Handover, CommitsToTheDotOnlyFromABegunAttempt) {
    for (HandoverState from : all_states) EXPECT_EQ(may_go(from, committing), from == sending) << to_word(from);
}

TEST(Handover, KnowsEveryStateByItsWord) {
    for (HandoverState state : all_states) EXPECT_EQ(handover_state_from(to_word(state)), state);
    EXPECT_EQ(handover_state_from("gone"), std::nullopt);
}

}  // namespace
}  // namespace amends::core
