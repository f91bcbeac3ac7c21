#include "store/reading_marks.hpp"

namespace amends::store {

int add_reading_mark(Database& database, const MarkedMessage& message) {
    Query query = database.query(
        "INSERT INTO reading_marks (account, folder, uid_validity, uid, times) VALUES (?1, ?2, ?3, ?4, 1) "
        "ON CONFLICT (account, folder, uid_validity, uid) DO UPDATE SET times = times + 1 RETURNING times");
    query.bind(message.account, message.folder, message.uid_validity, message.uid);
    query.next();
    const auto times = static_cast<int>(query.integer(0));
    query.next();
    return times - 1;
}

void remove_reading_mark(Database& database, const MarkedMessage& message) {
    database.run("DELETE FROM reading_marks WHERE account = ?1 AND folder = ?2 AND uid_validity = ?3 AND uid = ?4",
                 message.account, message.folder, message.uid_validity, message.uid);
}

}  // namespace amends::store
