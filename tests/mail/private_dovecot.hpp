#pragma once
// A Dovecot of the test's own (tests/servers/dovecot.sh) on free loopback ports in a temporary directory. It is killed
// with its whole process group, and the directory removed, when the object goes.
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "mail/account.hpp"

namespace amends::mail {

class PrivateDovecot {
public:
    static bool installed();

    /// `extra` is read after all other configuration. Throws std::runtime_error where it does not come up.
    explicit PrivateDovecot(const std::string& extra = "");
    PrivateDovecot(const PrivateDovecot&) = delete;
    PrivateDovecot& operator=(const PrivateDovecot&) = delete;
    ~PrivateDovecot();

    [[nodiscard]] Endpoint endpoint(const std::string& user, Security security = Security::tls,
                                    Mechanism mechanism = Mechanism::plain) const;
    /// Every user has it.
    [[nodiscard]] static std::string password() { return "secret"; }
    /// A bearer token that is good until `valid` from now; an expired one where that is negative.
    [[nodiscard]] std::string token(const std::string& user, std::chrono::seconds valid) const;
    /// Kills it at once, connections and all.
    void kill();

private:
    void start();
    void wait_for_greeting() const;

    std::filesystem::path directory_;
    int imap_ = 0;
    int imaps_ = 0;
    int lmtp_ = 0;
    int sasl_ = 0;
    pid_t process_ = -1;
};

}  // namespace amends::mail
