#include "core/handover.hpp"

#include <algorithm>

namespace amends::core {

const std::vector<Transition>& transitions() {
    using enum HandoverState;
    static const std::vector<Transition> all{
        {due, sending},
        {due, cancelled},

        // Before the dot a drop proves that nothing left; an APPEND whose reply was lost proves nothing.
        {sending, committing},
        {sending, sent},
        {sending, refused},
        {sending, not_sent},
        {sending, unknown},
        {sending, cancelled},

        // After the dot only a complete reply decides.
        {committing, sent},
        {committing, refused},
        {committing, not_sent},
        {committing, unknown},

        // Only an oracle leads out of doubt, and never straight back to a second attempt.
        {unknown, sent},
        {unknown, refused},
        {unknown, not_sent},

        {not_sent, sending},
        {not_sent, cancelled},
    };
    return all;
}

bool may_go(HandoverState from, HandoverState to) {
    return std::ranges::any_of(transitions(),
                               [=](const Transition& arrow) { return arrow.from == from && arrow.to == to; });
}

}  // namespace amends::core
