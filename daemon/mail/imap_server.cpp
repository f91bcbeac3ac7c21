#include <asio/this_coro.hpp>
#include <utility>

#include "mail/imap_mailbox.hpp"
#include "mail/log_in.hpp"

namespace amends::mail {
ports::Task<std::unique_ptr<ports::Mailbox>> ImapServer::connect() {
    auto stream = co_await log_in(settings_.imap, connector_, credentials_, false);
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
