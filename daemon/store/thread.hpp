#pragma once
// Table `thread`: every Message-ID that is known to belong to a letter.
#include <string>
#include <vector>

#include "core/match.hpp"
#include "store/database.hpp"

namespace amends::store {

/// An id that is the letter's own stays that, whatever is added later.
void add_to_thread(Database& database, const std::string& account, base::LetterId letter, const base::MessageId& id,
                   bool is_letter);
/// Every id by which the letter itself is known.
std::vector<base::MessageId> ids_of_letter(Database& database, base::LetterId letter);
std::vector<core::ThreadEntry> entries_of(Database& database, const std::string& account,
                                          const std::vector<base::MessageId>& ids);

}  // namespace amends::store
