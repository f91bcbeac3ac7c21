#include "store/sqlite_store.hpp"

#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>

#include <algorithm>
#include <type_traits>

#include "store/accounts.hpp"
#include "store/clients.hpp"
#include "store/copies.hpp"
#include "store/correspondents.hpp"
#include "store/cursors.hpp"
#include "store/facts.hpp"
#include "store/failure.hpp"
#include "store/forgetting.hpp"
#include "store/journal.hpp"
#include "store/letters.hpp"
#include "store/migrations.hpp"
#include "store/outbox.hpp"
#include "store/promises.hpp"
#include "store/reading_marks.hpp"
#include "store/recipients.hpp"
#include "store/steps.hpp"
#include "store/summary.hpp"
#include "store/thread.hpp"
#include "store/undo.hpp"
#include "store/unsent_drafts.hpp"
#include "store/writing.hpp"

namespace amends::store {

namespace fs = std::filesystem;

namespace {

base::Error error_of_files(const fs::filesystem_error& trouble) {
    return {
        base::Fault::configuration, base::Retry::after_change,
        fmt::format("The files of the database cannot be handled: {}. Check the owner and the rights of its folder.",
                    trouble.what())};
}

core::AccountContext context_of(Database& database, const std::string& account, base::Instant now) {
    core::AccountContext context;
    context.paused = is_paused(database, account);
    if (const auto hold = hold_of(database, account)) context.held = hold->because;
    context.sends_in_hour = sends_in(database, account, now, std::chrono::hours{1});
    context.sends_in_day = sends_in(database, account, now, std::chrono::hours{24});
    context.notices_in_hour = notices_in_hour(database, account, now) + draft_reminders_in_hour(database, account, now);
    return context;
}

}  // namespace

base::Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const OpenOptions& options) {
    try {
        return std::unique_ptr<SqliteStore>(new SqliteStore(options));
    } catch (const Failure& failure) {
        return tl::unexpected(failure.error);
    } catch (const SQLite::Exception& trouble) {
        return tl::unexpected(error_of(trouble));
    } catch (const fs::filesystem_error& trouble) {
        return tl::unexpected(error_of_files(trouble));
    }
}

SqliteStore::SqliteStore(const OpenOptions& options)
    : database_(options.path, options.now, options.vfs), latest_(options.now) {
    migrate(database_, migrations(), options.now);
    SQLite::Transaction transaction(database_.raw(), SQLite::TransactionBehavior::IMMEDIATE);
    write_caps(database_, options.caps, options.caps_of);
    transaction.commit();
    sweep_what_was_left();
}

template <class Work>
auto SqliteStore::guarded(Work work) -> base::Result<decltype(work())> {
    if (damaged_) return tl::unexpected(*damaged_);
    try {
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const Failure& failure) {
        return tl::unexpected(failure.error);
    } catch (const SQLite::Exception& trouble) {
        return tl::unexpected(means_damage(trouble) ? noticed_damage(trouble.what()) : error_of(trouble));
    } catch (const fs::filesystem_error& trouble) {
        return tl::unexpected(error_of_files(trouble));
    }
}

template <class Work>
auto SqliteStore::in_transaction(Work work) -> base::Result<decltype(work())> {
    return guarded([&] {
        SQLite::Transaction transaction(database_.raw(), SQLite::TransactionBehavior::IMMEDIATE);
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            transaction.commit();
        } else {
            auto result = work();
            transaction.commit();
            return result;
        }
    });
}

base::Error SqliteStore::noticed_damage(const std::string& what) {
    std::string copy = "no copy could be made of it";
    try {
        copy = fmt::format("a copy of it was set aside as {}", set_aside(database_.path(), latest_).string());
    } catch (const Failure&) {
    } catch (const fs::filesystem_error&) {
        // The disk that damaged the file may well refuse the copy: the damage has to be told all the same.
    }
    damaged_ = {
        base::Fault::internal, base::Retry::after_change,
        fmt::format("The database {} is damaged ({}); {}. Nothing is done until the daemon is started on a good "
                    "copy of it.",
                    database_.path().string(), what, copy)};
    return *damaged_;
}

base::Status SqliteStore::set_caps(const Caps& caps, const std::map<std::string, Caps>& caps_of) {
    return in_transaction([&] { write_caps(database_, caps, caps_of); });
}

base::Result<ports::Committed> SqliteStore::commit(const ports::Commit& change) {
    latest_ = change.at;
    return in_transaction([&] { return write_commit(database_, change); });
}

base::Result<std::optional<ports::LetterRow>> SqliteStore::letter(base::LetterId id) {
    return guarded([&] { return read_letter(database_, id); });
}

base::Result<std::optional<base::LetterId>> SqliteStore::letter_by_message_id(const std::string& account,
                                                                              const base::MessageId& id) {
    return guarded([&] { return find_letter(database_, account, id); });
}

base::Result<std::optional<std::string>> SqliteStore::tracked_by(const base::MessageId& id) {
    return guarded([&] { return account_of(database_, id); });
}

base::Result<bool> SqliteStore::was_forgotten(const base::MessageId& id) {
    return guarded([&] { return read_fact(database_, forgotten_fact(id)).has_value(); });
}

base::Result<std::vector<ports::LetterRow>> SqliteStore::letters(const ports::LetterFilter& filter) {
    return guarded([&] { return read_letters(database_, filter); });
}

base::Result<std::vector<core::ThreadEntry>> SqliteStore::thread_entries(const std::string& account,
                                                                         const std::vector<base::MessageId>& ids) {
    return guarded([&] { return entries_of(database_, account, ids); });
}

base::Result<std::optional<core::Slice>> SqliteStore::slice(base::LetterId id, base::Instant now) {
    latest_ = now;
    return guarded([&]() -> std::optional<core::Slice> {
        std::optional<ports::LetterRow> row = read_letter(database_, id);
        if (!row) return std::nullopt;
        core::Slice slice{std::move(row->letter), std::move(row->steps), {}, {}};
        slice.client.in_peace = is_in_peace(database_, id);
        slice.client.sends_in_7_days = sends_to_client(database_, id, now);
        slice.account = context_of(database_, slice.letter.account, now);
        return slice;
    });
}

base::Result<core::AccountContext> SqliteStore::account_context(const std::string& account, base::Instant now) {
    return guarded([&] { return context_of(database_, account, now); });
}

base::Result<std::vector<ports::DraftRow>> SqliteStore::unsent_drafts(const std::string& account) {
    return guarded([&] { return drafts_of(database_, account); });
}

base::Result<std::vector<core::Candidate>> SqliteStore::candidates(const std::string& account,
                                                                   const std::vector<core::Correspondent>& people) {
    return guarded([&] { return candidates_of(database_, account, people); });
}

base::Status SqliteStore::note_offset(const std::string& mailbox, const calendar::OffsetSeen& seen) {
    return in_transaction([&] { add_offset(database_, mailbox, seen); });
}

base::Result<std::vector<calendar::OffsetSeen>> SqliteStore::offsets(const std::string& mailbox) {
    return guarded([&] { return offsets_of(database_, mailbox); });
}

base::Result<std::vector<base::LetterId>> SqliteStore::due(const std::string& account, base::Instant now) {
    return guarded([&] { return letters_due(database_, account, now); });
}

base::Result<std::optional<base::Instant>> SqliteStore::next_wake(const std::string& account) {
    return guarded([&]() -> std::optional<base::Instant> {
        std::optional<base::Instant> earliest;
        for (const auto& at :
             {next_planned(database_, account), next_try(database_, account), next_draft(database_, account)}) {
            if (at && (!earliest || *at < *earliest)) earliest = at;
        }
        return earliest;
    });
}

base::Result<std::optional<base::Instant>> SqliteStore::oldest_open(const std::string& account) {
    return guarded([&] { return oldest_waiting_letter(database_, account); });
}

base::Result<int> SqliteStore::count_open(const std::string& account) {
    return guarded([&] { return count_waiting_letters(database_, account); });
}

base::Result<ports::OpenPromises> SqliteStore::open_promises(const std::string& account) {
    return guarded([&] { return open_promises_of(database_, account); });
}

base::Result<std::optional<ports::OutboxItem>> SqliteStore::outbox_item(base::OutboxId id) {
    return guarded([&] { return read_item(database_, id); });
}

base::Result<std::vector<ports::OutboxItem>> SqliteStore::outbox_open(const std::string& account) {
    return guarded([&] { return items_waiting(database_, account); });
}

base::Result<std::vector<ports::OutboxItem>> SqliteStore::lying_drafts(const std::string& account) {
    return guarded([&] { return drafts_lying(database_, account); });
}

base::Result<std::optional<ports::OutboxItem>> SqliteStore::outbox_of_step(base::LetterId letter, core::StepKey step,
                                                                           core::ActionKind kind) {
    return guarded([&] { return item_of_step(database_, letter, step, kind); });
}

base::Result<std::optional<ports::OutboxItem>> SqliteStore::reminder_among(const std::string& account,
                                                                           const std::vector<base::MessageId>& ids) {
    return guarded([&] { return notice_among(database_, account, ids); });
}

base::Result<std::vector<ports::SummaryItem>> SqliteStore::summary_items(const std::string& account) {
    return guarded([&] { return summary_waiting(database_, account); });
}

base::Result<base::OutboxId> SqliteStore::commit_summary(const ports::OutboxItem& item,
                                                         const std::vector<ports::SummaryItem>& items) {
    return in_transaction([&] { return write_summary(database_, item, items); });
}

base::Result<std::optional<base::Instant>> SqliteStore::last_summary(const std::string& account) {
    return guarded([&] { return last_summary_of(database_, account); });
}

base::Result<std::vector<ports::Cursor>> SqliteStore::cursors(const std::string& account) {
    return guarded([&] { return cursors_of(database_, account); });
}

base::Result<int> SqliteStore::begin_reading(const std::string& account, const std::string& folder,
                                             std::uint32_t uid_validity, ports::Uid uid) {
    return in_transaction([&] { return add_reading_mark(database_, {account, folder, uid_validity, uid}); });
}

base::Status SqliteStore::end_reading(const std::string& account, const std::string& folder, std::uint32_t uid_validity,
                                      ports::Uid uid) {
    return in_transaction([&] { remove_reading_mark(database_, {account, folder, uid_validity, uid}); });
}

base::Result<std::vector<ports::JournalEntry>> SqliteStore::journal(base::LetterId letter, const std::string& account,
                                                                    int limit) {
    return guarded([&] { return read_journal(database_, letter, account, limit); });
}

base::Status SqliteStore::set_paused(const std::string& account, bool on, base::Instant at) {
    return in_transaction([&] { write_paused(database_, account, on, at); });
}

base::Result<bool> SqliteStore::paused(const std::string& account) {
    return guarded([&] { return is_paused(database_, account); });
}

base::Result<std::optional<core::AccountHold>> SqliteStore::hold(const std::string& account) {
    return guarded([&] { return hold_of(database_, account); });
}

base::Result<bool> SqliteStore::is_left_in_peace(const std::vector<std::string>& mailboxes) {
    return guarded([&] {
        return std::ranges::any_of(mailboxes, [&](const std::string& each) { return is_in_peace(database_, each); });
    });
}

base::Result<std::vector<base::LetterId>> SqliteStore::leave_client(const std::string& mailbox, bool in_peace,
                                                                    base::Instant at) {
    return in_transaction([&] {
        const std::string client = base::canonical_mailbox(mailbox);
        write_in_peace(database_, client, in_peace, at);
        std::vector<base::LetterId> waiting;
        for (base::LetterId id : letters_to(database_, client, true)) {
            const core::LetterState state = read_letter(database_, id)->letter.state;
            if (state == core::LetterState::open || state == core::LetterState::answered) waiting.push_back(id);
        }
        return waiting;
    });
}

base::Result<std::vector<base::LetterId>> SqliteStore::letters_about(const std::string& mailbox) {
    return guarded([&] { return store::letters_about(database_, base::canonical_mailbox(mailbox)); });
}

base::Result<int> SqliteStore::forget_client(const std::string& mailbox) {
    auto erased = in_transaction([&] { return store::forget_client(database_, base::canonical_mailbox(mailbox)); });
    if (!erased) return erased;
    return guarded([&] {
        sweep();
        return *erased;
    });
}

/// Leaves nothing of what was erased in the log, in the file's free pages or in copies of the file.
void SqliteStore::sweep() {
    database_.rewrite();
    for (const fs::path& left : remove_copies(database_.path())) {
        fail(base::Fault::configuration, base::Retry::after_change,
             fmt::format("{} may still hold what was erased and cannot be removed. Remove it by hand.", left.string()));
    }
    note_swept(database_);
}

/// The program may have ended between erasing and rewriting.
void SqliteStore::sweep_what_was_left() {
    if (!is_unswept(database_)) return;
    try {
        sweep();
    } catch (const Failure&) {
        // Letters are followed up all the same; the next start, and the next order to forget, try again.
    }
}

base::Result<base::LetterId> SqliteStore::undo(base::Instant at) {
    latest_ = at;
    return in_transaction([&] {
        const core::Letter letter = undo_last(database_, at);
        write_reason(database_, at, letter.account, letter.id,
                     {std::nullopt, "The last order for this letter was undone."});
        return letter.id;
    });
}

base::Result<std::optional<core::ClockReading>> SqliteStore::last_turn(const std::string& account) {
    return guarded([&] { return last_turn_of(database_, account); });
}

base::Result<int> SqliteStore::became_due(const std::string& account, base::Instant after, base::Instant now) {
    return guarded([&] { return store::became_due(database_, account, after, now); });
}

base::Result<std::vector<base::LetterId>> SqliteStore::letters_to_be_sent(const std::string& account) {
    return guarded([&] { return store::letters_to_be_sent(database_, account); });
}

base::Result<base::Instant> SqliteStore::first_start(const std::string& account, base::Instant now) {
    return in_transaction([&] { return first_start_of(database_, account, now); });
}

base::Result<std::optional<std::string>> SqliteStore::fact(const std::string& key) {
    return guarded([&] { return read_fact(database_, key); });
}

base::Status SqliteStore::set_fact(const std::string& key, const std::string& value) {
    return in_transaction([&] { write_fact(database_, key, value); });
}

}  // namespace amends::store
