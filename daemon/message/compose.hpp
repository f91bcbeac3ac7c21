#pragma once
// Writes a message: values in, final bytes out, CRLF. The same Draft gives the same bytes: no clock, no random
// boundary. Control characters in names and subjects become spaces; an address, a Message-ID or a text that is not what
// it should be is refused. No X- field, no User-Agent, no Bcc.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mail.hpp"
#include "base/result.hpp"

namespace amends::message {

struct Draft {
    base::Address from;
    std::vector<base::Address> to;
    std::vector<base::Address> cc;
    std::string subject;
    base::Instant date;
    std::int64_t utc_offset = 0;  ///< seconds east of UTC, whole minutes
    base::MessageId message_id;
    std::optional<base::MessageId> in_reply_to;
    std::vector<base::MessageId> references;  ///< oldest first; in_reply_to is added where it is not the last
    std::string text;                         ///< UTF-8, LF
    bool auto_generated = false;              ///< RFC 3834: sent without a human's hand
    bool utf8_headers = false;                ///< RFC 6532, for addresses whose local part is not ASCII
};

base::Result<std::string> compose(const Draft& draft);

/// The address as SMTP and header fields carry it: its domain in ASCII (RFC 5890), its local part as it is.
base::Result<std::string> mailbox_on_the_wire(const std::string& mailbox);

/// One "Re: " before the subject, whatever reply prefixes ("AW:", "SV:", "Re[2]:" …) it has.
std::string reply_subject(std::string_view subject);
/// The subject without its reply prefixes.
std::string base_subject(std::string_view subject);

}  // namespace amends::message
