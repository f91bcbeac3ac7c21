#pragma once
// What a letter says will be done: by a day, by a moment, again and again, or some time. Plain values. Finding promises
// in a text, and reckoning with a rhythm, is guide's business.
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "calendar/window.hpp"
#include "guide/promise_rhythm.hpp"

namespace amends::core {

enum class PromiseState {
    open,   ///< not known to be kept
    kept,   ///< the user says that it is
    ended,  ///< a recurring one that has come back for the last time, or its letter ended before it
};

struct Promise {
    int ordinal = 1;    ///< within its letter, in the order of the text
    std::string words;  ///< as the letter has them; "" where they are not kept
    PromiseState state = PromiseState::open;
    std::optional<calendar::DueTime> due;  ///< until when; of a recurring one, the next time that is to be told of
    bool whole_day = true;                 ///< no time of day was named: `due` is the last second of its day
    bool ambiguous = false;  ///< the letter's words for the day can be read in two ways; with no `due`: not guessed
    std::optional<guide::Rhythm> rhythm;      ///< of a recurring one
    std::optional<base::CivilDate> first;     ///< of a recurring one: the day from which the rhythm counts
    int slips = 0;                            ///< how often its date was put off
    std::optional<base::CivilDate> was_due;   ///< the day before the last slip
    std::optional<base::Instant> settled_at;  ///< when it was kept or ended; of an open one: when kept the last time
    friend bool operator==(const Promise&, const Promise&) = default;
};

/// The end of that day in the zone.
calendar::DueTime by_end_of(base::CivilDate day, const calendar::Zone& zone, std::string rule);
/// The day, and the time where one was named: "Friday 2026-11-27", "Friday 2026-11-27 12:00 (Europe/Berlin)".
std::string due_in_words(const Promise& promise);
/// "every Monday", "every 2 weeks", "every day".
std::string in_words(const guide::Rhythm& rhythm);

const char* to_word(PromiseState value);
std::optional<PromiseState> promise_state_from(std::string_view word);
/// "1 week; mon thu; at 09:00; until 2026-12-31", and back: for SQL and RPC.
std::string to_text(const guide::Rhythm& rhythm);
std::optional<guide::Rhythm> rhythm_from(std::string_view text);

}  // namespace amends::core
