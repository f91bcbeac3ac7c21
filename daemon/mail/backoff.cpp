#include "mail/backoff.hpp"

#include <algorithm>
#include <cmath>

namespace amends::mail {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds shortest = std::chrono::seconds{15};
constexpr milliseconds longest = std::chrono::minutes{30};
constexpr milliseconds throttled = std::chrono::minutes{5};

}  // namespace

milliseconds backoff(int failures, const base::Error& why, double random) {
    if (why.retry == base::Retry::after_change) {
        return longest;
    }
    // 15 s doubled 7 times is beyond the longest.
    const auto doubled = shortest * (1 << std::clamp(failures - 1, 0, 7));
    const double spread = 0.75 + 0.5 * std::clamp(random, 0.0, 1.0);
    const milliseconds delay(std::llround(static_cast<double>(doubled.count()) * spread));
    return std::clamp(delay, why.spare ? throttled : shortest, longest);
}

}  // namespace amends::mail
