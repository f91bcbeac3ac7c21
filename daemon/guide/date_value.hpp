#pragma once
// Dates as people type them into a field, and as they stand in a letter. Pure: "today" is an argument.
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace amends::guide {

/// "2026-03-06", "6 March", "March 6, 2026", "Fri 6 March", "06.03.2026", "friday", "last friday", "tomorrow". Without
/// a year it is the nearest such day; a bare weekday is the next one, or the last one where `past`. What cannot be
/// known (03/04/2026) or does not exist is an Error that says what would be right.
base::Result<base::CivilDate> read_date(std::string_view text, base::CivilDate today, bool past);

/// "Friday, 6 March", with the year where it is another one than today's.
std::string date_for_reader(base::CivilDate date, base::CivilDate today);

}  // namespace amends::guide
