#pragma once
// The program's own log: standard error for people, journald fields under systemd. It never gets a secret, because no
// Error holds one; names and texts of letters are not logged either.
#include <string>

#include "app/config.hpp"

namespace amends::app {

/// Call once at the start; later calls change the level.
void set_up_log(LogLevel level);
void log_warning(const std::string& text);
void log_info(const std::string& text);
void log_debug(const std::string& text);

}  // namespace amends::app
