#include "store/remake_steps.hpp"

#include <fmt/format.h>

namespace amends::store {

namespace {

/// {0}: the kinds of step.
constexpr const char* columns = R"(
    account TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ({0})),
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

/// {0}: the columns; {1}: what is read from the rows there are.
constexpr const char* tables = R"(
CREATE TABLE new_steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    letter INTEGER NOT NULL,{0},
    UNIQUE (letter, kind, ordinal),
    FOREIGN KEY (letter, account) REFERENCES letters (id, account) ON DELETE CASCADE
) STRICT;
INSERT INTO new_steps SELECT {1} FROM steps ORDER BY id;
DROP TABLE steps;
ALTER TABLE new_steps RENAME TO steps;
CREATE INDEX steps_due ON steps (account, due_at) WHERE state = 'planned';
CREATE INDEX steps_next ON steps (letter, due_at) WHERE state = 'planned';
CREATE INDEX steps_drafted ON steps (account) WHERE state = 'drafted';

CREATE TABLE new_undo_steps (
    id INTEGER PRIMARY KEY,
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,{0}
) STRICT;
INSERT INTO new_undo_steps SELECT {1} FROM undo_steps ORDER BY id;
DROP TABLE undo_steps;
ALTER TABLE new_undo_steps RENAME TO undo_steps;
)";

}  // namespace

void remake_steps(Database& database, const char* kinds, const char* rows) {
    const std::string with_kinds = fmt::format(fmt::runtime(columns), kinds);
    database.raw().exec(fmt::format(fmt::runtime(tables), with_kinds, rows));
}

}  // namespace amends::store
