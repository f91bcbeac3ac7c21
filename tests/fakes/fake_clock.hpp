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

    /// Somebody sets the clock: no time passes.
    void jump(std::chrono::seconds by);
    /// From now on it is the clock of a machine, by which an absence is known.
    void be_of_a_machine() { of_a_machine_ = true; }
    /// The machine was started again since.
    void start_machine_again() { boot_ += "'"; }

    base::Instant now() override { return now_; }
    core::ClockReading reading() override { return {now_, boot_, std::chrono::seconds{now_.seconds} - jumped_}; }
    [[nodiscard]] bool simulated() const override { return !of_a_machine_; }

private:
    base::Instant now_;
    std::chrono::seconds jumped_{};
    std::string boot_ = "boot";
    bool of_a_machine_ = false;
    Bell bell_;
};

}  // namespace amends::fakes
