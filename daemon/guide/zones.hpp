#pragma once
// What of a text is the writer's own prose. Nothing is cut: what does not belong is overwritten, so that an offset in a
// zone is an offset in the text (a fix that lands one byte off is worse than none).
#include <cstddef>
#include <string>
#include <string_view>

namespace amends::guide {

/// The text in layers, each of the same length as the original and with the same offsets: what does not belong is
/// overwritten with spaces. Line ends stay, and an HTML tag that ends a block becomes one.
struct Zones {
    /// The writer's own prose: no quoted mail, attribution lines, forwarded blocks, signature, legal footer, links,
    /// code, HTML tags, inline quotations (of at most 300 bytes).
    std::string own;
    std::string with_quotations;  ///< the same, inline quotations kept
};

/// Linear in the length of `text`, which may hold any bytes.
Zones read_zones(std::string_view text);

/// Where, in a mail that is being written, the first attribution line, quote, enclosed mail or signature begins; the
/// text's size where there is none.
std::size_t end_of_own_text(std::string_view text);

}  // namespace amends::guide
