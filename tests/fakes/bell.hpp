#pragma once
// What coroutines wait on inside the fakes: the condition is looked at again whenever the bell rings.
#include <asio/awaitable.hpp>
#include <asio/steady_timer.hpp>
#include <functional>
#include <list>
#include <memory>

namespace amends::fakes {

class Bell {
public:
    Bell() = default;
    Bell(const Bell&) = delete;
    Bell& operator=(const Bell&) = delete;
    ~Bell() = default;

    /// Returns once `ready` is true; asked at once and at every ring.
    asio::awaitable<void> until(std::function<bool()> ready);
    void ring();
    [[nodiscard]] std::size_t waiting() const { return waiting_->size(); }

private:
    // Shared: a waiter that is destroyed with its loop may outlive the bell.
    std::shared_ptr<std::list<asio::steady_timer*>> waiting_ = std::make_shared<std::list<asio::steady_timer*>>();
};

}  // namespace amends::fakes
