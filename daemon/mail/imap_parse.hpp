#pragma once
// IMAP responses (RFC 3501 section 9), server to client: bytes in, whole responses out. Pure and incremental. The
// server is not trusted: every length, depth and number of parts has a limit, and what breaks one is an Error, after
// which the reader must not be used again. Free text is never read as syntax.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace amends::mail {

struct ImapLimits {
    std::size_t line = 8u << 20;  ///< without literals; a SEARCH of a million messages fits
    std::size_t literal = 64u << 20;
    std::size_t response = 72u << 20;  ///< a whole response with its literals
    std::size_t depth = 40;            ///< of nested lists
    std::size_t values = 20'000;       ///< in one response
};

struct ImapValue {
    enum class Kind { nil, atom, string, list };
    Kind kind = Kind::nil;
    std::string text;              ///< of an atom or a string
    std::vector<ImapValue> items;  ///< of a list
};

/// a to z become A to Z: what IMAP's words are compared in.
std::string upper_ascii(std::string_view text);
/// The atom's or string's text read as a number; nothing where it is none.
std::optional<std::uint64_t> number_of(const ImapValue& value);

struct ImapResponse {
    enum class Kind { continuation, untagged, tagged };
    Kind kind = Kind::untagged;
    std::string tag;                      ///< tagged only
    std::string name;                     ///< upper case: "OK", "BYE", "EXISTS", "FETCH"; empty for a continuation
    std::optional<std::uint64_t> number;  ///< the 12 of "* 12 EXISTS"
    std::string code;                     ///< upper case: the ALERT of "* OK [ALERT] text"
    std::vector<ImapValue> code_values;   ///< what follows the code within the brackets
    std::string text;                     ///< for people: of status responses and continuations
    std::vector<ImapValue> values;        ///< of all other responses
    std::vector<std::uint32_t> numbers;   ///< of SEARCH only

    /// OK, NO, BAD, BYE or PREAUTH.
    [[nodiscard]] bool is_status() const;
};

class ImapReader {
public:
    explicit ImapReader(ImapLimits limits = {}) : limits_(limits) {}
    void feed(std::string_view bytes) { buffer_ += bytes; }
    /// The next whole response; nothing where more bytes are needed.
    base::Result<std::optional<ImapResponse>> next();

private:
    base::Result<bool> whole();

    ImapLimits limits_;
    std::string buffer_;
    std::size_t line_start_ = 0;  // of the line that is being scanned; a response has one more line than literals
    std::size_t scanned_ = 0;     // no line ends before this
    std::size_t end_ = 0;         // of the whole response
    std::size_t lines_ = 0;       // bytes of lines, without literals
};

}  // namespace amends::mail
