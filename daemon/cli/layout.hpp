#pragma once
// Text on a terminal: how wide it is, where it breaks, what may not be printed. Pure.
#include <cstddef>
#include <string>
#include <string_view>

namespace amends::cli {

/// How to print. `columns` 0: never break a line.
struct Page {
    std::size_t columns = 0;
    bool colour = false;
};

enum class Tone { plain, strong, faint, good, warning, bad };
std::string toned(const Page& page, Tone tone, std::string_view text);

/// The terminal columns that UTF-8 `text` takes: wide letters two, combining marks none.
std::size_t columns_of(std::string_view text);

/// What came in a mail may not steer the terminal: control characters, escapes and marks that turn the direction of
/// writing become U+FFFD, line ends and tabs a blank.
std::string harmless(std::string_view text);
/// The same for a text of several lines: line ends stay.
std::string harmless_lines(std::string_view text);

/// `text` broken at blanks into lines that fit the page: the first begins with `first`, the others with as many blanks.
/// `text` has no colours.
std::string paragraph(const Page& page, std::string_view first, std::string_view text, Tone tone = Tone::plain);

}  // namespace amends::cli
