// Promise 4, never a burst: after a long absence, a jump of the clock or a restored backup the program holds its
// automatic sends until the user releases them.
#include <fmt/core.h>

#include "tests/simulation/checker_rules.hpp"

namespace amends::simulation {
namespace {

constexpr std::chrono::seconds long_jump = std::chrono::hours{1};
/// So long a running process may take to see that the clock has jumped.
constexpr std::chrono::seconds to_notice = std::chrono::minutes{10};
/// More than so many steps that become due in one turn are a burst.
constexpr std::size_t many = 10;

bool released(const Record& record, const Moment& since, const Moment& until) {
    return std::any_of(record.orders().begin(), record.orders().end(), [&](const Order& order) {
        return order.what->kind == OrderKind::release && since < order.given && order.given < until;
    });
}

/// The instants between which the process was away, and the event that brought it back.
struct Absence {
    base::Instant from, to;
    Moment back;
    std::chrono::seconds by_its_clock;
};

std::vector<Absence> absences(const Record& record) {
    std::vector<Absence> all;
    for (const auto& started : record.all<ProcessStarted>()) {
        const Seen<ProcessEnded>* before = nullptr;
        for (const auto& ended : record.all<ProcessEnded>()) {
            if (ended < started) before = &ended;
        }
        if (before == nullptr) continue;
        all.push_back({before->at, started.at, started.moment(), record.clock(started) - record.clock(*before)});
    }
    return all;
}

void judge_jumps(const Record& record, const Action& send, Verdicts& verdicts) {
    for (const auto& jump : record.all<ClockJumped>()) {
        const bool long_one = jump->by > long_jump || jump->by < -long_jump;
        if (!long_one || send.when < jump || !record.undisturbed(jump, to_notice)) continue;
        if (send.when.at <= jump.at + to_notice || released(record, jump, send.when)) continue;
        verdicts.push_back({4, "burst.clock", send.when.at,
                            fmt::format("{} was sent of itself after the clock had jumped by {} s, without a release",
                                        name_of(send.steps.front()), jump->by.count())});
        return;
    }
}

/// Steps of all letters that became due while the process was away, and were still to be done when it came back.
std::size_t became_due(const Record& record, const Absence& away) {
    std::size_t count = 0;
    for (const auto& [number, letter] : record.letters()) {
        std::map<Step, bool> seen;
        for (const auto& plan : letter.plans) {
            if (away.back < plan.since) continue;
            for (const auto& planned : *plan.steps) {
                const auto due = due_of(record, planned.step, away.back.index);
                if (!due || due->earliest <= away.from || due->latest > away.to) continue;
                if (reason_against(record, planned.step, planned.promise) < away.back) continue;
                if (seen.emplace(planned.step, true).second) ++count;
            }
        }
    }
    return count;
}

void judge_returns(const Record& record, const std::vector<Absence>& all, const Action& send, Verdicts& verdicts) {
    const auto due = due_of(record, send.steps.front(), send.when.index);
    if (!due) return;
    for (const auto& away : all) {
        const bool fell_due = due->earliest > away.from && due->latest <= away.to;
        if (send.when < away.back || !fell_due || released(record, away.back, send.when)) continue;
        if (away.to - away.from > a_day && away.by_its_clock > a_day) {
            verdicts.push_back({4, "burst.away", send.when.at,
                                fmt::format("{} was sent of itself, though it fell due while the program was away for "
                                            "more than a day, without a release",
                                            name_of(send.steps.front()))});
            return;
        }
        if (became_due(record, away) > many) {
            verdicts.push_back({4, "burst.many", send.when.at,
                                fmt::format("{} was sent of itself as one of more than ten steps that fell due at once",
                                            name_of(send.steps.front()))});
            return;
        }
    }
}

/// Drafts or Sent hold what the restored database does not know to be done.
bool holds_a_twin(const Record& record, const Seen<BackupRestored>& restored) {
    return std::any_of(record.ours().begin(), record.ours().end(), [&](const Ours& message) {
        return message.appeared->hand == Hand::program && message.appeared->form != Form::reminder &&
               message.appeared < restored && message.appeared.at >= restored->taken &&
               !(message.gone.index < restored.index);
    });
}

void judge_restored(const Record& record, const Action& send, Verdicts& verdicts) {
    for (const auto& restored : record.all<BackupRestored>()) {
        if (send.when < restored || !holds_a_twin(record, restored)) continue;
        if (released(record, restored, send.when)) continue;
        verdicts.push_back(
            {4, "burst.restored", send.when.at,
             fmt::format("{} was sent of itself after a backup was restored that does not know what lies "
                         "in Drafts and Sent, without a release",
                         name_of(send.steps.front()))});
        return;
    }
}

}  // namespace

void judge_bursts(const Record& record, Verdicts& verdicts) {
    const auto all = absences(record);
    for (const auto& action : record.actions()) {
        if (!action.automatic() || action.steps.empty()) continue;
        judge_jumps(record, action, verdicts);
        judge_returns(record, all, action, verdicts);
        judge_restored(record, action, verdicts);
    }
}

}  // namespace amends::simulation
