#pragma once
// Instants and civil (wall clock) times as plain values. Zones live in calendar/; nothing here reads a clock.
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amends::base {

/// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
struct Instant {
    std::int64_t seconds = 0;
    friend auto operator<=>(const Instant&, const Instant&) = default;
    friend Instant operator+(Instant at, std::chrono::seconds by) { return {at.seconds + by.count()}; }
    friend Instant operator-(Instant at, std::chrono::seconds by) { return {at.seconds - by.count()}; }
    friend std::chrono::seconds operator-(Instant a, Instant b) { return std::chrono::seconds{a.seconds - b.seconds}; }
};

using CivilDate = std::chrono::year_month_day;

struct CivilTime {
    int hour = 0;    ///< 0 to 23
    int minute = 0;  ///< 0 to 59
    int second = 0;  ///< 0 to 59
    friend auto operator<=>(const CivilTime&, const CivilTime&) = default;
};

/// A wall clock reading; which instant it is, only a zone can say.
struct CivilDateTime {
    CivilDate date{};
    CivilTime time;
    friend auto operator<=>(const CivilDateTime&, const CivilDateTime&) = default;
};

CivilDate plus_days(CivilDate date, int days);
std::chrono::weekday weekday_of(CivilDate date);

/// The wall clock reading at `offset` seconds east of UTC, and back.
CivilDateTime civil_at_offset(Instant at, std::int64_t offset);
Instant instant_at_offset(const CivilDateTime& civil, std::int64_t offset);

/// "2026-11-26"; "2026-11-26T09:30:00"; "2026-11-26T08:30:00Z".
std::string to_string(CivilDate date);
std::string to_string(const CivilDateTime& civil);
std::string to_rfc3339(Instant at);

/// RFC 3339 with any offset; a date alone, without a time, is refused.
std::optional<Instant> parse_rfc3339(std::string_view text);
/// "YYYY-MM-DD", a day that exists.
std::optional<CivilDate> parse_civil_date(std::string_view text);
/// "HH:MM" or "HH:MM:SS".
std::optional<CivilTime> parse_civil_time(std::string_view text);
/// What to_string(CivilDateTime) prints.
std::optional<CivilDateTime> parse_civil_date_time(std::string_view text);

}  // namespace amends::base
