#include "store/accounts.hpp"

#include <fmt/format.h>

namespace amends::store {

namespace {

void write_order(Database& database, const char* column, const std::string& account, bool on, base::Instant at) {
    database.run(fmt::format("INSERT INTO accounts (name, {0}, ordered_at) VALUES (?1, ?2, ?3) "
                             "ON CONFLICT (name) DO UPDATE SET {0} = ?2, ordered_at = ?3",
                             column),
                 account, on, at);
}

bool read_order(Database& database, const char* column, const std::string& account) {
    Query query = database.query(fmt::format("SELECT {} FROM accounts WHERE name = ?1", column));
    query.bind(account);
    return query.next() && query.flag(0);
}

}  // namespace

void write_paused(Database& database, const std::string& account, bool on, base::Instant at) {
    write_order(database, "paused", account, on, at);
}

void write_held(Database& database, const std::string& account, bool on, base::Instant at) {
    write_order(database, "held", account, on, at);
}

bool is_paused(Database& database, const std::string& account) { return read_order(database, "paused", account); }

bool is_held(Database& database, const std::string& account) { return read_order(database, "held", account); }

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
