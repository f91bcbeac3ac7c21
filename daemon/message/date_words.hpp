#pragma once
// Dates as people write them in a note, English and German: "9 March", "March 9th, 2026", "6. März", "06.03.2026",
// "2026-03-06", "next Monday", "morgen". First version: no ranges, no hours; day and month in figures only where the
// order cannot be mistaken.
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace amends::message {

/// One RE2 expression without groups that finds what read_date_words() reads, and a little more.
std::string date_expression();

/// `written` is the day of the message: it gives a missing year and the week of a weekday; without it these are
/// nothing.
std::optional<base::CivilDate> read_date_words(std::string_view words, std::optional<base::CivilDate> written);

}  // namespace amends::message
