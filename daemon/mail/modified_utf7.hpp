#pragma once
// Folder names on the wire: modified UTF-7 (RFC 3501 5.1.3). Pure.
#include <optional>
#include <string>
#include <string_view>

namespace amends::mail {

/// Nothing where `utf8` is not valid UTF-8 or holds a control character.
std::optional<std::string> to_modified_utf7(std::string_view utf8);
/// UTF-8; nothing where `wire` is not modified UTF-7 or stands for a control character.
std::optional<std::string> from_modified_utf7(std::string_view wire);

}  // namespace amends::mail
