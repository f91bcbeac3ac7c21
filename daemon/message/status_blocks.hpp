#pragma once
// The status part of a delivery report (RFC 3464), however broken.
#include <string>
#include <string_view>
#include <vector>

#include "base/mail.hpp"

namespace amends::message {

/// The recipients of one status part, its blocks in any order and with any line ends.
std::vector<base::RecipientReport> read_status_blocks(std::string_view status);

/// The first RFC 3463 code in the text, "5.1.1"; empty where there is none.
std::string status_in(std::string_view text);

}  // namespace amends::message
