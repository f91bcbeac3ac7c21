#pragma once
// Schema 4: who answers for a client and from which zone, what a letter is held for, and the steps that ask about it.
#include "store/database.hpp"

namespace amends::store {

void migrate_to_schema_4(Database& database);

}  // namespace amends::store
