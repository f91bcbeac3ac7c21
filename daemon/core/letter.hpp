#pragma once
// A letter and its steps: plain values, the whole memory that a decision is taken on.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/mail.hpp"
#include "base/time.hpp"
#include "calendar/window.hpp"
#include "core/classify.hpp"
#include "core/promise.hpp"
#include "guide/advice.hpp"

namespace amends::core {

enum class LetterState {
    open,       ///< sent, no answer yet
    answered,   ///< the client answered, or the user says they did
    made_good,  ///< the make-good check-in is done, or the user says it is made good
    closed,     ///< no step is left, or the user let go
};

enum class RecipientField { to, cc };

struct Recipient {
    base::Address address;
    RecipientField field = RecipientField::to;
    bool bounced = false;   ///< nobody reads what goes to this address: the letter came back, or they are gone
    std::string instead{};  ///< the mailbox to write to that the bounce or the note named; empty where it named none
    bool gone = false;      ///< it bounced in so far as its owner is gone for good: nobody reads it any more
    friend bool operator==(const Recipient&, const Recipient&) = default;
};

/// What the user has to look at before the letter's check-ins go on.
enum class Hold {
    none,
    possible_answer,  ///< a message that may be the client's answer: nothing is sent without a hand
    upset_answer,     ///< the client answered, and is upset: no check-in is made at all
};

struct Letter {
    base::LetterId id;
    std::string account;  ///< the account's name in the configuration
    base::MessageId message_id;
    std::vector<base::MessageId>
        references;  ///< of the letter itself, oldest first; a check-in's References begin with them
    base::Address from;
    std::vector<Recipient> recipients;
    std::string subject;
    base::Instant sent_at;
    LetterState state = LetterState::open;
    base::Protection protection = base::Protection::none;
    std::string language;                    ///< ISO 639-1; "" unknown, "und" too, but not in Latin letters
    std::string situation;                   ///< what went wrong, as `amends situations` has it; "" where nobody said
    std::optional<guide::Offence> severity;  ///< how grave it is, where the user said
    std::string client_zone;                 ///< IANA name; "" unknown: the user's own zone stands in
    bool auto_send = false;                  ///< the user opted in to sending this letter's check-in
    bool let_go = false;                     ///< the user dropped it: an answer that comes later opens nothing again
    std::optional<base::Instant> answered_at;
    std::string answered_by;   ///< "mail", "phone", "meeting", "other"; "" while open
    std::string note;          ///< the user's own words, from `amends answered --note`
    std::string last_words;    ///< beginning of the client's last message; "" where bodies are not stored
    std::optional<Tone> tone;  ///< of the client's last answer by mail; a hint
    Hold hold = Hold::none;
    std::vector<Promise> promises;  ///< by their ordinals
    std::string
        repair;  ///< what the letter says is done about the matter, a sentence that can be repeated; "" for none
    std::string change;  ///< what it says will be different from now on, likewise; both "" where bodies are not stored
    friend bool operator==(const Letter&, const Letter&) = default;
};

enum class StepKind {
    check_in,          ///< message to the client while they are silent
    call,              ///< reminder: consider a call
    make_good,         ///< message to the client some time after their answer
    bounce_notice,     ///< reminder: the letter or the check-in did not arrive
    withdrawn_notice,  ///< reminder: the draft was taken back, and why
    edited_notice,     ///< reminder: the client answered, your edited draft still lies there
    refused_notice,    ///< reminder: the server refused the check-in for good
    unknown_notice,    ///< reminder: nobody can tell whether the check-in went out; a question
    promise_due,       ///< reminder: a promise falls due
    promise_kept,      ///< reminder: a promise was due; a question
    promise_undated,   ///< reminder: nobody knows when a promise is due; a question
    kept_message,      ///< message to the client: what was promised is done
    slipped_message,   ///< message to the client: it will slip, and here is the new date
    possible_answer,   ///< reminder: a message that may be the client's answer; a question
    upset_answer,      ///< reminder: the client answered, and is upset
    delay_notice,      ///< reminder: the letter was delayed and may not have arrived
    complaint_notice,  ///< reminder: the client's mail system complained; the client is left in peace
};

enum class Means { reminder, draft, send };

enum class StepState {
    planned,    ///< waits for its due time
    acting,     ///< its action is in the outbox
    drafted,    ///< its draft lies in Drafts
    unknown,    ///< it may have been sent; only an oracle or the user can say
    done,       ///< reminded, sent, or sent by the user from the draft
    satisfied,  ///< not needed any more: the user wrote to the client themselves
    declined,   ///< the user deleted the draft: a "no", never made again
    withdrawn,  ///< the draft was taken back, or left to the user because they had edited it
    cancelled,  ///< not wanted any more before anything was done
};

/// True for planned, acting, drafted and unknown.
bool is_pending(StepState state);
/// True for what goes to the client: check-ins, and messages about a promise.
bool is_message_to_client(StepKind kind);
/// True for check_in and make_good.
bool is_check_in(StepKind kind);
/// True for promise_due, promise_kept and promise_undated.
bool is_promise_reminder(StepKind kind);

/// Names a step within its letter, also before it is stored. UNIQUE in the store.
struct StepKey {
    StepKind kind = StepKind::check_in;
    int ordinal = 1;
    friend auto operator<=>(const StepKey&, const StepKey&) = default;
};

struct Step {
    base::StepId id;
    StepKey key;
    int promise = 0;  ///< the ordinal of the promise it is about; 0: none
    Means means = Means::draft;
    StepState state = StepState::planned;
    calendar::DueTime due;
    base::Instant meant_for;  ///< the instant it was planned for; a closed window or a retry moves `due`, never this
    std::optional<base::Instant> acted_at;  ///< last begun, then when it was done; on a planned step: an attempt failed
    std::string outcome;  ///< why it ended, one sentence without names; on a step that is still pending: it is given
                          ///< up, and what comes of its last action will end it
    friend bool operator==(const Step&, const Step&) = default;
};

/// Outcomes that later decisions and the words of a notice ask for.
namespace why {
inline constexpr std::string_view complained = "The client's mail system complained about mail of the user.";
inline constexpr std::string_view bounced = "It did not arrive: it bounced.";
inline constexpr std::string_view draft_in_doubt =
    "Nobody can tell whether the draft was put into Drafts; it is not made again on a guess.";
}  // namespace why

/// True where a notice of a bounce or a complaint can only ask: nothing shows that the report was about this letter.
/// `steps` are all steps of the letter.
bool is_in_doubt(const Letter& letter, const std::ranges::forward_range auto& steps, StepKind notice) {
    const auto ended = [&](std::string_view so) { return std::ranges::find(steps, so, &Step::outcome) != steps.end(); };
    if (letter.hold != Hold::possible_answer) return false;
    if (notice == StepKind::complaint_notice) return !ended(why::complained);
    return notice == StepKind::bounce_notice && !ended(why::bounced) &&
           std::ranges::none_of(letter.recipients, &Recipient::bounced);
}

/// True for a step whose action is under way or whose draft lies there, but which is not wanted any more.
bool given_up(const Step& step);
/// Intended to be sent to the client or on its way there, and not given up.
bool is_send_under_way(const Step& step);

/// The words used in SQL, RPC and on the command line: "open", "made_good", "check_in", "planned" … and back.
const char* to_word(LetterState value);
const char* to_word(Hold value);
const char* to_word(StepKind value);
const char* to_word(Means value);
const char* to_word(StepState value);
std::optional<LetterState> letter_state_from(std::string_view word);
std::optional<Hold> hold_from(std::string_view word);
std::optional<Tone> tone_from(std::string_view word);
std::optional<StepKind> step_kind_from(std::string_view word);
std::optional<Means> means_from(std::string_view word);
std::optional<StepState> step_state_from(std::string_view word);

}  // namespace amends::core
