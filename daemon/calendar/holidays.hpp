#pragma once
// Holidays out of an iCalendar text (RFC 5545), by libical: RRULE, RDATE, EXDATE, all-day and multi-day events.
#include <string>

#include "base/result.hpp"
#include "calendar/window.hpp"

namespace amends::calendar {

/// Every day from `first` to `last` that an event of the calendar touches. Timed events count the local days they
/// touch.
base::Result<Holidays> read_holidays(const std::string& ics, base::CivilDate first, base::CivilDate last);

}  // namespace amends::calendar
