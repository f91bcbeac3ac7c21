#pragma once
// The time of day, which a simulation may move.
#include "base/time.hpp"

namespace amends::ports {

class Clock {
public:
    virtual ~Clock() = default;
    virtual base::Instant now() = 0;
    /// True for a clock that `amendsd --simulation` made.
    [[nodiscard]] virtual bool simulated() const = 0;
};

}  // namespace amends::ports
