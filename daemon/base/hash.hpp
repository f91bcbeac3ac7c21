#pragma once
// SHA-256 (FIPS 180-4), for derived Message-IDs and for seeing that stored bytes are still what was decided.
#include <string>
#include <string_view>

namespace amends::base {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace amends::base
