#include "store/steps.hpp"

#include <fmt/format.h>

#include "store/words.hpp"

namespace amends::store {

namespace {

constexpr const char* columns =
    "letter, id, kind, ordinal, means, state, due_wall, due_zone, due_rule, due_at, meant_for, acted_at, outcome, "
    "promise";

core::Step step_from(const Query& row) {
    core::Step step;
    step.id = {row.integer(1)};
    step.key = {step_kind_from(row.view(2)), static_cast<int>(row.integer(3))};
    step.means = means_from(row.view(4));
    step.state = step_state_from(row.view(5));
    step.due = {civil_from(row.view(6)), row.text(7), row.text(8), row.instant(9)};
    step.meant_for = row.instant(10);
    step.acted_at = row.maybe_instant(11);
    step.outcome = row.text(12);
    step.promise = static_cast<int>(row.integer(13));
    return step;
}

}  // namespace

void write_step(Database& database, const core::Letter& letter, const core::Step& step) {
    database.run(
        "INSERT INTO steps (letter, account, kind, ordinal, means, state, due_wall, due_zone, due_rule, due_at, "
        "meant_for, acted_at, outcome, promise) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) "
        "ON CONFLICT (letter, kind, ordinal) DO UPDATE SET means = ?5, state = ?6, due_wall = ?7, due_zone = ?8, "
        "due_rule = ?9, due_at = ?10, meant_for = ?11, acted_at = ?12, outcome = ?13, promise = ?14",
        letter.id, letter.account, core::to_word(step.key.kind), step.key.ordinal, core::to_word(step.means),
        core::to_word(step.state), base::to_string(step.due.wall), step.due.zone, step.due.rule, step.due.at,
        step.meant_for, step.acted_at, step.outcome, step.promise);
}

std::vector<core::Step> steps_of(Database& database, base::LetterId letter) {
    Query query = database.query(fmt::format("SELECT {} FROM steps WHERE letter = ?1 ORDER BY id", columns));
    return rows(query.bind(letter), step_from);
}

std::vector<std::pair<base::LetterId, core::Step>> steps_of_chosen(Database& database) {
    Query query = database.query(fmt::format("SELECT {} FROM steps WHERE letter IN chosen ORDER BY letter", columns));
    return rows_with_letter(query, step_from);
}

std::vector<base::LetterId> letters_due(Database& database, const std::string& account, base::Instant now) {
    Query query = database.query(
        "SELECT letter FROM steps WHERE account = ?1 AND state = 'planned' AND due_at <= ?2 "
        "GROUP BY letter ORDER BY min(due_at), letter");
    query.bind(account, now);
    std::vector<base::LetterId> letters;
    while (query.next()) letters.push_back({query.integer(0)});
    return letters;
}

int became_due(Database& database, const std::string& account, base::Instant after, base::Instant now) {
    Query query = database.query(
        "SELECT count(*) FROM steps WHERE account = ?1 AND state = 'planned' AND due_at <= ?3 AND meant_for > ?2 AND "
        "meant_for <= ?3");
    query.bind(account, after, now);
    query.next();
    return static_cast<int>(query.integer(0));
}

std::vector<base::LetterId> letters_to_be_sent(Database& database, const std::string& account) {
    // The last two conditions are those of the index, word for word.
    Query query = database.query(
        "SELECT DISTINCT letter FROM steps WHERE account = ?1 AND means = 'send' AND state IN ('planned', 'acting') "
        "ORDER BY letter");
    query.bind(account);
    std::vector<base::LetterId> letters;
    while (query.next()) letters.push_back({query.integer(0)});
    return letters;
}

std::optional<base::Instant> next_planned(Database& database, const std::string& account) {
    Query query = database.query("SELECT min(due_at) FROM steps WHERE account = ?1 AND state = 'planned'");
    query.bind(account);
    query.next();
    return query.maybe_instant(0);
}

}  // namespace amends::store
