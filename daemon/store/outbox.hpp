#pragma once
// Table `outbox`: the actions intended but not yet proved done, and their end. Reading compares each item's message
// with its hash and all that never changes with its seal: a message with a flipped bit is an Error, never sent.
#include <optional>
#include <string>
#include <vector>

#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

/// Refuses a message that is not what its hash says.
base::OutboxId insert_item(Database& database, const ports::OutboxItem& item);
void change_item(Database& database, const ports::HandoverChange& change, base::Instant at);

std::optional<ports::OutboxItem> read_item(Database& database, base::OutboxId id);
std::vector<ports::OutboxItem> items_waiting(Database& database, const std::string& account);
std::vector<ports::OutboxItem> drafts_lying(Database& database, const std::string& account);
/// The item that counts: one that was not cancelled comes before those that were.
std::optional<ports::OutboxItem> item_of_step(Database& database, base::LetterId letter, core::StepKey step,
                                              core::ActionKind kind);
/// A reminder or summary with one of these Message-IDs.
std::optional<ports::OutboxItem> notice_among(Database& database, const std::string& account,
                                              const std::vector<base::MessageId>& ids);
std::optional<base::Instant> next_try(Database& database, const std::string& account);
base::OutboxId newest_item(Database& database);
/// Takes back the letter's items after `last` that have not begun.
void cancel_items_after(Database& database, base::LetterId letter, base::OutboxId last, base::Instant at);
/// Drafts and reminders made in the hour before `now`.
int notices_in_hour(Database& database, const std::string& account, base::Instant now);
/// The reminder of a draft.
void delete_message_of_no_letter(Database& database, const base::MessageId& id);
void delete_summary_item(Database& database, base::OutboxId id);

}  // namespace amends::store
