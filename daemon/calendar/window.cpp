#include "calendar/window.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace amends::calendar {
namespace {

/// So long may holidays follow each other before the calendar is taken to be wrong and the day is used all the same.
constexpr int patience = 3 * 366;

const Zone& zone_of(const Window& window) {
    static const Zone utc("UTC", {{}});
    return window.zone == nullptr ? utc : *window.zone;
}

bool in_hours(const Window& window, base::CivilTime time) { return window.opens <= time && time < window.closes; }

std::chrono::seconds since_midnight(base::CivilTime time) {
    return std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} + std::chrono::seconds{time.second};
}

/// The first business day on or after `date`.
base::CivilDate business_day_from(const Window& window, base::CivilDate date) {
    const auto last = base::plus_days(date, patience);
    while (date < last && !is_business_day(window, date)) date = base::plus_days(date, 1);
    return date;
}

/// Later on the day of `at`: the opening, and its second coming where the clock is put back over it.
std::optional<base::Instant> opening_later_today(const Window& window, base::Instant at) {
    const auto& zone = zone_of(window);
    const auto now = zone.local(at);
    if (!is_business_day(window, now.date) || now.time >= window.opens) return std::nullopt;
    const base::CivilDateTime opening{now.date, window.opens};
    const auto straight = at + (since_midnight(window.opens) - since_midnight(now.time));
    const auto opens = zone.local(straight) == opening ? straight : zone.instant(opening);
    return opens >= at && open_at(window, opens) ? std::optional{opens} : std::nullopt;
}

std::string days_in_words(int count) { return fmt::format("{} business day{}", count, count == 1 ? "" : "s"); }

DueTime due_on(const Window& window, base::CivilDate day, base::CivilTime time, std::string rule) {
    const auto& zone = zone_of(window);
    const base::CivilDateTime wall{day, in_hours(window, time) ? time : window.opens};
    const auto at = zone.instant(wall);
    // A gap may push the time out of the window; one that it only pushes later keeps the wall time that was meant.
    if (open_at(window, at)) return {wall, zone.name(), std::move(rule), at};
    return due_at(window, next_open(window, at), std::move(rule));
}

}  // namespace

bool is_business_day(const Window& window, base::CivilDate date) {
    if (!window.working_days[base::weekday_of(date).c_encoding()] || window.holidays.contains(date)) return false;
    // A day that the zone leaves out (Apia, 2011-12-30) is nobody's working day.
    const auto& zone = zone_of(window);
    return zone.local(zone.instant({date, {12, 0, 0}})).date == date;
}

base::CivilDate business_days_after(const Window& window, base::CivilDate date, int n) {
    for (int left = std::max(n, 1); left > 0; --left) date = business_day_from(window, base::plus_days(date, 1));
    return date;
}

base::CivilDate business_days_before(const Window& window, base::CivilDate date, int n) {
    const auto first = base::plus_days(date, -patience);
    for (int left = std::max(n, 1); left > 0; --left) {
        date = base::plus_days(date, -1);
        while (date > first && !is_business_day(window, date)) date = base::plus_days(date, -1);
    }
    return date;
}

bool open_at(const Window& window, base::Instant at) {
    const auto now = zone_of(window).local(at);
    return in_hours(window, now.time) && is_business_day(window, now.date);
}

base::Instant next_open(const Window& window, base::Instant at) {
    if (open_at(window, at)) return at;
    if (const auto today = opening_later_today(window, at)) return *today;
    const auto& zone = zone_of(window);
    auto day = zone.local(at).date;
    // A gap can swallow the whole window of a day, never that of two days running.
    for (int tries = 0; tries < 3; ++tries) {
        day = business_days_after(window, day, 1);
        const auto opens = zone.instant({day, window.opens});
        if (open_at(window, opens)) return opens;
    }
    return zone.instant({day, window.opens});
}

DueTime due_after(const Window& window, base::Instant from, int business_days, base::CivilTime time) {
    const auto start = zone_of(window).local(from).date;
    const auto count = std::max(business_days, 1);
    auto rule = fmt::format("{} after {}", days_in_words(count), base::to_string(start));
    return due_on(window, business_days_after(window, start, count), time, std::move(rule));
}

DueTime due_after_date(const Window& window, base::CivilDate date, base::CivilTime time, int n) {
    const std::string days = n > 1 ? days_in_words(n) : "first business day";
    return due_on(window, business_days_after(window, date, n), time,
                  fmt::format("{} after {}", days, base::to_string(date)));
}

DueTime due_before_date(const Window& window, base::CivilDate date, base::CivilTime time, int n) {
    const std::string days = n > 1 ? days_in_words(n) : "last business day";
    return due_on(window, business_days_before(window, date, n), time,
                  fmt::format("{} before {}", days, base::to_string(date)));
}

DueTime due_at(const Window& window, base::Instant at, std::string rule) {
    const auto& zone = zone_of(window);
    return {zone.local(at), zone.name(), std::move(rule), at};
}

}  // namespace amends::calendar
