#pragma once
// The values of an IMAP response (RFC 3501 section 4): atoms, strings, literals, lists. For imap_parse.cpp; others read
// the ImapValues that come of it. Pure.
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/imap_parse.hpp"

namespace amends::mail {

/// The whole of `text` as a number; nothing where it is none, or too large.
template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) {
        return std::nullopt;
    }
    return value;
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of "{12}" or "{12+}" at the line's end; a number that is too long for 64 bits is returned as the largest.
std::optional<std::size_t> announced_literal(std::string_view line);

class ImapValueParser {
public:
    /// Both outlive the parser; `bytes` is one response, or what follows its first words.
    ImapValueParser(std::string_view bytes, const ImapLimits& limits) : bytes_(bytes), limits_(limits) {}

    /// Values up to the end of the response, or up to `closing`, which is taken; false where problem() says why not.
    bool values(std::vector<ImapValue>& into, std::optional<char> closing);

    [[nodiscard]] const std::string& problem() const { return problem_; }
    [[nodiscard]] std::string_view rest() const { return bytes_.substr(at_); }

private:
    bool fail(const char* how);
    bool value(ImapValue& into, bool in_code);
    bool list(ImapValue& into);
    bool quoted(ImapValue& into);
    bool literal(ImapValue& into);
    bool atom(ImapValue& into, bool in_code);
    bool skip_section();

    std::string_view bytes_;
    const ImapLimits& limits_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t count_ = 0;
    std::string problem_;
};

}  // namespace amends::mail
