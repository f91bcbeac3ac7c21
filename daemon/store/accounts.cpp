#include "store/accounts.hpp"

#include "store/failure.hpp"

namespace amends::store {

namespace {

core::HoldCause cause_from(std::string_view word) {
    const auto cause = core::hold_cause_from(word);
    if (!cause) fail_damaged("The hold of an account");
    return *cause;
}

}  // namespace

void write_paused(Database& database, const std::string& account, bool on, base::Instant at) {
    database.run(
        "INSERT INTO accounts (name, paused, ordered_at) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (name) DO UPDATE SET paused = ?2, ordered_at = ?3",
        account, on, at);
}

bool is_paused(Database& database, const std::string& account) {
    Query query = database.query("SELECT paused FROM accounts WHERE name = ?1");
    query.bind(account);
    return query.next() && query.flag(0);
}

void write_hold(Database& database, const std::string& account, const core::AccountHold& hold) {
    database.run(
        "INSERT INTO accounts (name, held, held_because, held_since, held_note, held_told) VALUES (?1, 1, ?2, ?3, ?4, "
        "?5) ON CONFLICT (name) DO UPDATE SET held = 1, held_because = ?2, held_since = ?3, held_note = ?4, "
        "held_told = ?5",
        account, core::to_word(hold.because), hold.since, hold.note, hold.told);
}

void end_hold(Database& database, const std::string& account, base::Instant at) {
    database.run("UPDATE accounts SET held = 0, held_note = '', ordered_at = ?2 WHERE name = ?1", account, at);
}

std::optional<core::AccountHold> hold_of(Database& database, const std::string& account) {
    Query query = database.query(
        "SELECT held_because, coalesce(held_since, 0), held_note, held_told FROM accounts WHERE name = ?1 AND held = "
        "1");
    query.bind(account);
    if (!query.next()) return std::nullopt;
    return core::AccountHold{cause_from(query.view(0)), query.instant(1), query.text(2), query.flag(3)};
}

void write_turn(Database& database, const std::string& account, const core::ClockReading& turn) {
    database.run(
        "INSERT INTO accounts (name, turn_at, turn_boot, turn_running) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (name) DO UPDATE SET turn_at = ?2, turn_boot = ?3, turn_running = ?4",
        account, turn.wall, turn.boot, std::int64_t{turn.running.count()});
}

std::optional<core::ClockReading> last_turn_of(Database& database, const std::string& account) {
    Query query =
        database.query("SELECT turn_at, turn_boot, turn_running FROM accounts WHERE name = ?1 AND turn_at IS NOT NULL");
    query.bind(account);
    if (!query.next()) return std::nullopt;
    return core::ClockReading{query.instant(0), query.text(1), std::chrono::seconds{query.integer(2)}};
}

base::Instant first_start_of(Database& database, const std::string& account, base::Instant now) {
    database.run(
        "INSERT INTO accounts (name, first_start) VALUES (?1, ?2) "
        "ON CONFLICT (name) DO UPDATE SET first_start = coalesce(first_start, ?2)",
        account, now);
    Query query = database.query("SELECT first_start FROM accounts WHERE name = ?1");
    query.bind(account);
    query.next();
    return query.instant(0);
}

void write_last_summary(Database& database, const std::string& account, base::Instant at) {
    database.run(
        "INSERT INTO accounts (name, last_summary) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET last_summary = ?2",
        account, at);
}

std::optional<base::Instant> last_summary_of(Database& database, const std::string& account) {
    Query query = database.query("SELECT last_summary FROM accounts WHERE name = ?1");
    query.bind(account);
    if (!query.next()) return std::nullopt;
    return query.maybe_instant(0);
}

}  // namespace amends::store
