#include "store/schema_5.hpp"

#include <fmt/format.h>

namespace amends::store {

namespace {

/// {0}: letters, undo_letters.
constexpr const char* letter_columns = R"(
ALTER TABLE {0} ADD COLUMN severity TEXT NOT NULL DEFAULT '' CHECK (severity IN ('', 'minor', 'serious'));
)";

constexpr const char* drafts = R"(
-- Apologies that lie unsent in Drafts. Their text stands nowhere; the recipients are there so that they can be forgotten.
CREATE TABLE unsent_drafts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL CHECK (account <> ''),
    message_id TEXT NOT NULL,
    look TEXT NOT NULL,
    recipients TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    gone_since INTEGER,
    due_at INTEGER,
    reminded_at INTEGER,
    reminder TEXT NOT NULL,
    CHECK ((reminded_at IS NULL) = (reminder = '')),
    CHECK (due_at IS NULL OR (gone_since IS NULL AND reminded_at IS NULL))
) STRICT;
CREATE INDEX unsent_drafts_due ON unsent_drafts (account, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX unsent_drafts_reminded ON unsent_drafts (account, reminded_at) WHERE reminded_at IS NOT NULL;

CREATE TRIGGER unsent_drafts_once BEFORE UPDATE ON unsent_drafts
WHEN OLD.reminded_at IS NOT NULL AND (NEW.reminded_at IS NOT OLD.reminded_at OR NEW.reminder <> OLD.reminder)
BEGIN SELECT RAISE(ABORT, 'wall: a draft is brought to mind once'); END;
)";

}  // namespace

void migrate_to_schema_5(Database& database) {
    for (const char* table : {"letters", "undo_letters"}) {
        database.raw().exec(fmt::format(fmt::runtime(letter_columns), table));
    }
    database.raw().exec(drafts);
}

}  // namespace amends::store
