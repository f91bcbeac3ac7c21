#pragma once
// The breaker: when an account's automatic sends are held until the user releases them, since something has happened
// that no plan foresaw (promise 4). Drafts and reminders come all the same, at their caps. Pure: the clocks are
// arguments. Who sends nothing of itself is not asked: what happens by the week holds only where a send waits.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace amends::core {

enum class HoldCause {
    user,      ///< `amends hold`
    many,      ///< more than ten steps became due in one turn
    away,      ///< no look at the mailbox for more than 24 hours
    clock,     ///< the machine's clock jumped by more than an hour
    restored,  ///< Drafts or Sent hold a message of ours that the database does not know as done
};
const char* to_word(HoldCause value);
std::optional<HoldCause> hold_cause_from(std::string_view word);
/// What has happened, as the second half of a sentence: "the machine's clock jumped by more than an hour".
std::string_view in_words(HoldCause value);

/// A hold of an account's automatic sends.
struct AccountHold {
    HoldCause because = HoldCause::user;
    base::Instant since;
    std::string note{};  ///< the user's own words, from `amends hold`
    bool told = false;   ///< the user knows of it: they ordered it, or were asked
    friend bool operator==(const AccountHold&, const AccountHold&) = default;
};

/// What the machine's clocks showed at one instant.
struct ClockReading {
    base::Instant wall;
    std::string boot{};              ///< which start of the machine it was
    std::chrono::seconds running{};  ///< since that start, sleep included; nobody sets this one
    friend bool operator==(const ClockReading&, const ClockReading&) = default;
};

/// What a turn is judged by.
struct Turn {
    std::optional<ClockReading> before;  ///< at the turn before; nothing where there was none
    ClockReading now;
    bool moved_by_hand = false;  ///< the clock is one that `amendsd --simulation` moves: it tells of no absence
    int became_due = 0;          ///< steps whose time came since the turn before
    bool send_waits = false;     ///< an automatic send is planned or under way
};

/// Why the account's sends are to be held from this turn on; nothing where they may go on.
std::optional<HoldCause> why_hold(const Turn& turn);

}  // namespace amends::core
