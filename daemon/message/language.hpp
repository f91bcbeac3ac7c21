#pragma once
// Which language a text is written in.
#include <string>
#include <string_view>

namespace amends::message {

/// ISO 639-1 of UTF-8 text. Where it is too short or not surely one language: "und" (ISO 639-2, undetermined) if most
/// of its letters are not Latin, else "".
std::string language_of(std::string_view text);

}  // namespace amends::message
