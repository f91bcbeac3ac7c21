#pragma once
// What a FETCH response says of one message (RFC 3501 7.4.2). Pure.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "mail/imap_parse.hpp"
#include "ports/mailbox.hpp"

namespace amends::mail {

struct FetchedMessage {
    ports::Uid uid = 0;  ///< 0 where the server did not say
    std::optional<std::vector<std::string>> flags;
    std::optional<base::Instant> internal_date;
    std::uint32_t size = 0;
    std::string thread;  ///< X-GM-THRID or THREADID, with which of the two it is; empty where the server gave none
    std::optional<std::string> section;  ///< the bytes of BODY[...], "" for NIL
};

/// Nothing where the response is no FETCH, or one that cannot be read.
std::optional<FetchedMessage> read_fetch(ImapResponse& response);
/// "17-Jul-1996 02:44:25 -0700", the day with a leading space or not.
std::optional<base::Instant> parse_internal_date(std::string_view text);

}  // namespace amends::mail
