#pragma once
// Schema 7: recipients who are gone for good.
#include "store/database.hpp"

namespace amends::store {

void migrate_to_schema_7(Database& database);

}  // namespace amends::store
