#pragma once
// Small questions about text that several parts ask. ASCII only where case is concerned: mail addresses, headers and
// keys are compared byte for byte beyond that, never by a locale.
#include <string>
#include <string_view>
#include <vector>

namespace amends::base {

/// A to Z become a to z; every other byte stays.
std::string lower_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);
/// Without spaces, tabs, CR and LF at both ends.
std::string_view trimmed(std::string_view text);
/// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool is_utf8(std::string_view text);
/// The candidates that a person may have meant by `word`, best first; empty where none is near.
std::vector<std::string> closest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t most = 3);

}  // namespace amends::base
