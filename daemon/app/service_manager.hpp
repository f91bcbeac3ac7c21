#pragma once
// What systemd is told (sd_notify(3)) and what it hands over (sd_listen_fds(3)); all of it does nothing elsewhere.
#include <chrono>
#include <optional>
#include <string>

namespace amends::app {

void tell_ready(const std::string& status);
void tell_reloading();
void tell_stopping();
/// Half of WatchdogSec= where the manager watches this process.
std::optional<std::chrono::milliseconds> watchdog_interval();
void feed_watchdog();
/// The socket that systemd opened for us; refused sockets are nothing.
std::optional<int> inherited_socket();

}  // namespace amends::app
