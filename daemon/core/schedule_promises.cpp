// The days of what was promised (DESIGN section 3 "Promises"): all of it is said to the user, in their own hours.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/schedule.hpp"

namespace amends::core {

namespace {

using base::CivilDate;
using base::Instant;
using calendar::DueTime;
using calendar::Window;

/// A rhythm that never finds a day for its reminder in so many turns is taken to have none.
constexpr int most_turns = 4000;

/// Nothing is planned for a time that has gone by.
DueTime not_past(const Deciding& deciding, DueTime due) {
    if (due.at >= deciding.now) return due;
    const Window& window = deciding.policy.user_window;
    return calendar::due_at(window, calendar::next_open(window, deciding.now),
                            fmt::format("the next open hour, since {} ({}) is past", in_words(due), due.rule));
}

/// Some days before the promise falls due, yet not on the day on which its date was set: nobody has forgotten it by
/// then. Nothing where it would come too late.
std::optional<DueTime> reminder_due(const Deciding& deciding, const DueTime& promised, Instant since) {
    const Policy& policy = deciding.policy;
    const Window& window = policy.user_window;
    DueTime due = calendar::due_before_date(window, promised.wall.date, policy.reminder_time, policy.promise_before);
    if (due.wall.date <= window.zone->local(since).date) {
        due = calendar::due_after(window, since, 1, policy.reminder_time);
    }
    due = not_past(deciding, std::move(due));
    if (due.at >= promised.at) return std::nullopt;
    return due;
}

void ask_whether_kept(Deciding& deciding, const Promise& promise) {
    const Policy& policy = deciding.policy;
    DueTime due = calendar::due_after_date(policy.user_window, promise.due->wall.date, policy.reminder_time,
                                           policy.promise_after);
    deciding.add(StepKind::promise_kept, Means::reminder, not_past(deciding, std::move(due)), promise.ordinal);
}

void ask_when(Deciding& deciding, const Promise& promise) {
    const Policy& policy = deciding.policy;
    DueTime due =
        calendar::due_after(policy.user_window, deciding.letter.sent_at, policy.undated_after, policy.reminder_time);
    deciding.add(StepKind::promise_undated, Means::reminder, not_past(deciding, std::move(due)), promise.ordinal);
}

bool is_about_to_be_told(const Deciding& deciding, const Promise& promise) {
    return std::ranges::any_of(deciding.steps, [&](const Step& step) {
        const bool tells = step.key.kind == StepKind::promise_due || step.key.kind == StepKind::promise_kept;
        return tells && step.promise == promise.ordinal && is_pending(step.state);
    });
}

/// The day of the last reminder that came.
CivilDate last_reminded(const Deciding& deciding, const Promise& promise) {
    const calendar::Zone& zone = *deciding.policy.user_window.zone;
    CivilDate last = zone.local(deciding.letter.sent_at).date;
    for (const Step& step : deciding.steps) {
        if (step.key.kind != StepKind::promise_due || step.promise != promise.ordinal) continue;
        if (step.acted_at) last = std::max(last, zone.local(*step.acted_at).date);
    }
    return last;
}

/// The first time after the one that is known whose reminder is still to come, and comes on a further day.
bool turn_to_next_time(Deciding& deciding, Promise& promise) {
    const Policy& policy = deciding.policy;
    const calendar::Zone& zone = *policy.user_window.zone;
    const CivilDate told = last_reminded(deciding, promise);
    CivilDate day = promise.due->wall.date;
    const CivilDate first = promise.first.value_or(day);
    for (int turns = 0; turns < most_turns; ++turns) {
        const auto next = guide::next_day(*promise.rhythm, first, day, policy.user_window.holidays);
        if (!next) return false;
        day = *next;
        DueTime due = promise.due.value();
        due.wall.date = day;
        due.rule = in_words(*promise.rhythm);
        due.at = zone.instant(due.wall);
        const auto reminder = reminder_due(deciding, due, deciding.letter.sent_at);
        if (!reminder || reminder->wall.date <= told) continue;
        promise.due = std::move(due);
        deciding.because(fmt::format("Promise {} comes back: {}.", promise.ordinal, due_in_words(promise)));
        deciding.add(StepKind::promise_due, Means::reminder, *reminder, promise.ordinal);
        return true;
    }
    return false;
}

}  // namespace

void plan_promise(Deciding& deciding, const Promise& promise, Instant since) {
    const auto reminder = reminder_due(deciding, *promise.due, since);
    if (reminder) {
        deciding.add(StepKind::promise_due, Means::reminder, *reminder, promise.ordinal);
    } else {
        deciding.because(fmt::format("No reminder of promise {} is planned: there is no day left before it is due.",
                                     promise.ordinal));
    }
    if (!reminder || !promise.rhythm) ask_whether_kept(deciding, promise);
}

void plan_promises(Deciding& deciding) {
    for (const Promise& promise : deciding.letter.promises) {
        if (promise.due) plan_promise(deciding, promise, deciding.letter.sent_at);
        if (!promise.due || promise.ambiguous) ask_when(deciding, promise);
    }
}

void carry_on_recurring(Deciding& deciding) {
    if (!deciding.is_alive()) return;
    for (Promise& promise : deciding.letter.promises) {
        const bool comes_back = promise.state == PromiseState::open && promise.rhythm && promise.due;
        if (!comes_back || is_about_to_be_told(deciding, promise)) continue;
        if (turn_to_next_time(deciding, promise)) continue;
        deciding.because(
            fmt::format("Promise {} does not come back after {}.", promise.ordinal, due_in_words(promise)));
        promise.rhythm.reset();
        promise.first.reset();
        ask_whether_kept(deciding, promise);
    }
}

}  // namespace amends::core
