#include "mail/backoff.hpp"

#include <gtest/gtest.h>

namespace amends::mail {
namespace {

using namespace std::chrono_literals;
using base::Retry;

const base::Error away{base::Fault::mail_server, Retry::later, "The server is away."};

TEST(Backoff, DoublesFromFifteenSecondsToThirtyMinutes) {
    EXPECT_EQ(backoff(1, away, 0.5), 15s);
    EXPECT_EQ(backoff(2, away, 0.5), 30s);
    EXPECT_EQ(backoff(7, away, 0.5), 16min);
    EXPECT_EQ(backoff(8, away, 0.5), 30min);
    EXPECT_EQ(backoff(1'000'000, away, 0.5), 30min);
}

TEST(Backoff, SpreadsButKeepsItsBounds) {
    EXPECT_EQ(backoff(3, away, 0.0), 45s);
    EXPECT_EQ(backoff(3, away, 1.0), 75s);
    EXPECT_EQ(backoff(1, away, 0.0), 15s);
    EXPECT_EQ(backoff(20, away, 1.0), 30min);
    EXPECT_EQ(backoff(0, away, -7), 15s);
}

TEST(Backoff, WaitsLongWhereAPersonMustAct) {
    EXPECT_EQ(backoff(1, {base::Fault::mail_server, Retry::after_change, "Wrong password."}, 0.0), 30min);
}

TEST(Backoff, SparesAServerThatAsksForIt) {
    auto why = away;
    why.spare = true;
    EXPECT_EQ(backoff(1, why, 0.5), 5min);
    EXPECT_EQ(backoff(8, why, 0.5), 30min);
}

}  // namespace
}  // namespace amends::mail
