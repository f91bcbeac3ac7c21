#pragma once
// How long to leave a mail server in peace after failures in a row. Pure: the caller brings the random number.
#include <chrono>

#include "base/result.hpp"

namespace amends::mail {

/// From 15 seconds, doubling, to 30 minutes; spread by `random` (0 to 1), so that accounts do not knock together.
/// 30 minutes where a person must act first; at least 5 where the server has asked for fewer visits (Error::spare).
/// `failures` counts from 1.
std::chrono::milliseconds backoff(int failures, const base::Error& why, double random);

}  // namespace amends::mail
