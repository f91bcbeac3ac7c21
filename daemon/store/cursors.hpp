#pragma once
// Table `cursors`: how far each folder has been read.
#include <string>
#include <vector>

#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

void write_cursor(Database& database, const ports::Cursor& cursor);
std::vector<ports::Cursor> cursors_of(Database& database, const std::string& account);

}  // namespace amends::store
