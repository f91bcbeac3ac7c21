#pragma once
// Table `facts`: small facts of the program itself.
#include <optional>
#include <string>

#include "store/database.hpp"

namespace amends::store {

void write_fact(Database& database, const std::string& key, const std::string& value);
std::optional<std::string> read_fact(Database& database, const std::string& key);

}  // namespace amends::store
