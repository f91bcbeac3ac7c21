#pragma once
// The engine: takes an observation, loads the slice of memory it touches, asks core::plan, composes the final bytes of
// what is to be done, and commits decision, bytes, outbox and journal in one transaction. It does nothing to the world.
// Everything here is synchronous: two coroutines can never interleave inside a decision.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/compose.hpp"
#include "calendar/hours_guess.hpp"
#include "core/plan.hpp"
#include "ports/clock.hpp"
#include "ports/store.hpp"

namespace amends::app {

/// How a letter came to be tracked, and what the user wants for it.
struct TrackOptions {
    bool auto_send = false;
    core::CheckInWish check_in{};
    std::optional<std::string> client_zone;
    std::optional<std::string> situation;      ///< what went wrong, where the user said
    std::optional<guide::Offence> severity{};  ///< how grave it is, where the user said
    std::string how;                           ///< for the journal: "by the Amends keyword"
    bool by_mark = false;                      ///< found by its mark, not ordered: a forgotten letter stays forgotten
    std::optional<base::Instant> received;     ///< INTERNALDATE of the Sent copy; stands in for a missing Date
};

/// What tracking a letter would bring about.
struct Outlook {
    core::Decision decision;
    std::string client_zone;     ///< in which the plan is made
    bool zone_is_guess = false;  ///< from the dates of the client's mail
};

/// What the same transaction records beside the decision.
struct Alongside {
    std::vector<base::MessageId> thread;
    std::vector<ports::HandoverChange> handovers;
    std::vector<core::Reason> reasons;  ///< before those of the decision
    std::string answerer;               ///< canonical mailbox that answers for the client; "" for none
    bool undoable = false;
};

/// Where a message of ours lies that may be unknown.
struct TwinPlace {
    bool in_sent = false;  ///< else in Drafts
    std::string folder{};
    std::uint32_t uid_validity = 0;  ///< 0 where the place does not matter
    ports::Uid uid = 0;
    bool may_come_yet = false;  ///< a message that no step waits for is left for later: what has come is not read yet
};

/// True for an id of the form that only messages of Amends about a letter have.
bool names_a_step(const base::MessageId& id);

/// What the engine must know from the configuration.
class Rules {
public:
    virtual ~Rules() = default;
    [[nodiscard]] virtual core::Policy policy_for(const core::Letter& letter) const = 0;
    /// True where the user has said in which zone the letter's client is.
    [[nodiscard]] virtual bool knows_zone(const core::Letter& letter) const = 0;
    /// True where the user has said when the letter's client works.
    [[nodiscard]] virtual bool knows_hours(const core::Letter& letter) const = 0;
    /// Canonical addresses of the account's owner, without tags.
    [[nodiscard]] virtual std::vector<std::string> own_addresses(const std::string& account) const = 0;
};

class Engine {
public:
    Engine(ports::Store& store, ports::Clock& clock, const Rules& rules, const Composer& composer);

    /// Begins to track a sent message. A letter that is tracked already keeps its life; the options are applied to it.
    base::Result<base::LetterId> track(const std::string& account, const base::MessageFacts& facts,
                                       const TrackOptions& options);

    /// The very decision that track() would take on a letter that is not known yet; nothing is kept of it.
    base::Result<Outlook> outlook(const std::string& account, const base::MessageFacts& facts,
                                  const TrackOptions& options);

    /// Decides on one observation. A refused order is Fault::answer_is_no and changes nothing.
    base::Result<core::Decision> observe(base::LetterId letter, const core::Observation& observation,
                                         const Alongside& alongside = {});

    /// A message that lay in a watched folder: matched, classified and decided on where it concerns a letter.
    /// `in_sent`: it lies in Sent, where only the owner writes; elsewhere a message "from the user" counts for nothing.
    /// Returns the letters it concerned.
    base::Result<std::optional<base::LetterId>> message_seen(const std::string& account,
                                                             const base::MessageFacts& facts, bool in_sent,
                                                             base::Instant received);

    /// True where the message may concern a letter although it names none, by its head alone. Learns from it in which
    /// zone a client is and when they work.
    base::Result<bool> may_concern(const std::string& account, const base::MessageFacts& head, bool in_sent,
                                   base::Instant received);
    /// Remembers what the mailbox's provider calls the thread of a message that is known to be the letter's.
    base::Status note_thread(base::LetterId letter, const std::string& provider_thread);
    /// What the dates of the client's mail tell, where nobody has said it.
    struct ClientGuess {
        std::optional<calendar::ZoneGuess> zone;
        std::optional<calendar::HoursGuess> hours;
    };
    base::Result<ClientGuess> client_guess(const core::Letter& letter);

    /// What was sent before its letter was known is to be read again: since when (RFC 3339), a space, and what tells
    /// this wish from another one; "" where there is none.
    base::Result<std::string> look_back_wish(const std::string& account);
    /// The wish is fulfilled, where it is still the same.
    base::Status looked_back(const std::string& account, const std::string& wish);

    /// TimeCame for every letter of the account that has something due or a send that may not leave any more; puts what
    /// was collected into a summary.
    base::Status time_came(const std::string& account);

    /// Holds the account's automatic sends where something has happened that no plan foresaw (core/breaker.hpp). Every
    /// decision that may send asks this first.
    base::Status guard_sends(const std::string& account);
    /// A message in Drafts or Sent, by its head. Where it is one of ours that the database knows nothing of, sends are
    /// held, and a step that waits for it is done by it; true then.
    base::Result<bool> twin_seen(const std::string& account, const base::MessageFacts& head, const TwinPlace& place);
    /// Holds the account's sends because of such a message.
    base::Status hold_for_twin(const std::string& account);
    /// Goes up with every letter that becomes known: its messages may lie there already.
    [[nodiscard]] std::uint64_t letters_tracked() const { return letters_tracked_; }

    /// `amends hold` and `amends release`. What is due after the release goes out at the caps.
    base::Status hold(const std::string& account, const std::string& note);
    base::Status release(const std::string& account);
    /// The hold that the user has not been told of by a way that needs no mailbox; once.
    std::optional<core::AccountHold> take_news_of_hold(const std::string& account);

    /// After a start, and before each attempt of the one sender: sends found in `sending` were not sent, those found in
    /// `committing` are unknown.
    base::Status recover(const std::string& account);

    /// core::seen_again and core::decide_on_draft with what is known of the account.
    core::UnsentDraft draft_seen_again(const std::string& account, const std::optional<core::UnsentDraft>& known,
                                       const core::DraftSeen& seen);
    base::Result<core::DraftDecision> decide_on_draft(const std::string& account, const core::UnsentDraft& draft);
    /// The reminder of a draft that lies in `folder`, in the transaction that keeps the row as reminded.
    base::Status remind_of_draft(const std::string& account, ports::DraftRow row, const base::MessageFacts& draft,
                                 const std::string& folder);

    /// Reads every planned wall time anew where the machine's zone data has changed since the last start.
    base::Status derive_due_times_again(const std::string& account);

    /// True where the send may leave now, by all that is known now; see core::may_leave.
    base::Result<bool> may_leave(const ports::OutboxItem& send);

    /// Commits a transition and what came of it as one decision.
    base::Status outcome(const ports::OutboxItem& item, ports::HandoverChange change, core::Outcome outcome);

    [[nodiscard]] std::vector<std::string> own_addresses(const std::string& account) const {
        return rules_.own_addresses(account);
    }

    /// Reads what of a letter its check-ins may repeat; without it they name no remedy.
    std::function<guide::Remedies(const base::MessageFacts& letter)> find_remedies;
    /// Called after each commit that gave an account something to do.
    std::function<void(const std::string& account)> on_work;

private:
    base::Result<core::Slice> slice_of(base::LetterId letter);
    core::Policy policy_of(const core::Letter& letter);
    base::Status note_what_went_wrong(base::LetterId letter, const TrackOptions& options);
    base::Result<std::optional<core::Match>> match(const std::string& account, const base::MessageFacts& facts,
                                                   bool in_sent, base::Instant received,
                                                   const std::vector<core::ThreadEntry>& known);
    base::Result<std::optional<base::LetterId>> known_under_another_id(const std::string& account,
                                                                       const base::MessageFacts& facts);
    base::Status note_date(const base::MessageFacts& facts, base::Instant received,
                           const std::vector<core::Candidate>& letters);
    base::Result<std::vector<calendar::OffsetSeen>> offsets_of_client(const core::Letter& letter);
    /// Decides on a message of the letter's that is known to be news; `self` is what it is remembered by.
    base::Status observe_message(const std::string& account, core::MessageSeen seen, const core::Letter& letter,
                                 const base::MessageId& self);
    base::Status leave_client_of(const core::Letter& letter);
    base::Result<bool> take_order(const std::string& account, const base::MessageFacts& facts, base::Instant received);
    base::Status note_order(const std::string& account, base::LetterId letter, const base::MessageId& order,
                            const std::string& sentence, bool understood);
    base::Status add_actions(ports::Commit& commit, core::Decision& decision, const core::Slice& slice,
                             const core::Policy& policy);
    base::Result<std::optional<core::Outcome>> outcome_at_once(ports::Commit& commit, const core::Decision& decision,
                                                               const core::Action& action);
    base::Status begin_action(ports::Commit& commit, const core::Decision& decision, const core::Action& action);
    base::Result<bool> cancel_pending(ports::Commit& commit, const core::Letter& letter, core::StepKey step);
    /// What is decided on a new letter, and what it was decided on.
    struct Beginning {
        core::Slice slice;
        core::Policy policy;
        core::Decision decision;
    };
    base::Result<Beginning> begin(const core::Letter& letter, const base::MessageFacts& facts,
                                  const TrackOptions& options);
    base::Result<core::ClientContext> client_before(const core::Letter& letter);
    base::Status wish_look_back(const std::string& account, const core::Letter& letter);
    core::Decision decide(const core::Slice& slice, const core::Observation& observation, core::Policy& policy);
    base::Status summarise(const std::string& account);
    /// What the turns of an account have seen so far; nothing yet where it has no entry.
    struct Turns {
        core::ClockReading last;
        base::Instant counted_to;  ///< steps that became due until then were counted
        base::Instant kept_at;     ///< when the store last heard of it
    };
    base::Status judge_turn(const std::string& account, bool counts);
    base::Result<std::optional<Turns>> turns_so_far(const std::string& account);
    base::Result<std::optional<core::HoldCause>> why_hold(const std::string& account, const Turns& so_far,
                                                          const core::ClockReading& now, bool counts);
    base::Result<std::optional<base::LetterId>> letter_of_twin(const std::string& account,
                                                               const base::MessageFacts& head);
    base::Result<bool> adopt(base::LetterId letter, const base::MessageFacts& head, const TwinPlace& place);
    base::Status hold_for(const std::string& account, const core::AccountHold& hold, bool is_new);
    bool says_nothing_new(const core::Slice& slice, const core::Decision& decision);

    ports::Store& store_;
    ports::Clock& clock_;
    const Rules& rules_;
    const Composer& composer_;
    std::uint64_t letters_tracked_ = 0;
    std::map<std::string, Turns> turns_;
    std::map<std::string, core::AccountHold> news_of_holds_;
    std::map<base::LetterId, std::string> last_reasons_;  ///< of letters whose due step waits for the user
};

}  // namespace amends::app
