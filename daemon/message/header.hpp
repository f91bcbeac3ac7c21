#pragma once
// What the header fields of a message give to its facts.
#include "base/mail.hpp"
#include "message/fields.hpp"
#include "message/patterns.hpp"

namespace amends::message {

/// Everything but what needs the body; of `protection`, `read_receipt` and `feedback_report` what the top Content-Type
/// says.
base::MessageFacts facts_of_header(const Fields& fields);

enum class Sender {
    mail_system,  ///< it says so of itself
    null_path,    ///< what must not be answered: a mail system or an automatic reply
    somebody,
};
Sender sender_of(const Fields& fields, const base::MessageFacts& facts, const Patterns& patterns);

/// A complaint of a provider that does not use RFC 5965.
bool is_old_complaint(const base::MessageFacts& facts);

/// True where nobody reads what is answered: a no-reply address, or a field that only mail to many bears.
bool is_from_nobody(const Fields& fields, const base::MessageFacts& facts, const Patterns& patterns);

/// True where the header looks like a mail system's, so that the whole has to be read: a report names the letter only
/// inside. Whatever read() takes for a delivery report is among these, and a complaint where it is one by its own type,
/// not by a part within another mail.
bool may_be_report(const Fields& fields, const base::MessageFacts& facts, const Patterns& patterns);

}  // namespace amends::message
