#pragma once
// Makes logged-in streams. The implementation is libcurl's CURLOPT_CONNECT_ONLY on the one loop; tests script their
// own.
#include <memory>
#include <string>

#include "mail/account.hpp"
#include "ports/byte_stream.hpp"

namespace amends::mail {

class Connector {
public:
    virtual ~Connector() = default;
    /// TCP, proxy, TLS or STARTTLS with a verified certificate, and SASL. The Error tells a refused login that a person
    /// must mend (after_change) from one that passes (later), by the server's own words.
    virtual ports::Task<std::unique_ptr<ports::ByteStream>> connect(Endpoint endpoint, std::string secret) = 0;
};

/// Gives the secret for one endpoint. `renew` asks anew even where one is remembered (an expired token).
class Credentials {
public:
    virtual ~Credentials() = default;
    virtual ports::Task<std::string> secret(bool renew) = 0;
};

}  // namespace amends::mail
