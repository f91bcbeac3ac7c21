#include "mail/blot_out.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "mail/credentials.hpp"

namespace amends::mail {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t telling = 10;         // so many characters in a row are no coincidence
constexpr std::size_t least_of_base64 = 4;  // fewer would be found within other words

bool is_base64(char c) { return c == '=' || alphabet.find(c) != std::string_view::npos; }

// The characters of base64 that the secret alone decides where `before` bytes, modulo 3, precede it.
std::string within_base64(std::size_t before, const std::string& secret) {
    std::string out;
    std::uint32_t held = 0;
    std::size_t bits = 0;
    const auto add = [&](unsigned char byte) {
        held = ((held << 8) | byte) & 0xffff;
        for (bits += 8; bits >= 6; bits -= 6) {
            out += alphabet[(held >> (bits - 6)) & 0x3f];
        }
    };
    for (std::size_t i = 0; i < before; ++i) {
        add(0);
    }
    for (const char byte : secret) {
        add(static_cast<unsigned char>(byte));
    }
    return out.erase(0, before == 0 ? 0 : before + 1);
}

// As much of `trace` as stands at the front of `text`; 0 where that says nothing.
std::size_t match(std::string_view text, std::string_view trace) {
    const auto differ = std::mismatch(text.begin(), text.end(), trace.begin(), trace.end()).first;
    const auto length = static_cast<std::size_t>(differ - text.begin());
    return length >= std::min(trace.size(), telling) ? length : 0;
}

void blot_out(std::string& line, std::string_view trace, bool whole_word) {
    for (std::size_t at = 0; !trace.empty() && at < line.size(); ++at) {
        std::size_t begin = at;
        std::size_t end = at + match(std::string_view(line).substr(at), trace);
        if (end == begin) {
            continue;
        }
        while (whole_word && begin > 0 && is_base64(line[begin - 1])) {
            --begin;
        }
        while (whole_word && end < line.size() && is_base64(line[end])) {
            ++end;
        }
        line.replace(begin, end - begin, "*");
        at = begin;
    }
}

}  // namespace

void blot_out(std::vector<std::string>& lines, const std::string& secret) {
    std::array<std::string, 3> encoded{within_base64(0, secret), within_base64(1, secret), within_base64(2, secret)};
    for (auto& line : lines) {
        for (const auto& trace : encoded) {
            blot_out(line, trace.size() < least_of_base64 ? std::string_view{} : std::string_view(trace), true);
        }
        blot_out(line, secret, false);
    }
    for (auto& trace : encoded) {
        wipe(trace);
    }
}

}  // namespace amends::mail
