#pragma once
// When somebody works, guessed from when they wrote mail. Conservative: out of their usual window it makes a narrower
// or a shifted one, never a longer one, never a day more, nothing before 7 or after 20. A guess is always called one,
// and whoever knows better overrides it. Pure. Known limit: of each day the caller may know only the first mail.
#include <array>
#include <optional>
#include <vector>

#include "calendar/window.hpp"

namespace amends::calendar {

/// So many days with mail of the last year tell the hours, and so many the days.
inline constexpr int fewest_days_for_hours = 20;
inline constexpr int fewest_days_for_working_days = 30;

struct HoursGuess {
    std::array<bool, 7> working_days{};  ///< [0] is Sunday
    base::CivilTime opens;
    base::CivilTime closes;
    int seen = 0;  ///< how many mails
    friend bool operator==(const HoursGuess&, const HoursGuess&) = default;
};

/// From mail written at these instants, at most one a day, read in the zone of `usual`. Nothing where they are too few,
/// or cover less than four weeks, or tell nothing else than `usual`.
std::optional<HoursGuess> guess_hours(const std::vector<base::Instant>& written, const Window& usual);

/// `usual` with what was guessed.
Window with_hours(Window usual, const HoursGuess& guess);

}  // namespace amends::calendar
