#pragma once
// What the header fields of a message give to its facts.
#include "base/mail.hpp"
#include "message/fields.hpp"

namespace amends::message {

/// Everything but what needs the body; of `protection`, `read_receipt` and `feedback_report` what the top Content-Type
/// says.
base::MessageFacts facts_of_header(const Fields& fields);

/// True where a mail system rather than a person sent it: null return path, MAILER-DAEMON, a failed-recipients field.
bool is_from_mail_system(const Fields& fields, const base::MessageFacts& facts);

}  // namespace amends::message
