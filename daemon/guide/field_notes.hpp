#pragma once
// What the writer should look at in a value that can stand: a day on the wrong side of today, a missing "the", half a
// sentence. Pure.
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "guide/template.hpp"

namespace amends::guide {

/// A sentence each, with the field's label: "New day: Friday, 6 March has passed." Nothing for a value that
/// read_field_value() refuses.
std::vector<std::string> field_notes(const Field& field, std::string_view given, base::CivilDate today);

/// Whether the value says the same as another one of its type: "EUR 100" and "100.00 EUR", "Two drafts" and "two
/// drafts".
bool says_the_same(FieldType type, std::string_view a, std::string_view b);

}  // namespace amends::guide
