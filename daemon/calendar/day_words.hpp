#pragma once
// A day as a person types it: in the field of a letter, behind `slipped --to`, in the answer to a reminder. Pure.
#include <optional>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"

namespace amends::calendar {

/// Which day is meant where words fit several ("friday", "6 March", "the 30th").
enum class Lean {
    back,   ///< the last one before today
    near,   ///< the nearest, a weekday in the days to come
    ahead,  ///< the next one
};

/// today, tomorrow, the day after tomorrow; 2026-11-30, 30.11.2026, 30.11., 30/11; 30 November, November 30th, Monday,
/// 30 November; the 30th; friday, this friday (of this week), last friday, next friday (of the week that begins with
/// the next Monday, as letters are read too); in 3 days, three days ago, 3d, 2w, in a month; next week and this week
/// (its Friday), next month (its last day). Nothing for other words; an Error that says why for a day that does not
/// exist, lies before 1900, or can be two (03/04).
std::optional<base::Result<base::CivilDate>> read_day_words(std::string_view text, base::CivilDate today, Lean lean);

}  // namespace amends::calendar
