#pragma once
// Reads a message: bytes in, facts out. Survives any bytes, with bounded time and memory (bounds.hpp); the result is
// the same for the same bytes. GMime is started by the first call.
#include <string_view>

#include "base/mail.hpp"
#include "base/result.hpp"
#include "message/patterns.hpp"

namespace amends::message {

/// CRLF or LF. An Error only where GMime or memory fails; a message that is nonsense gives facts that say little.
base::Result<base::MessageFacts> read(std::string_view bytes, const Patterns& patterns = Patterns::shipped());

/// The same from the header block alone: no text, report, calendar, language or return date.
base::Result<base::MessageFacts> read_head(std::string_view header, const Patterns& patterns = Patterns::shipped());

}  // namespace amends::message
