#include "store/unsent_drafts.hpp"

#include <algorithm>

#include "store/facts.hpp"
#include "store/outbox.hpp"

namespace amends::store {

namespace {

constexpr const char* columns =
    "id, account, message_id, look, recipients, uid_validity, uid, changed_at, gone_since, due_at, reminded_at, "
    "reminder";

std::string joined(const std::vector<std::string>& mailboxes) {
    std::string text;
    for (const std::string& mailbox : mailboxes) text += (text.empty() ? "" : "\n") + mailbox;
    return text;
}

ports::DraftRow row_from(const Query& query) {
    ports::DraftRow row;
    row.id = {query.integer(0)};
    row.draft.message_id = {query.text(2)};
    row.draft.look = query.text(3);
    row.draft.recipients = query.lines(4);
    row.uid_validity = static_cast<std::uint32_t>(query.integer(5));
    row.uid = static_cast<ports::Uid>(query.integer(6));
    row.draft.changed_at = query.instant(7);
    row.draft.gone_since = query.maybe_instant(8);
    row.draft.due = query.maybe_instant(9);
    row.draft.reminded_at = query.maybe_instant(10);
    row.reminder = {query.text(11)};
    return row;
}

}  // namespace

void write_draft(Database& database, const std::string& account, const ports::DraftRow& row) {
    const core::UnsentDraft& draft = row.draft;
    database.run(
        "INSERT INTO unsent_drafts (id, account, message_id, look, recipients, uid_validity, uid, changed_at, "
        "gone_since, due_at, reminded_at, reminder) VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
        "?12) ON CONFLICT (id) DO UPDATE SET message_id = ?3, look = ?4, recipients = ?5, uid_validity = ?6, "
        "uid = ?7, changed_at = ?8, gone_since = ?9, due_at = ?10, reminded_at = ?11, reminder = ?12",
        row.id, account, draft.message_id.value, draft.look, joined(draft.recipients), row.uid_validity, row.uid,
        draft.changed_at, draft.gone_since, draft.due, draft.reminded_at, row.reminder.value);
}

void delete_draft(Database& database, base::DraftId id) { database.run("DELETE FROM unsent_drafts WHERE id = ?1", id); }

std::vector<ports::DraftRow> drafts_of(Database& database, const std::string& account) {
    Query query =
        database.query(std::string("SELECT ") + columns + " FROM unsent_drafts WHERE account = ?1 ORDER BY id");
    return rows(query.bind(account), row_from);
}

std::optional<base::Instant> next_draft(Database& database, const std::string& account) {
    Query query = database.query("SELECT min(due_at) FROM unsent_drafts WHERE account = ?1 AND due_at IS NOT NULL");
    query.bind(account);
    query.next();
    return query.maybe_instant(0);
}

int draft_reminders_in_hour(Database& database, const std::string& account, base::Instant now) {
    Query query = database.query("SELECT count(*) FROM unsent_drafts WHERE account = ?1 AND reminded_at > ?2");
    query.bind(account, now - std::chrono::hours{1});
    query.next();
    return static_cast<int>(query.integer(0));
}

void forget_drafts_to(Database& database, const std::string& mailbox) {
    std::vector<ports::DraftRow> all;
    {
        Query query = database.query(std::string("SELECT ") + columns + " FROM unsent_drafts ORDER BY id");
        all = rows(query, row_from);
    }
    for (const ports::DraftRow& row : all) {
        if (std::ranges::find(row.draft.recipients, mailbox) == row.draft.recipients.end()) continue;
        delete_draft(database, row.id);
        // It may lie in Drafts still, where a folder that is made anew is read again.
        if (!row.draft.message_id.value.empty()) write_fact(database, forgotten_fact(row.draft.message_id), "");
        if (!row.reminder.value.empty()) delete_message_of_no_letter(database, row.reminder);
    }
}

}  // namespace amends::store
