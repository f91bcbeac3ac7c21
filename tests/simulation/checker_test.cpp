#include "tests/simulation/checker.hpp"

#include <gtest/gtest.h>

#include "tests/simulation/checker_sample.hpp"

namespace amends::simulation {
namespace {

TEST(Checker, FindsNothingInAnEmptyHistory) { EXPECT_TRUE(check(History{}).empty()); }

TEST(Checker, FindsNothingInALifeThatKeepsEveryPromise) {
    for (const auto& violation : check(Life{}.history)) ADD_FAILURE() << violation.rule << ": " << violation.sentence;
}

TEST(Checker, TellsWhichPromiseWasBrokenWhenAndHow) {
    Life life;
    life.put("2026-11-06T15:30:00Z", cy_check_in, Form::draft);
    const auto violations = check(life.history);
    ASSERT_EQ(violations.size(), 2U);  // twice, and left lying after the answer
    EXPECT_EQ(violations[0].promise, 1);
    EXPECT_EQ(violations[0].at, at("2026-11-06T15:30:00Z"));
    EXPECT_EQ(violations[0].sentence,
              "the check-in of letter 2 came twice: as a draft at 2026-11-06T15:00:00Z, and again as a draft");
}

}  // namespace
}  // namespace amends::simulation
