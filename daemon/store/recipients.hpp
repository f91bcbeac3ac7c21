#pragma once
// Table `recipients`: whom a letter went to, in the letter's own order.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/letter.hpp"
#include "store/database.hpp"

namespace amends::store {

/// Replaces all recipients of the letter.
void write_recipients(Database& database, base::LetterId letter, const std::vector<core::Recipient>& recipients);
std::vector<core::Recipient> recipients_of(Database& database, base::LetterId letter);
/// Of the letters in the temporary table `chosen` (letters.cpp), ascending by letter.
std::vector<std::pair<base::LetterId, core::Recipient>> recipients_of_chosen(Database& database);
/// Letters with this canonical mailbox among their recipients; only those whose To has it where `only_to`.
std::vector<base::LetterId> letters_to(Database& database, const std::string& mailbox, bool only_to);

}  // namespace amends::store
