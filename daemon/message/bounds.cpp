#include "message/bounds.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_header_searched =
    4 * 1024 * 1024;  // beyond it, the body of such a message is not looked for

/// Where the line that `from` lies in ends; npos in the last one.
std::size_t line_end(std::string_view bytes, std::size_t from) {
    // Piece by piece: what has no line feeds at all is not searched for one to its end with every line.
    constexpr std::size_t piece = 512;
    for (; from < bytes.size(); from += piece) {
        const auto some = bytes.substr(from, piece);
        const auto feed = some.find('\n');
        const auto carriage = some.substr(0, feed).find('\r');
        if (carriage != std::string_view::npos) return from + carriage;
        if (feed != std::string_view::npos) return from + feed;
    }
    return std::string_view::npos;
}

/// The next line without its end; `rest` begins after it.
std::string_view take_line(std::string_view& rest) {
    const auto end = line_end(rest, 0);
    const auto line = rest.substr(0, end);
    if (end == std::string_view::npos) {
        rest = {};
    } else {
        rest.remove_prefix(rest.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
    }
    return line;
}

/// The first blank line's place; the header ends before it. npos where there is none.
std::size_t end_of_header(std::string_view bytes) {
    bytes = bytes.substr(0, most_header_searched);
    for (std::size_t at = line_end(bytes, 0); at != std::string_view::npos; at = line_end(bytes, at)) {
        at += bytes.substr(at, 2) == "\r\n" ? 2 : 1;
        if (at >= bytes.size() || bytes[at] == '\r' || bytes[at] == '\n') return at;
    }
    return std::string_view::npos;
}

/// Where in `text` the word `lower`, in any case, occurs once more than `most` times; its size where it does not. The
/// letter at `rare` is looked for by memchr: most of a long body is base64, and this is many times faster than looking
/// at every byte of it.
std::size_t one_too_many(std::string_view text, std::string_view lower, std::size_t rare, std::size_t most) {
    std::vector<std::size_t> places;
    const char small = lower[rare];
    const char capital = small >= 'a' && small <= 'z' ? static_cast<char>(small - 0x20) : small;
    for (const char letter : {small, capital}) {
        for (auto at = text.find(letter, rare); at != std::string_view::npos; at = text.find(letter, at + 1)) {
            if (base::equals_ignoring_case(text.substr(at - rare, lower.size()), lower)) places.push_back(at - rare);
        }
        if (small == capital) break;
    }
    if (places.size() <= most) return text.size();
    std::ranges::nth_element(places, places.begin() + static_cast<std::ptrdiff_t>(most));
    return places[most];
}

/// How many line feeds. Piece by piece, each counted in one byte, so that the processor compares sixteen at a time.
std::size_t count_lines(std::string_view text) {
    constexpr std::size_t piece = 240;
    std::size_t count = 0;
    while (!text.empty()) {
        unsigned char some = 0;
        for (const char byte : text.substr(0, piece)) some = static_cast<unsigned char>(some + (byte == '\n' ? 1 : 0));
        count += some;
        text.remove_prefix(std::min(piece, text.size()));
    }
    return count;
}

/// All of `text`, its line ends LF, and one behind it. False, and only a part of it, where it has more than `most` CR.
bool append_lines(std::string& out, std::string_view text, std::size_t most = std::string_view::npos) {
    std::size_t count = 0;
    for (auto end = text.find('\r'); end != std::string_view::npos; end = text.find('\r')) {
        if (++count > most) return false;
        out.append(text.substr(0, end)).append("\n");
        text.remove_prefix(text.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
    }
    out.append(text);
    if (!text.empty() && text.back() != '\n') out.append("\n");
    return true;
}

bool has_mbox_line(std::string_view bytes) { return bytes.starts_with("From ") || bytes.starts_with(">From "); }

}  // namespace

Bounded bounded(std::string_view bytes) {
    Bounded out;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    while (has_mbox_line(bytes)) take_line(bytes);

    std::string_view header = bytes;
    std::string_view body;
    if (!bytes.empty() && (bytes[0] == '\r' || bytes[0] == '\n')) {
        header = {};
        body = bytes;
    } else if (const auto end = end_of_header(bytes); end != std::string_view::npos) {
        header = bytes.substr(0, end);
        body = bytes.substr(end);
    }
    if (!body.empty()) take_line(body);

    header = header.substr(0, most_header);
    out.header.reserve(header.size());
    append_lines(out.header, header);

    body = body.substr(0, most_body);
    out.body.reserve(body.size());
    const auto enough =
        std::min(one_too_many(body, "boundary", 2, most_boundaries), one_too_many(body, "message/", 7, most_embedded));
    const char* const stop = body.data() + enough;
    const bool is_cut = enough < body.size();
    constexpr std::size_t few = most_lines / 2;
    const bool few_lines = body.size() < most_lines || count_lines(body) < few;
    if (!is_cut && few_lines && append_lines(out.body, body, few)) return out;  // nearly every message
    out.body.clear();
    std::size_t lines = 0;
    while (!body.empty() && ++lines <= most_lines) {
        const auto line = take_line(body);
        if (is_cut && line.data() + line.size() > stop) break;
        out.body.append(line).append("\n");
    }
    return out;
}

}  // namespace amends::message
