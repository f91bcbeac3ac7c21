#pragma once
// What of a letter can be repeated to the client days later: a clause in the letter's own words that tells by itself
// what is done about the matter, or what changes. It has a subject, a verb of doing and what is done; it names no day
// (days move, and "tomorrow" is over), and no word in it points at another sentence ("it", "that work"). Where no
// clause is like that there is none: a fragment would say less than nothing. Pure; linear; any bytes. English only.
#include <string>
#include <string_view>

#include "guide/rules.hpp"

namespace amends::guide {

/// Each a sentence with its capital and its full stop, or "".
struct Remedies {
    std::string repair;  ///< "We have printed the sheets again at our cost."
    std::string change;  ///< "A second person now reads each proof before it goes out."
    friend bool operator==(const Remedies&, const Remedies&) = default;
};

/// The roles that the review gives to sentences decide what is a repair and what a change.
Remedies find_remedies(const Rules& rules, std::string_view body);

/// The part of a promise's words that stands on its own, without its day: "You will have the keys by noon" → "You will
/// have the keys."
std::string standing_clause(std::string_view words);

}  // namespace amends::guide
