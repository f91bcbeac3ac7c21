#pragma once
// Working time: which days are business days, from when to when, in which zone; and arithmetic over it. Pure.
#include <array>
#include <set>

#include "base/time.hpp"
#include "calendar/zone.hpp"

namespace amends::calendar {

/// Days on which nobody works; made from .ics files by holidays.hpp, or by hand in a test.
using Holidays = std::set<base::CivilDate>;

/// DESIGN section 1 "window". `zone` is borrowed from the zone database and outlives the window.
struct Window {
    const Zone* zone = nullptr;
    std::array<bool, 7> working_days{false, true, true, true, true, true, false};  ///< [0] is Sunday
    base::CivilTime opens{9, 0, 0};
    base::CivilTime closes{17, 0, 0};  ///< exclusive; later than `opens`
    Holidays holidays;
};

bool is_business_day(const Window& window, base::CivilDate date);
/// The n-th business day after `date` (n >= 1); `date` itself need not be one. Gives up after 3 years of holidays.
base::CivilDate business_days_after(const Window& window, base::CivilDate date, int n);
/// The n-th business day before `date` (n >= 1), as above.
base::CivilDate business_days_before(const Window& window, base::CivilDate date, int n);
/// True while the window is open at that instant.
bool open_at(const Window& window, base::Instant at);
/// `at` itself where the window is open, else the next instant at which it opens.
base::Instant next_open(const Window& window, base::Instant at);

/// An instant that was meant as local time: what the user meant is kept, the instant is derived.
struct DueTime {
    base::CivilDateTime wall;
    std::string zone;
    std::string rule;  ///< how it was found, in words: "3 business days after 2026-11-20"
    base::Instant at;
    friend bool operator==(const DueTime&, const DueTime&) = default;
};

/// `time` on the n-th business day after the local day of `from`, moved into the window where `time` lies outside it.
DueTime due_after(const Window& window, base::Instant from, int business_days, base::CivilTime time);
/// `time` on the n-th business day after `date`.
DueTime due_after_date(const Window& window, base::CivilDate date, base::CivilTime time, int n = 1);
/// `time` on the n-th business day before `date`.
DueTime due_before_date(const Window& window, base::CivilDate date, base::CivilTime time, int n = 1);
/// The instant as it stands, with its wall time in the window's zone.
DueTime due_at(const Window& window, base::Instant at, std::string rule);

}  // namespace amends::calendar
