#pragma once
// The Mustache tags of a text, in order. kainjow's renderer shows nothing for a missing name, so what a text needs is
// found here, before it renders.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace amends::guide {

enum class TagKind { variable, section, inverted, close };

struct Tag {
    TagKind kind = TagKind::variable;
    std::string name;
    std::size_t at = 0;  ///< byte offset of its "{{"
};

/// What is wrong with a text and where.
struct TagError {
    std::string what;
    std::size_t at = 0;
};

/// Sections are properly nested in what is returned; comments are left out.
tl::expected<std::vector<Tag>, TagError> read_tags(std::string_view text);

}  // namespace amends::guide
