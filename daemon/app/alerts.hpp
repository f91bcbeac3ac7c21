#pragma once
// [ALERT] texts of a mail server must be shown to the user (RFC 3501 7.1).
#include <string>

#include "ports/mailbox.hpp"
#include "ports/notifier.hpp"

namespace amends::app {

/// Tells what has come since the last call; also of a conversation that has failed.
void tell_alerts(ports::Notifier& notifier, const std::string& account, ports::Mailbox& mailbox);

}  // namespace amends::app
