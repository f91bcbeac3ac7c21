#pragma once
// ports::Transport over SMTP submission: secret, connection and login, then smtp_session. A login that no longer holds
// (an expired token) is renewed once and the hand-over begun anew, but never after the dot.
#include <memory>

#include "mail/account.hpp"
#include "mail/connector.hpp"
#include "mail/smtp_session.hpp"
#include "ports/transport.hpp"

namespace amends::mail {

class SmtpTransport final : public ports::Transport {
public:
    /// Connector and credentials outlive the transport.
    SmtpTransport(AccountSettings account, Connector& connector, Credentials& credentials, SmtpLimits limits = {});

    asio::awaitable<ports::HandoverReport> send(const ports::Envelope& envelope, const std::string& bytes,
                                                ports::LastLook last_look) override;

private:
    AccountSettings account_;
    Connector& connector_;
    Credentials& credentials_;
    SmtpLimits limits_;
    bool renew_next_ = false;  // the last login was lost where no second attempt was allowed
};

}  // namespace amends::mail
