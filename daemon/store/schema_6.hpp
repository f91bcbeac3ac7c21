#pragma once
// Schema 5: how grave a letter's matter is, and the apologies that lie unsent in Drafts.
#include "store/database.hpp"

namespace amends::store {

void migrate_to_schema_6(Database& database);

}  // namespace amends::store
