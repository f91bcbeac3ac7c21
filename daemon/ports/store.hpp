#pragma once
// The memory: letters, steps, outbox, journal and cursors. Every change goes through commit(), one transaction that is
// durable when it returns (WAL, synchronous=FULL). Reads see all that was committed.
#include <optional>
#include <string>
#include <vector>

#include "calendar/zone_guess.hpp"
#include "core/breaker.hpp"
#include "core/handover.hpp"
#include "core/match.hpp"
#include "core/plan.hpp"
#include "core/unsent_draft.hpp"
#include "ports/mailbox.hpp"
#include "ports/transport.hpp"

namespace amends::ports {

/// One intended effect on the world. `bytes`, `message_id` and `hash` never change after the deciding transaction.
struct OutboxItem {
    base::OutboxId id;
    std::string account;
    base::LetterId letter;  ///< 0 for an account's summary, and for the reminder of a draft
    core::StepKey step;     ///< meaningless where there is no letter
    core::ActionKind kind = core::ActionKind::append_reminder;  ///< append_reminder, append_draft, send,
                                                                ///< withdraw_draft; summarise where there is no letter
    core::HandoverState state = core::HandoverState::due;
    base::MessageId message_id;
    std::string bytes;               ///< final, CRLF; empty for withdraw_draft
    std::string hash;                ///< SHA-256 of bytes; of a withdraw_draft: of the draft that may be removed
    Envelope envelope;               ///< send only
    std::string folder;              ///< where it is appended, or where the draft lies
    std::uint32_t uid_validity = 0;  ///< of `folder`, noted before the APPEND
    Uid uid_next = 0;                ///< of `folder`, noted before the APPEND
    Uid uid = 0;                     ///< where it lies; 0 unknown
    int attempts = 0;
    base::Instant created_at;
    base::Instant next_try;      ///< not before this instant
    base::Instant changed_at;    ///< of the last transition
    std::string detail;          ///< of the last outcome, for the journal
    std::string last_look;       ///< sends: when it was and what it covered, in words
    bool sent_copy_due = false;  ///< sends: handed over, and the copy in Sent is not settled yet
};

/// A transition of one outbox item, with what was learnt by it; empty fields leave the stored ones.
struct HandoverChange {
    base::OutboxId id;
    core::HandoverState to = core::HandoverState::due;
    std::optional<std::string> folder;
    std::optional<std::uint32_t> uid_validity;
    std::optional<Uid> uid_next;
    std::optional<Uid> uid;
    std::optional<base::Instant> next_try;
    std::optional<std::string> detail;
    std::optional<std::string> last_look;
    std::optional<bool> sent_copy_due;
    bool attempt_begins = false;  ///< counts `attempts` up
};

/// How far a folder has been read. `uid_next` is the first UID not read yet.
struct Cursor {
    std::string account;
    std::string folder;
    std::uint32_t uid_validity = 0;
    Uid uid_next = 1;
    std::uint64_t highest_modseq = 0;
};

/// An apology that lies in Drafts, and where.
struct DraftRow {
    base::DraftId id;  ///< 0: not stored yet
    core::UnsentDraft draft;
    std::uint32_t uid_validity = 0;
    Uid uid = 0;
    base::MessageId reminder{};  ///< of the message that brought it to mind; empty until then
};

struct JournalEntry {
    std::int64_t id = 0;
    base::Instant at;
    std::string account;
    base::LetterId letter;
    std::optional<core::StepKey> step;
    std::string reason;
};

/// One transaction. The letter and its steps are written as they stand here (inserted where their id is 0; a step is
/// known by its key within the letter); all the rest is added.
struct Commit {
    base::Instant at;
    std::string account;
    std::optional<core::Letter> letter;
    std::vector<core::Step> steps;
    std::vector<base::MessageId> thread;    ///< ids that now belong to the letter's thread
    std::vector<base::MessageId> copies{};  ///< further ids of the letter itself: what a server made of its own
    std::string answerer{};                 ///< canonical mailbox that answers for the letter's client; "" for none
    std::vector<OutboxItem> outbox;         ///< new items
    std::vector<OutboxItem> adopted{};      ///< new items whose message lies there already: they are sent
    std::vector<HandoverChange> handovers;
    std::vector<core::Reason> reasons;
    std::vector<core::StepKey> into_summary;  ///< steps of the letter that the next summary lists
    std::optional<Cursor> cursor;
    std::vector<DraftRow> drafts{};            ///< as they stand here
    std::vector<base::DraftId> drafts_over{};  ///< nothing of them is remembered
    std::optional<core::AccountHold> hold{};   ///< the account's sends are held from now on, or are so as it says here
    bool release = false;                      ///< they are held no longer
    std::optional<core::ClockReading> turn{};  ///< what the clocks show in this turn
    bool undoable = false;                     ///< keep the letter and steps as they were, for `amends undo`
};

struct Committed {
    base::LetterId letter;
    std::vector<base::OutboxId> outbox;  ///< in the order of Commit::outbox
};

struct LetterFilter {
    std::optional<std::string> account;
    bool with_closed = false;             ///< also made_good and closed ones
    int limit = 0;                        ///< 0: all; the ones whose next step is nearest come first, then the newest
    std::optional<std::string> client;    ///< canonical: only letters to that address
    std::optional<base::LetterId> after;  ///< only those with a greater id, by ascending id: to go through all in parts
};

/// A letter, its steps and when it wants to be looked at again.
struct LetterRow {
    core::Letter letter;
    std::vector<core::Step> steps;
};

/// The open promises of an account's open and answered letters.
struct OpenPromises {
    int count = 0;
    std::optional<base::CivilDate> next_day;  ///< the earliest day of one that has a day
    friend bool operator==(const OpenPromises&, const OpenPromises&) = default;
};

struct SummaryItem {
    base::LetterId letter;
    core::StepKey step;
    base::Instant at;
};

class Store {
public:
    virtual ~Store() = default;

    virtual base::Result<Committed> commit(const Commit& change) = 0;

    // Letters
    virtual base::Result<std::optional<LetterRow>> letter(base::LetterId id) = 0;
    virtual base::Result<std::optional<base::LetterId>> letter_by_message_id(const std::string& account,
                                                                             const base::MessageId& id) = 0;
    /// The account that tracks this message, whichever it is: one letter has one life.
    virtual base::Result<std::optional<std::string>> tracked_by(const base::MessageId& id) = 0;
    /// True for a letter that `forget_client` erased, and for a message that was made for one; its mark in Sent does
    /// not bring it back.
    virtual base::Result<bool> was_forgotten(const base::MessageId& id) = 0;
    virtual base::Result<std::vector<LetterRow>> letters(const LetterFilter& filter) = 0;
    /// Known entries for these ids, in no particular order.
    virtual base::Result<std::vector<core::ThreadEntry>> thread_entries(const std::string& account,
                                                                        const std::vector<base::MessageId>& ids) = 0;
    /// The account's letters whose client one of `people` may be or work for, found by index.
    virtual base::Result<std::vector<core::Candidate>> candidates(const std::string& account,
                                                                  const std::vector<core::Correspondent>& people) = 0;
    /// The offset from UTC that a client's mail stated; `mailbox` is canonical. One for each day is kept.
    virtual base::Status note_offset(const std::string& mailbox, const calendar::OffsetSeen& seen) = 0;
    virtual base::Result<std::vector<calendar::OffsetSeen>> offsets(const std::string& mailbox) = 0;
    /// Letter, steps, and the contexts as of `now`; own_addresses is left empty.
    virtual base::Result<std::optional<core::Slice>> slice(base::LetterId id, base::Instant now) = 0;
    /// Letters of the account with a planned step due at `now` or before, the longest waiting first.
    virtual base::Result<std::vector<base::LetterId>> due(const std::string& account, base::Instant now) = 0;
    /// The earliest planned due time, outbox next_try or unsent draft of the account.
    virtual base::Result<std::optional<base::Instant>> next_wake(const std::string& account) = 0;
    /// sent_at of the oldest letter that is open or answered.
    virtual base::Result<std::optional<base::Instant>> oldest_open(const std::string& account) = 0;
    /// How many letters are open or answered.
    virtual base::Result<int> count_open(const std::string& account) = 0;
    virtual base::Result<OpenPromises> open_promises(const std::string& account) = 0;

    // Drafts of the user's own
    virtual base::Result<std::vector<DraftRow>> unsent_drafts(const std::string& account) = 0;
    /// own_addresses is left empty.
    virtual base::Result<core::AccountContext> account_context(const std::string& account, base::Instant now) = 0;

    // Outbox
    virtual base::Result<std::optional<OutboxItem>> outbox_item(base::OutboxId id) = 0;
    /// Items in due, sending, committing, not_sent or unknown, and sends whose Sent copy is not settled; oldest first.
    virtual base::Result<std::vector<OutboxItem>> outbox_open(const std::string& account) = 0;
    /// The append_draft items of steps in state drafted.
    virtual base::Result<std::vector<OutboxItem>> lying_drafts(const std::string& account) = 0;
    virtual base::Result<std::optional<OutboxItem>> outbox_of_step(base::LetterId letter, core::StepKey step,
                                                                   core::ActionKind kind) = 0;
    /// The message of ours to the user that is one of these.
    virtual base::Result<std::optional<OutboxItem>> reminder_among(const std::string& account,
                                                                   const std::vector<base::MessageId>& ids) = 0;
    virtual base::Result<std::vector<SummaryItem>> summary_items(const std::string& account) = 0;
    /// Puts the collected items into one summary: the outbox item and the emptied list in one transaction.
    virtual base::Result<base::OutboxId> commit_summary(const OutboxItem& item,
                                                        const std::vector<SummaryItem>& items) = 0;
    virtual base::Result<std::optional<base::Instant>> last_summary(const std::string& account) = 0;

    // Cursors, and messages that kill the reader
    virtual base::Result<std::vector<Cursor>> cursors(const std::string& account) = 0;
    /// Notes durably that this message is about to be read; returns how often that had been noted and never taken back.
    /// UID 0 stands for many messages of the folder at once.
    virtual base::Result<int> begin_reading(const std::string& account, const std::string& folder,
                                            std::uint32_t uid_validity, Uid uid) = 0;
    virtual base::Status end_reading(const std::string& account, const std::string& folder, std::uint32_t uid_validity,
                                     Uid uid) = 0;

    // Journal; letter 0 and "" give all, oldest first, at most `limit` of the newest where it is not 0.
    virtual base::Result<std::vector<JournalEntry>> journal(base::LetterId letter, const std::string& account,
                                                            int limit) = 0;

    // The user's standing orders
    virtual base::Status set_paused(const std::string& account, bool on, base::Instant at) = 0;
    virtual base::Result<bool> paused(const std::string& account) = 0;
    /// The hold of the account's sends, where they are held.
    virtual base::Result<std::optional<core::AccountHold>> hold(const std::string& account) = 0;
    /// True where a client with one of these canonical mailboxes is left in peace.
    virtual base::Result<bool> is_left_in_peace(const std::vector<std::string>& mailboxes) = 0;
    /// `mailbox` is canonical; returns the letters of that client that are open or answered.
    virtual base::Result<std::vector<base::LetterId>> leave_client(const std::string& mailbox, bool in_peace,
                                                                   base::Instant at) = 0;
    /// What forget_client would erase: every letter that was sent to that address, in copy too, that was answered from
    /// it, or that names it in any other way; `mailbox` is canonical.
    virtual base::Result<std::vector<base::LetterId>> letters_about(const std::string& mailbox) = 0;
    /// Erases those letters with all that hangs on them, journal sentences excepted (they name nobody). What stays of a
    /// letter are hashes: of its Message-ID, so that it is not taken up again, and of those of the messages that were
    /// made for it, so that none is made again. Refused while a check-in for one of them is being handed over.
    virtual base::Result<int> forget_client(const std::string& mailbox) = 0;
    /// Puts the letter of the last undoable commit back as it was. Refused with Fault::answer_is_no where there is none
    /// or where an action has begun since.
    virtual base::Result<base::LetterId> undo(base::Instant at) = 0;

    /// First start of this account on this database, kept for ever: older mail is never suggested. Set by the first
    /// call.
    virtual base::Result<base::Instant> first_start(const std::string& account, base::Instant now) = 0;
    // What a hold is decided on
    virtual base::Result<std::optional<core::ClockReading>> last_turn(const std::string& account) = 0;
    /// How many planned steps are due at `now` that were meant for an instant after `after`.
    virtual base::Result<int> became_due(const std::string& account, base::Instant after, base::Instant now) = 0;
    /// Letters whose check-in is to be sent, planned or under way, by their ids.
    virtual base::Result<std::vector<base::LetterId>> letters_to_be_sent(const std::string& account) = 0;

    /// Small facts of the program itself: "zone_data", "boot".
    virtual base::Result<std::optional<std::string>> fact(const std::string& key) = 0;
    virtual base::Status set_fact(const std::string& key, const std::string& value) = 0;
};

}  // namespace amends::ports
