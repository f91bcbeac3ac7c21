#pragma once
// One letter in a world without mail: observations go in, decisions come out and become what the next one is taken on.
// Every decision, whoever asked for it, is checked against the promises of DESIGN section 4.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/plan.hpp"

namespace amends::core {

struct World {
    Slice slice;
    Policy policy;
    base::Instant now;
    Decision last;

    /// Decides, remembers, and notes in `broken` every promise that the decision breaks.
    void observe(const Observation& observation);

    std::vector<std::string> broken;
    [[nodiscard]] const Step* step(StepKey key) const;
    [[nodiscard]] const Step* newest(StepKind kind) const;
    [[nodiscard]] StepKey key_of_newest(StepKind kind) const;

private:
    void check_form(const Slice& before, const Observation& observation, const Decision& decision);
    void check_steps(const Slice& before, const Observation& observation, const Decision& decision);
    void check_letter(const Decision& decision);
    void check_promises(const Slice& before, const Observation& observation, const Decision& decision);
    void check_actions(const Slice& before, const Observation& observation, const Decision& decision);
    void check_send(const Slice& before, const Observation& observation, const Decision& decision, const Step& step);
    void check_once(const Observation& observation, const Decision& decision);
    void check_again(const Slice& before, const Observation& observation);
    void breaks(const std::string& promise);

    /// What the world knows of each step's one action.
    enum class Fate { under_way, given_back, happened };
    static Fate fate_after(OutcomeKind outcome);
    std::map<StepKey, Fate> fates_;
    std::map<StepKey, int> withdrawals_;
    std::set<StepKey> in_own_words_;
};

/// A week of five days from 9 to 17 in that zone; fails the test run where the machine does not know the zone.
calendar::Window window_in(const std::string& zone);
/// The first letter of a story: to one address, in English, sent at `sent`.
Letter a_letter(base::Instant sent);

}  // namespace amends::core
