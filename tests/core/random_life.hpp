#pragma once
// Made-up lives of letters out of a seed: the same seed is the same life, on every machine.
#include <cstdint>
#include <random>

#include "tests/core/world.hpp"

namespace amends::core {

class RandomLife {
public:
    explicit RandomLife(std::uint64_t seed);

    /// A letter that is tracked, and after each fact the next one, with outcomes that fit what was done.
    Observation next(World& world);
    /// Any letter with any steps in any states, as no life would bring them about.
    Slice any_slice();
    /// Any observation at all, fitting or not.
    Observation any_observation(const Slice& slice, base::Instant now);
    /// The account and the client change behind the letter's back.
    void turn_context(Slice& slice);
    Letter letter();
    /// What the letter promises: dated, undated, unclear and recurring.
    std::vector<Promise> promises();
    Tracked tracked();
    base::Instant some_time_later(const World& world);

private:
    int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
    bool one_in(int n) { return below(n) == 0; }
    StepKey any_key(const Slice& slice);
    MessageSeen message(const Slice& slice, base::Instant now);
    Observation order(base::Instant now);
    std::optional<Outcome> fitting_outcome(const World& world);

    std::mt19937_64 random_;
};

/// Europe/Berlin for the client, America/New_York for the user, so that their hours overlap only in part.
Policy wide_awake_policy();

}  // namespace amends::core
