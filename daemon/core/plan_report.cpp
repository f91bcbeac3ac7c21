// What mail systems report: that a message bounced, is late or arrived, and that the client complained about it.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/reports.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

using base::ReportAction;

constexpr std::chrono::days delay_clears_within{5};
constexpr std::string_view certain_now = "It is certain now, and another notice tells it.";

bool is_failed(const base::RecipientReport& recipient) {
    return recipient.action == ReportAction::failed ||
           (recipient.action == ReportAction::unknown && !recipient.status.starts_with('4') &&
            !recipient.status.starts_with('2'));
}

/// A server that sends mail on reports where it went, and, if it is a good one, whom we wrote to.
bool concerns(const base::RecipientReport& recipient, const Recipient& one) {
    const std::string mailbox = base::canonical_mailbox(one.address.mailbox);
    return base::canonical_mailbox(recipient.final_recipient) == mailbox ||
           base::canonical_mailbox(recipient.original_recipient) == mailbox;
}

void note_stand_in(Recipient& one, const std::string& stand_in) {
    const bool another = base::canonical_mailbox(stand_in) != base::canonical_mailbox(one.address.mailbox);
    if (another && base::is_safe_mailbox(stand_in)) one.instead = stand_in;
}

/// Notes which recipients the letter did not reach; returns how many of them are news.
int mark_bounced(Letter& letter, const MessageSeen& seen) {
    std::vector<base::RecipientReport> failed;
    if (seen.facts.report) {
        std::ranges::copy_if(seen.facts.report->recipients, std::back_inserter(failed), [](const auto& recipient) {
            return is_failed(recipient) && !recipient.final_recipient.empty();
        });
    }
    const auto is_named = [&](const Recipient& one) {
        return std::ranges::any_of(failed, [&](const auto& recipient) { return concerns(recipient, one); });
    };
    // Who is alone on the letter is meant, whatever address their mail was sent on to.
    const bool all_failed = seen.facts.report && std::ranges::all_of(seen.facts.report->recipients, is_failed);
    const bool only_one = letter.recipients.size() == 1 && all_failed;
    int news = 0;
    for (Recipient& one : letter.recipients) {
        const bool meant = failed.empty() ? one.field == RecipientField::to : only_one || is_named(one);
        if (!meant || one.bounced) continue;
        one.bounced = true;
        note_stand_in(one, seen.facts.stand_in);
        ++news;
    }
    return news;
}

/// What was doubtful is certain now, and nothing is left that could be sent; a question not yet put is put no more.
void nothing_left_to_look_at(Deciding& deciding) {
    for (Step& step : deciding.steps) {
        if (step.state == StepState::planned && is_in_doubt(deciding.letter, deciding.steps, step.key.kind))
            deciding.give_up(step, StepState::cancelled, certain_now);
    }
    if (deciding.letter.hold == Hold::possible_answer) deciding.letter.hold = Hold::none;
}

/// Nobody can be reached: what would be written is given up, what reminds of an answer stays.
void on_unreachable(Deciding& deciding) {
    nothing_left_to_look_at(deciding);
    for (Step& step : deciding.steps) {
        if (step.key.kind == StepKind::check_in || step.key.kind == StepKind::call) {
            deciding.give_up(step, StepState::cancelled, why::unreachable);
        }
    }
    Step* make_good = deciding.pending(StepKind::make_good);
    if (make_good == nullptr || make_good->state != StepState::planned || make_good->means == Means::reminder) return;
    Step& reminder = deciding.to_be_changed(*make_good);
    reminder.means = Means::reminder;
    deciding.because(reminder, "The make-good check-in becomes a reminder: no address can be reached.");
}

/// The user let go of it, or was told already. One that closed for another reason (its client is left in peace) may
/// not have arrived all the same.
bool is_done_with(const Deciding& deciding) {
    return deciding.letter.state == LetterState::closed &&
           (deciding.letter.let_go || deciding.count(StepKind::bounce_notice) > 0);
}

void on_bounced_letter(Deciding& deciding, const MessageSeen& seen) {
    const int news = mark_bounced(deciding.letter, seen);
    deciding.because(fmt::format("The letter bounced; newly lost recipients: {}.", news));
    if (std::ranges::none_of(deciding.letter.recipients, &Recipient::bounced))
        deciding.because("The report names none of the letter's own addresses: nobody is written off.");
    if (seen.classification.permanent == false)
        deciding.because("The fault may pass: the same address may work later.");
    settle_delay(deciding);
    if (!deciding.reachable()) on_unreachable(deciding);
    const bool told = deciding.count(StepKind::bounce_notice) > 0;
    if (news == 0 && told) return deciding.because("The user was told of it already.");
    if (is_done_with(deciding)) return deciding.because("The letter is closed: nobody is told.");
    raise_notice(deciding, StepKind::bounce_notice);
}

void on_bounce(Deciding& deciding, const MessageSeen& seen) {
    if (seen.match.about_letter) return on_bounced_letter(deciding, seen);
    Step* ours = step_with_id(deciding, seen.match.about);
    if (ours == nullptr) return deciding.because("Another message of the thread bounced: nothing changes.");
    if (ours->outcome == why::bounced) return deciding.because(*ours, "The user was told of it already.");
    if (ours->state != StepState::done) {
        return deciding.because(*ours, "A bounce of a message that is not known to have gone out: nothing changes.");
    }
    deciding.finish(*ours, StepState::done, why::bounced);
    raise_notice(deciding, StepKind::bounce_notice);
}

void on_complaint(Deciding& deciding) {
    deciding.because("A complaint: nothing more is written to the client.");
    const bool doubted = is_in_doubt(deciding.letter, deciding.steps, StepKind::complaint_notice);
    nothing_left_to_look_at(deciding);
    bool news = doubted || deciding.count(StepKind::complaint_notice) == 0;
    for (Step& step : deciding.steps) {
        if (!is_message_to_client(step.key.kind) || !is_pending(step.state) || given_up(step)) continue;
        deciding.give_up(step, StepState::cancelled, why::complained);
        news = true;
    }
    if (!news) return deciding.because("The user was told of it already.");
    raise_notice(deciding, StepKind::complaint_notice);
}

/// The mail system tries for some days and then either delivers, in silence, or bounces.
void on_delay(Deciding& deciding, const MessageSeen& seen) {
    deciding.because("Delivery is delayed: the mail system still tries.");
    const bool of_letter = seen.match.about_letter && deciding.letter.state == LetterState::open;
    if (!of_letter || deciding.count(StepKind::delay_notice) > 0) return;
    const auto& window = deciding.policy.user_window;
    const base::Instant until = seen.received + delay_clears_within;
    const auto opens = calendar::next_open(window, std::max(until, deciding.now));
    deciding.add(StepKind::delay_notice, Means::reminder,
                 calendar::due_at(window, opens, "5 days after the delay was reported"));
    const base::CivilDate last = window.zone->local(until).date;
    for (Step* step : deciding.all_steps()) {
        const bool waits = is_check_in(step->key.kind) || step->key.kind == StepKind::call;
        if ((step->state == StepState::planned && waits) || is_send_under_way(*step)) {
            plan_after(deciding, *step, last, "the letter may still be on its way");
        }
    }
}

}  // namespace

void on_departure(Deciding& deciding, const MessageSeen& seen) {
    deciding.because("It says that its owner is gone for good.");
    int news = 0, known = 0;
    for (Recipient& one : deciding.letter.recipients) {
        const auto mailbox = base::canonical_mailbox(one.address.mailbox);
        const bool theirs = std::ranges::any_of(seen.facts.from, [&](const base::Address& from) {
            return base::canonical_mailbox(base::without_tag(from.mailbox)) == mailbox;
        });
        if (!theirs) continue;
        ++known;
        if (one.bounced) continue;
        one.bounced = one.gone = true;
        note_stand_in(one, seen.facts.stand_in);
        ++news;
    }
    if (known == 0) return deciding.because("The letter did not go to them: nothing changes.");
    if (news == 0) return deciding.because("The user was told of it already.");
    if (!deciding.reachable()) on_unreachable(deciding);
    if (is_done_with(deciding)) return deciding.because("The letter is closed: nobody is told.");
    raise_notice(deciding, StepKind::bounce_notice);
}

Step* step_with_id(Deciding& deciding, const base::MessageId& id) {
    const auto found = std::ranges::find_if(
        deciding.steps, [&](const Step& step) { return derived_message_id(deciding.letter, step.key) == id; });
    return found == deciding.steps.end() ? nullptr : &*found;
}

void settle_delay(Deciding& deciding) {
    for (Step* step : deciding.all_steps()) {
        if (step->key.kind != StepKind::delay_notice || step->state != StepState::planned) continue;
        deciding.give_up(*step, StepState::cancelled, why::arrived);
    }
}

void on_possible_report(Deciding& deciding, const MessageSeen& seen) {
    const MessageClass what = seen.classification.what;
    if (what == MessageClass::delay) {
        deciding.because("It may be about the letter: to wait is no harm.");
        return on_delay(deciding, seen);
    }
    if (what != MessageClass::bounce && what != MessageClass::complaint) {
        return deciding.because("A report that names no message of the letter: nothing changes.");
    }
    // Who has answered has had the letter; a complaint may come at any time.
    const bool concerned =
        what == MessageClass::bounce ? deciding.letter.state == LetterState::open : deciding.is_alive();
    if (!concerned) return deciding.because("The letter waits for no answer: nothing changes.");
    if (deciding.letter.hold != Hold::none) return deciding.because("The user is asked to look already.");
    hold_sends(deciding, "It may be about the letter");
    raise_notice(deciding, what == MessageClass::bounce ? StepKind::bounce_notice : StepKind::complaint_notice);
}

void on_report(Deciding& deciding, const MessageSeen& seen) {
    switch (seen.classification.what) {
        case MessageClass::bounce: return on_bounce(deciding, seen);
        case MessageClass::delay: return on_delay(deciding, seen);
        case MessageClass::complaint:
            if (somebody_complains(seen.facts)) return on_complaint(deciding);
            return deciding.because("A feedback report in which nobody complains: nothing changes.");
        case MessageClass::delivered:
            if (seen.match.about_letter) settle_delay(deciding);
            return deciding.because("A mail system says that it delivered the message: nothing else changes.");
        case MessageClass::reply:
        case MessageClass::auto_reply:
        case MessageClass::receipt:
        case MessageClass::invite:
        case MessageClass::other: return;
    }
}

}  // namespace amends::core
