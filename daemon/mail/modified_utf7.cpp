#include "mail/modified_utf7.hpp"

#include <cstddef>
#include <cstdint>

#include "base/utf8.hpp"

namespace amends::mail {
namespace {

constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); }

// One code point from the front of `rest`; nothing for an overlong form, a surrogate or a broken sequence.
std::optional<char32_t> take_code_point(std::string_view& rest) {
    const auto first = static_cast<unsigned char>(rest.front());
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xc2 ? 0
                               : first < 0xe0 ? 2
                               : first < 0xf0 ? 3
                               : first < 0xf5 ? 4
                                              : 0;
    if (length == 0 || rest.size() < length) {
        return std::nullopt;
    }
    char32_t point = length == 1 ? first : first & (0x7fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(rest[i]);
        if ((byte & 0xc0u) != 0x80) {
            return std::nullopt;
        }
        point = (point << 6) | (byte & 0x3fu);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    if (overlong || (point >= 0xd800 && point < 0xe000) || point > 0x10ffff) {
        return std::nullopt;
    }
    rest.remove_prefix(length);
    return point;
}

// A run of UTF-16 between '&' and '-'.
class Shifted {
public:
    void put(char32_t point, std::string& out) {
        if (point >= 0x10000) {
            unit(static_cast<std::uint32_t>(0xd800 + ((point - 0x10000) >> 10)), out);
            unit(static_cast<std::uint32_t>(0xdc00 + ((point - 0x10000) & 0x3ff)), out);
        } else {
            unit(static_cast<std::uint32_t>(point), out);
        }
    }

    void end(std::string& out) {
        if (bits_ > 0) {
            out += base64[(held_ << (6 - bits_)) & 0x3f];
        }
        held_ = 0;
        bits_ = 0;
        out += '-';
    }

private:
    void unit(std::uint32_t unit, std::string& out) {
        held_ = (held_ << 16) | unit;
        for (bits_ += 16; bits_ >= 6; bits_ -= 6) {
            out += base64[(held_ >> (bits_ - 6)) & 0x3f];
        }
        held_ &= (1u << bits_) - 1;
    }

    std::uint32_t held_ = 0;
    int bits_ = 0;
};

bool append_shifted(std::string_view digits, std::string& out) {
    std::uint32_t held = 0;
    int bits = 0;
    char32_t high = 0;
    for (const char digit : digits) {
        const auto value = base64.find(digit);
        if (value == std::string_view::npos) {
            return false;
        }
        held = ((held << 6) | static_cast<std::uint32_t>(value)) & 0x3fffff;
        bits += 6;
        if (bits < 16) {
            continue;
        }
        bits -= 16;
        const char32_t unit = (held >> bits) & 0xffff;
        const bool low = unit >= 0xdc00 && unit < 0xe000;
        if (low != (high != 0)) {
            return false;
        }
        if (unit >= 0xd800 && unit < 0xdc00) {
            high = unit;
            continue;
        }
        const char32_t point = low ? 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00) : unit;
        high = 0;
        if (is_control(point)) {
            return false;
        }
        base::append_utf8(out, point);
    }
    return high == 0 && bits < 6 && (held & ((1u << bits) - 1)) == 0;
}

}  // namespace

std::optional<std::string> to_modified_utf7(std::string_view utf8) {
    std::string out;
    Shifted shifted;
    bool in_shift = false;
    while (!utf8.empty()) {
        const auto point = take_code_point(utf8);
        if (!point || is_control(*point)) {
            return std::nullopt;
        }
        const bool plain = *point < 0x80;
        if (plain && in_shift) {
            shifted.end(out);
        } else if (!plain && !in_shift) {
            out += '&';
        }
        in_shift = !plain;
        if (!plain) {
            shifted.put(*point, out);
        } else {
            out += static_cast<char>(*point);
            out += *point == U'&' ? "-" : "";
        }
    }
    if (in_shift) {
        shifted.end(out);
    }
    return out;
}

std::optional<std::string> from_modified_utf7(std::string_view wire) {
    std::string out;
    while (!wire.empty()) {
        const char c = wire.front();
        wire.remove_prefix(1);
        if (static_cast<unsigned char>(c) >= 0x80 || is_control(static_cast<unsigned char>(c))) {
            return std::nullopt;
        }
        if (c != '&') {
            out += c;
            continue;
        }
        const auto end = wire.find('-');
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        if (end == 0) {
            out += '&';
        } else if (!append_shifted(wire.substr(0, end), out)) {
            return std::nullopt;
        }
        wire.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace amends::mail
