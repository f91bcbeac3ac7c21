#include "bridge/frames.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstring>

namespace amends::bridge {
namespace {

constexpr std::size_t head = sizeof(std::uint32_t);

}  // namespace

base::Result<std::optional<std::string>> FrameReader::next() {
    if (received_.size() < head) return std::optional<std::string>();
    std::uint32_t length = 0;
    std::memcpy(&length, received_.data(), head);
    if (length == 0 || length > most_in)
        return base::failure(
            base::Fault::wrong_use, base::Retry::never,
            fmt::format("This is no native message: its length is {}, and it may be 1 to {} bytes.", length, most_in));
    if (received_.size() - head < length) return std::optional<std::string>();
    std::optional<std::string> text = received_.substr(head, length);
    received_.erase(0, head + length);
    return text;
}

std::string frame(std::string_view text) {
    const auto length = static_cast<std::uint32_t>(text.size());
    std::string bytes(head, '\0');
    std::memcpy(bytes.data(), &length, head);
    return bytes.append(text);
}

}  // namespace amends::bridge
