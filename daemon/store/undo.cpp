#include "store/undo.hpp"

#include "store/failure.hpp"
#include "store/letters.hpp"
#include "store/outbox.hpp"

namespace amends::store {

namespace {

struct Kept {
    base::LetterId letter;
    std::string sealed;
    base::OutboxId last_outbox;
    bool begun = false;
};

[[noreturn]] void refuse(std::string message) {
    fail(base::Fault::answer_is_no, base::Retry::never, std::move(message));
}

Kept kept(Database& database) {
    Query query = database.query("SELECT letter, sealed, last_outbox, begun FROM undo");
    if (!query.next()) refuse("There is nothing to undo.");
    return {{query.integer(0)}, query.text(1), {query.integer(2)}, query.flag(3)};
}

std::string seal_in(Database& database, const std::string& sql, base::LetterId letter) {
    Query query = database.query(sql);
    query.bind(letter);
    if (!query.next()) fail_damaged("What undo needs");
    return query.text(0);
}

void put_back(Database& database, base::LetterId letter) {
    database.run(
        "UPDATE letters SET (account, message_id, reference_ids, from_name, from_mailbox, subject, sent_at, state, "
        "protection, language, client_zone, auto_send, let_go, answered_at, answered_by, note, last_words, seal, "
        "situation, tone, hold, severity, repair, change) = "
        "(SELECT account, message_id, reference_ids, from_name, from_mailbox, subject, sent_at, state, protection, "
        "language, client_zone, auto_send, let_go, answered_at, answered_by, note, last_words, seal, situation, "
        "tone, hold, severity, repair, change FROM undo_letters WHERE id = ?1) WHERE id = ?1",
        letter);
    database.run("DELETE FROM recipients WHERE letter = ?1", letter);
    database.run("INSERT INTO recipients SELECT * FROM undo_recipients WHERE letter = ?1", letter);
    database.run("DELETE FROM steps WHERE letter = ?1", letter);
    database.run("INSERT INTO steps SELECT * FROM undo_steps WHERE letter = ?1", letter);
    database.run("DELETE FROM promises WHERE letter = ?1", letter);
    database.run("INSERT INTO promises SELECT * FROM undo_promises WHERE letter = ?1", letter);
}

/// A step whose action was taken back by the undone order waits for its time again.
void plan_cancelled_actions_again(Database& database, base::LetterId letter) {
    database.run(
        "UPDATE steps SET state = 'planned' WHERE letter = ?1 AND state = 'acting' AND NOT EXISTS "
        "(SELECT 1 FROM outbox o WHERE o.letter = steps.letter AND o.step_kind = steps.kind AND "
        "o.step_ordinal = steps.ordinal AND o.state <> 'cancelled')",
        letter);
}

}  // namespace

void clear_undo(Database& database) {
    for (const char* table : {"undo", "undo_letters", "undo_recipients", "undo_steps", "undo_promises"}) {
        database.run(std::string("DELETE FROM ") + table);
    }
}

void keep_for_undo(Database& database, base::LetterId letter) {
    const base::OutboxId last = newest_item(database);
    database.run("INSERT INTO undo (only, letter, sealed, last_outbox, begun) VALUES (1, ?1, '', ?2, 0)", letter, last);
    database.run("INSERT INTO undo_letters SELECT * FROM letters WHERE id = ?1", letter);
    database.run("INSERT INTO undo_recipients SELECT * FROM recipients WHERE letter = ?1", letter);
    database.run("INSERT INTO undo_steps SELECT * FROM steps WHERE letter = ?1", letter);
    database.run("INSERT INTO undo_promises SELECT * FROM promises WHERE letter = ?1", letter);
}

void note_seal_for_undo(Database& database, const std::string& seal) {
    database.run("UPDATE undo SET sealed = ?1", seal);
}

core::Letter undo_last(Database& database, base::Instant at) {
    const Kept last = kept(database);
    if (last.begun) refuse("An action of this letter has begun since, so the last order cannot be undone.");
    if (seal_in(database, "SELECT seal FROM letters WHERE id = ?1", last.letter) != last.sealed) {
        refuse("Something has happened to this letter since, so the last order cannot be undone.");
    }
    cancel_items_after(database, last.letter, last.last_outbox, at);
    put_back(database, last.letter);
    if (!read_letter(database, last.letter)) fail_damaged("What undo needs");
    plan_cancelled_actions_again(database, last.letter);
    seal_letter(database, last.letter);
    clear_undo(database);
    return read_letter(database, last.letter)->letter;
}

}  // namespace amends::store
