#pragma once
// Table `summary`: steps that wait for the account's next summary, and which summary took them: forgetting a letter
// must find the summaries that name it.
#include <string>
#include <vector>

#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

/// A step that waits already is not listed twice.
void add_to_summary(Database& database, const std::string& account, const ports::SummaryItem& item);
std::vector<ports::SummaryItem> summary_waiting(Database& database, const std::string& account);
/// False where the item does not wait (any more).
bool take_into_summary(Database& database, const std::string& account, const ports::SummaryItem& item,
                       base::OutboxId summary);
/// Removes the letter from every list; a summary that named it is deleted, and what else stood in it waits again where
/// that summary had not begun.
void forget_in_summaries(Database& database, base::LetterId letter);

}  // namespace amends::store
