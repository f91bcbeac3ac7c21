#pragma once
// A store that calls a hook before and after each commit, the other place where a program can die, and whose disk can
// be full.
#include "ports/store.hpp"
#include "tests/fakes/hook.hpp"

namespace amends::tests {

class HookedStore : public ports::Store {
public:
    /// The next `refused` changes find the disk full.
    HookedStore(ports::Store& store, const fakes::Hook& hook, int& refused)
        : store_(store), hook_(hook), refused_(refused) {}

    base::Result<ports::Committed> commit(const ports::Commit& change) override {
        return around("commit", [&] { return store_.commit(change); });
    }
    base::Result<base::OutboxId> commit_summary(const ports::OutboxItem& item,
                                                const std::vector<ports::SummaryItem>& items) override {
        return around("commit_summary", [&] { return store_.commit_summary(item, items); });
    }
    base::Status set_fact(const std::string& key, const std::string& value) override {
        return around("set_fact", [&] { return store_.set_fact(key, value); });
    }
    base::Status set_paused(const std::string& account, bool on, base::Instant at) override {
        return around("set_paused", [&] { return store_.set_paused(account, on, at); });
    }
    base::Result<std::vector<base::LetterId>> leave_client(const std::string& mailbox, bool in_peace,
                                                           base::Instant at) override {
        return around("leave_client", [&] { return store_.leave_client(mailbox, in_peace, at); });
    }
    base::Result<bool> is_left_in_peace(const std::vector<std::string>& mailboxes) override {
        return store_.is_left_in_peace(mailboxes);
    }
    base::Result<std::vector<base::LetterId>> letters_about(const std::string& mailbox) override {
        return store_.letters_about(mailbox);
    }
    base::Result<int> forget_client(const std::string& mailbox) override {
        return around("forget_client", [&] { return store_.forget_client(mailbox); });
    }
    base::Result<base::LetterId> undo(base::Instant at) override {
        return around("undo", [&] { return store_.undo(at); });
    }

    base::Result<std::optional<ports::LetterRow>> letter(base::LetterId id) override { return store_.letter(id); }
    base::Result<std::optional<base::LetterId>> letter_by_message_id(const std::string& account,
                                                                     const base::MessageId& id) override {
        return store_.letter_by_message_id(account, id);
    }
    base::Result<std::optional<std::string>> tracked_by(const base::MessageId& id) override {
        return store_.tracked_by(id);
    }
    base::Result<bool> was_forgotten(const base::MessageId& id) override { return store_.was_forgotten(id); }
    base::Result<std::vector<ports::LetterRow>> letters(const ports::LetterFilter& filter) override {
        return store_.letters(filter);
    }
    base::Result<std::vector<core::ThreadEntry>> thread_entries(const std::string& account,
                                                                const std::vector<base::MessageId>& ids) override {
        return store_.thread_entries(account, ids);
    }
    base::Result<std::vector<ports::DraftRow>> unsent_drafts(const std::string& account) override {
        return store_.unsent_drafts(account);
    }
    base::Result<core::AccountContext> account_context(const std::string& account, base::Instant now) override {
        return store_.account_context(account, now);
    }
    base::Result<std::vector<core::Candidate>> candidates(const std::string& account,
                                                          const std::vector<core::Correspondent>& people) override {
        return store_.candidates(account, people);
    }
    base::Status note_offset(const std::string& mailbox, const calendar::OffsetSeen& seen) override {
        return around("note_offset", [&] { return store_.note_offset(mailbox, seen); });
    }
    base::Result<std::vector<calendar::OffsetSeen>> offsets(const std::string& mailbox) override {
        return store_.offsets(mailbox);
    }
    base::Result<std::optional<ports::OutboxItem>> reminder_among(const std::string& account,
                                                                  const std::vector<base::MessageId>& ids) override {
        return store_.reminder_among(account, ids);
    }
    base::Result<std::optional<core::Slice>> slice(base::LetterId id, base::Instant now) override {
        return store_.slice(id, now);
    }
    base::Result<std::vector<base::LetterId>> due(const std::string& account, base::Instant now) override {
        return store_.due(account, now);
    }
    base::Result<std::optional<base::Instant>> next_wake(const std::string& account) override {
        return store_.next_wake(account);
    }
    base::Result<std::optional<base::Instant>> oldest_open(const std::string& account) override {
        return store_.oldest_open(account);
    }
    base::Result<int> count_open(const std::string& account) override { return store_.count_open(account); }
    base::Result<ports::OpenPromises> open_promises(const std::string& account) override {
        return store_.open_promises(account);
    }
    base::Result<std::optional<ports::OutboxItem>> outbox_item(base::OutboxId id) override {
        return store_.outbox_item(id);
    }
    base::Result<std::vector<ports::OutboxItem>> outbox_open(const std::string& account) override {
        return store_.outbox_open(account);
    }
    base::Result<std::vector<ports::OutboxItem>> lying_drafts(const std::string& account) override {
        return store_.lying_drafts(account);
    }
    base::Result<std::optional<ports::OutboxItem>> outbox_of_step(base::LetterId letter, core::StepKey step,
                                                                  core::ActionKind kind) override {
        return store_.outbox_of_step(letter, step, kind);
    }
    base::Result<std::vector<ports::SummaryItem>> summary_items(const std::string& account) override {
        return store_.summary_items(account);
    }
    base::Result<std::optional<base::Instant>> last_summary(const std::string& account) override {
        return store_.last_summary(account);
    }
    base::Result<std::vector<ports::Cursor>> cursors(const std::string& account) override {
        return store_.cursors(account);
    }
    base::Result<int> begin_reading(const std::string& account, const std::string& folder, std::uint32_t uid_validity,
                                    ports::Uid uid) override {
        return around("begin_reading", [&] { return store_.begin_reading(account, folder, uid_validity, uid); });
    }
    base::Status end_reading(const std::string& account, const std::string& folder, std::uint32_t uid_validity,
                             ports::Uid uid) override {
        return around("end_reading", [&] { return store_.end_reading(account, folder, uid_validity, uid); });
    }
    base::Result<std::vector<ports::JournalEntry>> journal(base::LetterId letter, const std::string& account,
                                                           int limit) override {
        return store_.journal(letter, account, limit);
    }
    base::Result<bool> paused(const std::string& account) override { return store_.paused(account); }
    base::Result<std::optional<core::AccountHold>> hold(const std::string& account) override {
        return store_.hold(account);
    }
    base::Result<std::optional<core::ClockReading>> last_turn(const std::string& account) override {
        return store_.last_turn(account);
    }
    base::Result<int> became_due(const std::string& account, base::Instant after, base::Instant now) override {
        return store_.became_due(account, after, now);
    }
    base::Result<std::vector<base::LetterId>> letters_to_be_sent(const std::string& account) override {
        return store_.letters_to_be_sent(account);
    }
    base::Result<base::Instant> first_start(const std::string& account, base::Instant now) override {
        return store_.first_start(account, now);
    }
    base::Result<std::optional<std::string>> fact(const std::string& key) override { return store_.fact(key); }

private:
    template <class Work>
    auto around(const std::string& operation, Work work) -> decltype(work()) {
        if (hook_) hook_(operation, true);
        if (refused_ > 0) {
            --refused_;
            return base::failure(base::Fault::internal, base::Retry::later, "The disk is full.");
        }
        auto result = work();
        if (hook_) hook_(operation, false);
        return result;
    }

    ports::Store& store_;
    const fakes::Hook& hook_;
    int& refused_;
};

}  // namespace amends::tests
