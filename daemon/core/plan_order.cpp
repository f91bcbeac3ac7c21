// What the user orders. An order that cannot be carried out is refused with what to do instead; one that changes
// nothing is not an error.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/deciding.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

bool is_notice(StepKind kind) { return !is_message_to_client(kind) && kind != StepKind::call; }

Step* earliest_planned(Deciding& deciding) {
    Step* earliest = nullptr;
    for (Step& step : deciding.steps) {
        if (step.state != StepState::planned || is_notice(step.key.kind)) continue;
        if (earliest == nullptr || step.due.at < earliest->due.at) earliest = &step;
    }
    return earliest;
}

/// Nothing is planned any more, but the letter still waits in silence: the user wants to hear of it once more.
void remind_later(Deciding& deciding, base::Instant until) {
    Letter& letter = deciding.letter;
    const bool closed_in_silence = letter.state == LetterState::closed && !letter.let_go && !letter.answered_at;
    const Step* check_in = deciding.pending(StepKind::check_in);
    const bool under_way = check_in != nullptr && check_in->state == StepState::acting;
    const bool waits = letter.state == LetterState::open || closed_in_silence;
    if (!waits || under_way || !deciding.may_approach()) {
        return deciding.refuse("Nothing is planned for this letter, so nothing can be put off.");
    }
    letter.state = LetterState::open;
    const auto& window = deciding.policy.user_window;
    const auto opens = calendar::next_open(window, until);
    deciding.add(StepKind::call, Means::reminder, calendar::due_at(window, opens, "as the user asked"));
}

/// The user is done with the letter: notices that wait are not wanted any more either.
void give_up_everything(Deciding& deciding, std::string_view outcome) {
    end_promises(deciding, outcome);
    give_up_approaching(deciding, outcome);
    for (Step& step : deciding.steps) {
        if (step.state == StepState::planned) deciding.give_up(step, StepState::cancelled, outcome);
    }
}

/// Why the letter's check-in cannot be sent without a hand, and what to do instead; empty where it can.
std::string why_not_auto(Deciding& deciding) {
    if (deciding.letter.state != LetterState::open) {
        return "The letter does not wait for an answer any more, so there is no check-in to send.";
    }
    if (deciding.client.in_peace) return "The client is left in peace: nothing is written to them.";
    if (deciding.letter.protection != base::Protection::none) {
        return "The letter was signed or encrypted; a check-in for it has to be written by hand.";
    }
    if (!deciding.may_write()) return "There is no template in the letter's language; write the check-in by hand.";
    const Step* check_in = deciding.pending(StepKind::check_in);
    if (check_in == nullptr || check_in->state != StepState::planned) {
        return "The check-in has been made already; nothing is left that could be sent.";
    }
    return "";
}

void switch_off(Deciding& deciding) {
    deciding.letter.auto_send = false;
    deciding.because("The opt-in to sending is off.");
    Step* check_in = deciding.pending(StepKind::check_in);
    if (check_in == nullptr || check_in->means != Means::send) return;
    if (check_in->state == StepState::planned) {
        Step& draft = deciding.to_be_changed(*check_in);
        draft.means = Means::draft;
        deciding.because(draft, "The check-in becomes a draft.");
    } else if (check_in->state == StepState::acting) {
        deciding.give_up(*check_in, StepState::cancelled, why::opt_in_taken_back);
    }
}

std::string why_no_check_in_under_way(const Step& step) {
    switch (step.state) {
        case StepState::drafted: return "A check-in lies in Drafts already; edit and send it there.";
        case StepState::unknown: return "It is not known whether the check-in went out; look into the sent mail first.";
        case StepState::acting: return "A check-in is being made at this moment; look again in a minute.";
        case StepState::done:
            if (step.means == Means::reminder) return "";
            return "A check-in has gone out already, and a further one would press; consider a call.";
        case StepState::planned:
        case StepState::satisfied:
        case StepState::declined:
        case StepState::withdrawn:
        case StepState::cancelled: return "";
    }
    return "";
}

/// Why no check-in can be made now, and what to do instead; empty where one can.
std::string why_no_check_in(const Deciding& deciding, const CheckInNow& order) {
    const Letter& letter = deciding.letter;
    if (letter.state == LetterState::closed) {
        return "The letter is closed; `amends answered` opens it again if the client has answered.";
    }
    if (letter.state == LetterState::made_good) return "The letter is made good; there is nothing to check in about.";
    if (deciding.client.in_peace) return "The client is left in peace: nothing is written to them.";
    if (letter.protection != base::Protection::none) {
        return "The letter was signed or encrypted; write the check-in by hand, protected alike.";
    }
    if (!deciding.may_write() && !order.text) {
        return "There is no template in the letter's language; give your own words with --edit.";
    }
    if (!deciding.reachable()) return "Every address of the letter bounced; find another way to the client.";
    for (const Step& step : deciding.steps) {
        // What went out before the answer does not stand against writing after it.
        if (!is_check_in(step.key.kind) || !deciding.waits_for(step)) continue;
        if (auto reason = why_no_check_in_under_way(step); !reason.empty()) return reason;
    }
    return "";
}

/// A letter that is known is tracked again, and something is said of its check-in that was not said before. What is
/// made already stays.
void change_check_in(Deciding& deciding, const CheckInWish& wish) {
    deciding.because("The letter is tracked already.");
    if (deciding.letter.state != LetterState::open) return;
    Step* check_in = deciding.pending(StepKind::check_in);
    const bool is_planned = check_in != nullptr && check_in->state == StepState::planned;
    if (!wish.wanted) {
        deciding.letter.auto_send = false;
        if (is_planned) deciding.give_up(*check_in, StepState::cancelled, why::unwanted);
    } else if (wish.on && is_planned) {
        plan_check_in_anew(deciding, *check_in, *wish.on);
    } else if (wish.on && deciding.count(StepKind::check_in) == 0 && deciding.may_approach()) {
        plan_check_in(deciding, wish.on);
    }
}

}  // namespace

void decide(Deciding& deciding, const Tracked& tracked) {
    const bool known = !deciding.steps.empty() || !deciding.letter.promises.empty();
    if (known || deciding.letter.state != LetterState::open) return change_check_in(deciding, tracked.check_in);
    say_what_went_before(deciding);
    take_promises(deciding, tracked.promises);
    take_remedies(deciding, tracked.remedies);
    plan_promises(deciding);
    if (!tracked.check_in.wanted) {
        deciding.letter.auto_send = false;
        return deciding.because("No check-in is planned: the user wants none.");
    }
    if (deciding.letter.auto_send && !deciding.may_write()) {
        deciding.letter.auto_send = false;
        deciding.because("Its check-in cannot be sent: no template fits the letter.");
    }
    if (deciding.client.in_peace) return deciding.because("No check-in is planned: the client is left in peace.");
    if (!deciding.reachable()) return deciding.because("No check-in is planned: there is no address to write to.");
    plan_check_in(deciding, tracked.check_in.on);
}

void decide(Deciding& deciding, const Snooze& order) {
    if (order.until <= deciding.now) return deciding.refuse("That time lies in the past; name a later one.");
    Step* next = earliest_planned(deciding);
    if (next == nullptr) return remind_later(deciding, order.until);
    const bool to_client = is_message_to_client(next->key.kind) && next->means != Means::reminder;
    const auto& window = to_client ? deciding.policy.client_window : deciding.policy.user_window;
    const auto until = calendar::next_open(window, order.until);
    if (until <= next->due.at) {
        return deciding.refuse(fmt::format("The {} is not due before {}; name a later time to put it off.",
                                           name_of(*next), in_words(next->due)));
    }
    deciding.plan_anew(*next, calendar::due_at(window, until, "as the user asked"), "the user asked for it");
}

void decide(Deciding& deciding, const Answered& order) {
    Letter& letter = deciding.letter;
    if (letter.state == LetterState::made_good) {
        return deciding.refuse("The letter is made good already; a new answer changes nothing.");
    }
    if (!order.note.empty()) letter.note = order.note;
    release(deciding, "The user says that the client answered.");
    const bool waiting = letter.state == LetterState::answered && deciding.pending(StepKind::make_good) != nullptr;
    if (waiting && letter.answered_at && *letter.answered_at >= deciding.now) {
        letter.answered_by = order.by;
        return deciding.because("The letter is answered already.");
    }
    letter.let_go = false;
    take_answer(deciding, deciding.now, order.by);
}

void decide(Deciding& deciding, const Done&) {
    if (deciding.letter.state == LetterState::made_good) return deciding.because("The letter is made good already.");
    deciding.letter.state = LetterState::made_good;
    deciding.because("The user says that the letter is made good.");
    give_up_everything(deciding, why::made_good);
}

void decide(Deciding& deciding, const Drop&) {
    if (deciding.letter.state == LetterState::closed && deciding.letter.let_go) {
        return deciding.because("The letter is let go already.");
    }
    deciding.letter.state = LetterState::closed;
    deciding.letter.let_go = true;
    deciding.because("The letter is closed: the user let it go.");
    give_up_everything(deciding, why::let_go);
}

void decide(Deciding& deciding, const Release&) {
    if (deciding.letter.hold == Hold::none) return deciding.refuse("Nothing of this letter is held back.");
    release(deciding, "The user has looked.");
}

void decide(Deciding& deciding, const SwitchAuto& order) {
    if (!order.on) return switch_off(deciding);
    if (auto reason = why_not_auto(deciding); !reason.empty()) return deciding.refuse(std::move(reason));
    deciding.letter.auto_send = true;
    deciding.because("The user opted in to sending this letter's check-in.");
    Step* planned = deciding.pending(StepKind::check_in);
    if (planned->means == Means::send) return;
    Step& check_in = deciding.to_be_changed(*planned);
    check_in.means = Means::send;
    deciding.because(check_in, fmt::format("The check-in will be sent: {}.", in_words(check_in.due)));
}

void decide(Deciding& deciding, const ClientLeftInPeace&) {
    deciding.because("The client is left in peace.");
    give_up_approaching(deciding, why::in_peace);
}

void decide(Deciding& deciding, const CheckInNow& order) {
    if (auto reason = why_no_check_in(deciding, order); !reason.empty()) return deciding.refuse(std::move(reason));
    release(deciding, "The user asks for the check-in.");
    const bool open = deciding.letter.state == LetterState::open;
    const StepKind kind = open ? StepKind::check_in : StepKind::make_good;
    Step* step = deciding.pending(kind);
    if (step != nullptr) {
        step = &deciding.to_be_changed(*step);
    } else {
        const auto& window = deciding.policy.client_window;
        step = &deciding.add(kind, Means::draft, calendar::due_at(window, deciding.now, "as the user asked"));
    }
    step->means = Means::draft;
    step->due = calendar::due_at(deciding.policy.client_window, deciding.now, "as the user asked");
    deciding.because(*step, "The user asked for it now: hours, caps and pauses do not count.");
    deciding.begin(*step, order.text);
}

}  // namespace amends::core
