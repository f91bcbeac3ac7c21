#pragma once
// Table `clients`: the user's standing orders about a client, by canonical mailbox.
#include <string>

#include "base/ids.hpp"
#include "store/database.hpp"

namespace amends::store {

void write_in_peace(Database& database, const std::string& mailbox, bool in_peace, base::Instant at);
/// True where one of the letter's To addresses is to be left in peace.
bool is_in_peace(Database& database, base::LetterId letter);
bool is_in_peace(Database& database, const std::string& mailbox);
void delete_client(Database& database, const std::string& mailbox);

}  // namespace amends::store
