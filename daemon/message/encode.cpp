#include "message/encode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace amends::message {
namespace {

constexpr std::size_t line_limit = 78;
constexpr std::size_t word_bytes = 42;  // base64 of it with =?utf-8?B??= fits a line behind "Subject: "

bool is_plain(char byte) { return byte >= ' ' && byte < 0x7F; }

std::string base64(std::string_view bytes) {
    constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto byte = [&](std::size_t i) {
            return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
        };
        const unsigned group = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        out += base64_digits[group >> 18];
        out += base64_digits[(group >> 12) & 63];
        out += at + 1 < bytes.size() ? base64_digits[(group >> 6) & 63] : '=';
        out += at + 2 < bytes.size() ? base64_digits[group & 63] : '=';
    }
    return out;
}

/// Encoded words (RFC 2047 2: at most 75 bytes each), no character cut in two, a space between them (which readers
/// drop).
std::string as_encoded_words(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t size = std::min(text.size(), word_bytes);
        while (size > 1 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
        out.append(out.empty() ? "" : " ").append(fmt::format("=?utf-8?B?{}?=", base64(text.substr(0, size))));
        text.remove_prefix(size);
    }
    return out;
}

/// A word that cannot be folded makes a line too long; spaces at the ends or doubled would be lost in folding.
bool stands_as_it_is(std::string_view text) {
    if (!std::all_of(text.begin(), text.end(), is_plain) || text.find("=?") != std::string_view::npos) return false;
    if (text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != std::string_view::npos) return false;
    std::size_t word = 0;
    for (const char byte : text) {
        word = byte == ' ' ? 0 : word + 1;
        if (word > 60) return false;
    }
    return true;
}

}  // namespace

std::string encode_words(std::string_view text) {
    return stands_as_it_is(text) ? std::string(text) : as_encoded_words(text);
}

std::string encode_name(std::string_view name) {
    if (!stands_as_it_is(name)) return as_encoded_words(name);
    constexpr std::string_view special_bytes = "()<>[]:;@\\,.\"";
    if (name.find_first_of(special_bytes) == std::string_view::npos) return std::string(name);
    std::string quoted = "\"";
    for (const char byte : name) {
        if (byte == '"' || byte == '\\') quoted += '\\';
        quoted += byte;
    }
    return quoted + "\"";
}

std::string folded(std::string_view name, std::string_view value) {
    std::string out(name);
    out += ':';
    std::size_t column = out.size();
    while (!value.empty()) {
        const auto end = value.find(' ');
        const auto word = value.substr(0, end);
        if (column + 1 + word.size() > line_limit && column > name.size() + 1) {
            out += "\r\n";
            column = 0;
        }
        out.append(" ").append(word);
        column += 1 + word.size();
        value.remove_prefix(end == std::string_view::npos ? value.size() : end + 1);
    }
    return out + "\r\n";
}

std::string quoted_printable(std::string_view text) {
    constexpr std::size_t qp_line_limit = 76;  // with the "=" of a soft line break
    std::string out;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        std::size_t column = 0;
        for (std::size_t at = 0; at < line.size();) {
            // One whole character at a time, so that a soft break never cuts one and every line reads by itself.
            std::size_t size = 1;
            while (at + size < line.size() && (static_cast<unsigned char>(line[at + size]) & 0xC0) == 0x80 && size < 4)
                ++size;
            std::string piece;
            for (const char byte : line.substr(at, size)) {
                const bool last = at + size == line.size();
                const bool must = !is_plain(byte) || byte == '=' || (byte == ' ' && last) ||
                                  (at == 0 && (line.starts_with("From ") || line == "."));
                piece += must && !(byte == '\t' && !last) ? fmt::format("={:02X}", static_cast<unsigned char>(byte))
                                                          : std::string(1, byte);
            }
            if (column + piece.size() > qp_line_limit - (at + size < line.size() ? 1 : 0)) {
                out += "=\r\n";
                column = 0;
            }
            out += piece;
            column += piece.size();
            at += size;
        }
        out += "\r\n";
    }
    return out;
}

}  // namespace amends::message
