#pragma once
// Schema 6: what of a letter its check-ins may repeat.
#include "store/database.hpp"

namespace amends::store {

void migrate_to_schema_6(Database& database);

}  // namespace amends::store
