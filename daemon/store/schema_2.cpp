#include "store/schema_2.hpp"

namespace amends::store {

namespace {

// The numbers themselves come with the configuration, at every start.
constexpr const char* caps_of_each_account = R"(
DROP TRIGGER outbox_before_the_dot;
DROP TABLE caps;
-- The account '' stands for every one that has no caps of its own.
CREATE TABLE caps (
    account TEXT NOT NULL,
    span TEXT NOT NULL CHECK (span IN ('hour', 'day', 'client')),
    seconds INTEGER NOT NULL,
    most INTEGER NOT NULL CHECK (most >= 0),
    PRIMARY KEY (account, span)
) STRICT, WITHOUT ROWID;
INSERT INTO caps (account, span, seconds, most)
    VALUES ('', 'hour', 3600, 5), ('', 'day', 86400, 20), ('', 'client', 604800, 1);

CREATE TRIGGER outbox_before_the_dot BEFORE UPDATE OF state ON outbox
WHEN NEW.kind = 'send' AND NEW.state = 'committing' AND OLD.state <> 'committing'
BEGIN
    SELECT RAISE(ABORT, 'wall: answered')
        WHERE NOT EXISTS (SELECT 1 FROM letters WHERE id = NEW.letter AND state = 'open');
    SELECT RAISE(ABORT, 'wall: not opted in')
        WHERE NOT EXISTS (SELECT 1 FROM letters WHERE id = NEW.letter AND auto_send = 1);
    SELECT RAISE(ABORT, 'wall: held')
        WHERE EXISTS (SELECT 1 FROM accounts WHERE name = NEW.account AND (paused = 1 OR held = 1));
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

constexpr const char* one_attempt = R"(
CREATE TRIGGER outbox_begun_once BEFORE UPDATE OF state ON outbox
WHEN NEW.state = OLD.state AND NEW.state IN ('sending', 'committing')
BEGIN SELECT RAISE(ABORT, 'wall: begun'); END;
)";

}  // namespace

void migrate_to_schema_2(Database& database) {
    database.raw().exec(caps_of_each_account);
    database.raw().exec(one_attempt);
}

}  // namespace amends::store
