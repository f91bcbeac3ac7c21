// ImapSession's IDLE (RFC 2177).
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

#include "mail/imap_session.hpp"
#include "mail/login_failure.hpp"

namespace amends::mail {

using std::chrono::steady_clock;

ports::Task<ImapSession::IdleEnd> ImapSession::idle(asio::steady_timer& timer) {
    using asio::experimental::as_tuple;
    using asio::experimental::awaitable_operators::operator||;
    const auto tag = next_tag();
    if (auto written = co_await write(tag + " IDLE\r\n"); !written) {
        co_return tl::unexpected<base::Error>(std::move(written.error()));
    }
    const auto until = steady_clock::now() + deadlines_.silence;
    for (bool begun = false; !begun;) {
        auto response = co_await next(until);
        if (!response) {
            co_return tl::unexpected<base::Error>(std::move(response.error()));
        }
        begun = response->kind == ImapResponse::Kind::continuation;
        if (response->kind == ImapResponse::Kind::tagged) {
            if (auto absorbed = absorb_status(*response); !absorbed) {
                co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
            }
            co_return IdleEnd::refused;
        }
        if (auto absorbed = absorb(*response, {}); !absorbed) {
            co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
        }
    }
    // Whoever always has something to say must not talk the timer down.
    const auto timed_out = [&timer] { return timer.expiry() <= steady_clock::now(); };
    while (!news_ && !timed_out()) {
        auto response = reader_.next();
        if (!response) {
            co_return end(std::move(response.error()));
        }
        if (*response && (*response)->kind == ImapResponse::Kind::tagged) {
            co_return end({base::Fault::mail_server, base::Retry::later,
                           "The mail server stopped watching the folder: " + shown((*response)->text)});
        }
        if (*response) {
            if (auto absorbed = absorb(**response, {}); !absorbed) {
                co_return tl::unexpected<base::Error>(std::move(absorbed.error()));
            }
            continue;
        }
        co_await (fill(deadlines_.idle_silence) || timer.async_wait(as_tuple(asio::use_awaitable)));
        if (ended_) {
            co_return tl::unexpected<base::Error>(*ended_);
        }
    }
    if (auto written = co_await write("DONE\r\n"); !written) {
        co_return tl::unexpected<base::Error>(std::move(written.error()));
    }
    auto done = co_await replies(std::vector<std::string>(1, tag), {});
    if (!done) {
        co_return tl::unexpected<base::Error>(std::move(done.error()));
    }
    co_return news_ ? IdleEnd::news : IdleEnd::timer;
}

}  // namespace amends::mail
