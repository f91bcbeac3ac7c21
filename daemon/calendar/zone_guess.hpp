#pragma once
// In which zone somebody lives, guessed from the offsets that the dates of their mail state. A guess is always called
// one, and whoever knows better overrides it. Pure.
#include <optional>
#include <string>
#include <vector>

#include "calendar/zone.hpp"

namespace amends::calendar {

struct OffsetSeen {
    base::Instant at;
    std::int64_t seconds = 0;  ///< east of UTC
    friend bool operator==(const OffsetSeen&, const OffsetSeen&) = default;
};

struct ZoneGuess {
    const Zone* zone = nullptr;
    int seen = 0;  ///< how many dates
    int fit = 0;   ///< how many of them the zone explains
};

/// The first of `likely` (most likely first; the user's own zone belongs there) that explains at least three dates of
/// the last year and nearly all of them; nothing where none does, or where every date states UTC, as servers write it.
std::optional<ZoneGuess> guess_zone(const std::vector<OffsetSeen>& seen, const std::vector<const Zone*>& likely);

/// Names of the zones in which most people write mail, one for each way to keep time, most likely first.
const std::vector<std::string>& likely_zone_names();

}  // namespace amends::calendar
