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

bool is_message_to_client(StepKind kind) {
    return is_check_in(kind) || kind == StepKind::kept_message || kind == StepKind::slipped_message;
}

bool is_check_in(StepKind kind) { return kind == StepKind::check_in || kind == StepKind::make_good; }

bool is_promise_reminder(StepKind kind) {
    return kind == StepKind::promise_due || kind == StepKind::promise_kept || kind == StepKind::promise_undated;
}

bool given_up(const Step& step) { return is_pending(step.state) && !step.outcome.empty(); }

bool is_send_under_way(const Step& step) {
    return step.state == StepState::acting && step.means == Means::send && !given_up(step);
}

}  // namespace amends::core
