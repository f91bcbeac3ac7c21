#include "calendar/zone.hpp"

#include <algorithm>
#include <utility>

namespace amends::calendar {
namespace {

/// The offset in force at `at`.
std::vector<Offset>::const_iterator in_force(const std::vector<Offset>& offsets, base::Instant at) {
    const auto after = std::upper_bound(offsets.begin(), offsets.end(), at,
                                        [](base::Instant value, const Offset& offset) { return value < offset.from; });
    return after == offsets.begin() ? after : std::prev(after);
}

}  // namespace

Zone::Zone(std::string name, std::vector<Offset> offsets) : name_(std::move(name)), offsets_(std::move(offsets)) {
    if (offsets_.empty()) offsets_.push_back({});
}

base::CivilDateTime Zone::local(base::Instant at) const {
    return base::civil_at_offset(at, in_force(offsets_, at)->seconds);
}

base::Instant Zone::instant(const base::CivilDateTime& wall) const {
    // No place is two days from UTC, so the first offset looked at ends before or holds the wall time.
    const auto as_utc = base::instant_at_offset(wall, 0);
    auto offset = in_force(offsets_, as_utc - std::chrono::days{2});
    base::Instant found{as_utc.seconds - offset->seconds};
    for (auto next = std::next(offset); next != offsets_.end() && found >= next->from; ++next) {
        offset = next;
        // Earlier than the offset begins: the clock was put forward over this wall time.
        found = std::max(base::Instant{as_utc.seconds - offset->seconds}, offset->from);
    }
    return found;
}

}  // namespace amends::calendar
