#include "store/schema_8.hpp"

namespace amends::store {

namespace {

// What was held before was held by an order. `held_note` is the user's own and stands in no journal.
constexpr const char* breaker = R"(
ALTER TABLE accounts ADD COLUMN held_because TEXT NOT NULL DEFAULT 'user'
    CHECK (held_because IN ('user', 'many', 'away', 'clock', 'restored'));
ALTER TABLE accounts ADD COLUMN held_since INTEGER;
ALTER TABLE accounts ADD COLUMN held_note TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN held_told INTEGER NOT NULL DEFAULT 1 CHECK (held_told IN (0, 1));
ALTER TABLE accounts ADD COLUMN turn_at INTEGER;
ALTER TABLE accounts ADD COLUMN turn_boot TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN turn_running INTEGER NOT NULL DEFAULT 0;
UPDATE accounts SET held_since = ordered_at WHERE held = 1;

CREATE INDEX steps_send ON steps (account, letter) WHERE means = 'send' AND state IN ('planned', 'acting');
)";

}  // namespace

void migrate_to_schema_8(Database& database) { database.raw().exec(breaker); }

}  // namespace amends::store
