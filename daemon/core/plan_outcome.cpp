// What came of an action. A step that was given up meanwhile ends here: its outcome says why, and nothing follows it.
#include <fmt/format.h>

#include <string>

#include "core/deciding.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

using std::chrono::minutes;

constexpr minutes next_attempt{10};

std::string with_detail(std::string sentence, const Outcome& outcome) {
    if (!outcome.detail.empty()) sentence += " (" + outcome.detail + ")";
    return sentence;
}

bool is_reminder(const Step& step) { return step.means == Means::reminder; }

/// The user's own message took the place of a check-in; everything else that was given up was just not wanted.
StepState end_of_given_up(const Step& step) {
    return step.outcome == why::user_wrote ? StepState::satisfied : StepState::cancelled;
}

/// Given up, or overtaken by the letter's end while it was in doubt; its outcome says which.
bool is_unwanted(const Deciding& deciding, Step& step) {
    if (!given_up(step) && deciding.waits_for(step)) return false;
    if (step.outcome.empty()) step.outcome = why::out_of_place;
    return true;
}

/// A step that was given up is over, and nothing of it has reached anybody.
void end_given_up(Deciding& deciding, Step& step) {
    const std::string outcome = step.outcome;
    deciding.finish(step, end_of_given_up(step), outcome);
    // The check-in was only not to be sent unseen; it is still wanted.
    const bool wanted_as_draft = outcome == why::opt_in_taken_back && deciding.waits_for(step) &&
                                 deciding.may_approach() && deciding.pending(step.key.kind) == nullptr;
    if (!wanted_as_draft) return;
    const auto& window = deciding.policy.client_window;
    deciding.add(step.key.kind, Means::draft, calendar::due_at(window, deciding.now, "at once, instead of the send"));
}

void on_drafted(Deciding& deciding, Step& step) {
    const bool unwanted = is_unwanted(deciding, step);
    step.state = StepState::drafted;
    step.acted_at = deciding.now;
    if (unwanted) {
        deciding.act(ActionKind::withdraw_draft, step);
        deciding.because(
            step, fmt::format("The draft of the {} came too late and is withdrawn. {}", name_of(step), step.outcome));
        return;
    }
    deciding.because(step, fmt::format("The draft of the {} lies in Drafts.", name_of(step)));
    if (step.key.kind == StepKind::check_in) plan_call(deciding, deciding.now);
}

void on_refused(Deciding& deciding, Step& step, const Outcome& outcome) {
    if (is_unwanted(deciding, step)) return end_given_up(deciding, step);
    deciding.finish(step, StepState::cancelled, with_detail("The server refused it for good.", outcome));
    if (!is_message_to_client(step.key.kind)) return;
    raise_notice(deciding, StepKind::refused_notice);
    if (step.key.kind == StepKind::check_in) plan_call(deciding, deciding.now);
}

void on_not_sent(Deciding& deciding, Step& step, const Outcome& outcome) {
    if (is_unwanted(deciding, step)) {
        deciding.act(ActionKind::cancel_pending, step);
        return end_given_up(deciding, step);
    }
    const auto& policy = deciding.policy;
    const auto& window = is_reminder(step) ? policy.user_window : policy.client_window;
    const auto next = outcome.retry_at.value_or(deciding.now + next_attempt);
    step.state = StepState::planned;
    deciding.put_off(step, calendar::due_at(window, next, "again after an attempt that failed"),
                     with_detail("nothing was handed over", outcome));
}

/// Taken back although it was wanted: sending was held or paused under it. It waits for its time again.
void on_cancelled(Deciding& deciding, Step& step, const Outcome& outcome) {
    if (is_unwanted(deciding, step)) return end_given_up(deciding, step);
    step.state = StepState::planned;
    step.acted_at.reset();
    deciding.because(step, with_detail("It was taken back before anything was handed over, and waits again.", outcome));
}

void on_unknown_for_good(Deciding& deciding, Step& step, const Outcome& outcome) {
    if (given_up(step)) return end_given_up(deciding, step);
    if (!is_message_to_client(step.key.kind)) {
        return complete(deciding, step, "Nobody can tell whether it arrived; it is not made again.");
    }
    if (step.means == Means::draft) {
        deciding.finish(step, StepState::declined, why::draft_in_doubt);
    } else {
        step.state = StepState::unknown;
        deciding.because(step, with_detail("Nobody can tell whether it went out; it is never made again.", outcome));
    }
    if (deciding.count(StepKind::unknown_notice) == 0) raise_notice(deciding, StepKind::unknown_notice);
    if (step.key.kind == StepKind::check_in) plan_call(deciding, deciding.now);
}

/// Outcomes of an action that was in the outbox, or in doubt.
void on_action(Deciding& deciding, Step& step, const Outcome& outcome) {
    switch (outcome.kind) {
        case OutcomeKind::reminded: return complete(deciding, step, "The user was reminded.");
        case OutcomeKind::drafted: return on_drafted(deciding, step);
        case OutcomeKind::sent: return complete(deciding, step, with_detail("It was sent.", outcome));
        case OutcomeKind::refused: return on_refused(deciding, step, outcome);
        case OutcomeKind::not_sent: return on_not_sent(deciding, step, outcome);
        case OutcomeKind::unknown:
            step.state = StepState::unknown;
            return deciding.because(step, with_detail("It may have gone out; that is being looked into.", outcome));
        case OutcomeKind::unknown_for_good: return on_unknown_for_good(deciding, step, outcome);
        case OutcomeKind::cancelled: return on_cancelled(deciding, step, outcome);
        case OutcomeKind::draft_sent_by_user:
        case OutcomeKind::draft_deleted:
        case OutcomeKind::draft_edited:
        case OutcomeKind::draft_withdrawn:
        case OutcomeKind::draft_kept:
            return deciding.because(step, "News of a draft that is not known to lie in Drafts: nothing changes.");
    }
}

void on_withdrawn(Deciding& deciding, Step& step) {
    if (step.outcome == why::draft_sent) return complete(deciding, step, why::draft_sent);
    const std::string outcome = step.outcome.empty() ? "Its draft was taken back." : step.outcome;
    deciding.finish(step, StepState::withdrawn, outcome);
    if (outcome == why::client_answered || outcome == why::user_wrote) {
        raise_notice(deciding, StepKind::withdrawn_notice);
    }
}

void on_kept(Deciding& deciding, Step& step) {
    if (step.outcome == why::draft_sent) return complete(deciding, step, why::draft_sent);
    const bool answered = step.outcome == why::client_answered;
    deciding.finish(
        step, StepState::withdrawn,
        answered ? "The client answered; the draft was edited and stays." : "The draft was edited and stays.");
    if (answered) raise_notice(deciding, StepKind::edited_notice);
}

void on_deleted(Deciding& deciding, Step& step) {
    if (given_up(step)) {
        const std::string outcome = step.outcome;
        // A mail program that sends an edited draft gives it another Message-ID and takes the draft away.
        if (outcome == why::user_wrote || outcome == why::draft_sent) return complete(deciding, step, why::draft_sent);
        return deciding.finish(step, StepState::withdrawn, outcome);
    }
    deciding.finish(step, StepState::declined, "The user deleted the draft; it is never made again.");
    if (step.key.kind == StepKind::check_in) plan_call(deciding, deciding.now);
}

/// Outcomes for a draft that lies in Drafts.
void on_draft(Deciding& deciding, Step& step, const Outcome& outcome) {
    switch (outcome.kind) {
        case OutcomeKind::draft_sent_by_user:
        case OutcomeKind::sent:
            complete(deciding, step, "The user sent the draft.");
            if (step.key.kind == StepKind::check_in) plan_call_anew(deciding, deciding.now);
            return;
        case OutcomeKind::draft_deleted: return on_deleted(deciding, step);
        case OutcomeKind::draft_edited:
            return deciding.because(step, "The user edited the draft; it is theirs now and stays as it is.");
        case OutcomeKind::draft_withdrawn: return on_withdrawn(deciding, step);
        case OutcomeKind::draft_kept: return on_kept(deciding, step);
        case OutcomeKind::drafted:
        case OutcomeKind::reminded:
        case OutcomeKind::refused:
        case OutcomeKind::not_sent:
        case OutcomeKind::unknown:
        case OutcomeKind::unknown_for_good:
        case OutcomeKind::cancelled: return deciding.because(step, "The draft still lies in Drafts: nothing changes.");
    }
}

}  // namespace

void decide(Deciding& deciding, const Outcome& outcome) {
    Step* step = deciding.find(outcome.step);
    if (step == nullptr) {
        return deciding.because(
            fmt::format("News ({}) of a step that there is not: nothing changes.", to_word(outcome.kind)));
    }
    switch (step->state) {
        case StepState::acting:
        case StepState::unknown: return on_action(deciding, *step, outcome);
        case StepState::drafted: return on_draft(deciding, *step, outcome);
        case StepState::planned:
        case StepState::done:
        case StepState::satisfied:
        case StepState::declined:
        case StepState::withdrawn:
        case StepState::cancelled:
            return deciding.because(*step, fmt::format("News ({}) of a step that is {}: nothing changes.",
                                                       to_word(outcome.kind), to_word(step->state)));
    }
}

/// What was made already is never made again: it stands as it lies there.
void decide(Deciding& deciding, const TwinSeen& twin) {
    Step* step = deciding.find(twin.step);
    if (step == nullptr || step->state != StepState::planned) {
        return deciding.because("A message of ours was seen that no step waits for: nothing changes.");
    }
    deciding.because(*step, fmt::format("The {} lies in the mailbox, though nothing is known of it: it is taken for "
                                        "{}, and not made again.",
                                        name_of(*step), twin.sent ? "sent" : "drafted"));
    if (step->acted_at) deciding.act(ActionKind::cancel_pending, *step);
    step->means = twin.means;
    step->state = StepState::acting;
    decide(deciding, Outcome{step->key, twin.sent ? OutcomeKind::sent : OutcomeKind::drafted, std::nullopt, ""});
    if (twin.sent && step->key.kind == StepKind::check_in) plan_call_anew(deciding, deciding.now);
}

}  // namespace amends::core
