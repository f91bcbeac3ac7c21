#pragma once
// Table `promises`: a promise is known by its ordinal within its letter, and goes only with it.
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "core/promise.hpp"
#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

/// Throws Failure where a promise that is stored is missing.
void write_promises(Database& database, base::LetterId letter, const std::vector<core::Promise>& promises);
/// By their ordinals.
std::vector<core::Promise> promises_of(Database& database, base::LetterId letter);
/// Of the letters in the temporary table `chosen` (letters.cpp), by letter and ordinal.
std::vector<std::pair<base::LetterId, core::Promise>> promises_of_chosen(Database& database);

/// Of the letters of the account that are open or answered.
ports::OpenPromises open_promises_of(Database& database, const std::string& account);

}  // namespace amends::store
