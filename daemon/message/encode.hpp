#pragma once
// Writes header values and text so that every mail program reads them: RFC 2047, RFC 2045, folding. Deterministic.
#include <string>
#include <string_view>

namespace amends::message {

/// Unstructured text (a subject) for a header field; encoded words only where plain ASCII would not do.
std::string encode_words(std::string_view text);

/// A display name: as it stands, quoted, or as encoded words.
std::string encode_name(std::string_view name);

/// "Name: value" CRLF, broken at spaces so that lines stay within 78 bytes where the value allows it.
std::string folded(std::string_view name, std::string_view value);

/// RFC 2045 6.7 of a text with LF; lines end in CRLF. Spaces at line ends, "From " and a lone dot are encoded too.
std::string quoted_printable(std::string_view text);

}  // namespace amends::message
