#include "store/sends.hpp"

namespace amends::store {

namespace {

void write_caps_of(Database& database, const std::string& account, const Caps& caps) {
    const std::string sql = "INSERT INTO caps (account, span, seconds, most) VALUES (?1, ?2, ?3, ?4)";
    database.run(sql, account, "hour", 3600, caps.per_hour);
    database.run(sql, account, "day", 24 * 3600, caps.per_day);
    database.run(sql, account, "client", 7 * 24 * 3600, caps.per_client);
}

}  // namespace

void write_caps(Database& database, const Caps& rest, const std::map<std::string, Caps>& of_account) {
    database.run("DELETE FROM caps");
    write_caps_of(database, "", rest);
    for (const auto& [account, caps] : of_account) write_caps_of(database, account, caps);
}

int sends_in(Database& database, const std::string& account, base::Instant now, std::chrono::seconds span) {
    Query query = database.query("SELECT count(*) FROM sends WHERE account = ?1 AND at > ?2");
    query.bind(account, now - span);
    query.next();
    return static_cast<int>(query.integer(0));
}

int sends_to_client(Database& database, base::LetterId letter, base::Instant now) {
    Query query = database.query(
        "SELECT count(DISTINCT s.outbox) FROM recipients mine "
        "JOIN recipients theirs ON theirs.canonical = mine.canonical AND theirs.field = 'to' "
        "JOIN sends s ON s.letter = theirs.letter "
        "WHERE mine.letter = ?1 AND mine.field = 'to' AND s.at > ?2");
    query.bind(letter, now - std::chrono::hours{7 * 24});
    query.next();
    return static_cast<int>(query.integer(0));
}

}  // namespace amends::store
