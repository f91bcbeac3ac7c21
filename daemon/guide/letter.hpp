#pragma once
// Writes the letter of a situation from what is known for its fields. The command line, the bridge and the add-on all
// call this. Pure.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "guide/situation.hpp"

namespace amends::guide {

/// Field's name to what was given for it, as typed.
using Given = std::map<std::string, std::string>;

struct WrittenLetter {
    std::string subject;
    std::string body;                  ///< a field that was not given stands as "[Label]"
    std::vector<std::string> missing;  ///< names of those fields, in the situation's order
    std::vector<std::string> notes;    ///< what the writer should look at: "New day: Friday, 6 March has passed."
};

/// An unknown field or a value that cannot stand is Fault::wrong_use and says what would be right, all of them at once.
base::Result<WrittenLetter> write_letter(const Situation& situation, LetterTone tone, const Given& given,
                                         base::CivilDate today);

}  // namespace amends::guide
