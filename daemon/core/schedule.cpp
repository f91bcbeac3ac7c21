#include "core/schedule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace amends::core {

namespace {

using base::Instant;
using calendar::DueTime;
using calendar::Window;

constexpr int most_make_goods = 3;

/// A message to the client keeps the client's hours, a reminder the user's.
struct Hours {
    const Window& window;
    base::CivilTime time;
};

Hours hours_of(const Policy& policy, StepKind kind, Means means) {
    const bool to_client = is_message_to_client(kind) && means != Means::reminder;
    return to_client ? Hours{policy.client_window, policy.check_in_time}
                     : Hours{policy.user_window, policy.reminder_time};
}

/// What should have been done long ago, had we known of it, is done in the next open hour instead.
DueTime not_long_past(const Deciding& deciding, const Hours& hours, DueTime due) {
    if (due.at + deciding.policy.late_after >= deciding.now) return due;
    return calendar::due_at(hours.window, calendar::next_open(hours.window, deciding.now),
                            fmt::format("the next open hour, since {} ({}) is long past", in_words(due), due.rule));
}

Means means_of_check_in(const Deciding& deciding) {
    if (!deciding.may_write()) return Means::reminder;
    return deciding.letter.auto_send ? Means::send : Means::draft;
}

/// An answer by telephone may come although every address bounces.
Means means_of_make_good(const Deciding& deciding) {
    return deciding.may_write() && deciding.reachable() ? Means::draft : Means::reminder;
}

/// A promise that will come back has no part in it.
bool is_to_be_kept_once(const Promise& promise) {
    return promise.state == PromiseState::open && promise.due && !promise.rhythm;
}

/// The latest day that the letter promises.
std::optional<base::CivilDate> promised_day(const Letter& letter) {
    std::optional<base::CivilDate> latest;
    for (const Promise& promise : letter.promises) {
        if (is_to_be_kept_once(promise) && (!latest || *latest < promise.due->wall.date)) {
            latest = promise.due->wall.date;
        }
    }
    return latest;
}

DueTime check_in_due(const Deciding& deciding, const Hours& hours) {
    const Policy& policy = deciding.policy;
    const Instant sent = deciding.letter.sent_at;
    DueTime due = calendar::due_after(hours.window, sent, policy.check_in_after, hours.time);
    const auto day = promised_day(deciding.letter);
    if (!day) return due;
    const DueTime promised = calendar::due_after_date(hours.window, *day, hours.time);
    DueTime latest = calendar::due_after(hours.window, sent, policy.check_in_latest, hours.time);
    latest.rule += ", since a promised day lies beyond them";
    const DueTime& later = promised.at <= latest.at ? promised : latest;
    return later.at > due.at ? later : due;
}

/// The day that the user chose, or the first working day after it. Nothing where it does not come after the letter.
std::optional<DueTime> chosen_due(const Deciding& deciding, const Hours& hours, base::CivilDate day) {
    if (day <= hours.window.zone->local(deciding.letter.sent_at).date) return std::nullopt;
    DueTime due = calendar::due_after_date(hours.window, base::plus_days(day, -1), hours.time);
    due.rule = due.wall.date == day
                   ? "the day that the user chose"
                   : fmt::format("the first working day after {}, which the user chose", base::to_string(day));
    return due;
}

DueTime make_good_due(const Deciding& deciding, Means means) {
    const Hours hours = hours_of(deciding.policy, StepKind::make_good, means);
    Instant from = deciding.letter.answered_at.value_or(deciding.now);
    for (const Promise& promise : deciding.letter.promises) {
        if (promise.state == PromiseState::kept && promise.settled_at) from = std::max(from, *promise.settled_at);
    }
    return not_long_past(deciding, hours,
                         calendar::due_after(hours.window, from, deciding.policy.make_good_after, hours.time));
}

DueTime call_due(const Deciding& deciding, Instant check_in) {
    const Policy& policy = deciding.policy;
    return calendar::due_after(policy.user_window, check_in, policy.call_after, policy.reminder_time);
}

constexpr const char* no_such_day = "The day that the user chose is not after the letter: the plan's own counts.";

/// What has happened to the user's own messages; the rest can wait for their working hours.
bool is_at_once(StepKind notice) {
    return notice == StepKind::bounce_notice || notice == StepKind::refused_notice ||
           notice == StepKind::unknown_notice;
}

}  // namespace

void plan_check_in(Deciding& deciding, std::optional<base::CivilDate> chosen) {
    const Means means = means_of_check_in(deciding);
    const Hours hours = hours_of(deciding.policy, StepKind::check_in, means);
    auto due = chosen ? chosen_due(deciding, hours, *chosen) : std::nullopt;
    if (chosen && !due) deciding.because(no_such_day);
    if (!due) due = check_in_due(deciding, hours);
    deciding.add(StepKind::check_in, means, not_long_past(deciding, hours, std::move(*due)));
}

void plan_check_in_anew(Deciding& deciding, Step& check_in, base::CivilDate chosen) {
    const Hours hours = hours_of(deciding.policy, StepKind::check_in, check_in.means);
    auto day = chosen_due(deciding, hours, chosen);
    if (!day) return deciding.because(no_such_day);
    DueTime due = not_long_past(deciding, hours, std::move(*day));
    if (due.at != check_in.due.at) deciding.plan_anew(check_in, std::move(due), "the user chose the day");
}

void put_off_check_in(Deciding& deciding) {
    Step* check_in = deciding.pending(StepKind::check_in);
    if (check_in == nullptr || check_in->state != StepState::planned) return;
    DueTime due = check_in_due(deciding, hours_of(deciding.policy, StepKind::check_in, check_in->means));
    if (due.at > check_in->due.at) deciding.plan_anew(*check_in, std::move(due), "a promise has another day now");
}

void plan_call(Deciding& deciding, Instant check_in) {
    if (deciding.letter.state != LetterState::open || !deciding.may_approach()) return;
    if (deciding.count(StepKind::call) == 0)
        deciding.add(StepKind::call, Means::reminder, call_due(deciding, check_in));
}

void plan_call_anew(Deciding& deciding, Instant check_in) {
    Step* call = deciding.pending(StepKind::call);
    if (call == nullptr || call->state != StepState::planned) return plan_call(deciding, check_in);
    DueTime due = call_due(deciding, check_in);
    if (due.at > call->due.at) deciding.plan_anew(*call, std::move(due), "it counts from the newest check-in");
}

void plan_make_good(Deciding& deciding) {
    if (deciding.client.in_peace) {
        deciding.because("No make-good check-in is planned: the client is left in peace.");
        return;
    }
    if (std::ranges::any_of(deciding.letter.promises, is_to_be_kept_once)) {
        deciding.because("The make-good check-in waits until what was promised is kept.");
        return;
    }
    if (deciding.count(StepKind::make_good) >= most_make_goods) {
        deciding.because(fmt::format("No make-good check-in is planned: there have been {}.", most_make_goods));
        return;
    }
    const Means means = means_of_make_good(deciding);
    deciding.add(StepKind::make_good, means, make_good_due(deciding, means));
}

void plan_make_good_anew(Deciding& deciding, Step& make_good) {
    DueTime due = make_good_due(deciding, make_good.means);
    if (due.at > make_good.due.at) {
        deciding.plan_anew(make_good, std::move(due), "it counts from the newest answer and the last promise kept");
    }
}

void plan_after_absence(Deciding& deciding, Step& step, base::CivilDate last) {
    plan_after(deciding, step, last, fmt::format("an absence until {} was announced", base::to_string(last)));
}

void plan_after(Deciding& deciding, Step& step, base::CivilDate last, std::string_view reason) {
    const Hours hours = hours_of(deciding.policy, step.key.kind, step.means);
    DueTime due = calendar::due_after_date(hours.window, last, hours.time);
    if (due.at <= step.due.at) return;
    if (step.state == StepState::acting) return deciding.call_back(step, std::move(due), reason);
    deciding.plan_anew(step, std::move(due), reason);
}

void raise_notice(Deciding& deciding, StepKind notice) {
    const Window& window = deciding.policy.user_window;
    const Instant at = is_at_once(notice) ? deciding.now : calendar::next_open(window, deciding.now);
    const char* rule = is_at_once(notice) ? "at once" : "in the user's working hours";
    Step& step = deciding.add(notice, Means::reminder, calendar::due_at(window, at, rule));
    if (at > deciding.now) return;
    if (deciding.account.paused) {
        deciding.because(step, "Nothing is done while the account is paused.");
        return;
    }
    act_when_due(deciding, step);
}

void complete(Deciding& deciding, Step& step, std::string_view outcome) {
    // It came about without us, or in another way: an attempt that failed must not begin again.
    if (step.state == StepState::planned && step.acted_at) deciding.act(ActionKind::cancel_pending, step);
    step.acted_at = deciding.now;
    deciding.finish(step, StepState::done, outcome);
    if (step.key.kind == StepKind::check_in) plan_call(deciding, deciding.now);
}

void take_answer(Deciding& deciding, Instant when, std::string_view by) {
    deciding.letter.state = LetterState::answered;
    deciding.letter.answered_at = when;
    deciding.letter.answered_by = by;
    deciding.because(fmt::format("The client answered (by {}): nothing more is made that waits for an answer.", by));
    const bool in_doubt = is_in_doubt(deciding.letter, deciding.steps, StepKind::bounce_notice);
    for (Step& step : deciding.steps) {
        const StepKind kind = step.key.kind;
        const bool asks_of_an_answer = kind == StepKind::possible_answer || kind == StepKind::delay_notice ||
                                       (kind == StepKind::bounce_notice && in_doubt);
        if (kind == StepKind::check_in || kind == StepKind::call ||
            (asks_of_an_answer && step.state == StepState::planned)) {
            deciding.give_up(step, StepState::cancelled, why::client_answered);
        }
    }
    if (deciding.letter.hold == Hold::possible_answer) deciding.letter.hold = Hold::none;
    Step* make_good = deciding.pending(StepKind::make_good);
    if (make_good != nullptr && make_good->state == StepState::planned) {
        plan_make_good_anew(deciding, *make_good);
        return;
    }
    if (make_good != nullptr) deciding.give_up(*make_good, StepState::cancelled, why::client_answered);
    plan_make_good(deciding);
}

void hold_sends(Deciding& deciding, std::string_view because) {
    deciding.letter.hold = Hold::possible_answer;
    deciding.because(fmt::format("{}: nothing is sent until the user has looked.", because));
    for (Step* step : deciding.all_steps()) {
        if (!is_send_under_way(*step)) continue;
        deciding.act(ActionKind::cancel_pending, *step);
        deciding.because(*step, fmt::format("The {} is taken back if it still can be.", name_of(*step)));
    }
}

void release(Deciding& deciding, std::string_view how) {
    if (deciding.letter.hold == Hold::none) return;
    deciding.because(fmt::format("{} Check-ins go on as planned.", how));
    for (Step& step : deciding.steps) {
        const StepKind kind = step.key.kind;
        const bool asks = kind == StepKind::possible_answer || kind == StepKind::upset_answer ||
                          is_in_doubt(deciding.letter, deciding.steps, kind);
        if (asks && step.state == StepState::planned) deciding.give_up(step, StepState::cancelled, why::looked_at);
    }
    deciding.letter.hold = Hold::none;
}

void give_up_approaching(Deciding& deciding, std::string_view outcome) {
    for (Step& step : deciding.steps) {
        const StepKind kind = step.key.kind;
        if (is_message_to_client(kind) || kind == StepKind::call) deciding.give_up(step, StepState::cancelled, outcome);
    }
}

}  // namespace amends::core
