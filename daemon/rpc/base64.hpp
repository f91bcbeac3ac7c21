#pragma once
// Base64 (RFC 4648 section 4), for messages inside JSON: a message is bytes, JSON is UTF-8.
#include <optional>
#include <string>
#include <string_view>

namespace amends::rpc {

std::string to_base64(std::string_view bytes);
/// Strict: the standard alphabet, padding present, no white space.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace amends::rpc
