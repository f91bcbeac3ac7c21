#pragma once
// Which message a report of any kind is about: what its parts name, what they enclose, and last what its own header
// answers.
#include <string_view>

#include "base/mail.hpp"
#include "message/fields.hpp"
#include "message/parts.hpp"

namespace amends::message {

/// Only for reports, complaints and receipts: what a person encloses is no business of theirs. `returned` is the
/// message that a report gives back as plain words.
base::ReportedMessage reported_message(const Fields& header, const base::MessageFacts& facts, const Parts& parts,
                                       std::string_view returned);

}  // namespace amends::message
