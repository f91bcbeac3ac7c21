#pragma once
// The time of day, which a simulation may move, and waiting for it.
#include <asio/awaitable.hpp>
#include <optional>

#include "base/time.hpp"

namespace amends::ports {

class Clock {
public:
    virtual ~Clock() = default;
    virtual base::Instant now() = 0;
    /// Returns when now() has reached `at`, or when wake() was called; never, where there is no `at` and nobody wakes it.
    virtual asio::awaitable<void> wait_until(std::optional<base::Instant> at) = 0;
    virtual void wake() = 0;
    /// True for a clock that `amendsd --simulation` made.
    [[nodiscard]] virtual bool simulated() const = 0;
};

}  // namespace amends::ports
