#pragma once
// One message over one logged-in SMTP stream, up to the reply to the dot. The report tells by the exact place of the
// conversation where it ended what became of the message (DESIGN section 5, "Doing a thing once"):
// before the dot is written nothing is handed over, whatever happens; after it only a complete reply decides, and
// everything else is unknown. The dot is a write of its own, right after the last look.
#include <chrono>

#include "ports/byte_stream.hpp"
#include "ports/transport.hpp"

namespace amends::mail {

/// RFC 5321 4.5.3.2.
struct SmtpLimits {
    std::chrono::milliseconds command = std::chrono::minutes{5};
    std::chrono::milliseconds data = std::chrono::minutes{2};
    std::chrono::milliseconds block = std::chrono::minutes{3};
    std::chrono::milliseconds dot = std::chrono::minutes{10};
    std::chrono::milliseconds farewell = std::chrono::seconds{1};
};

struct SmtpEnd {
    ports::HandoverReport report;
    bool dot_written = false;  ///< at least tried
    bool login_lost = false;   ///< the server no longer takes this login (530, 535): a new token may help
};

/// Says QUIT where the conversation allows it, without waiting for the answer, and closes the stream in any case.
asio::awaitable<SmtpEnd> hand_over(ports::ByteStream& stream, const ports::Envelope& envelope, const std::string& bytes,
                                   ports::LastLook last_look, SmtpLimits limits);

}  // namespace amends::mail
