// The client's zone or hours are known better now: what is planned outside of them is moved, all else stays.
#include <fmt/format.h>

#include "core/deciding.hpp"

namespace amends::core {

void decide(Deciding& deciding, const WindowLearnt&) {
    const auto& window = deciding.policy.client_window;
    for (Step* step : deciding.all_steps()) {
        const bool to_client = is_message_to_client(step->key.kind) && step->means != Means::reminder;
        if (step->state != StepState::planned || !to_client || calendar::open_at(window, step->due.at)) continue;
        const auto opens = calendar::next_open(window, std::max(step->due.at, deciding.now));
        deciding.plan_anew(*step, calendar::due_at(window, opens, "when the client's working hours begin"),
                           fmt::format("by the dates of their mail, these seem to be the client's working hours: "
                                       "{:02}:{:02} to {:02}:{:02} ({})",
                                       window.opens.hour, window.opens.minute, window.closes.hour, window.closes.minute,
                                       window.zone->name()));
    }
}

}  // namespace amends::core
