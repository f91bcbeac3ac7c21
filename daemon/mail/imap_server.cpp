#include <asio/this_coro.hpp>
#include <cstring>
#include <utility>

#include "mail/imap_mailbox.hpp"

namespace amends::mail {
namespace {

void wipe(std::string& secret) {
    explicit_bzero(secret.data(), secret.size());
    secret.clear();
}

}  // namespace

// A refused secret is asked for anew once: a token may have expired, a password may have been changed in the keyring.
// The same secret is not offered twice; that would only bring the account nearer to being locked.
ports::Task<std::unique_ptr<ports::ByteStream>> ImapServer::log_in() {
    auto secret = co_await credentials_.secret(false);
    if (!secret) {
        co_return tl::unexpected<base::Error>(std::move(secret.error()));
    }
    auto stream = co_await connector_.connect(settings_.imap, *secret);
    if (stream || stream.error().retry != base::Retry::after_change) {
        wipe(*secret);
        co_return stream;
    }
    auto renewed = co_await credentials_.secret(true);
    const bool same = renewed && *renewed == *secret;
    wipe(*secret);
    if (!renewed || same) {
        co_return stream;
    }
    auto again = co_await connector_.connect(settings_.imap, *renewed);
    wipe(*renewed);
    co_return again;
}

ports::Task<std::unique_ptr<ports::Mailbox>> ImapServer::connect() {
    auto stream = co_await log_in();
    if (!stream) {
        co_return tl::unexpected<base::Error>(std::move(stream.error()));
    }
    // GCC 12 copies an aggregate's bytes, not the aggregate, where it is made within an expression that awaits.
    const auto executor = co_await asio::this_coro::executor;
    MailboxSettings settings{
        .folders = settings_.folders, .poll_every = settings_.poll_every, .idle_renew = settings_.idle_renew};
    auto mailbox = std::make_unique<ImapMailbox>(executor, std::move(*stream), std::move(settings));
    if (auto begun = co_await mailbox->begin(); !begun) {
        co_return tl::unexpected<base::Error>(std::move(begun.error()));
    }
    co_return std::unique_ptr<ports::Mailbox>(std::move(mailbox));
}

}  // namespace amends::mail
