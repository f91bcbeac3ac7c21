#pragma once
// The way to the daemon's socket, for whoever asks it: the command line, which waits, and the bridge, which does not.
#include <string>

#include "base/result.hpp"

namespace amends::rpc {

/// A connected socket that never blocks; the caller closes it. Fault::daemon_unreachable, with what to do, where no
/// amendsd of this user (or root's) answers. `root` is what stands before /run where the system's own directories are
/// tried elsewhere.
base::Result<int> connect_to_daemon(const std::string& path, const std::string& root = "");

}  // namespace amends::rpc
