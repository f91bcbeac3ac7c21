#pragma once
// What a review says of a letter: values. Offsets count bytes of the part as it was given.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amends::guide {

enum class Severity { error, warning, hint };
enum class Part { body, subject };

/// Bytes [start, end) of the part are to become `text`.
struct Edit {
    std::size_t start = 0, end = 0;
    std::string text;
    friend bool operator==(const Edit&, const Edit&) = default;
};

struct Finding {
    std::string rule;
    std::string category;  ///< "class" in JSON (DESIGN section 7)
    Severity severity = Severity::warning;
    Part part = Part::body;
    std::size_t start = 0, end = 0;  ///< both 0 where the finding is about the whole letter
    std::string text;                ///< the bytes from start to end
    std::string message;
    std::optional<std::string> suggestion;
    std::vector<Edit> edits;  ///< a rewrite of the place, where one can be given
    std::string guide;        ///< the tip or mistake behind it: "personal/Using Conditional Language"
    std::string fingerprint;  ///< rule, words and neighbouring words: stays when the letter changes elsewhere
};

struct Review {
    bool apology = false;
    std::optional<std::string> situation;  ///< one of the twelve, where the words tell
    std::vector<Finding> findings;         ///< the most important first
};

std::string_view to_string(Severity severity);
std::string_view to_string(Part part);

}  // namespace amends::guide
