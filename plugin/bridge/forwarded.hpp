#pragma once
// The daemon's methods that the add-on may call through the bridge, and how long each may take.
#include <chrono>
#include <string_view>

namespace amends::bridge {

struct Forwarded {
    std::string_view method;
    std::chrono::milliseconds within;
};

/// How long a review waits for what the daemon remembers of the client.
constexpr std::chrono::milliseconds history_within{300};

/// Null where the bridge does not forward it.
const Forwarded* find_forwarded(std::string_view method);

}  // namespace amends::bridge
