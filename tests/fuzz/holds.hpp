#pragma once
// What the fuzz targets share: an invariant that stops the program where it does not hold, and an input in pieces.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string_view>

namespace amends::fuzz {

/// Aborts with the place of the call, which libFuzzer keeps as a crash.
inline void holds(bool true_of_it, const char* what, std::source_location at = std::source_location::current()) {
    if (true_of_it) return;
    std::fprintf(stderr, "%s:%u: it does not hold that %s\n", at.file_name(), at.line(), what);
    std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
    return size == 0 ? std::string_view{} : std::string_view(reinterpret_cast<const char*>(data), size);
}

/// [start, end) lies within a text of that size.
inline bool within(std::size_t start, std::size_t end, std::size_t size) { return start <= end && end <= size; }

inline bool has_control_characters(std::string_view text) {
    for (const char byte : text)
        if ((byte >= 0 && byte < ' ') || byte == '\x7f') return true;
    return false;
}

/// The first byte of an input of several readers says which of them it is for; the rest is theirs.
struct Chosen {
    char reader = 0;
    std::string_view text;
};
inline Chosen chosen(const std::uint8_t* data, std::size_t size) {
    const auto all = as_text(data, size);
    return all.empty() ? Chosen{} : Chosen{all.front(), all.substr(1)};
}

}  // namespace amends::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
