#include "store/schema_1.hpp"

#include <fmt/format.h>

namespace amends::store {

namespace {

// The columns that `undo` keeps as they were; the same text makes both tables, so that rows can be copied over as a
// whole.
constexpr const char* letter_columns = R"(
    account TEXT NOT NULL CHECK (account <> ''),
    message_id TEXT NOT NULL CHECK (message_id <> ''),
    reference_ids TEXT NOT NULL,
    from_name TEXT NOT NULL,
    from_mailbox TEXT NOT NULL,
    subject TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'made_good', 'closed')),
    protection TEXT NOT NULL CHECK (protection IN ('none', 'signed', 'encrypted')),
    language TEXT NOT NULL,
    client_zone TEXT NOT NULL,
    auto_send INTEGER NOT NULL CHECK (auto_send IN (0, 1)),
    let_go INTEGER NOT NULL CHECK (let_go IN (0, 1)),
    answered_at INTEGER,
    answered_by TEXT NOT NULL CHECK (answered_by IN ('', 'mail', 'phone', 'meeting', 'other')),
    note TEXT NOT NULL,
    last_words TEXT NOT NULL,
    seal TEXT NOT NULL)";

constexpr const char* recipient_columns = R"(
    position INTEGER NOT NULL,
    field TEXT NOT NULL CHECK (field IN ('to', 'cc')),
    name TEXT NOT NULL,
    mailbox TEXT NOT NULL,
    canonical TEXT NOT NULL,
    bounced INTEGER NOT NULL CHECK (bounced IN (0, 1)))";

constexpr const char* step_columns = R"(
    account TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('check_in', 'call', 'make_good', 'bounce_notice', 'withdrawn_notice',
                                       'edited_notice', 'refused_notice', 'unknown_notice')),
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
    outcome TEXT NOT NULL)";

/// {0}, {1}, {2}: the columns of a letter, a recipient, a step.
constexpr const char* letter_tables = R"(
-- AUTOINCREMENT: the journal outlives a forgotten letter, whose number must not come back.
CREATE TABLE letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT,{0},
    UNIQUE (account, message_id),
    UNIQUE (id, account)
) STRICT;
CREATE INDEX letters_waiting ON letters (account, sent_at) WHERE state IN ('open', 'answered');

CREATE TABLE recipients (
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,{1},
    PRIMARY KEY (letter, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX recipients_by_mailbox ON recipients (canonical, letter);

CREATE TABLE steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    letter INTEGER NOT NULL,{2},
    UNIQUE (letter, kind, ordinal),
    FOREIGN KEY (letter, account) REFERENCES letters (id, account) ON DELETE CASCADE
) STRICT;
CREATE INDEX steps_due ON steps (account, due_at) WHERE state = 'planned';
CREATE INDEX steps_next ON steps (letter, due_at) WHERE state = 'planned';
CREATE INDEX steps_drafted ON steps (account) WHERE state = 'drafted';

CREATE TABLE thread (
    account TEXT NOT NULL,
    message_id TEXT NOT NULL,
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
    is_letter INTEGER NOT NULL CHECK (is_letter IN (0, 1)),
    PRIMARY KEY (account, message_id, letter)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_by_letter ON thread (letter);

-- One row at most: the last commit that can be undone. `sealed` is the letter's seal right after that commit.
CREATE TABLE undo (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
    sealed TEXT NOT NULL,
    last_outbox INTEGER NOT NULL,
    begun INTEGER NOT NULL CHECK (begun IN (0, 1))
) STRICT;
CREATE TABLE undo_letters (
    id INTEGER PRIMARY KEY REFERENCES letters (id) ON DELETE CASCADE,{0}
) STRICT;
CREATE TABLE undo_recipients (
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,{1},
    PRIMARY KEY (letter, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE undo_steps (
    id INTEGER PRIMARY KEY,
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,{2}
) STRICT;
)";

constexpr const char* outbox_tables = R"(
CREATE TABLE handover_transitions (
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    PRIMARY KEY (from_state, to_state)
) STRICT, WITHOUT ROWID;
INSERT INTO handover_transitions (from_state, to_state) VALUES
    ('due', 'sending'), ('due', 'cancelled'),
    ('sending', 'committing'), ('sending', 'sent'), ('sending', 'refused'), ('sending', 'not_sent'),
    ('sending', 'unknown'), ('sending', 'cancelled'),
    ('committing', 'sent'), ('committing', 'refused'), ('committing', 'not_sent'), ('committing', 'unknown'),
    ('unknown', 'sent'), ('unknown', 'refused'), ('unknown', 'not_sent'),
    ('not_sent', 'sending'), ('not_sent', 'cancelled');

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL CHECK (account <> ''),
    letter INTEGER REFERENCES letters (id) ON DELETE CASCADE,
    step_kind TEXT,
    step_ordinal INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('append_reminder', 'append_draft', 'send', 'withdraw_draft', 'summarise')),
    state TEXT NOT NULL CHECK (state IN ('due', 'sending', 'committing', 'sent', 'refused', 'not_sent', 'unknown',
                                         'cancelled')),
    message_id TEXT NOT NULL CHECK (message_id <> ''),
    bytes BLOB NOT NULL CHECK ((length(bytes) = 0) = (kind = 'withdraw_draft')),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    sender TEXT NOT NULL,
    recipients TEXT NOT NULL,
    envelope_id TEXT NOT NULL,
    seal TEXT NOT NULL,
    folder TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid_next INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    created_at INTEGER NOT NULL,
    next_try INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    detail TEXT NOT NULL,
    last_look TEXT NOT NULL,
    sent_copy_due INTEGER NOT NULL CHECK (sent_copy_due IN (0, 1)),
    CHECK ((letter IS NULL) = (kind = 'summarise')),
    CHECK ((step_kind IS NULL) = (letter IS NULL) AND (step_ordinal IS NULL) = (letter IS NULL)),
    CHECK (kind <> 'send' OR (sender <> '' AND recipients <> ''))
) STRICT;
-- A cancelled item was taken back before anything was handed over, so the step may be decided anew.
CREATE UNIQUE INDEX outbox_once_a_step ON outbox (letter, step_kind, step_ordinal, kind) WHERE state <> 'cancelled';
CREATE UNIQUE INDEX outbox_once_a_message ON outbox (message_id) WHERE state <> 'cancelled' AND kind <> 'withdraw_draft';
CREATE UNIQUE INDEX outbox_one_send_a_letter ON outbox (letter) WHERE kind = 'send' AND state <> 'cancelled';
CREATE INDEX outbox_by_letter ON outbox (letter, step_kind, step_ordinal, kind);
CREATE INDEX outbox_waiting ON outbox (account, id)
    WHERE state IN ('due', 'sending', 'committing', 'not_sent', 'unknown') OR sent_copy_due = 1;
CREATE INDEX outbox_notices ON outbox (account, created_at)
    WHERE kind IN ('append_reminder', 'append_draft') AND state <> 'cancelled';

-- Check-ins that may have reached a client, for the caps. A forgotten letter leaves the account's count behind.
CREATE TABLE sends (
    outbox INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    letter INTEGER REFERENCES letters (id) ON DELETE SET NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE INDEX sends_by_account ON sends (account, at);
CREATE INDEX sends_by_letter ON sends (letter);
CREATE TABLE caps (
    span TEXT PRIMARY KEY CHECK (span IN ('hour', 'day', 'client')),
    seconds INTEGER NOT NULL,
    most INTEGER NOT NULL CHECK (most >= 0)
) STRICT;
INSERT INTO caps (span, seconds, most) VALUES ('hour', 3600, 5), ('day', 86400, 20), ('client', 604800, 1);

-- What waits for the account's next summary (outbox IS NULL), and which summary took it.
CREATE TABLE summary (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL,
    letter INTEGER NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
    step_kind TEXT NOT NULL,
    step_ordinal INTEGER NOT NULL,
    at INTEGER NOT NULL,
    outbox INTEGER REFERENCES outbox (id)
) STRICT;
CREATE UNIQUE INDEX summary_waiting ON summary (account, letter, step_kind, step_ordinal) WHERE outbox IS NULL;
CREATE INDEX summary_by_letter ON summary (letter);
CREATE INDEX summary_by_outbox ON summary (outbox);
)";

constexpr const char* other_tables = R"(
-- Numbers and reasons only; names and texts stand in rows that can be forgotten.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    account TEXT NOT NULL,
    letter INTEGER NOT NULL,
    step_kind TEXT,
    step_ordinal INTEGER,
    reason TEXT NOT NULL CHECK (reason <> '')
) STRICT;
CREATE INDEX journal_by_letter ON journal (letter, id);
CREATE INDEX journal_by_account ON journal (account, id);

CREATE TABLE cursors (
    account TEXT NOT NULL,
    folder TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid_next INTEGER NOT NULL,
    highest_modseq INTEGER NOT NULL,
    PRIMARY KEY (account, folder)
) STRICT, WITHOUT ROWID;

CREATE TABLE reading_marks (
    account TEXT NOT NULL,
    folder TEXT NOT NULL,
    uid_validity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (account, folder, uid_validity, uid)
) STRICT, WITHOUT ROWID;

CREATE TABLE accounts (
    name TEXT PRIMARY KEY,
    first_start INTEGER,
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
    ordered_at INTEGER,
    last_summary INTEGER
) STRICT;

CREATE TABLE clients (
    mailbox TEXT PRIMARY KEY,
    in_peace INTEGER NOT NULL CHECK (in_peace IN (0, 1)),
    ordered_at INTEGER NOT NULL
) STRICT;

CREATE TABLE facts (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
)";

// Each refusal begins with "wall: "; failure.cpp knows the ones that a correct program can run into.
constexpr const char* outbox_walls = R"(
CREATE TRIGGER transitions_no_insert BEFORE INSERT ON handover_transitions
BEGIN SELECT RAISE(ABORT, 'wall: the transitions are fixed'); END;
CREATE TRIGGER transitions_no_update BEFORE UPDATE ON handover_transitions
BEGIN SELECT RAISE(ABORT, 'wall: the transitions are fixed'); END;
CREATE TRIGGER transitions_no_delete BEFORE DELETE ON handover_transitions
BEGIN SELECT RAISE(ABORT, 'wall: the transitions are fixed'); END;

CREATE TRIGGER outbox_begins_due BEFORE INSERT ON outbox
BEGIN
    SELECT RAISE(ABORT, 'wall: an item begins as due') WHERE NEW.state <> 'due' OR NEW.attempts <> 0;
    SELECT RAISE(ABORT, 'wall: an item is never replaced') WHERE EXISTS (SELECT 1 FROM outbox WHERE id = NEW.id);
END;
CREATE TRIGGER outbox_fixed BEFORE UPDATE OF id, account, letter, step_kind, step_ordinal, kind, message_id, bytes, hash,
    sender, recipients, envelope_id, seal, created_at ON outbox
BEGIN SELECT RAISE(ABORT, 'wall: what was decided is never altered'); END;
CREATE TRIGGER outbox_kept BEFORE DELETE ON outbox
WHEN EXISTS (SELECT 1 FROM letters WHERE id = OLD.letter) OR EXISTS (SELECT 1 FROM summary WHERE outbox = OLD.id)
BEGIN SELECT RAISE(ABORT, 'wall: an item goes only with what it is about'); END;
CREATE TRIGGER outbox_transition BEFORE UPDATE OF state ON outbox
WHEN NEW.state <> OLD.state AND NOT EXISTS
    (SELECT 1 FROM handover_transitions WHERE from_state = OLD.state AND to_state = NEW.state)
BEGIN SELECT RAISE(ABORT, 'wall: illegal transition'); END;

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
        WHERE EXISTS (SELECT 1 FROM caps WHERE span IN ('hour', 'day') AND most <=
            (SELECT count(*) FROM sends
             WHERE account = NEW.account AND at > NEW.changed_at - caps.seconds AND outbox <> NEW.id));
    SELECT RAISE(ABORT, 'wall: cap of the client')
        WHERE EXISTS (SELECT 1 FROM caps WHERE span = 'client' AND most <=
            (SELECT count(DISTINCT s.outbox) FROM recipients mine
             JOIN recipients theirs ON theirs.canonical = mine.canonical AND theirs.field = 'to'
             JOIN sends s ON s.letter = theirs.letter
             WHERE mine.letter = NEW.letter AND mine.field = 'to' AND s.at > NEW.changed_at - caps.seconds
                 AND s.outbox <> NEW.id));
END;
CREATE TRIGGER outbox_counts AFTER UPDATE OF state ON outbox
WHEN NEW.kind = 'send' AND NEW.state <> OLD.state AND NEW.state IN ('committing', 'unknown', 'sent')
BEGIN
    INSERT INTO sends (outbox, account, letter, at) VALUES (NEW.id, NEW.account, NEW.letter, NEW.changed_at)
        ON CONFLICT (outbox) DO NOTHING;
END;
CREATE TRIGGER outbox_counts_back AFTER UPDATE OF state ON outbox
WHEN NEW.kind = 'send' AND NEW.state <> OLD.state AND NEW.state IN ('not_sent', 'refused')
BEGIN DELETE FROM sends WHERE outbox = NEW.id; END;
CREATE TRIGGER sends_fixed BEFORE UPDATE OF outbox, account, at ON sends
BEGIN SELECT RAISE(ABORT, 'wall: a send that counted is never altered'); END;
CREATE TRIGGER sends_kept BEFORE DELETE ON sends
WHEN coalesce((SELECT state FROM outbox WHERE id = OLD.outbox), 'sent') NOT IN ('not_sent', 'refused')
BEGIN SELECT RAISE(ABORT, 'wall: a send that counted is never taken back'); END;
CREATE TRIGGER sends_once BEFORE INSERT ON sends
WHEN NOT EXISTS (SELECT 1 FROM outbox WHERE id = NEW.outbox AND state IN ('committing', 'unknown', 'sent'))
BEGIN SELECT RAISE(ABORT, 'wall: only a send counts'); END;

CREATE TRIGGER undo_ends AFTER UPDATE OF state ON outbox
WHEN NEW.state <> OLD.state AND NEW.state NOT IN ('due', 'cancelled')
BEGIN UPDATE undo SET begun = 1 WHERE letter = NEW.letter; END;
)";

constexpr const char* journal_walls = R"(
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'wall: the journal is only ever added to'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'wall: the journal is only ever added to'); END;
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal WHEN EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'wall: the journal is only ever added to'); END;
)";

}  // namespace

void create_schema_1(Database& database) {
    SQLite::Database& connection = database.raw();
    connection.exec(fmt::format(fmt::runtime(letter_tables), letter_columns, recipient_columns, step_columns));
    connection.exec(outbox_tables);
    connection.exec(other_tables);
    connection.exec(outbox_walls);
    connection.exec(journal_walls);
}

}  // namespace amends::store
