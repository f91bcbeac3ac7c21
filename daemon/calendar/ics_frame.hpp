#pragma once
// The outer form of an iCalendar text: BEGIN and END that match. libical mends what does not and says nothing, so a
// file that was cut in half would silently lose its holidays.
#include <string_view>

#include "base/result.hpp"

namespace amends::calendar {

/// An Error names the line and what it should be.
base::Status check_frame(std::string_view ics);

}  // namespace amends::calendar
