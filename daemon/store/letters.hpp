#pragma once
// Table `letters`. Reading checks the seal over a letter, its recipients, promises and steps.
#include <optional>
#include <vector>

#include "ports/store.hpp"
#include "store/database.hpp"

namespace amends::store {

/// Inserts where the id is 0, else updates; the row is sealed by seal_letter once its steps are written too.
base::LetterId write_letter(Database& database, const core::Letter& letter);
/// Seals the letter as it stands in the tables; returns the seal.
std::string seal_letter(Database& database, base::LetterId id);

std::optional<ports::LetterRow> read_letter(Database& database, base::LetterId id);
std::vector<ports::LetterRow> read_letters(Database& database, const ports::LetterFilter& filter);
std::optional<base::LetterId> find_letter(Database& database, const std::string& account, const base::MessageId& id);
/// The account of the letter with that id.
std::optional<std::string> account_of(Database& database, const base::MessageId& id);
std::optional<base::Instant> oldest_waiting_letter(Database& database, const std::string& account);
int count_waiting_letters(Database& database, const std::string& account);
void delete_letter(Database& database, base::LetterId id);

}  // namespace amends::store
