// What a message of the letter's thread means for it. Whatever is not surely an answer changes as little as possible.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "core/deciding.hpp"
#include "core/reports.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

using std::chrono::days;

constexpr std::size_t most_last_words = 300;  // bytes
constexpr days longest_absence{365};

/// At most `most` bytes of UTF-8, never half a character.
std::string beginning_of(std::string_view text, std::size_t most) {
    if (text.size() <= most) return std::string(text);
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    return std::string(text.substr(0, most));
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

/// To them or to a colleague of theirs; a mail that names nobody but the user went by Bcc.
bool goes_to_client(const Deciding& deciding, const base::MessageFacts& facts) {
    const Letter& letter = deciding.letter;
    auto people = addressees(facts);
    std::erase_if(people, [&](const Correspondent& who) {
        return std::ranges::find(deciding.account.own_addresses, who.mailbox) != deciding.account.own_addresses.end();
    });
    return people.empty() || std::ranges::any_of(letter.recipients, [&](const Recipient& recipient) {
               const std::string mailbox = base::canonical_mailbox(base::without_tag(recipient.address.mailbox));
               return std::ranges::any_of(people, [&](const Correspondent& who) {
                   return who.mailbox == mailbox ||
                          std::ranges::find(who.domains, base::domain_of(mailbox)) != who.domains.end();
               });
           });
}

void on_own_message(Deciding& deciding, const MessageSeen& seen) {
    const auto& id = seen.facts.message_id;
    if (id == deciding.letter.message_id) return deciding.because("The letter itself was seen: nothing changes.");
    Step* ours = id ? step_with_id(deciding, *id) : nullptr;
    if (ours != nullptr) return on_own_check_in(deciding, *ours);
    if (seen.classification.what != MessageClass::reply && seen.classification.what != MessageClass::invite) {
        return deciding.because("A message of the user's that no hand wrote was seen: nothing changes.");
    }
    if (!goes_to_client(deciding, seen.facts)) {
        return deciding.because("The user wrote in the thread, but not to the client: nothing changes.");
    }
    deciding.because("The user wrote in the thread themselves.");
    if (Step* used = seen.of_draft ? deciding.find(*seen.of_draft) : nullptr; used != nullptr)
        if (used->state == StepState::drafted) deciding.give_up(*used, StepState::satisfied, why::draft_sent);
    const bool after_the_answer = !deciding.letter.answered_at || *deciding.letter.answered_at < seen.received;
    if (after_the_answer) release(deciding, "The user has written since, so they have looked.");
    if (deciding.letter.state != LetterState::open) return;
    for (Step& step : deciding.steps) {
        if (step.key.kind == StepKind::check_in) deciding.give_up(step, StepState::satisfied, why::user_wrote);
    }
    plan_call_anew(deciding, seen.received);
}

// The client's messages

std::string_view sound_of(Tone tone) {
    switch (tone) {
        case Tone::accepts: return "accepts the apology";
        case Tone::upset: return "is upset";
        case Tone::question: return "asks something";
    }
    return "";
}

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
    letter.tone = seen.classification.tone;
    if (letter.tone) deciding.because(fmt::format("It sounds as if the client {}.", sound_of(*letter.tone)));
    take_answer(deciding, seen.received, "mail");
    if (letter.tone != Tone::upset || letter.hold == Hold::upset_answer) return;
    letter.hold = Hold::upset_answer;
    deciding.because("No check-in is made until the user has looked at the answer.");
    raise_notice(deciding, StepKind::upset_answer);
}

/// Nothing in it names the letter; only its writer and its time speak for it. Never an answer until the user says so.
void on_possible_answer(Deciding& deciding, const MessageSeen& seen) {
    Letter& letter = deciding.letter;
    if (letter.state != LetterState::open) return deciding.because("The letter waits for no answer: nothing changes.");
    if (seen.classification.what == MessageClass::invite) deciding.because("It is an invitation.");
    if (letter.hold != Hold::none) return deciding.because("The user is asked to look already.");
    letter.last_words = last_words(deciding, seen.facts);
    hold_sends(deciding, "It may be the client's answer");
    raise_notice(deciding, StepKind::possible_answer);
}

void on_auto_reply(Deciding& deciding, const MessageSeen& seen) {
    deciding.because("An automatic reply is no answer.");
    if (seen.facts.note == base::AutomaticNote::left) return on_departure(deciding, seen);
    if (deciding.letter.recipients.size() == 1) settle_delay(deciding);
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

/// Whoever names a check-in's Message-ID has received it, or tried to deliver it.
void settle_doubt(Deciding& deciding, const MessageSeen& seen) {
    Step* named = seen.match.about_letter ? nullptr : step_with_id(deciding, seen.match.about);
    if (named == nullptr || named->state != StepState::unknown) return;
    complete(deciding, *named, "A message that names it shows that it went out.");
}

std::string_view in_words(Evidence evidence) {
    switch (evidence) {
        case Evidence::in_reply_to: return "it answers a message of the thread (In-Reply-To)";
        case Evidence::references: return "it names a message of the thread (References)";
        case Evidence::embedded_message_id: return "it reports on a message of the thread";
        case Evidence::thread: return "the mailbox's provider holds it for the same thread";
        case Evidence::subject: return "its people and its subject are the letter's";
        case Evidence::possible: return "it names no message of the letter, but the people and the time fit";
    }
    return "";
}

/// Reports come from mail systems, the user's own among them.
bool speaks_for_its_writer(MessageClass what) {
    return what == MessageClass::reply || what == MessageClass::invite || what == MessageClass::auto_reply ||
           what == MessageClass::receipt;
}

void on_client_message(Deciding& deciding, const MessageSeen& seen) {
    const bool possible = seen.match.evidence == Evidence::possible || seen.classification.in_doubt;
    if (seen.classification.in_doubt) deciding.because("It is not certain that a person wrote it.");
    switch (seen.classification.what) {
        case MessageClass::reply:
        case MessageClass::invite: return possible ? on_possible_answer(deciding, seen) : on_answer(deciding, seen);
        case MessageClass::auto_reply:
            return seen.classification.in_doubt ? on_possible_answer(deciding, seen) : on_auto_reply(deciding, seen);
        case MessageClass::bounce:
        case MessageClass::delay:
        case MessageClass::delivered:
        case MessageClass::complaint: return possible ? on_possible_report(deciding, seen) : on_report(deciding, seen);
        case MessageClass::receipt:
            if (deciding.letter.recipients.size() == 1) settle_delay(deciding);
            return deciding.because("A receipt is no answer.");
        case MessageClass::other:
            return deciding.because("A message of the thread that is no answer: nothing changes.");
    }
}

}  // namespace

void decide(Deciding& deciding, const MessageSeen& seen) {
    deciding.because(fmt::format("A message was matched: {}.", in_words(seen.match.evidence)));
    settle_doubt(deciding, seen);
    if (seen.own) return on_own_message(deciding, seen);
    if (seen.own_house && speaks_for_its_writer(seen.classification.what)) {
        return deciding.because("Somebody of the user's own house wrote it, not the client: nothing changes.");
    }
    on_client_message(deciding, seen);
}

}  // namespace amends::core
