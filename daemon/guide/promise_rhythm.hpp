#pragma once
// The rhythm of a recurring promise ("an update every Monday") as the plan reckons with it. Pure values.
#include <array>
#include <optional>

#include "base/time.hpp"
#include "calendar/window.hpp"

namespace amends::guide {

/// How often a promise comes back. What is not said in the letter is taken from the day on which it is due first.
struct Rhythm {
    enum class Unit { hour, day, business_day, week, month, year };
    Unit unit = Unit::week;
    int every = 1;                         ///< every so many units, at least 1
    std::array<bool, 7> weekdays{};        ///< [0] is Sunday; with week: which days; with month and `nth`: the one day
    int nth = 0;                           ///< with month: the n-th such weekday of the month, -1 the last; 0: not so
    int day_of_month = 0;                  ///< with month: 1 to 31 (a short month's last day for more), -1 the last
    std::optional<base::CivilTime> at;     ///< wall time in the sender's zone, where the letter names one
    std::optional<base::CivilDate> until;  ///< the last day on which it may be due
    friend bool operator==(const Rhythm&, const Rhythm&) = default;
};

/// The first day after `after` on which a promise that was first due on `first` is due again; nothing once `until` is
/// past. A rhythm in hours is due every day.
std::optional<base::CivilDate> next_day(const Rhythm& rhythm, base::CivilDate first, base::CivilDate after,
                                        const calendar::Holidays& holidays = {});

}  // namespace amends::guide
