#pragma once
// From the words that say when to the last moment at which the promise is kept. What the words leave open is decided
// once, here: the codebook's readings ("before Friday" is Thursday, the end of a week is its Friday), or not at all.
#include "guide/promise_time.hpp"
#include "guide/promises.hpp"

namespace amends::guide::promise {

/// The moment of sending, as the sender's zone sees it.
struct Sending {
    base::Instant at;
    base::CivilDateTime wall;
    const calendar::Zone* zone = nullptr;
    const calendar::Holidays* holidays = nullptr;
};

struct Reckoned {
    Due due;
    bool ambiguous = false;
    bool past = false;  ///< it lies before the sending: no promise can be due then
};

/// `named_last` is what "by then" means; without it that is nothing.
Reckoned reckon(const TimeWords& time, const Sending& sending, const Due& named_last);

}  // namespace amends::guide::promise
