#pragma once
// The addresses of a header field as a mail program shows it to an editor: decoded, on one line. Pure.
#include <string_view>
#include <vector>

#include "base/mail.hpp"

namespace amends::cli {

/// Those that are addresses; what is not (a group, a half-typed name) is left out.
std::vector<base::Address> read_addresses(std::string_view field);

}  // namespace amends::cli
