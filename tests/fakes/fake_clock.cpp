#include "tests/fakes/fake_clock.hpp"

namespace amends::fakes {

void FakeClock::set(base::Instant now) {
    now_ = now;
    bell_.ring();
}

void FakeClock::jump(std::chrono::seconds by) {
    jumped_ += by;
    set(now_ + by);
}

}  // namespace amends::fakes
