#pragma once
// The review of a letter that was just edited, told beside it.
#include <string>

#include "app/writer.hpp"
#include "cli/session.hpp"
#include "guide/letter.hpp"

namespace amends::cli {

/// Tells on standard error what the review finds, but for open fields, which are listed apart. `rendered` is the body
/// before it was edited; `client` their address, "" where it is not known. True where there is more than hints.
base::Result<bool> say_review(Session& session, const app::WriterConfig& config, const guide::WrittenLetter& letter,
                              const std::string& rendered, const std::string& client);

}  // namespace amends::cli
