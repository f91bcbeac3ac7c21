#pragma once
// Writing UTF-8.
#include <string>

namespace amends::base {

/// `point` must be a code point of Unicode that is no surrogate.
void append_utf8(std::string& out, char32_t point);

}  // namespace amends::base
