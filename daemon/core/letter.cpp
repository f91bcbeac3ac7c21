#include "core/letter.hpp"

namespace amends::core {

bool is_pending(StepState state) {
    switch (state) {
        case StepState::planned:
        case StepState::acting:
        case StepState::drafted:
        case StepState::unknown: return true;
        case StepState::done:
        case StepState::satisfied:
        case StepState::declined:
        case StepState::withdrawn:
        case StepState::cancelled: return false;
    }
    return false;
}

bool is_message_to_client(StepKind kind) { return kind == StepKind::check_in || kind == StepKind::make_good; }

bool given_up(const Step& step) { return is_pending(step.state) && !step.outcome.empty(); }

bool is_send_under_way(const Step& step) {
    return step.state == StepState::acting && step.means == Means::send && !given_up(step);
}

}  // namespace amends::core
