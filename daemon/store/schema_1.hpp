#pragma once
// The first schema: tables, and the second wall of DESIGN section 5, which holds even where the code above it is wrong.
#include "store/database.hpp"

namespace amends::store {

void create_schema_1(Database& database);

}  // namespace amends::store
