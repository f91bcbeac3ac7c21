#pragma once
// Build tool: bytes as a string literal of C++.
#include <string>
#include <string_view>

namespace amends::guide {

std::string literal(std::string_view text);

}  // namespace amends::guide
