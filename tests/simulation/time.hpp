#pragma once
// The clocks of a simulated machine, in milliseconds: the true time, in which the servers and the people live; the
// machine's wall clock, which may be wrong; and its steady clock, which stands still while the machine sleeps. While a
// Time rules, std::chrono::steady_clock is its steady clock, and Asio's reactor lets time pass instead of waiting: see
// time.cpp.
#include <chrono>
#include <cstdint>

#include "ports/clock.hpp"

namespace amends::simulation {

using std::chrono::milliseconds;

class Time final : public ports::Clock {
public:
    explicit Time(base::Instant start) : truth_(start.seconds * 1000) {}
    ~Time() override;
    Time(const Time&) = delete;
    Time& operator=(const Time&) = delete;

    /// From now on this is the time of the whole program, until it is destroyed.
    void rule();

    /// The machine's wall clock.
    base::Instant now() override { return {(truth_ + error_) / 1000}; }
    core::ClockReading reading() override { return {now(), "the machine", std::chrono::seconds{truth_ / 1000}}; }
    [[nodiscard]] bool simulated() const override { return false; }
    [[nodiscard]] base::Instant truth() const { return {truth_ / 1000}; }
    [[nodiscard]] std::int64_t truth_in_ms() const { return truth_; }
    [[nodiscard]] std::int64_t steady_in_ms() const { return steady_; }

    void pass(milliseconds by) {
        truth_ += by.count();
        steady_ += by.count();
    }
    /// The machine sleeps.
    void suspend(milliseconds by) { truth_ += by.count(); }
    /// How far the wall clock is ahead of the truth.
    void set_error(std::chrono::seconds by) { error_ = by.count() * 1000; }
    [[nodiscard]] std::chrono::seconds error() const { return std::chrono::seconds{error_ / 1000}; }

private:
    std::int64_t truth_;
    std::int64_t steady_ = 1'000'000'000;
    std::int64_t error_ = 0;
};

}  // namespace amends::simulation
