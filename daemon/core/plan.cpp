// Where every decision begins and ends: the observation's rule, then the question whether anything is left to wait for.
#include "core/plan.hpp"

#include <algorithm>

#include "core/deciding.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

/// True while the letter has to stay as it is because of this step. An unknown one that the user was asked about is
/// theirs to settle, whenever they do.
bool holds_open(Deciding& deciding, const Step& step) {
    const StepKind kind = step.key.kind;
    if (!is_message_to_client(kind) && kind != StepKind::call) return false;
    if (step.state == StepState::unknown) return deciding.count(StepKind::unknown_notice) == 0;
    return is_pending(step.state);
}

bool any_step(const Deciding& deciding, auto&& matches) { return std::ranges::any_of(deciding.steps, matches); }

bool any_promise_open(const Letter& letter) {
    return std::ranges::any_of(letter.promises, [](const Promise& one) { return one.state == PromiseState::open; });
}

/// The make-good check-in, and what is to be said about a promise.
bool holds_answered(const Step& step) {
    const StepKind kind = step.key.kind;
    return is_message_to_client(kind) && kind != StepKind::check_in && is_pending(step.state);
}

/// A letter that waits for nothing any more is closed, or made good.
void settle(Deciding& deciding) {
    Letter& letter = deciding.letter;
    if (any_promise_open(letter)) return;
    if (letter.state == LetterState::open) {
        if (any_step(deciding, [&](const Step& step) { return holds_open(deciding, step); })) return;
        letter.state = LetterState::closed;
        deciding.because("The letter is closed: no step is left.");
        return;
    }
    if (letter.state != LetterState::answered) return;
    if (any_step(deciding, holds_answered)) return;
    const bool made_good = any_step(deciding, [](const Step& step) {
        return step.key.kind == StepKind::make_good && step.state == StepState::done;
    });
    letter.state = made_good ? LetterState::made_good : LetterState::closed;
    deciding.because(made_good ? "The letter is made good: the make-good check-in is done."
                               : "The letter is closed: it was answered, and no step is left.");
}

}  // namespace

Decision plan(const Slice& slice, const Observation& observation, base::Instant now, const Policy& policy) {
    Deciding deciding(slice, now, policy);
    std::visit([&](const auto& what) { decide(deciding, what); }, observation);
    if (!deciding.refused()) {
        carry_on_recurring(deciding);
        settle(deciding);
    }
    return std::move(deciding).decision();
}

std::optional<base::Instant> next_wake(const std::vector<Step>& steps) {
    std::optional<base::Instant> earliest;
    for (const Step& step : steps) {
        if (step.state != StepState::planned) continue;
        if (!earliest || step.due.at < *earliest) earliest = step.due.at;
    }
    return earliest;
}

std::vector<Step> derive_again(std::vector<Step> steps, const calendar::Zone& zone) {
    for (Step& step : steps) {
        if (step.state != StepState::planned || step.due.zone != zone.name()) continue;
        const bool not_moved = step.meant_for == step.due.at;
        step.due.at = zone.instant(step.due.wall);
        if (not_moved) step.meant_for = step.due.at;
    }
    return steps;
}

std::vector<Promise> derive_again(std::vector<Promise> promises, const calendar::Zone& zone) {
    for (Promise& promise : promises) {
        if (promise.due && promise.due->zone == zone.name()) promise.due->at = zone.instant(promise.due->wall);
    }
    return promises;
}

}  // namespace amends::core
