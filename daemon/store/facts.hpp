#pragma once
// Table `facts`: small facts of the program itself.
#include <optional>
#include <string>

#include "base/mail.hpp"
#include "store/database.hpp"

namespace amends::store {

void write_fact(Database& database, const std::string& key, const std::string& value);
std::optional<std::string> read_fact(Database& database, const std::string& key);
/// The fact that this message was forgotten. It holds a hash, so that it names neither the message nor the client. No
/// salt: a Message-ID is as random as one, and who has the message itself learns nothing more by its hash.
std::string forgotten_fact(const base::MessageId& message);

}  // namespace amends::store
