#pragma once
// A file that was named on the command line, or standard input as "-".
#include <string>

#include "base/result.hpp"
#include "cli/session.hpp"

namespace amends::cli {

/// The most that is read of one file: 32 MiB, as for a mail that is tracked.
extern const std::size_t most_input;

/// Its bytes, at most one more than most_input; an Error says why it cannot be read.
base::Result<std::string> read_input(Session& session, const std::string& file);

}  // namespace amends::cli
