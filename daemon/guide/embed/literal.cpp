#include "guide/embed/literal.hpp"

#include <fmt/format.h>

namespace amends::guide {

std::string literal(std::string_view text) {
    std::string out = "\"";
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (byte == '\n') {
            out += "\\n\"\n    \"";
        } else if (code < ' ' || code > '~' || byte == '"' || byte == '\\' || byte == '?') {
            out += fmt::format("\\{:03o}", code);
        } else {
            out += byte;
        }
    }
    return out + "\"";
}

}  // namespace amends::guide
