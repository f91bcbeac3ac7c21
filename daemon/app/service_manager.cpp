#include "app/service_manager.hpp"

#include <sys/socket.h>
#include <systemd/sd-daemon.h>

#include <ctime>

namespace amends::app {

void tell_ready(const std::string& status) { sd_notify(0, ("READY=1\nSTATUS=" + status).c_str()); }
void tell_stopping() { sd_notify(0, "STOPPING=1"); }
void feed_watchdog() { sd_notify(0, "WATCHDOG=1"); }

void tell_reloading() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto micros = static_cast<long long>(now.tv_sec) * 1000000 + now.tv_nsec / 1000;
    sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(micros)).c_str());
}

std::optional<std::chrono::milliseconds> watchdog_interval() {
    std::uint64_t micros = 0;
    if (sd_watchdog_enabled(0, &micros) <= 0) return std::nullopt;
    return std::chrono::milliseconds{micros / 2000};
}

std::optional<int> inherited_socket() {
    if (sd_listen_fds(1) < 1) return std::nullopt;
    if (sd_is_socket_unix(SD_LISTEN_FDS_START, SOCK_STREAM, 1, nullptr, 0) <= 0) return std::nullopt;
    return SD_LISTEN_FDS_START;
}

}  // namespace amends::app
