// The one vocabulary (DESIGN section 1): every word that SQL, RPC, the command line and the journal use for a value of
// core. A switch without `default:` makes the compiler ask for the word of a new value.
#include <array>
#include <cstdlib>

#include "core/classify.hpp"
#include "core/handover.hpp"
#include "core/letter.hpp"
#include "core/match.hpp"
#include "core/observation.hpp"
#include "core/plan.hpp"

namespace amends::core {

namespace {

template <class Value, std::size_t count>
std::optional<Value> value_of(std::string_view word, const std::array<Value, count>& all) {
    for (Value value : all) {
        if (word == to_word(value)) return value;
    }
    return std::nullopt;
}

}  // namespace

const char* to_word(LetterState value) {
    switch (value) {
        case LetterState::open: return "open";
        case LetterState::answered: return "answered";
        case LetterState::made_good: return "made_good";
        case LetterState::closed: return "closed";
    }
    std::abort();
}

std::optional<LetterState> letter_state_from(std::string_view word) {
    using enum LetterState;
    return value_of(word, std::array{open, answered, made_good, closed});
}

const char* to_word(StepKind value) {
    switch (value) {
        case StepKind::check_in: return "check_in";
        case StepKind::call: return "call";
        case StepKind::make_good: return "make_good";
        case StepKind::bounce_notice: return "bounce_notice";
        case StepKind::withdrawn_notice: return "withdrawn_notice";
        case StepKind::edited_notice: return "edited_notice";
        case StepKind::refused_notice: return "refused_notice";
        case StepKind::unknown_notice: return "unknown_notice";
        case StepKind::promise_due: return "promise_due";
        case StepKind::promise_kept: return "promise_kept";
        case StepKind::promise_undated: return "promise_undated";
        case StepKind::kept_message: return "kept_message";
        case StepKind::slipped_message: return "slipped_message";
        case StepKind::possible_answer: return "possible_answer";
        case StepKind::upset_answer: return "upset_answer";
        case StepKind::delay_notice: return "delay_notice";
        case StepKind::complaint_notice: return "complaint_notice";
    }
    std::abort();
}

std::optional<StepKind> step_kind_from(std::string_view word) {
    using enum StepKind;
    return value_of(
        word, std::array{check_in, call, make_good, bounce_notice, withdrawn_notice, edited_notice, refused_notice,
                         unknown_notice, promise_due, promise_kept, promise_undated, kept_message, slipped_message,
                         possible_answer, upset_answer, delay_notice, complaint_notice});
}

const char* to_word(Hold value) {
    switch (value) {
        case Hold::none: return "none";
        case Hold::possible_answer: return "possible_answer";
        case Hold::upset_answer: return "upset_answer";
    }
    std::abort();
}

std::optional<Hold> hold_from(std::string_view word) {
    using enum Hold;
    return value_of(word, std::array{none, possible_answer, upset_answer});
}

const char* to_word(Means value) {
    switch (value) {
        case Means::reminder: return "reminder";
        case Means::draft: return "draft";
        case Means::send: return "send";
    }
    std::abort();
}

std::optional<Means> means_from(std::string_view word) {
    using enum Means;
    return value_of(word, std::array{reminder, draft, send});
}

const char* to_word(StepState value) {
    switch (value) {
        case StepState::planned: return "planned";
        case StepState::acting: return "acting";
        case StepState::drafted: return "drafted";
        case StepState::unknown: return "unknown";
        case StepState::done: return "done";
        case StepState::satisfied: return "satisfied";
        case StepState::declined: return "declined";
        case StepState::withdrawn: return "withdrawn";
        case StepState::cancelled: return "cancelled";
    }
    std::abort();
}

std::optional<StepState> step_state_from(std::string_view word) {
    using enum StepState;
    return value_of(word,
                    std::array{planned, acting, drafted, unknown, done, satisfied, declined, withdrawn, cancelled});
}

const char* to_word(HandoverState value) {
    switch (value) {
        case HandoverState::due: return "due";
        case HandoverState::sending: return "sending";
        case HandoverState::committing: return "committing";
        case HandoverState::sent: return "sent";
        case HandoverState::refused: return "refused";
        case HandoverState::not_sent: return "not_sent";
        case HandoverState::unknown: return "unknown";
        case HandoverState::cancelled: return "cancelled";
    }
    std::abort();
}

std::optional<HandoverState> handover_state_from(std::string_view word) {
    using enum HandoverState;
    return value_of(word, std::array{due, sending, committing, sent, refused, not_sent, unknown, cancelled});
}

const char* to_word(ActionKind value) {
    switch (value) {
        case ActionKind::append_reminder: return "append_reminder";
        case ActionKind::append_draft: return "append_draft";
        case ActionKind::send: return "send";
        case ActionKind::withdraw_draft: return "withdraw_draft";
        case ActionKind::cancel_pending: return "cancel_pending";
        case ActionKind::summarise: return "summarise";
        case ActionKind::mention: return "mention";
    }
    std::abort();
}

std::optional<ActionKind> action_kind_from(std::string_view word) {
    using enum ActionKind;
    return value_of(
        word, std::array{append_reminder, append_draft, send, withdraw_draft, cancel_pending, summarise, mention});
}

const char* to_word(OutcomeKind value) {
    switch (value) {
        case OutcomeKind::reminded: return "reminded";
        case OutcomeKind::drafted: return "drafted";
        case OutcomeKind::sent: return "sent";
        case OutcomeKind::refused: return "refused";
        case OutcomeKind::not_sent: return "not_sent";
        case OutcomeKind::unknown: return "unknown";
        case OutcomeKind::unknown_for_good: return "unknown_for_good";
        case OutcomeKind::cancelled: return "cancelled";
        case OutcomeKind::draft_sent_by_user: return "draft_sent_by_user";
        case OutcomeKind::draft_deleted: return "draft_deleted";
        case OutcomeKind::draft_edited: return "draft_edited";
        case OutcomeKind::draft_withdrawn: return "draft_withdrawn";
        case OutcomeKind::draft_kept: return "draft_kept";
    }
    std::abort();
}

std::optional<OutcomeKind> outcome_kind_from(std::string_view word) {
    using enum OutcomeKind;
    return value_of(word, std::array{reminded, drafted, sent, refused, not_sent, unknown, unknown_for_good, cancelled,
                                     draft_sent_by_user, draft_deleted, draft_edited, draft_withdrawn, draft_kept});
}

const char* to_word(Tone value) {
    switch (value) {
        case Tone::accepts: return "accepts";
        case Tone::upset: return "upset";
        case Tone::question: return "question";
    }
    return "";
}

const char* to_word(MessageClass value) {
    switch (value) {
        case MessageClass::reply: return "reply";
        case MessageClass::auto_reply: return "auto_reply";
        case MessageClass::bounce: return "bounce";
        case MessageClass::delay: return "delay";
        case MessageClass::delivered: return "delivered";
        case MessageClass::complaint: return "complaint";
        case MessageClass::receipt: return "receipt";
        case MessageClass::invite: return "invite";
        case MessageClass::other: return "other";
    }
    std::abort();
}

std::optional<Tone> tone_from(std::string_view word) {
    using enum Tone;
    return value_of(word, std::array{accepts, upset, question});
}

const char* to_word(Evidence value) {
    switch (value) {
        case Evidence::in_reply_to: return "in_reply_to";
        case Evidence::references: return "references";
        case Evidence::embedded_message_id: return "embedded_message_id";
        case Evidence::thread: return "thread";
        case Evidence::subject: return "subject";
        case Evidence::possible: return "possible";
    }
    std::abort();
}

}  // namespace amends::core
