#pragma once
// A time zone as a value: a name and its list of offsets. Pure; where the list comes from is zone_database's business.
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace amends::calendar {

/// From this instant on, local time is UTC plus `seconds`.
struct Offset {
    base::Instant from;
    std::int64_t seconds = 0;
};

class Zone {
public:
    /// `offsets` ascending and not empty; the first one also stands for all time before it.
    Zone(std::string name, std::vector<Offset> offsets);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] base::CivilDateTime local(base::Instant at) const;
    /// A wall time that a gap skips is the instant of the gap; one that comes twice is the first of the two.
    [[nodiscard]] base::Instant instant(const base::CivilDateTime& wall) const;

private:
    std::string name_;
    std::vector<Offset> offsets_;
};

}  // namespace amends::calendar
