#include "store/outbox.hpp"

#include <fmt/format.h>

#include "base/hash.hpp"
#include "store/failure.hpp"
#include "store/seal.hpp"
#include "store/words.hpp"

namespace amends::store {

namespace {

constexpr const char* columns =
    "o.id, o.account, o.letter, o.step_kind, o.step_ordinal, o.kind, o.state, o.message_id, o.bytes, o.hash, o.sender, "
    "o.recipients, o.envelope_id, o.seal, o.folder, o.uid_validity, o.uid_next, o.uid, o.attempts, o.created_at, "
    "o.next_try, o.changed_at, o.detail, o.last_look, o.sent_copy_due";

std::string joined(const std::vector<std::string>& mailboxes) {
    std::string text;
    for (const std::string& mailbox : mailboxes) {
        if (mailbox.empty() || mailbox.find('\n') != std::string::npos) {
            fail(base::Fault::internal, base::Retry::never, "An envelope names a recipient that is no mail address.");
        }
        text += (text.empty() ? "" : "\n") + mailbox;
    }
    return text;
}

/// What never changes.
ports::OutboxItem decided_part(const Query& row) {
    ports::OutboxItem item;
    item.id = {row.integer(0)};
    item.account = row.text(1);
    item.letter = {row.integer(2)};
    if (item.letter.stored()) item.step = {step_kind_from(row.view(3)), static_cast<int>(row.integer(4))};
    item.kind = action_kind_from(row.view(5));
    item.message_id = {row.text(7)};
    item.bytes = row.text(8);
    item.hash = row.text(9);
    item.envelope = {row.text(10), row.lines(11), row.text(12)};
    item.created_at = row.instant(19);
    return item;
}

ports::OutboxItem item_from(const Query& row) {
    ports::OutboxItem item = decided_part(row);
    const bool message_is_whole = item.bytes.empty() || base::sha256_hex(item.bytes) == item.hash;
    if (!message_is_whole || seal_of(item) != row.text(13)) {
        fail_damaged(fmt::format("Outgoing message {} (letter {})", item.id.value, item.letter.value));
    }
    item.state = handover_state_from(row.view(6));
    item.folder = row.text(14);
    item.uid_validity = static_cast<std::uint32_t>(row.integer(15));
    item.uid_next = static_cast<ports::Uid>(row.integer(16));
    item.uid = static_cast<ports::Uid>(row.integer(17));
    item.attempts = static_cast<int>(row.integer(18));
    item.next_try = row.instant(20);
    item.changed_at = row.instant(21);
    item.detail = row.text(22);
    item.last_look = row.text(23);
    item.sent_copy_due = row.flag(24);
    return item;
}

std::vector<ports::OutboxItem> all(Query& query) {
    std::vector<ports::OutboxItem> items;
    while (query.next()) items.push_back(item_from(query));
    return items;
}

std::optional<ports::OutboxItem> first(Query& query) {
    if (!query.next()) return std::nullopt;
    return item_from(query);
}

}  // namespace

base::OutboxId insert_item(Database& database, const ports::OutboxItem& item) {
    if (!item.bytes.empty() && base::sha256_hex(item.bytes) != item.hash) {
        fail(
            base::Fault::internal, base::Retry::never,
            "A message was to be stored with a hash that is not its own; nothing was changed. This is a bug in Amends: "
            "please report it.");
    }
    const bool of_letter = item.letter.stored();
    database.run(
        "INSERT INTO outbox (account, letter, step_kind, step_ordinal, kind, state, message_id, bytes, hash, sender, "
        "recipients, envelope_id, seal, folder, uid_validity, uid_next, uid, attempts, created_at, next_try, "
        "changed_at, detail, last_look, sent_copy_due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
        "?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24)",
        item.account, of_letter ? std::optional(item.letter.value) : std::nullopt,
        of_letter ? std::optional(std::string(core::to_word(item.step.kind))) : std::nullopt,
        of_letter ? std::optional(item.step.ordinal) : std::nullopt, core::to_word(item.kind),
        core::to_word(item.state), item.message_id.value, Bytes{item.bytes}, item.hash, item.envelope.sender,
        joined(item.envelope.recipients), item.envelope.envelope_id, seal_of(item), item.folder, item.uid_validity,
        item.uid_next, item.uid, item.attempts, item.created_at, item.next_try, item.changed_at, item.detail,
        item.last_look, item.sent_copy_due);
    return {database.raw().getLastInsertRowid()};
}

void change_item(Database& database, const ports::HandoverChange& change, base::Instant at) {
    const int changed = database.run(
        "UPDATE outbox SET state = ?2, changed_at = CASE state WHEN ?2 THEN changed_at ELSE ?3 END, "
        "attempts = attempts + ?4, folder = coalesce(?5, folder), uid_validity = coalesce(?6, uid_validity), "
        "uid_next = coalesce(?7, uid_next), uid = coalesce(?8, uid), next_try = coalesce(?9, next_try), "
        "detail = coalesce(?10, detail), last_look = coalesce(?11, last_look), "
        "sent_copy_due = coalesce(?12, sent_copy_due) WHERE id = ?1",
        change.id, core::to_word(change.to), at, change.attempt_begins, change.folder, change.uid_validity,
        change.uid_next, change.uid, change.next_try, change.detail, change.last_look, change.sent_copy_due);
    if (changed == 0) {
        fail(base::Fault::answer_is_no, base::Retry::never,
             fmt::format("Outgoing message {} is not there any more; its letter was forgotten.", change.id.value));
    }
}

std::optional<ports::OutboxItem> read_item(Database& database, base::OutboxId id) {
    Query query = database.query(fmt::format("SELECT {} FROM outbox o WHERE o.id = ?1", columns));
    return first(query.bind(id));
}

std::vector<ports::OutboxItem> items_waiting(Database& database, const std::string& account) {
    // The condition is the one of the index outbox_waiting, word for word, so that SQLite uses it.
    Query query = database.query(fmt::format(
        "SELECT {} FROM outbox o WHERE o.account = ?1 AND (state IN ('due', 'sending', 'committing', 'not_sent', "
        "'unknown') OR sent_copy_due = 1) ORDER BY o.id",
        columns));
    return all(query.bind(account));
}

std::vector<ports::OutboxItem> drafts_lying(Database& database, const std::string& account) {
    Query query = database.query(
        fmt::format("SELECT {} FROM steps s JOIN outbox o ON o.letter = s.letter AND o.step_kind = s.kind AND "
                    "o.step_ordinal = s.ordinal AND o.kind = 'append_draft' AND o.state <> 'cancelled' "
                    "WHERE s.account = ?1 AND s.state = 'drafted' ORDER BY o.id",
                    columns));
    return all(query.bind(account));
}

std::optional<ports::OutboxItem> item_of_step(Database& database, base::LetterId letter, core::StepKey step,
                                              core::ActionKind kind) {
    Query query = database.query(fmt::format(
        "SELECT {} FROM outbox o WHERE o.letter = ?1 AND o.step_kind = ?2 AND o.step_ordinal = ?3 AND o.kind = ?4 "
        "ORDER BY o.state = 'cancelled', o.id DESC LIMIT 1",
        columns));
    return first(query.bind(letter, core::to_word(step.kind), step.ordinal, core::to_word(kind)));
}

std::optional<ports::OutboxItem> notice_among(Database& database, const std::string& account,
                                              const std::vector<base::MessageId>& ids) {
    for (const base::MessageId& id : ids) {
        // The first two conditions are those of the index.
        Query query = database.query(
            fmt::format("SELECT {} FROM outbox o WHERE o.state <> 'cancelled' AND o.kind <> 'withdraw_draft' AND "
                        "o.kind IN ('append_reminder', 'summarise') AND o.message_id = ?1 AND o.account = ?2",
                        columns));
        if (auto found = first(query.bind(id.value, account))) return found;
    }
    return std::nullopt;
}

std::optional<base::Instant> next_try(Database& database, const std::string& account) {
    // What is on its way right now has nobody to wake: its own conversation goes on.
    Query query = database.query(
        "SELECT min(next_try) FROM outbox WHERE account = ?1 AND (state IN ('due', 'sending', 'committing', "
        "'not_sent', "
        "'unknown') OR sent_copy_due = 1) AND state NOT IN ('sending', 'committing')");
    query.bind(account);
    query.next();
    return query.maybe_instant(0);
}

base::OutboxId newest_item(Database& database) {
    Query query = database.query("SELECT coalesce(max(id), 0) FROM outbox");
    query.next();
    return {query.integer(0)};
}

void cancel_items_after(Database& database, base::LetterId letter, base::OutboxId last, base::Instant at) {
    database.run(
        "UPDATE outbox SET state = 'cancelled', changed_at = ?3 WHERE letter = ?1 AND id > ?2 AND state = 'due'",
        letter, last, at);
}

int notices_in_hour(Database& database, const std::string& account, base::Instant now) {
    Query query = database.query(
        "SELECT count(*) FROM outbox WHERE account = ?1 AND created_at > ?2 AND "
        "kind IN ('append_reminder', 'append_draft') AND state <> 'cancelled'");
    query.bind(account, now - std::chrono::hours{1});
    query.next();
    return static_cast<int>(query.integer(0));
}

void delete_message_of_no_letter(Database& database, const base::MessageId& id) {
    database.run("DELETE FROM outbox WHERE kind = 'summarise' AND message_id = ?1", id.value);
}

void delete_summary_item(Database& database, base::OutboxId id) {
    database.run("DELETE FROM outbox WHERE id = ?1", id);
}

}  // namespace amends::store
