#include "store/cursors.hpp"

namespace amends::store {

void write_cursor(Database& database, const ports::Cursor& cursor) {
    database.run(
        "INSERT INTO cursors (account, folder, uid_validity, uid_next, highest_modseq) VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (account, folder) DO UPDATE SET uid_validity = ?3, uid_next = ?4, highest_modseq = ?5",
        cursor.account, cursor.folder, cursor.uid_validity, cursor.uid_next,
        static_cast<std::int64_t>(cursor.highest_modseq));
}

std::vector<ports::Cursor> cursors_of(Database& database, const std::string& account) {
    Query query = database.query(
        "SELECT account, folder, uid_validity, uid_next, highest_modseq FROM cursors WHERE account = ?1 ORDER BY "
        "folder");
    query.bind(account);
    std::vector<ports::Cursor> cursors;
    while (query.next()) {
        cursors.push_back({query.text(0), query.text(1), static_cast<std::uint32_t>(query.integer(2)),
                           static_cast<ports::Uid>(query.integer(3)), static_cast<std::uint64_t>(query.integer(4))});
    }
    return cursors;
}

}  // namespace amends::store
