#pragma once
// Files that are written whole or not at all: beside their place, to the disk, then put there.
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace amends::base {

/// A file of the user's own (0600), its directory made (0700) where there is none.
Status write_private(const std::string& path, std::string_view bytes);

/// A file of somebody else's making: keeps its mode and owner, and follows a link. An Error where it holds anything but
/// `before` by now; then nothing is changed.
Status replace_file(const std::string& path, std::string_view before, std::string_view bytes);

}  // namespace amends::base
