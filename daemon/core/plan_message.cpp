// What a message of the letter's thread means for it. Whatever is not surely an answer changes as little as possible.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/deciding.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

using base::ReportAction;
using std::chrono::days;

constexpr std::size_t most_last_words = 300;  // bytes
constexpr days longest_absence{365};
constexpr std::string_view bounced = "It did not arrive: it bounced.";

/// At most `most` bytes of UTF-8, never half a character.
std::string beginning_of(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return std::string(text.substr(0, most));
}

/// The step of this letter whose message has that id.
Step* step_with_id(Deciding& deciding, const base::MessageId& id) {
    const auto found = std::ranges::find_if(
        deciding.steps, [&](const Step& step) { return derived_message_id(deciding.letter, step.key) == id; });
    return found == deciding.steps.end() ? nullptr : &*found;
}

std::string last_words(const Deciding& deciding, const base::MessageFacts& facts) {
    const bool open = deciding.letter.protection == base::Protection::none &&
                      facts.protection == base::Protection::none && deciding.policy.store_bodies;
    return open ? beginning_of(facts.text, most_last_words) : "";
}

// The user's own messages

/// Our check-in, seen where the user's sent mail lies: it has gone out, whatever else is known of it.
void on_own_check_in(Deciding& deciding, Step& step) {
    const bool being_drafted = step.state == StepState::acting && step.means == Means::draft;
    if (!is_message_to_client(step.key.kind) || !is_pending(step.state) || being_drafted) {
        return deciding.because(step, "Our own message was seen: nothing changes.");
    }
    const bool by_user = step.state == StepState::drafted;
    complete(deciding, step, by_user ? "The user sent the draft." : "It lies in the sent mail: it went out.");
    if (step.key.kind == StepKind::check_in) plan_call_anew(deciding, deciding.now);
}

void on_own_message(Deciding& deciding, const MessageSeen& seen) {
    const auto& id = seen.facts.message_id;
    if (id == deciding.letter.message_id) return deciding.because("The letter itself was seen: nothing changes.");
    Step* ours = id ? step_with_id(deciding, *id) : nullptr;
    if (ours != nullptr) return on_own_check_in(deciding, *ours);
    if (seen.classification.what != MessageClass::reply && seen.classification.what != MessageClass::invite) {
        return deciding.because("A message of the user's that no hand wrote was seen: nothing changes.");
    }
    deciding.because("The user wrote in the thread themselves.");
    if (deciding.letter.state != LetterState::open) return;
    for (Step& step : deciding.steps) {
        if (step.key.kind == StepKind::check_in) deciding.give_up(step, StepState::satisfied, why::user_wrote);
    }
    plan_call_anew(deciding, seen.received);
}

// The client's messages

void on_answer(Deciding& deciding, const MessageSeen& seen) {
    Letter& letter = deciding.letter;
    const bool closed_in_silence = letter.state == LetterState::closed && !letter.let_go && !letter.answered_at;
    const bool counts = letter.state == LetterState::open || letter.state == LetterState::answered || closed_in_silence;
    if (!counts) {
        return deciding.because(
            fmt::format("An answer to a letter that is {}: nothing changes.", to_word(letter.state)));
    }
    if (letter.answered_at && *letter.answered_at >= seen.received) {
        return deciding.because("An answer that is no newer than the one known: nothing changes.");
    }
    if (seen.classification.what == MessageClass::invite) deciding.because("The answer is an invitation.");
    letter.last_words = last_words(deciding, seen.facts);
    take_answer(deciding, seen.received, "mail");
}

void on_auto_reply(Deciding& deciding, const MessageSeen& seen) {
    deciding.because("An automatic reply is no answer.");
    if (!seen.facts.return_date) return;
    const base::CivilDate last = *seen.facts.return_date;
    const auto until = std::chrono::sys_days(last).time_since_epoch();
    if (!last.ok() || until - std::chrono::seconds{seen.received.seconds} > longest_absence) {
        return deciding.because("The absence that it announces is too long to be believed: nothing is moved.");
    }
    for (Step* step : deciding.all_steps()) {
        const bool waits_for_client = is_check_in(step->key.kind) || step->key.kind == StepKind::call;
        if ((step->state == StepState::planned && waits_for_client) || is_send_under_way(*step))
            plan_after_absence(deciding, *step, last);
    }
}

// Delivery reports

bool is_failed(const base::RecipientReport& recipient) {
    return recipient.action == ReportAction::failed ||
           (recipient.action == ReportAction::unknown && !recipient.status.starts_with('4') &&
            !recipient.status.starts_with('2'));
}

bool concerns(const base::RecipientReport& recipient, const Recipient& one) {
    return base::canonical_mailbox(recipient.final_recipient) == base::canonical_mailbox(one.address.mailbox);
}

/// Notes which recipients the letter did not reach; returns how many of them are news.
int mark_bounced(Letter& letter, const MessageSeen& seen) {
    std::vector<base::RecipientReport> failed;
    if (seen.facts.report) {
        std::ranges::copy_if(seen.facts.report->recipients, std::back_inserter(failed), [](const auto& recipient) {
            return is_failed(recipient) && !recipient.final_recipient.empty();
        });
    }
    int news = 0;
    for (Recipient& one : letter.recipients) {
        const bool named = std::ranges::any_of(failed, [&](const auto& recipient) { return concerns(recipient, one); });
        const bool meant = failed.empty() ? one.field == RecipientField::to : named;
        if (!meant || one.bounced) continue;
        one.bounced = true;
        ++news;
    }
    return news;
}

/// Nobody can be reached: what would be written is given up, what reminds of an answer stays.
void on_unreachable(Deciding& deciding) {
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

void on_bounced_letter(Deciding& deciding, const MessageSeen& seen) {
    const int news = mark_bounced(deciding.letter, seen);
    deciding.because(fmt::format("The letter bounced; newly lost recipients: {}.", news));
    if (!deciding.reachable()) on_unreachable(deciding);
    const bool told = deciding.count(StepKind::bounce_notice) > 0;
    if (news == 0 && told) return deciding.because("The user was told of it already.");
    if (deciding.letter.state == LetterState::closed) return deciding.because("The letter is closed: nobody is told.");
    raise_notice(deciding, StepKind::bounce_notice);
}

void on_bounce(Deciding& deciding, const MessageSeen& seen) {
    if (seen.match.about_letter) return on_bounced_letter(deciding, seen);
    Step* ours = step_with_id(deciding, seen.match.about);
    if (ours == nullptr) return deciding.because("Another message of the thread bounced: nothing changes.");
    if (ours->outcome == bounced) return deciding.because(*ours, "The user was told of it already.");
    if (ours->state != StepState::done) {
        return deciding.because(*ours, "A bounce of a message that is not known to have gone out: nothing changes.");
    }
    deciding.finish(*ours, StepState::done, bounced);
    raise_notice(deciding, StepKind::bounce_notice);
}

void on_complaint(Deciding& deciding) {
    deciding.because("A complaint: nothing more is written to the client unless they answer.");
    for (Step& step : deciding.steps) {
        if (is_message_to_client(step.key.kind)) deciding.give_up(step, StepState::cancelled, why::complained);
    }
}

/// Whoever names a check-in's Message-ID has received it, or tried to deliver it.
void settle_doubt(Deciding& deciding, const MessageSeen& seen) {
    Step* named = seen.match.about_letter ? nullptr : step_with_id(deciding, seen.match.about);
    if (named == nullptr || named->state != StepState::unknown) return;
    complete(deciding, *named, "A message that names it shows that it went out.");
}

}  // namespace

void decide(Deciding& deciding, const MessageSeen& seen) {
    settle_doubt(deciding, seen);
    if (seen.own) return on_own_message(deciding, seen);
    switch (seen.classification.what) {
        case MessageClass::reply:
        case MessageClass::invite: return on_answer(deciding, seen);
        case MessageClass::auto_reply: return on_auto_reply(deciding, seen);
        case MessageClass::bounce: return on_bounce(deciding, seen);
        case MessageClass::complaint: return on_complaint(deciding);
        case MessageClass::delay: return deciding.because("Delivery is delayed: the mail system still tries.");
        case MessageClass::delivered:
            return deciding.because("A mail system says that it delivered the message: nothing changes.");
        case MessageClass::receipt: return deciding.because("A receipt is no answer.");
        case MessageClass::other:
            return deciding.because("A message of the thread that is no answer: nothing changes.");
    }
}

}  // namespace amends::core
