#pragma once
// The one decision function: what a letter's life becomes after an observation. Pure and total; it never fails, never
// logs, never looks at a clock. Everything that it wants done to the world stands in Decision::actions.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/letter.hpp"
#include "core/observation.hpp"
#include "core/policy.hpp"

namespace amends::core {

/// What a decision is taken on.
struct Slice {
    Letter letter;
    std::vector<Step> steps;
    ClientContext client;
    AccountContext account;
};

/// A step that was not sent is planned again, and its action comes anew with a later decision: its outbox item begins
/// again, with the same bytes. What needs other bytes is another step: the first one is given up, its item cancelled.
enum class ActionKind {
    append_reminder,  ///< to the user's INBOX
    append_draft,     ///< to Drafts
    send,             ///< to the client
    withdraw_draft,   ///< remove our draft if it is still as we left it; tried again until that is known
    cancel_pending,   ///< take the step's outbox item back if nothing is under way; the last look lets nothing out
    summarise,        ///< the step's reminder goes into the account's next summary
    mention,          ///< the step is put off; the account's next summary says so
};
const char* to_word(ActionKind value);
std::optional<ActionKind> action_kind_from(std::string_view word);

struct Action {
    ActionKind kind = ActionKind::append_reminder;
    StepKey step;
    std::optional<std::string> text;                         ///< the user's own wording instead of the template's
    std::optional<base::Instant> not_before = std::nullopt;  ///< at once where there is none
};

/// Why something was or was not done. One sentence, no names, addresses or texts: the journal keeps it for ever.
struct Reason {
    std::optional<StepKey> step;
    std::string sentence;
};

struct Decision {
    Letter letter;
    std::vector<Step> steps;
    std::vector<Action> actions;
    std::vector<Reason> reasons;           ///< never empty
    std::optional<base::Instant> wake_at;  ///< the next instant at which TimeCame is wanted
    std::optional<std::string> refusal;    ///< an order that cannot be carried out, and what to do instead
};

Decision plan(const Slice& slice, const Observation& observation, base::Instant now, const Policy& policy);

/// True where the step's send may leave at this very instant: the letter waits for it, the user wants it sent, nothing
/// holds it back, and it is neither late nor outside the client's working hours. Asked before a send begins, and last
/// of all before the dot.
bool may_leave(const Slice& slice, StepKey step, base::Instant now, const Policy& policy);

/// True where the step is a send under way that did not get to begin while its time was good (a server away, a machine
/// asleep): TimeCame takes it back and decides on it anew.
bool is_overtaken_by_time(const Step& step, base::Instant now, const Policy& policy);

/// The earliest planned due time; nothing where the letter waits for nothing.
std::optional<base::Instant> next_wake(const std::vector<Step>& steps);

/// The same wall times read anew in `zone` (zone data changed under us). Steps of other zones stay.
std::vector<Step> derive_again(std::vector<Step> steps, const calendar::Zone& zone);
std::vector<Promise> derive_again(std::vector<Promise> promises, const calendar::Zone& zone);

/// "<hex>.<ordinal>@<domain of the letter's id>"-like id that only this step of this letter can have.
base::MessageId derived_message_id(const Letter& letter, StepKey step);
/// The step of the letter, planned or not, whose message alone can have that id.
std::optional<StepKey> step_of_message(const Letter& letter, const base::MessageId& id);

}  // namespace amends::core
