#include "tests/simulation/checker.hpp"

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {

std::vector<Violation> check(const History& history) {
    Verdicts verdicts;
    const Record record{history};
    for (const auto judge : {judge_history, judge_twice, judge_answers, judge_lost, judge_time, judge_bursts,
                             judge_surprises, judge_caps, judge_leaks, judge_journal, judge_silence}) {
        judge(record, verdicts);
    }
    std::stable_sort(verdicts.begin(), verdicts.end(),
                     [](const Violation& a, const Violation& b) { return a.at < b.at; });
    return verdicts;
}

}  // namespace amends::simulation
