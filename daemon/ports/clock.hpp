#pragma once
// The time of day, which a simulation may move.
#include "core/breaker.hpp"

namespace amends::ports {

class Clock {
public:
    virtual ~Clock() = default;
    virtual base::Instant now() = 0;
    /// The time of day beside what nobody sets, by which a jump of it is known.
    virtual core::ClockReading reading() = 0;
    /// True for a clock that `amendsd --simulation` made.
    [[nodiscard]] virtual bool simulated() const = 0;
};

}  // namespace amends::ports
