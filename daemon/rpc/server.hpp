#pragma once
// Answers JSON-RPC on the Unix socket, on the daemon's one loop. Every wait of a connection has a limit, so a slow or
// hostile client costs a bounded amount of memory and never keeps another one waiting. Requests of one connection are
// carried out in their order. The server outlives run() and every coroutine that run() has started.
#include <asio/io_context.hpp>
#include <chrono>
#include <memory>

#include "rpc/listen.hpp"
#include "rpc/service.hpp"

namespace amends::rpc {

struct ServerLimits {
    std::size_t connections = 32;  ///< beyond it the longest idle one is closed; where none is idle, the newcomer
    std::size_t long_lines = 2;    ///< whole messages being received at once
    std::chrono::milliseconds idle{std::chrono::minutes(10)};  ///< between requests
    std::chrono::milliseconds line{std::chrono::seconds(30)};  ///< from a line's first byte to its last
    std::chrono::milliseconds write{std::chrono::seconds(30)};
};

class Server {
public:
    Server(asio::io_context& loop, Service& service, Listener listener, ServerLimits limits = {});
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Serves until stop(); done when the last connection has ended. A request that is being carried out is finished.
    asio::awaitable<void> run();
    /// Takes no new connection or request. On the loop's thread.
    void stop();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace amends::rpc
