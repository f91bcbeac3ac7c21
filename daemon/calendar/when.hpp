#pragma once
// Reads the WHEN of `amends snooze`: an absolute time, or words about the user's own days. Pure.
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "calendar/zone.hpp"

namespace amends::calendar {

/// RFC 3339; YYYY-MM-DD, "today", "tomorrow", a weekday (one of the next seven days, never today) or "next" and a
/// weekday (of the week that begins with the next Monday), each with or without a time, which is 09:00 where absent; a
/// time
/// ("14:00", "noon") alone is the next one; "5h", "3 days", "2w" from now. An Error with examples for anything else,
/// for the past, and for more than five years ahead.
base::Result<base::Instant> read_when(std::string_view text, base::Instant now, const Zone& zone);

/// The day of what read_when reads; "today" is one too. An Error for a day that is past.
base::Result<base::CivilDate> read_day(std::string_view text, base::Instant now, const Zone& zone);

}  // namespace amends::calendar
