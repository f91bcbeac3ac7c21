#pragma once
// A Dovecot of the test's own (tests/servers/dovecot.sh) on free loopback ports.
#include <chrono>
#include <filesystem>
#include <string>

#include "mail/account.hpp"
#include "tests/mail/private_server.hpp"

namespace amends::mail {

class PrivateDovecot {
public:
    static bool installed();

    /// `extra` is read after all other configuration. Throws std::runtime_error where it does not come up.
    explicit PrivateDovecot(const std::string& extra = "");

    [[nodiscard]] Endpoint endpoint(const std::string& user, Security security = Security::tls,
                                    Mechanism mechanism = Mechanism::plain) const;
    /// Every user has it.
    [[nodiscard]] static std::string password() { return "secret"; }
    /// A bearer token that is good until `valid` from now; an expired one where that is negative.
    [[nodiscard]] std::string token(const std::string& user, std::chrono::seconds valid) const;
    /// Kills it at once, connections and all.
    void kill() { server_.kill(); }

    // For a Postfix beside it.
    [[nodiscard]] int lmtp_port() const { return server_.ports().at(2); }
    [[nodiscard]] int sasl_port() const { return server_.ports().at(3); }
    [[nodiscard]] std::filesystem::path tls_directory() const { return server_.directory() / "tls"; }

private:
    PrivateServer server_;
};

}  // namespace amends::mail
