#pragma once
// What a message's own words say about nobody's having written it: many automatic replies carry no header that tells.
#include <string>
#include <string_view>

#include "base/mail.hpp"
#include "message/patterns.hpp"

namespace amends::message {

/// By the subject and what was newly written; with an empty text by the subject alone.
base::AutomaticNote automatic_note(std::string_view subject, std::string_view text, const Patterns& patterns);

/// The first address that the text names to write to instead; empty where it names none.
std::string stand_in(std::string_view text, const Patterns& patterns);

}  // namespace amends::message
