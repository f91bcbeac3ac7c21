#include "store/facts.hpp"

#include "base/hash.hpp"

namespace amends::store {

void write_fact(Database& database, const std::string& key, const std::string& value) {
    database.run("INSERT INTO facts (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2", key,
                 value);
}

std::optional<std::string> read_fact(Database& database, const std::string& key) {
    Query query = database.query("SELECT value FROM facts WHERE key = ?1");
    query.bind(key);
    if (!query.next()) return std::nullopt;
    return query.text(0);
}

std::string forgotten_fact(const base::MessageId& message) { return "forgotten." + base::sha256_hex(message.value); }

}  // namespace amends::store
