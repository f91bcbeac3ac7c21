#pragma once
// A condition that coroutines of the one loop wait for. ring() wakes all who wait now; nothing is remembered.
#include <algorithm>
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace amends::app {

class Signal {
public:
    explicit Signal(asio::io_context& loop) : loop_(loop) {}

    /// True when rung, false when `most` has passed first.
    asio::awaitable<bool> wait(std::chrono::milliseconds most) {
        asio::steady_timer timer(loop_, most);
        const Waiting here(waiting_, &timer);
        const std::uint64_t before = rings_;
        asio::error_code ended;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
        co_return rings_ != before;
    }

    void ring() {
        ++rings_;
        for (asio::steady_timer* timer : *waiting_) timer->cancel();
    }

private:
    using Timers = std::vector<asio::steady_timer*>;
    struct Waiting {
        Waiting(std::shared_ptr<Timers> list, asio::steady_timer* entry) : timers(std::move(list)), timer(entry) {
            timers->push_back(timer);
        }
        ~Waiting() { std::erase(*timers, timer); }
        Waiting(const Waiting&) = delete;
        Waiting& operator=(const Waiting&) = delete;
        std::shared_ptr<Timers> timers;
        asio::steady_timer* timer;
    };

    asio::io_context& loop_;
    // Shared: a coroutine that is destroyed with its loop may outlive the signal.
    std::shared_ptr<Timers> waiting_ = std::make_shared<Timers>();
    std::uint64_t rings_ = 0;
};

}  // namespace amends::app
