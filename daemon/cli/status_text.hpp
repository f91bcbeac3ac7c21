#pragma once
// The daemon's state as people read it. Pure.
#include <string>

#include "cli/layout.hpp"
#include "cli/words.hpp"
#include "rpc/service.hpp"

namespace amends::cli {

std::string status_text(const rpc::DaemonStatus& status, const Page& page, const Reader& reader);

}  // namespace amends::cli
