#pragma once
// Hands one message to the account's submission server, and tells exactly what became of it.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "ports/task.hpp"

namespace amends::ports {

struct Envelope {
    std::string sender;                   ///< mailbox; never empty
    std::vector<std::string> recipients;  ///< mailboxes; every one must be accepted before the body goes out
    std::string envelope_id;              ///< RFC 3461 ENVID where the server offers DSN; "" for none
};

enum class Handover {
    sent,      ///< a complete 2xx reply to the dot
    refused,   ///< a complete 5xx reply that no retry can mend
    not_sent,  ///< surely nothing was handed over
    unknown,   ///< the dot may be out and no complete reply came back
};

struct HandoverReport {
    Handover what = Handover::not_sent;
    base::Retry retry = base::Retry::later;
    std::string detail;  ///< for the journal: the phase and the server's code; no addresses
    std::string reply;   ///< the server's own last words
    std::vector<std::pair<std::string, std::string>> refused_recipients;  ///< mailbox, reply
};

/// Called after the body and before the dot. True means: nothing stands against it and `committing` is durable: the dot
/// goes out at once. False or an Error drops the connection: nothing was sent.
using LastLook = std::function<Task<bool>()>;

class Transport {
public:
    virtual ~Transport() = default;
    /// `bytes`: the final message, CRLF, Bcc absent. Both arguments are kept alive by the caller.
    virtual asio::awaitable<HandoverReport> send(const Envelope& envelope, const std::string& bytes,
                                                 LastLook last_look) = 0;
};

}  // namespace amends::ports
