#pragma once
// Promises in a letter's text: what will be done, and by when. Agent, tense and polarity of a clause are decided before
// its date is read. Pure; linear in the length of the text; any bytes. English only. A date that cannot be known
// ("03/04") is reported without a due moment, never guessed. It does not judge whether a promise is wise.
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "calendar/window.hpp"
#include "calendar/zone.hpp"
#include "guide/promise_rhythm.hpp"
#include "guide/zones.hpp"

namespace amends::guide {

/// The last moment at which a promise is kept: a day, a moment, or nothing where the letter does not say or nobody can
/// tell.
using Due = std::variant<std::monostate, base::CivilDate, base::Instant>;

struct FoundPromise {
    std::size_t start = 0, end = 0;            ///< the promise's words: bytes of the body
    std::string text;                          ///< those words, line ends and runs of spaces as one space
    Due due;                                   ///< of a recurring promise: when it is due first
    bool ambiguous = false;                    ///< another reading is possible; with no due: none can be preferred
    std::optional<std::string> recurring;      ///< "every Monday", as read
    std::optional<Rhythm> rhythm;              ///< the same for the plan; set where `recurring` is
    std::size_t when_start = 0, when_end = 0;  ///< the words that say when; equal where there are none
};

/// Promises in the writer's own prose, in the order of the text; offsets are those of `body`. Relative words are read
/// from `sent_at` in `zone`; `holidays` count as no working days. A promise without a date has neither due nor
/// `ambiguous`.
std::vector<FoundPromise> find_promises(std::string_view body, base::Instant sent_at, const calendar::Zone& zone,
                                        const calendar::Holidays& holidays = {});
/// The same, where the zones of `body` have been read already.
std::vector<FoundPromise> find_promises(std::string_view body, const Zones& zones, base::Instant sent_at,
                                        const calendar::Zone& zone, const calendar::Holidays& holidays = {});

}  // namespace amends::guide
