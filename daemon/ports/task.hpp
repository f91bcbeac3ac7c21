#pragma once
// Task<T>: a coroutine on the one loop that gives a Result<T>. Parameters by value, or owned by the awaiting frame.
#include <asio/awaitable.hpp>

#include "base/result.hpp"

namespace amends::ports {

template <class T>
using Task = asio::awaitable<base::Result<T>>;

}  // namespace amends::ports
