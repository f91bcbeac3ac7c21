// Promise 5, caps hold: automatic sends one for a letter, one for a client in 7 days, 5 an hour and 20 a day for an
// account; drafts and reminders 5 an hour for an account, the rest in one summary.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

/// Seven days of a wall clock may be an hour short.
constexpr std::chrono::seconds a_week = std::chrono::hours{7 * 24 - 1};

/// Both clocks must say that the two are less than that apart.
bool within(const Record& record, const Moment& a, const Moment& b, std::chrono::seconds time) {
    const auto by_clock = record.clock(b) - record.clock(a);
    return b.at - a.at < time && by_clock < time && by_clock > -time;
}

struct Cap {
    const char* rule;
    std::size_t most;
    std::chrono::seconds time;
    const char* words;
};

constexpr auto always = std::chrono::hours{24 * 366 * 100};
constexpr Cap a_letter{"cap.letter", 1, always, "for one letter"};
constexpr Cap a_client{"cap.client", 1, a_week, "to one client in 7 days"};
constexpr Cap sends_an_hour{"cap.hour", 5, std::chrono::hours{1}, "for one account in an hour"};
constexpr Cap sends_a_day{"cap.day", 20, a_day, "for one account in a day"};
constexpr Cap quiet_an_hour{"cap.quiet", 5, std::chrono::hours{1},
                            "as drafts and reminders for one account in an hour"};

using Group = std::string (*)(const Record&, const Action&);

void judge_cap(const Record& record, const Cap& cap, const std::vector<const Action*>& actions, Group group,
               Verdicts& verdicts) {
    std::map<std::string, std::vector<const Action*>> groups;
    for (const auto* action : actions) {
        auto& before = groups[group(record, *action)];
        before.push_back(action);
        const auto count = static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [&](const auto* one) {
            return within(record, one->when, action->when, cap.time);
        }));
        if (count <= cap.most) continue;
        verdicts.push_back({5, cap.rule, action->when.at,
                            fmt::format("{} was number {} {}, where {} may be", name_of(action->steps.front()), count,
                                        cap.words, cap.most)});
    }
}

std::string by_letter(const Record&, const Action& action) { return std::to_string(action.letter()); }
std::string by_client(const Record& record, const Action& action) { return record.client_of(action.letter()); }
std::string by_account(const Record& record, const Action& action) { return record.account_of(action.letter()); }

}  // namespace

void judge_caps(const Record& record, Verdicts& verdicts) {
    std::vector<const Action*> sends, quiet;
    for (const auto& action : record.actions()) {
        if (action.steps.empty()) continue;
        if (action.automatic()) sends.push_back(&action);
        // A summary is what the rest comes in, and an alert comes at once.
        const bool counts = action.steps.size() == 1 && !action.about(StepKind::notice);
        if (!action.automatic() && counts) quiet.push_back(&action);
    }
    judge_cap(record, a_letter, sends, by_letter, verdicts);
    judge_cap(record, a_client, sends, by_client, verdicts);
    judge_cap(record, sends_an_hour, sends, by_account, verdicts);
    judge_cap(record, sends_a_day, sends, by_account, verdicts);
    judge_cap(record, quiet_an_hour, quiet, by_account, verdicts);
}

}  // namespace amends::simulation
