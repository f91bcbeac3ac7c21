#pragma once
// Tables `undo*`: the one letter, with its recipients, steps and promises, as it was before the last undoable commit.
#include "core/letter.hpp"
#include "store/database.hpp"

namespace amends::store {

/// Forgets what could be undone.
void clear_undo(Database& database);
/// Keeps the stored letter as it is now, before the commit changes it; what was kept before is cleared already.
void keep_for_undo(Database& database, base::LetterId letter);
/// Notes how the commit left the letter; undo is refused once it looks different.
void note_seal_for_undo(Database& database, const std::string& seal);
/// ports::Store::undo; throws Failure where it is refused.
core::Letter undo_last(Database& database, base::Instant at);

}  // namespace amends::store
