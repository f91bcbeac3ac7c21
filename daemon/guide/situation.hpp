#pragma once
// A situation: what went wrong, with the letter for it in both tones and the fields that both share. Written in TOML,
// one file a situation (templates/<language>/letters/ID.toml). Pure.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "guide/template.hpp"

namespace amends::guide {

/// personal: from one person to one they know. empathetic: the client's experience first.
enum class LetterTone { personal, empathetic };

struct Situation {
    std::string id;
    std::string title;
    std::vector<Field> fields;
    Template personal, empathetic;  ///< `fields` of each are those of the situation

    [[nodiscard]] const Template& letter(LetterTone tone) const {
        return tone == LetterTone::personal ? personal : empathetic;
    }
};

/// `name` is the file's name: an Error reads "NAME:LINE:COLUMN: what is wrong", and the id must be the name's last
/// part.
base::Result<Situation> parse_situation(std::string name, std::string_view toml);

/// nullptr where there is none of that name.
const Field* find_field(const Situation& situation, std::string_view name);

}  // namespace amends::guide
