#include "store/sends.hpp"

namespace amends::store {

void write_caps(Database& database, const Caps& caps) {
    const std::string sql = "UPDATE caps SET most = ?2 WHERE span = ?1";
    database.run(sql, "hour", caps.per_hour);
    database.run(sql, "day", caps.per_day);
    database.run(sql, "client", caps.per_client);
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
