#include "tests/fakes/bell.hpp"

#include <asio/redirect_error.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

namespace amends::fakes {
namespace {

// Takes the waiter off the list also when its coroutine is destroyed while it waits.
struct Listed {
    Listed(std::shared_ptr<std::list<asio::steady_timer*>> in, asio::steady_timer& timer)
        : list(std::move(in)), at(list->insert(list->end(), &timer)) {}
    Listed(const Listed&) = delete;
    Listed& operator=(const Listed&) = delete;
    ~Listed() { list->erase(at); }
    std::shared_ptr<std::list<asio::steady_timer*>> list;
    std::list<asio::steady_timer*>::iterator at;
};

}  // namespace

asio::awaitable<void> Bell::until(std::function<bool()> ready) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (!ready()) {
        timer.expires_at(asio::steady_timer::time_point::max());
        const Listed listed(waiting_, timer);
        asio::error_code rung;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, rung));
    }
}

void Bell::ring() {
    for (auto* timer : *waiting_) {
        timer->cancel();
    }
}

}  // namespace amends::fakes
