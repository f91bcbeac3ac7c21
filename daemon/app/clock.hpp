#pragma once
// The machine's clock, and one that a simulation moves.
#include "ports/clock.hpp"

namespace amends::app {

class SystemClock final : public ports::Clock {
public:
    base::Instant now() override;
    core::ClockReading reading() override;
    [[nodiscard]] bool simulated() const override { return false; }
};

/// Stands still until it is moved; never backwards.
class SimulatedClock final : public ports::Clock {
public:
    explicit SimulatedClock(base::Instant start) : now_(start) {}
    base::Instant now() override { return now_; }
    core::ClockReading reading() override { return {now_, "simulated", std::chrono::seconds{now_.seconds}}; }
    [[nodiscard]] bool simulated() const override { return true; }
    bool move(base::Instant to) {
        if (to < now_) return false;
        now_ = to;
        return true;
    }

private:
    base::Instant now_;
};

}  // namespace amends::app
