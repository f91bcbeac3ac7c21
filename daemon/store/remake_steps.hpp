#pragma once
// SQLite changes no CHECK in place. Nothing refers to the tables of steps, so a schema with further kinds of step makes
// them anew and fills them. The text of the tables is what schema 3 brought; it never changes.
#include "store/database.hpp"

namespace amends::store {

/// `kinds` as they stand in the CHECK; `rows`: what is selected from the tables there are.
void remake_steps(Database& database, const char* kinds, const char* rows);

}  // namespace amends::store
