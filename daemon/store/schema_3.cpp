#include "store/schema_3.hpp"

#include <fmt/format.h>

#include "store/remake_steps.hpp"

namespace amends::store {

namespace {

// Those of schema 1, and what promises bring.
constexpr const char* kinds = R"('check_in', 'call', 'make_good', 'bounce_notice', 'withdrawn_notice',
                                       'edited_notice', 'refused_notice', 'unknown_notice', 'promise_due',
                                       'promise_kept', 'promise_undated', 'kept_message', 'slipped_message')";

constexpr const char* situation = R"(
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
    remake_steps(database, kinds, "*, 0");
    connection.exec(situation);
    connection.exec(fmt::format(fmt::runtime(promises), promise_columns));
    connection.exec(promise_walls);
}

}  // namespace amends::store
