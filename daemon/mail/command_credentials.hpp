#pragma once
// A secret from a command of the user's, such as a password manager. The command runs without a shell, with no input,
// and its first line of output is the secret. It runs on the loop and never blocks it; after the time limit it is
// killed with all that it started.
#include <chrono>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "ports/task.hpp"

namespace amends::mail {

/// `when_it_fails`: can the same command succeed later by itself? The Error names the program without its arguments,
/// the exit status and the first line of its error output.
ports::Task<std::string> secret_from_command(std::vector<std::string> command, base::Retry when_it_fails,
                                             std::chrono::milliseconds within = std::chrono::seconds{60});

}  // namespace amends::mail
