// Beginning and waiting; folders, their state and messages are in imap_folders, imap_folder_state and imap_messages.
#include "mail/imap_mailbox.hpp"

#include <asio/experimental/as_tuple.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

#include "mail/modified_utf7.hpp"

namespace amends::mail {
namespace {

using base::Fault;
using base::Retry;
using std::chrono::steady_clock;

}  // namespace

ImapMailbox::ImapMailbox(const asio::any_io_executor& executor, std::unique_ptr<ports::ByteStream> stream,
                         MailboxSettings settings, ImapDeadlines deadlines, ImapLimits limits)
    : session_(std::move(stream), deadlines, limits), settings_(std::move(settings)), wake_(executor) {}

base::Result<std::string> ImapMailbox::wire_name(const std::string& folder) const {
    if (const auto known = wire_names_.find(folder); known != wire_names_.end()) {
        return known->second;
    }
    if (auto wire = to_modified_utf7(folder)) {
        return std::move(*wire);
    }
    return base::failure(Fault::wrong_use, Retry::never, "A folder name holds a control character or is not UTF-8.");
}

tl::unexpected<base::Error> ImapMailbox::refused(const ImapReply& reply, const std::string& what) {
    auto error = imap_failure(reply, what);
    if (error.retry == Retry::later) {
        return session_.end(std::move(error));
    }
    return tl::unexpected<base::Error>(std::move(error));
}

tl::unexpected<base::Error> ImapMailbox::sent_too_much() {
    return session_.end({Fault::mail_server, Retry::later, "The mail server sent more than was asked for."});
}

ports::Task<void> ImapMailbox::begin() {
    session_.hear_greeting();
    auto asked = co_await session_.run(ImapWriter("CAPABILITY").finish());
    if (!asked) {
        co_return tl::unexpected<base::Error>(std::move(asked.error()));
    }
    if (!asked->ok()) {
        co_return refused(*asked, "say what it can do");
    }
    std::vector<ImapCommand> commands;
    const auto add = [&](ImapWriter writer) {
        if (auto command = writer.finish()) {
            commands.push_back(std::move(*command));
        }
    };
    if (session_.has("ID")) {
        add(ImapWriter("ID").raw(R"(("name" "amends"))"));
    }
    if (session_.has("NAMESPACE")) {
        add(ImapWriter("NAMESPACE"));
    }
    if (session_.has("ENABLE") && session_.has("CONDSTORE")) {
        add(ImapWriter("ENABLE").raw("CONDSTORE"));
    }
    if (commands.empty()) {
        co_return base::Status{};
    }
    // A refusal of any of these takes nothing away that the others do not have, too.
    auto replies = co_await session_.run_all(std::move(commands), [this](ImapResponse& response) {
        if (response.name == "NAMESPACE") {
            read_namespaces(response);
        }
    });
    if (!replies) {
        co_return tl::unexpected<base::Error>(std::move(replies.error()));
    }
    co_return base::Status{};
}

ports::Task<ports::Wakeup> ImapMailbox::wait(std::chrono::seconds most) {
    using asio::experimental::as_tuple;
    const auto until = steady_clock::now() + most;
    while (!std::exchange(interrupted_, false)) {
        if (session_.ended()) {
            co_return session_.end({});
        }
        if (session_.take_news()) {
            co_return ports::Wakeup::something_new;
        }
        if (steady_clock::now() >= until) {
            co_return ports::Wakeup::time_up;
        }
        const bool idle = session_.has("IDLE") && !idle_refused_;
        wake_.expires_at(std::min(until, steady_clock::now() + (idle ? settings_.idle_renew : settings_.poll_every)));
        if (idle) {
            auto ended = co_await session_.idle(wake_);
            if (!ended) {
                co_return tl::unexpected<base::Error>(std::move(ended.error()));
            }
            idle_refused_ = *ended == ImapSession::IdleEnd::refused;
            continue;
        }
        co_await wake_.async_wait(as_tuple(asio::use_awaitable));
        if (interrupted_) {
            continue;
        }
        auto reply = co_await session_.run(ImapWriter("NOOP").finish());
        if (!reply) {
            co_return tl::unexpected<base::Error>(std::move(reply.error()));
        }
        if (!reply->ok()) {
            co_return refused(*reply, "look for new messages");
        }
    }
    co_return ports::Wakeup::time_up;
}

// The timer is set to the past, not merely cancelled: a wait that begins only now must end at once, too.
void ImapMailbox::interrupt() {
    interrupted_ = true;
    wake_.expires_at(asio::steady_timer::time_point::min());
}

asio::awaitable<void> ImapMailbox::logout() { co_await session_.logout(); }

}  // namespace amends::mail
