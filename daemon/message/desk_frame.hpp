#pragma once
// The programs of help desks send what a person writes with their own lines around it: "please type your reply above
// this line", who writes and when, earlier comments, whose service it is. None of them is the person's.
#include <optional>
#include <string>
#include <string_view>

#include "message/fields.hpp"
#include "message/patterns.hpp"

namespace amends::message {

/// The words within such a frame; nothing where the text has none.
std::optional<std::string> within_frame(std::string_view text, const Patterns& patterns);

/// True where a field of the header is such a program's.
bool is_desk_header(const Fields& fields, const Patterns& patterns);

}  // namespace amends::message
