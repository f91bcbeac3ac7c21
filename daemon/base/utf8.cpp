#include "base/utf8.hpp"

namespace amends::base {

void append_utf8(std::string& out, char32_t point) {
    const auto following = [&](unsigned shift) { out += static_cast<char>(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x80) {
        out += static_cast<char>(point);
        return;
    }
    if (point < 0x800) {
        out += static_cast<char>(0xc0 | (point >> 6));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xe0 | (point >> 12));
        following(6);
    } else {
        out += static_cast<char>(0xf0 | (point >> 18));
        following(12);
        following(6);
    }
    following(0);
}

}  // namespace amends::base
