#pragma once
// All numbers that a decision uses (DESIGN section 3); every one of them comes from the configuration.
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "calendar/window.hpp"
#include "core/breaker.hpp"

namespace amends::core {

struct Policy {
    int check_in_after = 3;  ///< business days of silence
    int call_after = 7;      ///< business days after the check-in
    int check_in_latest =
        10;  ///< business days after the letter: a promised day puts the check-in off so far, no further
    int make_good_after = 10;  ///< business days after the answer, or after the last promise was kept
    int promise_before = 1;    ///< business days before the day of a promise: the reminder
    int promise_after = 1;     ///< business days after it: the question whether it was kept
    int undated_after = 1;     ///< business days after the letter: the question when a promise without a day will be
    base::CivilTime check_in_time{9, 30, 0};
    base::CivilTime reminder_time{9, 0, 0};
    std::chrono::hours late_after{24};      ///< a send later than this becomes a draft
    int sends_per_client = 1;               ///< in seven days
    int sends_per_hour = 5;                 ///< for an account
    int sends_per_day = 20;                 ///< for an account
    int notices_per_hour = 5;               ///< drafts and reminders for an account; the rest goes into one summary
    std::set<std::string> languages{"en"};  ///< the templates there are
    bool can_write = true;                  ///< false: what is to be said to this client cannot be put into a mail
    bool store_bodies = true;               ///< the client's last words may be kept
    calendar::Window client_window;         ///< of this letter's client
    calendar::Window user_window;
};

/// What is known of the letter's client beyond this letter.
struct ClientContext {
    bool in_peace = false;  ///< `amends leave CLIENT`
    int sends_in_7_days = 0;
    int letters_in_90_days = 0;  ///< others than this one
    int open_promises = 0;       ///< in other letters
};

/// What is known of the letter's account.
struct AccountContext {
    bool paused = false;            ///< `amends pause`: nothing is done
    std::optional<HoldCause> held;  ///< nothing is sent until the release; drafts and reminders still come
    int sends_in_hour = 0;
    int sends_in_day = 0;
    int notices_in_hour = 0;
    std::vector<std::string> own_addresses;  ///< canonical
};

}  // namespace amends::core
