#pragma once
// Table `journal`: append-only (triggers refuse everything else); it outlives what it is about.
#include <string>
#include <vector>

#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

void write_reason(Database& database, base::Instant at, const std::string& account, base::LetterId letter,
                  const core::Reason& reason);
/// ports::Store::journal.
std::vector<ports::JournalEntry> read_journal(Database& database, base::LetterId letter, const std::string& account,
                                              int limit);

}  // namespace amends::store
