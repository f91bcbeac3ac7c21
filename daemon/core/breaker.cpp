#include "core/breaker.hpp"

#include <array>
#include <cstdlib>

namespace amends::core {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr int most_at_once = 10;
constexpr hours longest_absence{24};
constexpr hours longest_jump{1};

/// Over a start of the machine nobody can tell a jump from an absence, except where time went back.
bool clock_jumped(const ClockReading& before, const ClockReading& now) {
    const seconds passed = now.wall - before.wall;
    if (now.boot != before.boot) return passed < -longest_jump;
    return std::chrono::abs(passed - (now.running - before.running)) > longest_jump;
}

}  // namespace

const char* to_word(HoldCause value) {
    switch (value) {
        case HoldCause::user: return "user";
        case HoldCause::many: return "many";
        case HoldCause::away: return "away";
        case HoldCause::clock: return "clock";
        case HoldCause::restored: return "restored";
    }
    std::abort();
}

std::optional<HoldCause> hold_cause_from(std::string_view word) {
    using enum HoldCause;
    for (const HoldCause each : std::array{user, many, away, clock, restored}) {
        if (word == to_word(each)) return each;
    }
    return std::nullopt;
}

std::string_view in_words(HoldCause value) {
    switch (value) {
        case HoldCause::user: return "the user ordered it";
        case HoldCause::many: return "more than ten steps became due at once";
        case HoldCause::away: return "the mailbox was not looked at for more than a day";
        case HoldCause::clock: return "the machine's clock jumped by more than an hour";
        case HoldCause::restored:
            return "the mailbox holds messages that the database knows nothing of, as after a restored backup";
    }
    std::abort();
}

std::optional<HoldCause> why_hold(const Turn& turn) {
    if (turn.before && !turn.moved_by_hand) {
        if (clock_jumped(*turn.before, turn.now)) return HoldCause::clock;
        if (turn.send_waits && turn.now.wall - turn.before->wall > longest_absence) return HoldCause::away;
    }
    if (turn.send_waits && turn.became_due > most_at_once) return HoldCause::many;
    return std::nullopt;
}

}  // namespace amends::core
