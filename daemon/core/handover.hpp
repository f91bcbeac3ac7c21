#pragma once
// The life of an action that touches the world: the states of the outbox and the only transitions between them.
// The store's trigger refuses what this table does not allow.
#include <optional>
#include <string_view>
#include <vector>

namespace amends::core {

enum class HandoverState {
    due,         ///< intended; nothing has begun
    sending,     ///< begun, and surely not handed over: found at start, it was not done (send) or must be looked for
                 ///< (append)
    committing,  ///< the dot may be out: found at start, it is unknown
    sent,        ///< handed over, proved (an APPEND too)
    refused,     ///< the server said no for good
    not_sent,    ///< surely not handed over; a later attempt starts from here
    unknown,     ///< may have been handed over; only an oracle decides
    cancelled,   ///< taken back before anything was handed over
};

struct Transition {
    HandoverState from, to;
};

/// Every arrow there is.
const std::vector<Transition>& transitions();
bool may_go(HandoverState from, HandoverState to);
const char* to_word(HandoverState value);
std::optional<HandoverState> handover_state_from(std::string_view word);

}  // namespace amends::core
