#pragma once
// The login that IMAP and SMTP have in common.
#include <memory>

#include "mail/connector.hpp"

namespace amends::mail {

/// A stream that is logged in to `endpoint`. A refused secret is asked for anew once (`renew`: at once): a token may
/// have expired, a password may have been changed. The same secret is not offered twice: servers lock accounts over
/// that. The arguments outlive the task.
ports::Task<std::unique_ptr<ports::ByteStream>> log_in(const Endpoint& endpoint, Connector& connector,
                                                       Credentials& credentials, bool renew);

}  // namespace amends::mail
