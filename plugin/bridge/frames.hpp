#pragma once
// Native messages as bytes: a length of four bytes in the machine's own order, then so many bytes of JSON in UTF-8.
// Only the length is looked at here. Pure.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace amends::bridge {

/// The most that a mail client takes from a native host.
constexpr std::size_t most_out = std::size_t{1024} * 1024;
/// A letter has some kilobytes; what is longer than this is none.
constexpr std::size_t most_in = std::size_t{4} * 1024 * 1024;

class FrameReader {
public:
    void take(std::string_view bytes) { received_ += bytes; }
    /// The text of the next frame; nothing where it is not all there yet. An Error where this is no frame.
    base::Result<std::optional<std::string>> next();
    /// True where a frame has begun and is not all there.
    [[nodiscard]] bool is_within_frame() const { return !received_.empty(); }

private:
    std::string received_;
};

/// `text` has at most most_out bytes.
std::string frame(std::string_view text);

}  // namespace amends::bridge
