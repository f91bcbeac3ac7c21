#pragma once
// Where commands reach the daemon, without reading the rest of the configuration: a file with a mistake in it must not
// keep `amends status` from asking the daemon that still runs with the old one.
#include <optional>
#include <string>

#include "app/paths.hpp"

namespace amends::app {

/// daemon.socket of the file (the default file where none is given), else default_socket().
std::string configured_socket(const std::optional<std::string>& config_file, const Environment& environment);

}  // namespace amends::app
