#pragma once
// HTML as plain text, well enough for reading a client's last words and telling the language: lines and paragraphs,
// entities, quoted blocks as "> " lines. No layout, no links, no scripts. Linear in its input.
#include <string>
#include <string_view>

namespace amends::message {

/// UTF-8 in, UTF-8 out, LF.
std::string plain_from_html(std::string_view html);

}  // namespace amends::message
