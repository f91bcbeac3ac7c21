#include "store/schema_4.hpp"

#include <fmt/format.h>

#include "store/remake_steps.hpp"

namespace amends::store {

namespace {

// Those of schema 3, and what asks and tells of what came back.
constexpr const char* kinds = R"('check_in', 'call', 'make_good', 'bounce_notice', 'withdrawn_notice',
                                       'edited_notice', 'refused_notice', 'unknown_notice', 'promise_due',
                                       'promise_kept', 'promise_undated', 'kept_message', 'slipped_message',
                                       'possible_answer', 'upset_answer', 'delay_notice', 'complaint_notice')";

/// {0}: letters, undo_letters.
constexpr const char* letter_columns = R"(
ALTER TABLE {0} ADD COLUMN tone TEXT NOT NULL DEFAULT '' CHECK (tone IN ('', 'accepts', 'upset', 'question'));
ALTER TABLE {0} ADD COLUMN hold TEXT NOT NULL DEFAULT 'none'
    CHECK (hold IN ('none', 'possible_answer', 'upset_answer'));
)";

constexpr const char* people = R"(
ALTER TABLE recipients ADD COLUMN instead TEXT NOT NULL DEFAULT '';
ALTER TABLE undo_recipients ADD COLUMN instead TEXT NOT NULL DEFAULT '';
CREATE INDEX recipients_by_domain ON recipients (substr(canonical, instr(canonical, '@') + 1), letter);

-- Addresses from which a letter was answered.
CREATE TABLE answerers (
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
    mailbox TEXT NOT NULL CHECK (mailbox <> ''),
    PRIMARY KEY (letter, mailbox)
) STRICT, WITHOUT ROWID;
CREATE INDEX answerers_by_mailbox ON answerers (mailbox, letter);

-- The offset from UTC that a client's mail stated, one for each day.
CREATE TABLE offsets (
    mailbox TEXT NOT NULL CHECK (mailbox <> ''),
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    seconds INTEGER NOT NULL,
    PRIMARY KEY (mailbox, day)
) STRICT, WITHOUT ROWID;
)";

// As in schema 2, and not while the user has to look at something first.
constexpr const char* before_the_dot = R"(
DROP TRIGGER outbox_before_the_dot;
CREATE TRIGGER outbox_before_the_dot BEFORE UPDATE OF state ON outbox
WHEN NEW.kind = 'send' AND NEW.state = 'committing' AND OLD.state <> 'committing'
BEGIN
    SELECT RAISE(ABORT, 'wall: answered')
        WHERE NOT EXISTS (SELECT 1 FROM letters WHERE id = NEW.letter AND state = 'open');
    SELECT RAISE(ABORT, 'wall: not opted in')
        WHERE NOT EXISTS (SELECT 1 FROM letters WHERE id = NEW.letter AND auto_send = 1);
    SELECT RAISE(ABORT, 'wall: held')
        WHERE EXISTS (SELECT 1 FROM accounts WHERE name = NEW.account AND (paused = 1 OR held = 1));
    SELECT RAISE(ABORT, 'wall: held')
        WHERE EXISTS (SELECT 1 FROM letters WHERE id = NEW.letter AND hold <> 'none');
    SELECT RAISE(ABORT, 'wall: in peace')
        WHERE EXISTS (SELECT 1 FROM recipients r JOIN clients c ON c.mailbox = r.canonical AND c.in_peace = 1
                      WHERE r.letter = NEW.letter AND r.field = 'to');
    SELECT RAISE(ABORT, 'wall: cap of the account')
        WHERE EXISTS (SELECT 1 FROM caps
            WHERE account = coalesce((SELECT max(account) FROM caps WHERE account = NEW.account), '')
                AND span IN ('hour', 'day') AND most <=
            (SELECT count(*) FROM sends
             WHERE account = NEW.account AND at > NEW.changed_at - caps.seconds AND outbox <> NEW.id));
    SELECT RAISE(ABORT, 'wall: cap of the client')
        WHERE EXISTS (SELECT 1 FROM caps
            WHERE account = coalesce((SELECT max(account) FROM caps WHERE account = NEW.account), '')
                AND span = 'client' AND most <=
            (SELECT count(DISTINCT s.outbox) FROM recipients mine
             JOIN recipients theirs ON theirs.canonical = mine.canonical AND theirs.field = 'to'
             JOIN sends s ON s.letter = theirs.letter
             WHERE mine.letter = NEW.letter AND mine.field = 'to' AND s.at > NEW.changed_at - caps.seconds
                 AND s.outbox <> NEW.id));
END;
)";

}  // namespace

void migrate_to_schema_4(Database& database) {
    SQLite::Database& connection = database.raw();
    remake_steps(database, kinds, "*");
    for (const char* table : {"letters", "undo_letters"}) {
        connection.exec(fmt::format(fmt::runtime(letter_columns), table));
    }
    connection.exec(people);
    connection.exec(before_the_dot);
}

}  // namespace amends::store
