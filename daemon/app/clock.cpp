#include "app/clock.hpp"

#include <chrono>

namespace amends::app {

base::Instant SystemClock::now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}

}  // namespace amends::app
