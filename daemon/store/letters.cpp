#include "store/letters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "store/failure.hpp"
#include "store/promises.hpp"
#include "store/recipients.hpp"
#include "store/seal.hpp"
#include "store/steps.hpp"
#include "store/words.hpp"

namespace amends::store {

namespace {

constexpr const char* columns =
    "id, account, message_id, reference_ids, from_name, from_mailbox, subject, sent_at, state, protection, language, "
    "client_zone, auto_send, let_go, answered_at, answered_by, note, last_words, seal, situation, "
    "tone, hold, severity, repair, change";
constexpr int seal_column = 18;

std::string joined(const std::vector<base::MessageId>& ids) {
    std::string text;
    for (const base::MessageId& id : ids) text += (text.empty() ? "" : " ") + id.value;
    return text;
}

const char* word_of(const std::optional<core::Tone>& tone) { return tone ? core::to_word(*tone) : ""; }

const char* word_of(const std::optional<guide::Offence>& severity) { return severity ? guide::to_word(*severity) : ""; }

core::Letter letter_from(const Query& row) {
    core::Letter letter;
    letter.id = {row.integer(0)};
    letter.account = row.text(1);
    letter.message_id = {row.text(2)};
    letter.references = message_ids_from(row.text(3));
    letter.from = {row.text(4), row.text(5)};
    letter.subject = row.text(6);
    letter.sent_at = row.instant(7);
    letter.state = letter_state_from(row.view(8));
    letter.protection = protection_from(row.view(9));
    letter.language = row.text(10);
    letter.client_zone = row.text(11);
    letter.auto_send = row.flag(12);
    letter.let_go = row.flag(13);
    letter.answered_at = row.maybe_instant(14);
    letter.answered_by = row.text(15);
    letter.note = row.text(16);
    letter.last_words = row.text(17);
    letter.situation = row.text(19);
    letter.tone = core::tone_from(row.view(20));
    letter.hold = hold_from(row.view(21));
    letter.severity = guide::offence_from(row.view(22));
    letter.repair = row.text(23);
    letter.change = row.text(24);
    return letter;
}

void check(const ports::LetterRow& row, const std::string& seal) {
    if (seal_of(row.letter, row.steps) != seal) fail_damaged(fmt::format("Letter {}", row.letter.id.value));
}

/// Puts the ids of the letters that a filter wants into the temporary table `chosen`.
void choose(Database& database, const ports::LetterFilter& filter) {
    database.run("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY) STRICT");
    database.run("DELETE FROM chosen");
    std::string sql = "INSERT INTO chosen SELECT id FROM letters WHERE ";
    sql += filter.with_closed ? "1" : "state IN ('open', 'answered')";
    if (filter.account) sql += " AND account = ?2";
    if (filter.client) sql += " AND id IN (SELECT letter FROM recipients WHERE canonical = ?4 AND field = 'to')";
    if (filter.after) {
        sql += " AND id > ?3 ORDER BY id";
    } else if (filter.limit > 0) {
        sql +=
            " ORDER BY (SELECT min(due_at) FROM steps WHERE letter = letters.id AND state = 'planned') NULLS LAST, "
            "sent_at DESC, id DESC";
    }
    Query query = database.query(sql + " LIMIT ?1");
    query.bind(filter.limit > 0 ? filter.limit : -1);
    if (filter.account || filter.after || filter.client) query.bind(filter.account.value_or(""));
    if (filter.after || filter.client) query.bind(filter.after.value_or(base::LetterId{}));
    if (filter.client) query.bind(*filter.client);
    query.run();
}

std::optional<base::Instant> next_due(const std::vector<core::Step>& steps) {
    std::optional<base::Instant> next;
    for (const core::Step& step : steps) {
        if (step.state == core::StepState::planned && (!next || step.due.at < *next)) next = step.due.at;
    }
    return next;
}

/// Nearest planned step first, letters that wait for nothing last; then the newest.
std::vector<ports::LetterRow> sorted_for_listing(std::vector<ports::LetterRow> rows) {
    std::vector<std::tuple<bool, std::int64_t, std::int64_t, std::int64_t, std::size_t>> keys;
    keys.reserve(rows.size());
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const std::optional<base::Instant> next = next_due(rows[at].steps);
        keys.emplace_back(!next, next ? next->seconds : 0, -rows[at].letter.sent_at.seconds, -rows[at].letter.id.value,
                          at);
    }
    std::ranges::sort(keys);
    std::vector<ports::LetterRow> sorted;
    sorted.reserve(rows.size());
    for (const auto& key : keys) sorted.push_back(std::move(rows[std::get<4>(key)]));
    return sorted;
}

/// Rows without recipients and steps, ascending by id, with their seals.
std::vector<std::pair<ports::LetterRow, std::string>> bare_rows(Query& query) {
    std::vector<std::pair<ports::LetterRow, std::string>> rows;
    while (query.next()) rows.push_back({{letter_from(query), {}}, query.text(seal_column)});
    return rows;
}

/// Hands each part (ascending by letter) to the row of its letter.
template <class Rows, class Parts, class Give>
void distribute(Rows& rows, Parts& parts, Give give) {
    auto row = rows.begin();
    for (auto& [letter, part] : parts) {
        while (row != rows.end() && row->first.letter.id < letter) ++row;
        if (row != rows.end() && row->first.letter.id == letter) give(row->first, std::move(part));
    }
}

}  // namespace

base::LetterId write_letter(Database& database, const core::Letter& letter) {
    base::LetterId id = letter.id;
    if (id.stored()) {
        const int changed = database.run(
            "UPDATE letters SET message_id = ?2, reference_ids = ?3, from_name = ?4, from_mailbox = ?5, subject = ?6, "
            "sent_at = ?7, state = ?8, protection = ?9, language = ?10, client_zone = ?11, auto_send = ?12, "
            "let_go = ?13, answered_at = ?14, answered_by = ?15, note = ?16, last_words = ?17, situation = ?19, "
            "tone = ?20, hold = ?21, severity = ?22, repair = ?23, change = ?24 "
            "WHERE id = ?1 AND account = ?18",
            id, letter.message_id.value, joined(letter.references), letter.from.name, letter.from.mailbox,
            letter.subject, letter.sent_at, core::to_word(letter.state), to_word(letter.protection), letter.language,
            letter.client_zone, letter.auto_send, letter.let_go, letter.answered_at, letter.answered_by, letter.note,
            letter.last_words, letter.account, letter.situation, word_of(letter.tone), core::to_word(letter.hold),
            word_of(letter.severity), letter.repair, letter.change);
        if (changed == 0) {
            fail(base::Fault::answer_is_no, base::Retry::never,
                 fmt::format("Letter {} is not there any more; it was forgotten.", id.value));
        }
    } else {
        database.run(
            "INSERT INTO letters (account, message_id, reference_ids, from_name, from_mailbox, subject, sent_at, "
            "state, protection, language, client_zone, auto_send, let_go, answered_at, answered_by, note, last_words, "
            "situation, tone, hold, severity, repair, change, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
            "?11, "
            "?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, '')",
            letter.account, letter.message_id.value, joined(letter.references), letter.from.name, letter.from.mailbox,
            letter.subject, letter.sent_at, core::to_word(letter.state), to_word(letter.protection), letter.language,
            letter.client_zone, letter.auto_send, letter.let_go, letter.answered_at, letter.answered_by, letter.note,
            letter.last_words, letter.situation, word_of(letter.tone), core::to_word(letter.hold),
            word_of(letter.severity), letter.repair, letter.change);
        id = {database.raw().getLastInsertRowid()};
    }
    write_recipients(database, id, letter.recipients);
    write_promises(database, id, letter.promises);
    return id;
}

std::string seal_letter(Database& database, base::LetterId id) {
    std::optional<core::Letter> letter;
    {
        Query query = database.query(fmt::format("SELECT {} FROM letters WHERE id = ?1", columns));
        query.bind(id);
        if (query.next()) letter = letter_from(query);
    }
    if (!letter) fail_damaged("A letter");
    letter->recipients = recipients_of(database, id);
    letter->promises = promises_of(database, id);
    std::string seal = seal_of(*letter, steps_of(database, id));
    database.run("UPDATE letters SET seal = ?2 WHERE id = ?1", id, seal);
    return seal;
}

std::optional<ports::LetterRow> read_letter(Database& database, base::LetterId id) {
    Query query = database.query(fmt::format("SELECT {} FROM letters WHERE id = ?1", columns));
    query.bind(id);
    if (!query.next()) return std::nullopt;
    ports::LetterRow row{letter_from(query), {}};
    const std::string seal = query.text(seal_column);
    row.letter.recipients = recipients_of(database, id);
    row.letter.promises = promises_of(database, id);
    row.steps = steps_of(database, id);
    check(row, seal);
    return row;
}

std::vector<ports::LetterRow> read_letters(Database& database, const ports::LetterFilter& filter) {
    choose(database, filter);
    Query query = database.query(fmt::format("SELECT {} FROM letters WHERE id IN chosen ORDER BY id", columns));
    auto rows = bare_rows(query);
    auto recipients = recipients_of_chosen(database);
    distribute(rows, recipients, [](ports::LetterRow& row, core::Recipient&& recipient) {
        row.letter.recipients.push_back(std::move(recipient));
    });
    auto promises = promises_of_chosen(database);
    distribute(rows, promises, [](ports::LetterRow& row, core::Promise&& promise) {
        row.letter.promises.push_back(std::move(promise));
    });
    auto steps = steps_of_chosen(database);
    distribute(rows, steps, [](ports::LetterRow& row, core::Step&& step) { row.steps.push_back(std::move(step)); });

    std::vector<ports::LetterRow> letters;
    letters.reserve(rows.size());
    for (auto& [row, seal] : rows) {
        std::ranges::sort(row.steps, {}, &core::Step::id);
        check(row, seal);
        letters.push_back(std::move(row));
    }
    return filter.after ? std::move(letters) : sorted_for_listing(std::move(letters));
}

std::optional<base::LetterId> find_letter(Database& database, const std::string& account, const base::MessageId& id) {
    Query query = database.query("SELECT id FROM letters WHERE account = ?1 AND message_id = ?2");
    query.bind(account, id.value);
    if (!query.next()) return std::nullopt;
    return base::LetterId{query.integer(0)};
}

std::optional<std::string> account_of(Database& database, const base::MessageId& id) {
    Query query = database.query("SELECT account FROM letters WHERE message_id = ?1");
    query.bind(id.value);
    if (!query.next()) return std::nullopt;
    return query.text(0);
}

std::optional<base::Instant> oldest_waiting_letter(Database& database, const std::string& account) {
    Query query =
        database.query("SELECT min(sent_at) FROM letters WHERE account = ?1 AND state IN ('open', 'answered')");
    query.bind(account);
    query.next();
    return query.maybe_instant(0);
}

int count_waiting_letters(Database& database, const std::string& account) {
    Query query = database.query("SELECT count(*) FROM letters WHERE account = ?1 AND state IN ('open', 'answered')");
    query.bind(account);
    query.next();
    return static_cast<int>(query.integer(0));
}

void delete_letter(Database& database, base::LetterId id) { database.run("DELETE FROM letters WHERE id = ?1", id); }

}  // namespace amends::store
