#pragma once
// The second schema: only one attempt can be at an item, and each account has caps of its own.
#include "store/database.hpp"

namespace amends::store {

void migrate_to_schema_2(Database& database);

}  // namespace amends::store
