#pragma once
// A letter as it comes back from the user's editor: what they typed in the place of an open field is read as that field
// would have been, a date as people type it among them. Pure.
#include <string_view>

#include "guide/letter.hpp"

namespace amends::guide {

/// `text` may begin with a line "Subject: …". A typed day becomes "Friday, 6 March"; one that cannot be read stays as
/// it was typed, and a note says so. `before` is what the editor was given.
WrittenLetter read_edited(const WrittenLetter& before, const Situation& situation, std::string_view text,
                          base::CivilDate today);

}  // namespace amends::guide
