#pragma once
// What is to be seen in an answer that its tone can be told from: what its phrases say, of what kinds its words are,
// and its form. Pure. A trait's name tells where it was seen: "harm", "harm asked" in a question, "harm not" negated.
#include <map>
#include <string>
#include <string_view>

namespace amends::core {

/// By their names, in sixths: 6 is as much as is plain.
using ToneTraits = std::map<std::string, int, std::less<>>;

ToneTraits tone_traits(std::string_view text);

}  // namespace amends::core
