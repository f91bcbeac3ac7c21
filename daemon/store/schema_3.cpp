#include "store/schema_3.hpp"

#include <fmt/format.h>

namespace amends::store {

namespace {

// As in schema 1, with the kinds of step that promises bring, and the promise that a step is about.
constexpr const char* step_columns = R"(
    account TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('check_in', 'call', 'make_good', 'bounce_notice', 'withdrawn_notice',
                                       'edited_notice', 'refused_notice', 'unknown_notice', 'promise_due',
                                       'promise_kept', 'promise_undated', 'kept_message', 'slipped_message')),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    means TEXT NOT NULL CHECK (means IN ('reminder', 'draft', 'send')),
    state TEXT NOT NULL CHECK (state IN ('planned', 'acting', 'drafted', 'unknown', 'done', 'satisfied', 'declined',
                                         'withdrawn', 'cancelled')),
    due_wall TEXT NOT NULL,
    due_zone TEXT NOT NULL,
    due_rule TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    meant_for INTEGER NOT NULL,
    acted_at INTEGER,
    outcome TEXT NOT NULL,
    promise INTEGER NOT NULL CHECK (promise >= 0),
    CHECK (promise > 0 OR kind NOT IN ('promise_due', 'promise_kept', 'promise_undated', 'kept_message',
                                       'slipped_message')))";

// SQLite changes no CHECK in place. Nothing refers to these two tables, so they are made anew and filled.
constexpr const char* steps = R"(
CREATE TABLE new_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    letter INTEGER NOT NULL,{0},
    UNIQUE (letter, kind, ordinal),
    FOREIGN KEY (letter, account) REFERENCES letters (id, account) ON DELETE CASCADE
) STRICT;
INSERT INTO new_steps SELECT *, 0 FROM steps ORDER BY id;
DROP TABLE steps;
ALTER TABLE new_steps RENAME TO steps;
CREATE INDEX steps_due ON steps (account, due_at) WHERE state = 'planned';
CREATE INDEX steps_next ON steps (letter, due_at) WHERE state = 'planned';
CREATE INDEX steps_drafted ON steps (account) WHERE state = 'drafted';

CREATE TABLE new_undo_steps (
    id INTEGER PRIMARY KEY,
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,{0}
) STRICT;
INSERT INTO new_undo_steps SELECT *, 0 FROM undo_steps ORDER BY id;
DROP TABLE undo_steps;
ALTER TABLE new_undo_steps RENAME TO undo_steps;

ALTER TABLE letters ADD COLUMN situation TEXT NOT NULL DEFAULT '';
ALTER TABLE undo_letters ADD COLUMN situation TEXT NOT NULL DEFAULT '';
)";

constexpr const char* promise_columns = R"(
    ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
    words TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'ended')),
    due_wall TEXT,
    due_zone TEXT,
    due_rule TEXT,
    due_at INTEGER,
    whole_day INTEGER NOT NULL CHECK (whole_day IN (0, 1)),
    ambiguous INTEGER NOT NULL CHECK (ambiguous IN (0, 1)),
    rhythm TEXT NOT NULL,
    first_day TEXT,
    slips INTEGER NOT NULL CHECK (slips >= 0),
    was_due TEXT,
    settled_at INTEGER,
    CHECK ((due_wall IS NULL) = (due_at IS NULL) AND (due_zone IS NULL) = (due_at IS NULL) AND
           (due_rule IS NULL) = (due_at IS NULL)),
    CHECK (rhythm = '' OR due_at IS NOT NULL),
    CHECK (state = 'open' OR settled_at IS NOT NULL))";

constexpr const char* promises = R"(
-- The words are the letter's own; they go with it.
CREATE TABLE promises (
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,{0},
    PRIMARY KEY (letter, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE undo_promises (
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,{0},
    PRIMARY KEY (letter, ordinal)
) STRICT, WITHOUT ROWID;
)";

constexpr const char* promise_walls = R"(
CREATE TRIGGER promises_are_settled_once BEFORE UPDATE OF state ON promises
WHEN OLD.state <> 'open' AND NEW.state <> OLD.state
BEGIN SELECT RAISE(ABORT, 'wall: a promise that is over stays over'); END;
)";

}  // namespace

void migrate_to_schema_3(Database& database) {
    SQLite::Database& connection = database.raw();
    connection.exec(fmt::format(fmt::runtime(steps), step_columns));
    connection.exec(fmt::format(fmt::runtime(promises), promise_columns));
    connection.exec(promise_walls);
}

}  // namespace amends::store
