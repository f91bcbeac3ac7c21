#include "mail/curl_stream.hpp"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

namespace amends::mail {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t block = 16 * 1024;            // one TLS record
constexpr std::size_t most_received = 1024 * 1024;  // kept while writing

tl::unexpected<base::Error> broken(std::string message) {
    return base::failure(base::Fault::mail_server, base::Retry::later, std::move(message));
}

}  // namespace

CurlStream::CurlStream(CurlHandle handle, std::vector<std::string> lines, int socket)
    : handle_(std::move(handle)), lines_(std::move(lines)), socket_(handle_.multi().loop(), socket) {}

base::Result<std::unique_ptr<ports::ByteStream>> CurlStream::make(CurlHandle handle, std::vector<std::string> lines) {
    curl_socket_t socket = CURL_SOCKET_BAD;
    curl_easy_getinfo(handle.get(), CURLINFO_ACTIVESOCKET, &socket);
    const int copy = socket == CURL_SOCKET_BAD ? -1 : fcntl(socket, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) {
        return broken("The connection to the mail server was lost right after the login.");
    }
    std::unique_ptr<CurlStream> stream(new CurlStream(std::move(handle), std::move(lines), copy));
    // Until the first use curl counts the connection as idle, and a later connect may close it for its age.
    if (auto received = stream->receive(); !received) {
        return tl::unexpected<base::Error>(std::move(received.error()));
    }
    return std::unique_ptr<ports::ByteStream>(std::move(stream));
}

// Takes what is there without waiting. TLS may hold bytes that the socket does not show: so this comes before any wait.
base::Status CurlStream::receive() {
    std::array<char, block> bytes{};
    std::size_t length = 0;
    if (handle_.get() == nullptr) {
        return broken("The connection is closed.");
    }
    const CURLcode code = curl_easy_recv(handle_.get(), bytes.data(), bytes.size(), &length);
    if (code == CURLE_AGAIN) {
        return {};
    }
    if (code != CURLE_OK) {
        return broken("The connection to the mail server was lost.");
    }
    ended_ = length == 0;
    received_.append(bytes.data(), length);
    return {};
}

// False when `until` has passed.
asio::awaitable<bool> CurlStream::ready(bool to_read, bool to_write, steady_clock::time_point until) {
    using asio::experimental::as_tuple;
    using asio::posix::descriptor_base;
    using asio::experimental::awaitable_operators::operator||;
    constexpr auto tuple = as_tuple(asio::use_awaitable);
    asio::steady_timer timer(handle_.multi().loop(), until);
    if (to_read && to_write) {
        co_await (timer.async_wait(tuple) || socket_.async_wait(descriptor_base::wait_read, tuple) ||
                  socket_.async_wait(descriptor_base::wait_write, tuple));
    } else {
        co_await (timer.async_wait(tuple) ||
                  socket_.async_wait(to_write ? descriptor_base::wait_write : descriptor_base::wait_read, tuple));
    }
    co_return steady_clock::now() < until;
}

ports::Task<std::string> CurlStream::read(std::chrono::milliseconds within) {
    const auto until = steady_clock::now() + within;
    for (;;) {
        if (received_.empty() && !ended_) {
            if (auto received = receive(); !received) {
                co_return tl::unexpected<base::Error>(std::move(received.error()));
            }
        }
        if (!received_.empty() || ended_) {
            co_return std::exchange(received_, {});
        }
        if (within <= std::chrono::milliseconds::zero()) {
            co_return base::failure(base::Fault::answer_is_no, base::Retry::later, "Nothing has come.");
        }
        if (!co_await ready(true, false, until)) {
            co_return broken("The mail server did not answer in time.");
        }
    }
}

// Both sides may be stuck with full buffers; so what the server says meanwhile is taken in. A block that TLS has begun
// is offered again as it was.
ports::Task<void> CurlStream::write(std::string_view bytes, std::chrono::milliseconds within) {
    auto until = steady_clock::now() + within;
    while (!bytes.empty()) {
        std::size_t length = 0;
        const CURLcode code = handle_.get() == nullptr
                                  ? CURLE_SEND_ERROR
                                  : curl_easy_send(handle_.get(), bytes.data(), std::min(bytes.size(), block), &length);
        if (code == CURLE_OK && length > 0) {
            bytes.remove_prefix(length);
            until = steady_clock::now() + within;
            continue;
        }
        if (code != CURLE_OK && code != CURLE_AGAIN) {
            co_return broken("The connection to the mail server was lost.");
        }
        const bool has_room = received_.size() < most_received && !ended_;
        if (has_room) {
            const auto before = received_.size();
            if (auto received = receive(); !received) {
                co_return received;
            }
            if (received_.size() != before) {
                continue;
            }
        }
        if (!co_await ready(has_room && !ended_, true, until)) {
            co_return broken("The mail server did not take what was sent in time.");
        }
    }
    co_return base::Status{};
}

void CurlStream::close() {
    asio::error_code ignored;
    socket_.close(ignored);
    handle_.close();
}

}  // namespace amends::mail
