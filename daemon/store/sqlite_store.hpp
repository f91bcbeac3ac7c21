#pragma once
// ports::Store over SQLite: opens the database, runs each call in one transaction, and turns every trouble into an
// Error. A database that turns out damaged while running is set aside as a copy, and from then on every call is
// refused: nothing may be decided on a memory that cannot be trusted. One thread; one store per file, also over
// processes.
#include <filesystem>
#include <memory>

#include "ports/store.hpp"
#include "store/database.hpp"
#include "store/sends.hpp"

namespace amends::store {

struct OpenOptions {
    std::filesystem::path path;  ///< its folder is made (0700) where it is missing
    base::Instant now;           ///< names copies that are set aside, and backups
    Caps caps;                   ///< of every account that `caps_of` does not name
    std::map<std::string, Caps> caps_of = {};
    std::string vfs = {};  ///< the SQLite VFS that keeps the file; "" for the system's
};

class SqliteStore final : public ports::Store {
public:
    /// Checks the whole file, and migrates an older schema after a backup beside it.
    static base::Result<std::unique_ptr<SqliteStore>> open(const OpenOptions& options);

    /// For a configuration that changed under a running daemon.
    base::Status set_caps(const Caps& caps, const std::map<std::string, Caps>& caps_of);

    base::Result<ports::Committed> commit(const ports::Commit& change) override;

    base::Result<std::optional<ports::LetterRow>> letter(base::LetterId id) override;
    base::Result<std::optional<base::LetterId>> letter_by_message_id(const std::string& account,
                                                                     const base::MessageId& id) override;
    base::Result<std::optional<std::string>> tracked_by(const base::MessageId& id) override;
    base::Result<bool> was_forgotten(const base::MessageId& id) override;
    base::Result<std::vector<ports::LetterRow>> letters(const ports::LetterFilter& filter) override;
    base::Result<std::vector<core::ThreadEntry>> thread_entries(const std::string& account,
                                                                const std::vector<base::MessageId>& ids) override;
    base::Result<std::vector<core::Candidate>> candidates(const std::string& account,
                                                          const std::vector<core::Correspondent>& people) override;
    base::Status note_offset(const std::string& mailbox, const calendar::OffsetSeen& seen) override;
    base::Result<std::vector<calendar::OffsetSeen>> offsets(const std::string& mailbox) override;
    base::Result<std::optional<core::Slice>> slice(base::LetterId id, base::Instant now) override;
    base::Result<std::vector<base::LetterId>> due(const std::string& account, base::Instant now) override;
    base::Result<std::optional<base::Instant>> next_wake(const std::string& account) override;
    base::Result<std::optional<base::Instant>> oldest_open(const std::string& account) override;
    base::Result<int> count_open(const std::string& account) override;
    base::Result<ports::OpenPromises> open_promises(const std::string& account) override;

    base::Result<std::vector<ports::DraftRow>> unsent_drafts(const std::string& account) override;
    base::Result<core::AccountContext> account_context(const std::string& account, base::Instant now) override;

    base::Result<std::optional<ports::OutboxItem>> outbox_item(base::OutboxId id) override;
    base::Result<std::vector<ports::OutboxItem>> outbox_open(const std::string& account) override;
    base::Result<std::vector<ports::OutboxItem>> lying_drafts(const std::string& account) override;
    base::Result<std::optional<ports::OutboxItem>> outbox_of_step(base::LetterId letter, core::StepKey step,
                                                                  core::ActionKind kind) override;
    base::Result<std::optional<ports::OutboxItem>> reminder_among(const std::string& account,
                                                                  const std::vector<base::MessageId>& ids) override;
    base::Result<std::vector<ports::SummaryItem>> summary_items(const std::string& account) override;
    base::Result<base::OutboxId> commit_summary(const ports::OutboxItem& item,
                                                const std::vector<ports::SummaryItem>& items) override;
    base::Result<std::optional<base::Instant>> last_summary(const std::string& account) override;

    base::Result<std::vector<ports::Cursor>> cursors(const std::string& account) override;
    base::Result<int> begin_reading(const std::string& account, const std::string& folder, std::uint32_t uid_validity,
                                    ports::Uid uid) override;
    base::Status end_reading(const std::string& account, const std::string& folder, std::uint32_t uid_validity,
                             ports::Uid uid) override;

    base::Result<std::vector<ports::JournalEntry>> journal(base::LetterId letter, const std::string& account,
                                                           int limit) override;

    base::Status set_paused(const std::string& account, bool on, base::Instant at) override;
    base::Result<bool> paused(const std::string& account) override;
    base::Result<std::optional<core::AccountHold>> hold(const std::string& account) override;
    base::Result<bool> is_left_in_peace(const std::vector<std::string>& mailboxes) override;
    base::Result<std::vector<base::LetterId>> leave_client(const std::string& mailbox, bool in_peace,
                                                           base::Instant at) override;
    base::Result<std::vector<base::LetterId>> letters_about(const std::string& mailbox) override;
    base::Result<int> forget_client(const std::string& mailbox) override;
    base::Result<base::LetterId> undo(base::Instant at) override;

    base::Result<std::optional<core::ClockReading>> last_turn(const std::string& account) override;
    base::Result<int> became_due(const std::string& account, base::Instant after, base::Instant now) override;
    base::Result<std::vector<base::LetterId>> letters_to_be_sent(const std::string& account) override;
    base::Result<base::Instant> first_start(const std::string& account, base::Instant now) override;
    base::Result<std::optional<std::string>> fact(const std::string& key) override;
    base::Status set_fact(const std::string& key, const std::string& value) override;

private:
    explicit SqliteStore(const OpenOptions& options);
    template <class Work>
    auto guarded(Work work) -> base::Result<decltype(work())>;
    template <class Work>
    auto in_transaction(Work work) -> base::Result<decltype(work())>;
    base::Error noticed_damage(const std::string& what);
    void sweep();
    void sweep_what_was_left();

    Database database_;
    base::Instant latest_;  ///< the last instant a caller named; stamps a copy that is set aside while running
    std::optional<base::Error> damaged_;
};

}  // namespace amends::store
