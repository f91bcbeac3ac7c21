#include "mail/log_in.hpp"

#include "mail/credentials.hpp"

namespace amends::mail {

ports::Task<std::unique_ptr<ports::ByteStream>> log_in(const Endpoint& endpoint, Connector& connector,
                                                       Credentials& credentials, bool renew) {
    auto secret = co_await credentials.secret(renew);
    if (!secret) {
        co_return tl::unexpected<base::Error>(std::move(secret.error()));
    }
    auto stream = co_await connector.connect(endpoint, *secret);
    if (!stream && stream.error().retry == base::Retry::after_change && !renew) {
        auto fresh = co_await credentials.secret(true);
        if (fresh && *fresh != *secret) {
            stream = co_await connector.connect(endpoint, *fresh);
        }
        if (fresh) {
            wipe(*fresh);
        }
    }
    wipe(*secret);
    co_return stream;
}

}  // namespace amends::mail
