#pragma once
// Streams made by libcurl's CURLOPT_CONNECT_ONLY on the one loop: curl does TCP, proxy, TLS or STARTTLS and SASL, we
// speak the protocol. Certificates are always verified, TLS is at least 1.2, a connection without TLS is never used,
// and the SASL mechanism is always named, so that no secret goes out in a form that was not asked for; an IMAP server
// that has none at all gets a password by LOGIN. A link that has died is noticed within two minutes. The connector may
// be destroyed before its streams.
#include <asio/io_context.hpp>
#include <chrono>
#include <memory>

#include "mail/connector.hpp"

namespace amends::mail {

class CurlMulti;

class CurlConnector final : public Connector {
public:
    /// `within` covers everything from the name lookup to the end of the login.
    explicit CurlConnector(asio::io_context& loop, std::chrono::milliseconds within = std::chrono::seconds{60});
    CurlConnector(const CurlConnector&) = delete;
    CurlConnector& operator=(const CurlConnector&) = delete;
    ~CurlConnector() override;

    ports::Task<std::unique_ptr<ports::ByteStream>> connect(Endpoint endpoint, std::string secret) override;

private:
    // Shared with every stream: curl's handle of a connection must stay in its multi for as long as the connection
    // lives.
    std::shared_ptr<CurlMulti> multi_;
    std::chrono::milliseconds within_;
};

}  // namespace amends::mail
