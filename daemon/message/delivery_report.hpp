#pragma once
// What a mail system says about the delivery of a message: RFC 3464 however broken, or a server's own words.
#include <optional>
#include <string>
#include <string_view>

#include "base/mail.hpp"
#include "message/fields.hpp"
#include "message/parts.hpp"
#include "message/patterns.hpp"

namespace amends::message {

struct ReadReport {
    base::DeliveryReport report;
    std::string returned;  ///< the message given back as plain words; empty where it is none
};

/// Nothing where the message is no report. A status part counts within a multipart/report, elsewhere only where a mail
/// system is the sender: a person may attach one. Words count only from a mail system, and never when quoted.
std::optional<ReadReport> read_delivery_report(const Fields& header, const base::MessageFacts& facts,
                                               const Parts& parts, const Patterns& patterns);

/// True where newly written words hold the header of a message and a code of failure: a gateway that writes as people
/// do, or a client who answers and tells of a bounce. Nobody can know which.
bool gives_a_letter_back(std::string_view text);

}  // namespace amends::message
