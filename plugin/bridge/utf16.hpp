#pragma once
// Offsets as the mail client counts them. A review counts bytes of UTF-8; JavaScript counts the code units of UTF-16:
// two for a character beyond U+FFFF, one for every other. Nothing is normalised: a combining mark and each half of CR
// LF count for themselves. Pure.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "guide/finding.hpp"
#include "guide/promises.hpp"

namespace amends::bridge {

class Utf16Offsets {
public:
    /// A byte that is no part of a character counts as one code unit, as U+FFFD in its place would.
    explicit Utf16Offsets(std::string_view text);

    /// The code units before this byte. A byte within a character has the offset of its character, one beyond the end
    /// that of the end.
    [[nodiscard]] std::size_t at(std::size_t byte) const;

private:
    std::vector<std::uint32_t> units_before_;  ///< by byte, and one more for the end
};

/// The same review with offsets for the same letter in UTF-16.
guide::Review in_utf16(guide::Review review, std::string_view subject, std::string_view body);
std::vector<guide::FoundPromise> in_utf16(std::vector<guide::FoundPromise> promises, std::string_view body);

}  // namespace amends::bridge
