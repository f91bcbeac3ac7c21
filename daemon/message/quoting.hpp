#pragma once
// Separates what a sender newly wrote from what they quote, and undoes format=flowed. Works on UTF-8 with LF.
#include <string>
#include <string_view>

namespace amends::message {

/// RFC 3676: soft line breaks joined; quote marks stay. `delete_space` is DelSp=yes.
std::string unflowed(std::string_view text, bool delete_space);

/// The text without quoted lines, attribution lines, enclosed-message blocks and the signature below "-- ". Words
/// written between quoted lines stay. Trimmed; empty where nothing is new.
std::string newly_written(std::string_view text);

}  // namespace amends::message
