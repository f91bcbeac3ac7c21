#pragma once
// The MIME tree of one message, reduced to what the facts need. Attachments and messages within the message are not
// taken for its own words; of an enclosed message only the header is kept.
#include <optional>
#include <string>
#include <vector>

#include "base/mail.hpp"
#include "message/fields.hpp"

namespace amends::message {

struct Parts {
    std::string text;                          ///< UTF-8, LF, unflowed, HTML made plain; quotes and signature still in
    std::string attached_text;                 ///< of plain attachments, for the headers that a report may attach
    std::string type;                          ///< of the whole message, lower case: "multipart/report"
    std::string report_type;                   ///< "delivery-status", lower case
    std::vector<std::string> delivery_status;  ///< decoded content of each status part
    std::optional<Fields> returned_header;     ///< of the first message enclosed
    bool read_receipt = false;
    std::string disposition;  ///< of the first disposition notification (RFC 8098)
    bool feedback_report = false;
    std::string feedback;  ///< of the first feedback report (RFC 5965)
    std::string calendar_method;
    base::Protection protection = base::Protection::none;
};

/// `header` is the message's own, `body` what follows it, both already bounded.
Parts read_parts(const Fields& header, const std::string& body);

}  // namespace amends::message
