#include "calendar/zone_guess.hpp"

#include <algorithm>
#include <iterator>

namespace amends::calendar {

namespace {

constexpr std::chrono::days looked_back{366};
constexpr std::ptrdiff_t fewest = 3;
constexpr double nearly_all = 0.8;  // somebody who travels for a week stays at home

std::int64_t offset_of(const Zone& zone, base::Instant at) {
    return (base::instant_at_offset(zone.local(at), 0) - at).count();
}

}  // namespace

std::optional<ZoneGuess> guess_zone(const std::vector<OffsetSeen>& seen, const std::vector<const Zone*>& likely) {
    if (seen.empty()) return std::nullopt;
    const auto newest = std::ranges::max(seen, {}, &OffsetSeen::at).at;
    std::vector<OffsetSeen> recent;
    std::ranges::copy_if(seen, std::back_inserter(recent),
                         [&](const OffsetSeen& one) { return newest - one.at <= looked_back; });
    const auto count = static_cast<std::ptrdiff_t>(recent.size());
    if (count < fewest || std::ranges::all_of(recent, [](const OffsetSeen& one) { return one.seconds == 0; })) {
        return std::nullopt;
    }
    std::optional<ZoneGuess> best;
    for (const Zone* zone : likely) {
        const auto fit = std::ranges::count_if(
            recent, [&](const OffsetSeen& one) { return offset_of(*zone, one.at) == one.seconds; });
        if (fit < fewest || static_cast<double>(fit) < nearly_all * static_cast<double>(count)) continue;
        if (best && fit <= best->fit) continue;
        best = ZoneGuess{zone, static_cast<int>(count), static_cast<int>(fit)};
    }
    return best;
}

const std::vector<std::string>& likely_zone_names() {
    static const std::vector<std::string> names{
        "Europe/Berlin",      "Europe/London",       "America/New_York",    "America/Chicago",   "America/Los_Angeles",
        "America/Denver",     "Asia/Kolkata",        "Asia/Shanghai",       "Asia/Tokyo",        "Australia/Sydney",
        "America/Sao_Paulo",  "Europe/Athens",       "Europe/Moscow",       "Europe/Istanbul",   "America/Toronto",
        "America/Phoenix",    "America/Mexico_City", "America/Bogota",      "America/Halifax",   "America/St_Johns",
        "America/Anchorage",  "Pacific/Honolulu",    "America/Santiago",    "America/Caracas",   "Asia/Dubai",
        "Asia/Jerusalem",     "Africa/Cairo",        "Africa/Johannesburg", "Africa/Lagos",      "Africa/Nairobi",
        "Africa/Casablanca",  "Asia/Tehran",         "Asia/Kabul",          "Asia/Karachi",      "Asia/Tashkent",
        "Asia/Kathmandu",     "Asia/Dhaka",          "Asia/Yangon",         "Asia/Jakarta",      "Asia/Bangkok",
        "Asia/Novosibirsk",   "Asia/Yekaterinburg",  "Europe/Samara",       "Europe/Chisinau",   "Asia/Beirut",
        "Australia/Brisbane", "Australia/Adelaide",  "Australia/Darwin",    "Australia/Perth",   "Pacific/Auckland",
        "Pacific/Noumea",     "Pacific/Tongatapu",   "Atlantic/Azores",     "Atlantic/Reykjavik"};
    return names;
}

}  // namespace amends::calendar
