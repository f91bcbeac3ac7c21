#include "app/clock.hpp"

#include <chrono>
#include <ctime>
#include <fstream>
#include <string>

namespace amends::app {

base::Instant SystemClock::now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::seconds>(now).count()};
}

core::ClockReading SystemClock::reading() {
    static const std::string boot = [] {
        std::string id;
        std::ifstream("/proc/sys/kernel/random/boot_id") >> id;
        return id;
    }();
    timespec running{};
    ::clock_gettime(CLOCK_BOOTTIME, &running);
    return {now(), boot, std::chrono::seconds{running.tv_sec}};
}

}  // namespace amends::app
