#pragma once
// How a person is greeted whose whole name is known, as it stands in an address: decided here for every letter and
// check-in. Pure.
#include <string>
#include <string_view>

#include "guide/situation.hpp"

namespace amends::guide {

/// personal: "Joyce" of "Joyce Okafor", "Dr. Joyce Okafor" and "Okafor, Joyce". empathetic: "Dr. Okafor" where there is
/// a title, else "Joyce Okafor". A name of which the first name cannot be told ("J. Okafor", "Ms Okafor", "Lakeside
/// Clinic", "Joyce and Tom") stays as it is. "" where it is no name that can be greeted (an address, a list).
std::string greeting_name(std::string_view full_name, LetterTone tone);

}  // namespace amends::guide
