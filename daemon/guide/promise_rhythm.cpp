#include "guide/promise_rhythm.hpp"

#include <algorithm>

namespace amends::guide {
namespace {

namespace chrono = std::chrono;

constexpr int search_limit = 366 * 12;

int days_between(base::CivilDate from, base::CivilDate to) {
    return static_cast<int>((chrono::sys_days{to} - chrono::sys_days{from}).count());
}

int months_between(base::CivilDate from, base::CivilDate to) {
    return (static_cast<int>(to.year()) - static_cast<int>(from.year())) * 12 +
           static_cast<int>(static_cast<unsigned>(to.month())) - static_cast<int>(static_cast<unsigned>(from.month()));
}

unsigned last_day_of(base::CivilDate date) {
    return static_cast<unsigned>(chrono::year_month_day_last{date.year(), chrono::month_day_last{date.month()}}.day());
}

base::CivilDate monday_of(base::CivilDate date) {
    return base::plus_days(date, -static_cast<int>(base::weekday_of(date).iso_encoding() - 1));
}

bool any(const std::array<bool, 7>& weekdays) { return std::ranges::find(weekdays, true) != weekdays.end(); }

bool on_its_day_of_month(const Rhythm& rhythm, base::CivilDate first, base::CivilDate day) {
    const auto number = static_cast<unsigned>(day.day());
    const auto last = last_day_of(day);
    if (rhythm.nth != 0) {
        if (!rhythm.weekdays[base::weekday_of(day).c_encoding()]) return false;
        if (rhythm.nth < 0) return number + 7 > last;
        return static_cast<int>((number + 6) / 7) == rhythm.nth;
    }
    if (rhythm.day_of_month < 0) return number == last;
    const auto wanted =
        rhythm.day_of_month > 0 ? static_cast<unsigned>(rhythm.day_of_month) : static_cast<unsigned>(first.day());
    return number == std::min(wanted, last);
}

bool due_on(const Rhythm& rhythm, base::CivilDate first, base::CivilDate day) {
    const int every = std::max(rhythm.every, 1);
    switch (rhythm.unit) {
        case Rhythm::Unit::hour: return true;
        case Rhythm::Unit::day: return days_between(first, day) % every == 0;
        case Rhythm::Unit::business_day: return true;  // the caller counts working days
        case Rhythm::Unit::week:
            if (days_between(monday_of(first), monday_of(day)) / 7 % every != 0) return false;
            if (any(rhythm.weekdays)) return rhythm.weekdays[base::weekday_of(day).c_encoding()];
            return base::weekday_of(day) == base::weekday_of(first);
        case Rhythm::Unit::month:
            return months_between(first, day) % every == 0 && on_its_day_of_month(rhythm, first, day);
        case Rhythm::Unit::year:
            return (static_cast<int>(day.year()) - static_cast<int>(first.year())) % every == 0 &&
                   day.month() == first.month() &&
                   static_cast<unsigned>(day.day()) == std::min(static_cast<unsigned>(first.day()), last_day_of(day));
    }
    return false;
}

}  // namespace

std::optional<base::CivilDate> next_day(const Rhythm& rhythm, base::CivilDate first, base::CivilDate after,
                                        const calendar::Holidays& holidays) {
    calendar::Window week;
    week.holidays = holidays;
    auto day = std::max(after, base::plus_days(first, -1));
    int working_days = 0;
    for (int tried = 0; tried < search_limit; ++tried) {
        day = base::plus_days(day, 1);
        if (rhythm.until && day > *rhythm.until) return std::nullopt;
        if (rhythm.unit == Rhythm::Unit::business_day) {
            if (!calendar::is_business_day(week, day)) continue;
            if (++working_days < std::max(rhythm.every, 1) && day != first) continue;
            return day;
        }
        if (due_on(rhythm, first, day)) return day;
    }
    return std::nullopt;
}

}  // namespace amends::guide
