#pragma once
// What of a message is looked at at all. GMime spends half a kilobyte on every header line and a stack frame on every
// level of nesting, so that a hostile message is cut here, before GMime sees it. Line ends come out as LF.
#include <cstddef>
#include <string>
#include <string_view>

namespace amends::message {

inline constexpr std::size_t most_header = 256 * 1024;
inline constexpr std::size_t most_body = 2 * 1024 * 1024;
inline constexpr std::size_t most_text = 1024 * 1024;
inline constexpr std::size_t most_lines = 30'000;
inline constexpr std::size_t most_boundaries =
    64;  ///< places that name a boundary: bounds depth and number of multiparts
inline constexpr std::size_t most_embedded = 200;  ///< places that name a "message/" type

struct Bounded {
    std::string header;  ///< with LF, without the blank line; an mbox "From " line cut
    std::string body;
};

/// Understands CRLF, LF and CR, mixed as they come.
Bounded bounded(std::string_view bytes);

}  // namespace amends::message
