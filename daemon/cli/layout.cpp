#include "cli/layout.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

namespace amends::cli {
namespace {

struct Range {
    std::uint32_t first, last;
};

// Unicode 15 East Asian Width W and F, and the emoji blocks.
constexpr Range wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x23f0, 0x23f0},
    {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267f, 0x267f},
    {0x2693, 0x2693},   {0x26a1, 0x26a1},   {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},
    {0x26ce, 0x26ce},   {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},   {0x2728, 0x2728},
    {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27b0, 0x27b0},   {0x27bf, 0x27bf},   {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},
    {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0xa4c6},   {0xa960, 0xa97c},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},   {0xff01, 0xff60},
    {0xffe0, 0xffe6},   {0x16fe0, 0x18aff}, {0x1b000, 0x1b2ff}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf},
    {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4},
    {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f567},
    {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5},
    {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d7}, {0x1f6dc, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc},
    {0x1f7e0, 0x1f7f0}, {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff},
    {0x20000, 0x3fffd}};

// Combining marks of the scripts that a mail is likely to use, joiners and variation selectors.
constexpr Range narrowest[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x05bf, 0x05c7}, {0x0610, 0x061a},  {0x064b, 0x065f},
    {0x0670, 0x0670}, {0x06d6, 0x06dc}, {0x06df, 0x06e4}, {0x06e7, 0x06ed}, {0x0900, 0x0902},  {0x093a, 0x093a},
    {0x093c, 0x093c}, {0x0941, 0x0948}, {0x094d, 0x094d}, {0x0e31, 0x0e31}, {0x0e34, 0x0e3a},  {0x0e47, 0x0e4e},
    {0x1160, 0x11ff}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200b, 0x200d}, {0x20d0, 0x20ff},  {0x302a, 0x302d},
    {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], std::uint32_t letter) {
    const auto* found = std::upper_bound(std::begin(ranges), std::end(ranges), letter,
                                         [](std::uint32_t value, const Range& range) { return value < range.first; });
    return found != std::begin(ranges) && letter <= std::prev(found)->last;
}

struct Letter {
    std::uint32_t code = 0;
    std::string_view bytes;  ///< one byte, code U+FFFD, where it is not UTF-8
};

Letter next_letter(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return {first, text.substr(0, 1)};
    const std::size_t length = first >= 0xf0 && first < 0xf5   ? 4
                               : first >= 0xe0 && first < 0xf0 ? 3
                               : first >= 0xc2 && first < 0xe0 ? 2
                                                               : 0;
    if (length == 0 || text.size() < length) return {0xfffd, text.substr(0, 1)};
    std::uint32_t code = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0U) != 0x80) return {0xfffd, text.substr(0, 1)};
        code = code << 6 | (byte & 0x3fU);
    }
    return {code, text.substr(0, length)};
}

std::size_t width_of(std::uint32_t code) {
    if (is_in(narrowest, code)) return 0;
    return is_in(wide, code) ? 2 : 1;
}

bool steers_terminal(std::uint32_t code) {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x061c || code == 0x200e || code == 0x200f ||
           code == 0x2028 || code == 0x2029 || (code >= 0x202a && code <= 0x202e) ||
           (code >= 0x2066 && code <= 0x2069) || code == 0xfffd;
}

std::string harmless_but(std::string_view text, bool keep_lines) {
    std::string result;
    while (!text.empty()) {
        const Letter letter = next_letter(text);
        text.remove_prefix(letter.bytes.size());
        if (letter.code == '\n' && keep_lines) {
            result += '\n';
        } else if (letter.code == '\n' || letter.code == '\t') {
            result += ' ';
        } else if (letter.code == '\r') {
            if (!keep_lines) result += ' ';
        } else if (steers_terminal(letter.code)) {
            result += "\xef\xbf\xbd";
        } else {
            result += letter.bytes;
        }
    }
    return result;
}

/// Pieces of at most `columns` columns each: a word that no line can hold.
std::vector<std::string> pieces(std::string_view word, std::size_t columns) {
    std::vector<std::string> all(1);
    std::size_t used = 0;
    while (!word.empty()) {
        const Letter letter = next_letter(word);
        const std::size_t width = width_of(letter.code);
        if (used + width > columns && used > 0) {
            all.emplace_back();
            used = 0;
        }
        all.back() += letter.bytes;
        used += width;
        word.remove_prefix(letter.bytes.size());
    }
    return all;
}

std::vector<std::string> broken(std::string_view text, std::size_t columns) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        for (const std::string& piece : pieces(text.substr(0, end), columns)) {
            const std::size_t width = columns_of(piece);
            const bool blank = used > 0;
            if (used > 0 && used + 1 + width > columns) {
                lines.emplace_back();
                used = 0;
            }
            if (blank && used > 0) {
                lines.back() += ' ';
                ++used;
            }
            lines.back() += piece;
            used += width;
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

std::string toned(const Page& page, Tone tone, std::string_view text) {
    const char* code = "";
    switch (tone) {
        case Tone::plain: break;
        case Tone::strong: code = "1"; break;
        case Tone::faint: code = "2"; break;
        case Tone::good: code = "32"; break;
        case Tone::warning: code = "33"; break;
        case Tone::bad: code = "31"; break;
    }
    if (!page.colour || *code == '\0' || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const Letter letter = next_letter(text);
        columns += width_of(letter.code);
        text.remove_prefix(letter.bytes.size());
    }
    return columns;
}

std::string harmless(std::string_view text) { return harmless_but(text, false); }
std::string harmless_lines(std::string_view text) { return harmless_but(text, true); }

std::string paragraph(const Page& page, std::string_view first, std::string_view text, Tone tone) {
    constexpr std::size_t narrowest_text = 8;  // beside a wide margin, at least so much text on a line
    const std::size_t margin = columns_of(first);
    const std::size_t room = page.columns > margin + narrowest_text ? page.columns - margin : narrowest_text;
    std::vector<std::string> lines{std::string(text)};
    if (page.columns > 0) lines = broken(text, room);
    std::string result;
    for (const std::string& line : lines) {
        result += result.empty() ? std::string(first) : std::string(margin, ' ');
        result += toned(page, tone, line) + "\n";
    }
    return result;
}

}  // namespace amends::cli
