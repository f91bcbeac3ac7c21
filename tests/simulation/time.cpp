// Takes the place of three functions of the system in the programs of the simulation: the daemon's code and Asio's stay
// as they are built for the daemon, and their timers run on simulated time. Without a ruling Time the system's own
// are called.
#include "tests/simulation/time.hpp"

#include <sys/epoll.h>

#include <cerrno>
#include <cstdlib>
#include <ctime>

namespace amends::simulation {

namespace {
Time* ruling = nullptr;
}  // namespace

Time::~Time() {
    if (ruling == this) ruling = nullptr;
}

void Time::rule() { ruling = this; }

}  // namespace amends::simulation

namespace std::chrono {
inline namespace _V2 {

steady_clock::time_point steady_clock::now() noexcept {
    if (amends::simulation::ruling != nullptr) {
        return time_point(milliseconds{amends::simulation::ruling->steady_in_ms()});
    }
    timespec at{};
    ::clock_gettime(CLOCK_MONOTONIC, &at);
    return time_point(seconds{at.tv_sec} + nanoseconds{at.tv_nsec});
}

}  // namespace _V2
}  // namespace std::chrono

extern "C" {

// Without a timer descriptor Asio asks its own queue how long it may wait, and tells epoll_wait.
int timerfd_create(int, int) noexcept {
    errno = EMFILE;
    return -1;
}

int epoll_wait(int epoll, epoll_event* events, int most, int timeout) {
    if (amends::simulation::ruling == nullptr) return ::epoll_pwait(epoll, events, most, timeout, nullptr);
    if (timeout < 0) std::abort();  // nothing would ever happen again
    amends::simulation::ruling->pass(std::chrono::milliseconds{timeout});
    return 0;
}
}
