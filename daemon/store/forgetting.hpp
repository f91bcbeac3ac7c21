#pragma once
// Erasing letters: what hangs on one, which ones a person stands in, and what stays behind. What stays are sentences
// that name nobody, the count of what was sent, and hashes of Message-IDs. Runs inside the caller's transaction.
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "store/database.hpp"

namespace amends::store {

/// Letters that went to this canonical mailbox, were answered from it, or name it in any text; ascending.
std::vector<base::LetterId> letters_about(Database& database, const std::string& mailbox);
/// Erases these letters, and all else that is known of the client; returns how many letters. Refused while a check-in
/// of one of them is being handed over: nobody could tell then what became of it.
int forget_client(Database& database, const std::string& mailbox);

/// What was erased may still lie in the log and in copies of the database: noted in the transaction that erases, taken
/// back when the files are rewritten, and made up for at the next start where that did not happen.
void note_unswept(Database& database);
bool is_unswept(Database& database);
void note_swept(Database& database);

}  // namespace amends::store
