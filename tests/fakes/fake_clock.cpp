#include "tests/fakes/fake_clock.hpp"

namespace amends::fakes {

void FakeClock::set(base::Instant now) {
    now_ = now;
    bell_.ring();
}

}  // namespace amends::fakes
