#include "store/promises.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "store/failure.hpp"
#include "store/words.hpp"

namespace amends::store {

namespace {

constexpr const char* columns =
    "letter, ordinal, words, state, due_wall, due_zone, due_rule, due_at, whole_day, ambiguous, rhythm, first_day, "
    "slips, was_due, settled_at";

std::optional<base::CivilDate> day_from(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto day = base::parse_civil_date(text);
    if (!day) fail_damaged("A day");
    return day;
}

std::optional<std::string> day_text(const std::optional<base::CivilDate>& day) {
    return day ? std::optional(base::to_string(*day)) : std::nullopt;
}

core::Promise promise_from(const Query& row) {
    core::Promise promise;
    promise.ordinal = static_cast<int>(row.integer(1));
    promise.words = row.text(2);
    promise.state = promise_state_from(row.view(3));
    if (const auto at = row.maybe_instant(7)) {
        promise.due = calendar::DueTime{civil_from(row.view(4)), row.text(5), row.text(6), *at};
    }
    promise.whole_day = row.flag(8);
    promise.ambiguous = row.flag(9);
    if (!row.view(10).empty()) promise.rhythm = rhythm_from(row.view(10));
    promise.first = day_from(row.view(11));
    promise.slips = static_cast<int>(row.integer(12));
    promise.was_due = day_from(row.view(13));
    promise.settled_at = row.maybe_instant(14);
    return promise;
}

void write_promise(Database& database, base::LetterId letter, const core::Promise& promise) {
    std::optional<std::string> wall, zone, rule;
    std::optional<base::Instant> at;
    if (promise.due) {
        wall = base::to_string(promise.due->wall);
        zone = promise.due->zone;
        rule = promise.due->rule;
        at = promise.due->at;
    }
    database.run(
        "INSERT INTO promises (letter, ordinal, words, state, due_wall, due_zone, due_rule, due_at, whole_day, "
        "ambiguous, rhythm, first_day, slips, was_due, settled_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
        "?11, ?12, ?13, ?14, ?15) ON CONFLICT (letter, ordinal) DO UPDATE SET words = ?3, state = ?4, due_wall = ?5, "
        "due_zone = ?6, due_rule = ?7, due_at = ?8, whole_day = ?9, ambiguous = ?10, rhythm = ?11, first_day = ?12, "
        "slips = ?13, was_due = ?14, settled_at = ?15",
        letter, promise.ordinal, promise.words, core::to_word(promise.state), wall, zone, rule, at, promise.whole_day,
        promise.ambiguous, promise.rhythm ? core::to_text(*promise.rhythm) : "", day_text(promise.first), promise.slips,
        day_text(promise.was_due), promise.settled_at);
}

}  // namespace

void write_promises(Database& database, base::LetterId letter, const std::vector<core::Promise>& promises) {
    for (const core::Promise& promise : promises) write_promise(database, letter, promise);
    Query query = database.query("SELECT count(*) FROM promises WHERE letter = ?1");
    query.bind(letter);
    query.next();
    if (query.integer(0) == std::ssize(promises)) return;
    fail(base::Fault::internal, base::Retry::never,
         "A promise was to be lost from a letter; nothing was changed. This is a bug in Amends: please report it.");
}

std::vector<core::Promise> promises_of(Database& database, base::LetterId letter) {
    Query query = database.query(fmt::format("SELECT {} FROM promises WHERE letter = ?1 ORDER BY ordinal", columns));
    return rows(query.bind(letter), promise_from);
}

std::vector<std::pair<base::LetterId, core::Promise>> promises_of_chosen(Database& database) {
    Query query =
        database.query(fmt::format("SELECT {} FROM promises WHERE letter IN chosen ORDER BY letter, ordinal", columns));
    return rows_with_letter(query, promise_from);
}

ports::OpenPromises open_promises_of(Database& database, const std::string& account) {
    Query query = database.query(
        "SELECT count(*), coalesce(substr(min(p.due_wall), 1, 10), '') FROM letters l JOIN promises p ON p.letter = "
        "l.id "
        "WHERE l.account = ?1 AND l.state IN ('open', 'answered') AND p.state = 'open'");
    query.bind(account);
    query.next();
    return {static_cast<int>(query.integer(0)), day_from(query.view(1))};
}

}  // namespace amends::store
