#pragma once
// Schema 3: what letters promise, the steps about it, and a letter's situation.
#include "store/database.hpp"

namespace amends::store {

void migrate_to_schema_3(Database& database);

}  // namespace amends::store
