#include "tests/fakes/fake_clock.hpp"

#include <utility>

namespace amends::fakes {
namespace {

struct Counted {
    explicit Counted(std::shared_ptr<int> in) : count(std::move(in)) { ++*count; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;
    ~Counted() { --*count; }
    std::shared_ptr<int> count;
};

}  // namespace

void FakeClock::set(base::Instant now) {
    now_ = now;
    bell_.ring();
}

asio::awaitable<void> FakeClock::wait_until(std::optional<base::Instant> at) {
    if (wake_kept_) {
        wake_kept_ = false;
        co_return;
    }
    const Counted counted(waiters_);
    const int before = wakes_;
    co_await bell_.until([this, at, before] { return wakes_ != before || (at && now_ >= *at); });
}

void FakeClock::wake() {
    ++wakes_;
    wake_kept_ = *waiters_ == 0;
    bell_.ring();
}

}  // namespace amends::fakes
