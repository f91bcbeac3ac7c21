#pragma once
// Table `unsent_drafts`: apologies that lie in the user's Drafts, by ids and hashes.
#include <string>
#include <vector>

#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

/// Inserted where its id is 0.
void write_draft(Database& database, const std::string& account, const ports::DraftRow& row);
void delete_draft(Database& database, base::DraftId id);
std::vector<ports::DraftRow> drafts_of(Database& database, const std::string& account);
std::optional<base::Instant> next_draft(Database& database, const std::string& account);
/// Reminders of drafts in the hour before `now`.
int draft_reminders_in_hour(Database& database, const std::string& account, base::Instant now);
/// Every draft to that canonical mailbox, and the reminders that quote it.
void forget_drafts_to(Database& database, const std::string& mailbox);

}  // namespace amends::store
