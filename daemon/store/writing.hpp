#pragma once
// What ports::Store::commit writes, in order; runs inside the caller's transaction and may throw.
#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

ports::Committed write_commit(Database& database, const ports::Commit& change);
base::OutboxId write_summary(Database& database, const ports::OutboxItem& item,
                             const std::vector<ports::SummaryItem>& items);

}  // namespace amends::store
