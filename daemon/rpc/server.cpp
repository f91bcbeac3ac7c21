#include "rpc/server.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <asio/co_spawn.hpp>
#include <asio/local/stream_protocol.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <exception>
#include <list>

#include "rpc/request.hpp"

namespace amends::rpc {
namespace {

using asio::local::stream_protocol;

constexpr std::size_t chunk = std::size_t{64} * 1024;
constexpr std::size_t read_aside_from = std::size_t{256} * 1024;  // parsing more than this would hold up the loop
constexpr std::chrono::milliseconds accept_again{200};

std::string too_long() {
    return refusal(
        "A line may have 64 KiB; one with a letter for letters.track or letters.plan may have 32 MiB before encoding.",
        base::Retry::never);
}
std::string too_many() { return refusal("amendsd is busy with other requests. Try again.", base::Retry::later); }

}  // namespace

/// One client. Shared, because a deadline's handler may still be queued when the connection has ended.
struct Connection {
    explicit Connection(stream_protocol::socket the_socket)
        : socket(std::move(the_socket)), deadline(socket.get_executor()) {}

    /// Closes the socket when `within` has passed without another call; the pending operation then ends with an error.
    static void limit(const std::shared_ptr<Connection>& self, std::chrono::milliseconds within) {
        self->deadline.expires_after(within);
        self->deadline.async_wait(
            [weak = std::weak_ptr(self), mine = ++self->limits_set](const asio::error_code& error) {
                const auto alive = weak.lock();
                if (!error && alive && alive->limits_set == mine) alive->close();
            });
    }
    void lift_limit() {
        ++limits_set;
        deadline.cancel();
    }
    void close() {
        asio::error_code ignored;
        socket.close(ignored);
    }

    stream_protocol::socket socket;
    asio::steady_timer deadline;
    std::string received;  ///< bytes beyond the last whole line
    bool busy = false;     ///< a request is being carried out
    bool long_line = false;
    std::size_t limits_set = 0;
    std::size_t last_used = 0;  ///< the server's count of uses at that time
};

struct Server::Parts {
    Parts(asio::io_context& the_loop, Service& the_service, Listener the_listener, ServerLimits the_limits)
        : loop(the_loop),
          service(the_service),
          listener(std::move(the_listener)),
          limits(the_limits),
          acceptor(loop, stream_protocol(), listener.release_fd()),
          ended(loop) {}

    asio::awaitable<void> serve(std::shared_ptr<Connection> connection);
    asio::awaitable<std::optional<std::string>> read_line(std::shared_ptr<Connection> connection);
    asio::awaitable<Request> read_aside(std::string line);
    asio::awaitable<bool> write_line(std::shared_ptr<Connection> connection, std::string line);
    asio::awaitable<void> turn_away(std::shared_ptr<Connection> connection, std::string line);
    void welcome(stream_protocol::socket socket);
    bool make_room();
    void start(const std::shared_ptr<Connection>& connection, asio::awaitable<void> conversation);
    void end(const std::shared_ptr<Connection>& connection);

    asio::io_context& loop;
    Service& service;
    Listener listener;
    ServerLimits limits;
    stream_protocol::acceptor acceptor;
    asio::steady_timer ended;  ///< never expires; cancelled when the last connection has ended
    asio::thread_pool aside{1};
    std::list<std::shared_ptr<Connection>> connections;
    std::size_t long_lines = 0;
    std::size_t uses = 0;
    bool stopping = false;
};

Server::Server(asio::io_context& loop, Service& service, Listener listener, ServerLimits limits)
    : parts_(std::make_unique<Parts>(loop, service, std::move(listener), limits)) {}

Server::~Server() = default;

asio::awaitable<void> Server::run() {
    Parts& parts = *parts_;
    asio::steady_timer pause(parts.loop);
    while (!parts.stopping) {
        asio::error_code error;
        auto socket = co_await parts.acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            parts.welcome(std::move(socket));
        } else if (!parts.stopping) {
            // Out of descriptors, or a client that left in the queue: neither may spin the loop.
            pause.expires_after(accept_again);
            co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
        }
    }
    while (!parts.connections.empty()) {
        asio::error_code cancelled;
        parts.ended.expires_at(asio::steady_timer::time_point::max());
        co_await parts.ended.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    }
}

void Server::stop() {
    parts_->stopping = true;
    asio::error_code ignored;
    parts_->acceptor.close(ignored);
    for (const auto& connection : parts_->connections)
        if (!connection->busy) connection->close();
}

void Server::Parts::welcome(stream_protocol::socket socket) {
    ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);  // Asio's accept leaves it to password commands
    const auto uid = peer_uid(socket.native_handle());
    const bool known = uid && (*uid == ::geteuid() || *uid == 0);
    auto connection = std::make_shared<Connection>(std::move(socket));
    connection->last_used = ++uses;
    const bool room = known && make_room();
    connections.push_back(connection);
    if (!known) {
        start(connection,
              turn_away(connection, refusal("This amendsd answers only to its own user.", base::Retry::never)));
    } else if (!room) {
        start(connection, turn_away(connection, too_many()));
    } else {
        start(connection, serve(connection));
    }
}

bool Server::Parts::make_room() {
    std::size_t open = 0;
    auto longest = connections.end();
    for (auto each = connections.begin(); each != connections.end(); ++each) {
        if (!(*each)->socket.is_open()) continue;
        ++open;
        if (!(*each)->busy && (longest == connections.end() || (*each)->last_used < (*longest)->last_used))
            longest = each;
    }
    if (open < limits.connections) return true;
    if (longest == connections.end()) return false;
    (*longest)->close();
    return true;
}

void Server::Parts::start(const std::shared_ptr<Connection>& connection, asio::awaitable<void> conversation) {
    asio::co_spawn(loop, std::move(conversation), [this, connection](const std::exception_ptr& failure) {
        if (failure) std::rethrow_exception(failure);  // our own bug: out of the loop, to the main that aborts
        end(connection);
    });
}

void Server::Parts::end(const std::shared_ptr<Connection>& connection) {
    if (connection->long_line) --long_lines;
    connection->lift_limit();
    connections.remove(connection);
    if (connections.empty()) ended.cancel();
}

asio::awaitable<void> Server::Parts::turn_away(std::shared_ptr<Connection> connection, std::string line) {
    co_await write_line(connection, std::move(line));
    connection->close();
}

asio::awaitable<void> Server::Parts::serve(std::shared_ptr<Connection> connection) {
    while (!stopping) {
        std::optional<std::string> line = co_await read_line(connection);
        if (!line) break;
        if (line->find_first_not_of(" \t\r") == std::string::npos) continue;
        connection->busy = true;
        connection->lift_limit();
        Request request;
        if (line->size() >= read_aside_from) {
            request = co_await read_aside(std::move(*line));
        } else {
            request = read_request(*line);
        }
        std::string answer = request.refusal;
        if (request.call) {
            const auto result = co_await request.call->method->handler(service, std::move(request.call->arguments));
            if (!request.id.empty()) answer = response(request.id, result);
        }
        bool written = true;
        if (!answer.empty()) written = co_await write_line(connection, std::move(answer));
        connection->busy = false;
        connection->last_used = ++uses;
        if (!written) break;
    }
    connection->close();
}

/// Parses a long line on another thread: the loop has better things to do for that long.
asio::awaitable<Request> Server::Parts::read_aside(std::string line) {
    const auto home = co_await asio::this_coro::executor;
    co_await asio::post(aside, asio::use_awaitable);
    Request request = read_request(line);
    co_await asio::post(home, asio::use_awaitable);
    co_return request;
}

/// The next line without its line feed; nothing when the connection is over.
asio::awaitable<std::optional<std::string>> Server::Parts::read_line(std::shared_ptr<Connection> connection) {
    std::string& received = connection->received;
    std::size_t searched = 0;
    Connection::limit(connection, received.empty() ? limits.idle : limits.line);
    for (;;) {
        if (const std::size_t end = received.find('\n', searched); end != std::string::npos) {
            std::string line = received.substr(0, end);
            received.erase(0, end + 1);
            if (connection->long_line) --long_lines;
            connection->long_line = false;
            co_return line;
        }
        searched = received.size();
        if (searched > most_line && !connection->long_line) {
            if (!may_be_long(received)) {
                co_await turn_away(connection, too_long());
                co_return std::nullopt;
            }
            if (long_lines >= limits.long_lines) {
                co_await turn_away(connection, too_many());
                co_return std::nullopt;
            }
            connection->long_line = true;
            ++long_lines;
        }
        if (searched > most_track_line) {
            co_await turn_away(connection, too_long());
            co_return std::nullopt;
        }
        received.resize(searched + chunk);
        asio::error_code error;
        const std::size_t count = co_await connection->socket.async_read_some(
            asio::buffer(received.data() + searched, chunk), asio::redirect_error(asio::use_awaitable, error));
        received.resize(searched + count);
        if (error) co_return std::nullopt;
        if (searched == 0 && count != 0) Connection::limit(connection, limits.line);
    }
}

asio::awaitable<bool> Server::Parts::write_line(std::shared_ptr<Connection> connection, std::string line) {
    line += '\n';
    Connection::limit(connection, limits.write);
    asio::error_code error;
    co_await asio::async_write(connection->socket, asio::buffer(line),
                               asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

}  // namespace amends::rpc
