#include "store/thread.hpp"

namespace amends::store {

void add_to_thread(Database& database, const std::string& account, base::LetterId letter, const base::MessageId& id,
                   bool is_letter) {
    database.run(
        "INSERT INTO thread (account, message_id, letter, is_letter) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (account, message_id, letter) DO UPDATE SET is_letter = max(is_letter, excluded.is_letter)",
        account, id.value, letter, is_letter);
}

std::vector<base::MessageId> ids_of_letter(Database& database, base::LetterId letter) {
    Query query = database.query("SELECT message_id FROM thread WHERE letter = ?1 AND is_letter = 1");
    query.bind(letter);
    std::vector<base::MessageId> ids;
    while (query.next()) ids.push_back({query.text(0)});
    return ids;
}

std::vector<core::ThreadEntry> entries_of(Database& database, const std::string& account,
                                          const std::vector<base::MessageId>& ids) {
    std::vector<core::ThreadEntry> entries;
    for (const base::MessageId& id : ids) {
        Query query = database.query(
            "SELECT letter, is_letter FROM thread WHERE account = ?1 AND message_id = ?2 ORDER BY letter");
        query.bind(account, id.value);
        while (query.next()) entries.push_back({id, {query.integer(0)}, query.flag(1)});
    }
    return entries;
}

}  // namespace amends::store
