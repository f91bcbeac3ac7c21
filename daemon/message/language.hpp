#pragma once
// Which language a text is written in.
#include <string>
#include <string_view>

namespace amends::message {

/// ISO 639-1 of UTF-8 text; "" where it is too short or not surely one language.
std::string language_of(std::string_view text);

}  // namespace amends::message
