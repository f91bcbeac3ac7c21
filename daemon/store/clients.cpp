#include "store/clients.hpp"

namespace amends::store {

void write_in_peace(Database& database, const std::string& mailbox, bool in_peace, base::Instant at) {
    database.run(
        "INSERT INTO clients (mailbox, in_peace, ordered_at) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (mailbox) DO UPDATE SET in_peace = ?2, ordered_at = ?3",
        mailbox, in_peace, at);
}

bool is_in_peace(Database& database, base::LetterId letter) {
    Query query = database.query(
        "SELECT EXISTS (SELECT 1 FROM recipients r JOIN clients c ON c.mailbox = r.canonical AND c.in_peace = 1 "
        "WHERE r.letter = ?1 AND r.field = 'to')");
    query.bind(letter);
    query.next();
    return query.flag(0);
}

bool is_in_peace(Database& database, const std::string& mailbox) {
    Query query = database.query("SELECT EXISTS (SELECT 1 FROM clients WHERE mailbox = ?1 AND in_peace = 1)");
    query.bind(mailbox);
    query.next();
    return query.flag(0);
}

void delete_client(Database& database, const std::string& mailbox) {
    database.run("DELETE FROM clients WHERE mailbox = ?1", mailbox);
}

}  // namespace amends::store
