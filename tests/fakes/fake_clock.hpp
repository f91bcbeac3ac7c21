#pragma once
// A clock that stands still until the test moves it.
#include "ports/clock.hpp"
#include "tests/fakes/bell.hpp"

namespace amends::fakes {

class FakeClock final : public ports::Clock {
public:
    explicit FakeClock(base::Instant now = {}) : now_(now) {}

    void set(base::Instant now);
    void advance(std::chrono::seconds by) { set(now_ + by); }
    /// How many coroutines wait for this clock or for a fake that uses it.
    [[nodiscard]] std::size_t waiting() const { return bell_.waiting(); }
    /// Rung whenever time moves; the other fakes wait on it, too.
    Bell& bell() { return bell_; }

    base::Instant now() override { return now_; }
    [[nodiscard]] bool simulated() const override { return true; }

private:
    base::Instant now_;
    Bell bell_;
};

}  // namespace amends::fakes
