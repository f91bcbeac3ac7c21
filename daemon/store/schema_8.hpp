#pragma once
// Schema 8: why an account's sends are held, and what its clocks showed at the last turn.
#include "store/database.hpp"

namespace amends::store {

void migrate_to_schema_8(Database& database);

}  // namespace amends::store
