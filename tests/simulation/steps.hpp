#pragma once
// Every effect of a simulated process on the world counts as two steps, one before it and one after it. A process that
// is to die at a step has no effect from there on; whoever drives it sees that it is dead and takes its remains away.
#include <cstdint>
#include <functional>

namespace amends::simulation {

class Steps {
public:
    /// A new process takes its first step.
    void begin() {
        alive_ = true;
        left_ = 0;
    }
    /// The process dies in the moment in which it has taken so many further steps.
    void die_after(std::uint64_t steps) { left_ = steps; }
    void die() {
        if (!alive_) return;
        alive_ = false;
        if (on_death) on_death();
    }
    /// One more step; false where the process does nothing any more.
    bool take() {
        if (!alive_) return false;
        ++taken_;
        if (left_ != 0 && --left_ == 0) die();
        return alive_;
    }
    [[nodiscard]] bool alive() const { return alive_; }
    [[nodiscard]] bool death_is_set() const { return left_ != 0; }
    [[nodiscard]] std::uint64_t taken() const { return taken_; }

    std::function<void()> on_death;

private:
    bool alive_ = false;
    std::uint64_t left_ = 0;
    std::uint64_t taken_ = 0;
};

}  // namespace amends::simulation
