#pragma once
// What an answer says between the line that addresses and the lines that take leave: names, titles and signatures say
// nothing of its tone, but how one is addressed does. Pure.
#include <string_view>

namespace amends::core {

struct ToneBody {
    enum class Address { none, formal, familiar, name };
    std::string_view words;  ///< of the text that was given
    Address address = Address::none;
    bool farewell = false;  ///< "Kind regards"
    bool kisses = false;    ///< "x", "Love" and a name
};

ToneBody tone_body(std::string_view text);

}  // namespace amends::core
