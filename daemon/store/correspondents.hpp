#pragma once
// Tables `answerers` and `offsets`, and letters by the people they are about: always by an index.
#include <string>
#include <vector>

#include "calendar/zone_guess.hpp"
#include "core/match.hpp"
#include "store/database.hpp"

namespace amends::store {

/// The account's letters whose client one of `people` may be or work for; of each the newest hundred at most.
std::vector<core::Candidate> candidates_of(Database& database, const std::string& account,
                                           const std::vector<core::Correspondent>& people);
/// `mailbox` is canonical; a recipient of the letter is none.
void add_answerer(Database& database, base::LetterId letter, const std::string& mailbox);

/// One for each day; the first of a day stays.
void add_offset(Database& database, const std::string& mailbox, const calendar::OffsetSeen& seen);
/// The newest three hundred, oldest first.
std::vector<calendar::OffsetSeen> offsets_of(Database& database, const std::string& mailbox);
/// Those of `mailbox`, and of everybody who is no letter's client any more.
void forget_offsets(Database& database, const std::string& mailbox);

}  // namespace amends::store
