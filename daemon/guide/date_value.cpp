#include "guide/date_value.hpp"

#include <fmt/format.h>

#include <array>

#include "base/text.hpp"
#include "calendar/day_words.hpp"

namespace amends::guide {
namespace {

using base::CivilDate;

constexpr std::array<const char*, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};

}  // namespace

base::Result<CivilDate> read_date(std::string_view text, CivilDate today, bool past) {
    const auto lean = past ? calendar::Lean::back : calendar::Lean::near;
    if (auto day = calendar::read_day_words(text, today, lean)) return std::move(*day);
    return base::failure(base::Fault::wrong_use, base::Retry::never,
                         fmt::format("\"{}\" is not a date; write it like 2026-03-06, 6 March or friday.", text));
}

std::string date_for_reader(CivilDate date, CivilDate today) {
    return fmt::format("{}, {} {}{}", weekdays.at(base::weekday_of(date).c_encoding()),
                       static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
                       date.year() == today.year() ? "" : " " + std::to_string(static_cast<int>(date.year())));
}

}  // namespace amends::guide
