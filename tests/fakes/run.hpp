#pragma once
// Runs one coroutine to its end, for tests. It gives up when nothing is left that could end it, or after `most` of real
// time, which only a hang should take: sanitizers and a busy machine make half a minute of a second. Rethrows what the
// coroutine throws.
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace amends::fakes {

inline constexpr std::chrono::seconds most_to_wait{120};

/// Turns the loop until `done`.
template <class Done>
void run_until(asio::io_context& io, Done done, std::chrono::seconds most) {
    const auto end = std::chrono::steady_clock::now() + most;
    io.restart();
    while (!done()) {
        if (io.run_one_until(end) == 0) {
            throw std::runtime_error("the coroutine did not end");
        }
    }
}

template <class T>
T run(asio::io_context& io, asio::awaitable<T> task, std::chrono::seconds most = most_to_wait) {
    std::optional<T> value;
    std::exception_ptr thrown;
    asio::co_spawn(io, std::move(task), [&](std::exception_ptr error, T result) {
        thrown = error;
        if (!error) {
            value.emplace(std::move(result));
        }
    });
    run_until(
        io, [&] { return value || thrown; }, most);
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return std::move(*value);
}

inline void run(asio::io_context& io, asio::awaitable<void> task, std::chrono::seconds most = most_to_wait) {
    bool ended = false;
    std::exception_ptr thrown;
    asio::co_spawn(io, std::move(task), [&](std::exception_ptr error) {
        thrown = error;
        ended = true;
    });
    run_until(
        io, [&] { return ended; }, most);
    if (thrown) {
        std::rethrow_exception(thrown);
    }
}

template <class T>
T run(asio::awaitable<T> task) {
    asio::io_context io;
    return run(io, std::move(task));
}

}  // namespace amends::fakes
