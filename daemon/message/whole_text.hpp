#pragma once
// A letter's whole text, quotes and signature included, as a review reads it.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mail.hpp"
#include "base/result.hpp"

namespace amends::message {

struct WholeText {
    std::string subject;
    std::string text;  ///< UTF-8, LF, unflowed, HTML made plain; empty when encrypted
    std::vector<base::Address> to, cc, bcc;
    std::optional<base::Instant> date;
    bool encrypted = false;
};

/// CRLF or LF, any bytes. An Error only where GMime or memory fails.
base::Result<WholeText> read_whole_text(std::string_view bytes);

}  // namespace amends::message
