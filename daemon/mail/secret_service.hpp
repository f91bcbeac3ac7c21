#pragma once
// A secret from the desktop's Secret Service (GNOME Keyring, KWallet, KeePassXC) by libsecret, whose calls may wait for
// a person to unlock it: they run on a thread of their own, and the loop goes on.
#include <chrono>
#include <map>
#include <string>

#include "ports/task.hpp"

namespace amends::mail {

/// The first item that has all `attributes`. Without a session bus: Retry::later, since the user may log in.
ports::Task<std::string> secret_from_service(std::map<std::string, std::string> attributes,
                                             std::chrono::milliseconds within = std::chrono::minutes{2});

}  // namespace amends::mail
