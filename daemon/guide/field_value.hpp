#pragma once
// What a person gives for a field, checked and brought into the form in which it stands in the letter. Pure.
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "guide/template.hpp"

namespace amends::guide {

/// Fault::wrong_use with what would be right, without the field's label. A sentence gets its capital and its full stop,
/// words within a sentence lose theirs ("The brochure." → "the brochure"), a date is written for the reader.
base::Result<std::string> read_field_value(const Field& field, std::string_view given, base::CivilDate today);

/// The example as it can be given: a date as YYYY-MM-DD.
std::string example_of(const Field& field, base::CivilDate today);

/// "text", "date", "money", "person".
std::string_view to_word(FieldType type);

}  // namespace amends::guide
