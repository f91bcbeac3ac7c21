// The time of a step has come: everything that can stand against it, in the order in which it is asked (DESIGN section
// 3 "Caps", promises 2, 4 and 5).
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "core/deciding.hpp"
#include "core/schedule.hpp"

namespace amends::core {

namespace {

using calendar::Window;
using std::chrono::hours;

constexpr const char* an_hour_later = "an hour later";

bool is_late(const Step& step, base::Instant now, const Policy& policy) {
    return now - step.meant_for > policy.late_after;
}

bool is_time_to_send(const Step& step, base::Instant now, const Policy& policy) {
    return step.due.at <= now && !is_late(step, now, policy) && calendar::open_at(policy.client_window, now);
}

void put_off_one_hour(Deciding& deciding, Step& step, const Window& window, std::string_view reason) {
    deciding.put_off(step, calendar::due_at(window, deciding.now + hours{1}, an_hour_later), reason);
}

void put_off_until_open(Deciding& deciding, Step& step, const Window& window, const char* rule,
                        std::string_view reason) {
    const auto opens = calendar::next_open(window, deciding.now);
    deciding.put_off(step, calendar::due_at(window, opens, rule), reason);
}

/// The question whether the promise was kept takes the reminder's place.
bool has_passed(const Deciding& deciding, const Step& reminder) {
    const Promise* promise = deciding.promise(reminder.promise);
    return promise != nullptr && promise->due && promise->due->at < deciding.now;
}

/// A step that the letter, the client or the bounces have overtaken ends here.
bool is_still_wanted(Deciding& deciding, Step& step) {
    if (!deciding.waits_for(step)) {
        deciding.give_up(step, StepState::cancelled, why::out_of_place);
        return false;
    }
    if (step.key.kind == StepKind::promise_due && has_passed(deciding, step)) {
        deciding.give_up(step, StepState::cancelled, why::day_has_come);
        return false;
    }
    const bool to_client = is_message_to_client(step.key.kind);
    if (!to_client && step.key.kind != StepKind::call) return true;
    if (deciding.client.in_peace) {
        deciding.give_up(step, StepState::cancelled, why::in_peace);
        return false;
    }
    const bool goes_without_address = to_client && step.means == Means::reminder;
    if (!goes_without_address && !deciding.reachable()) {
        deciding.give_up(step, StepState::cancelled, why::unreachable);
        return false;
    }
    return true;
}

/// True where another check-in of the letter has been sent automatically, or may have been.
bool was_sent_before(const Deciding& deciding, const Step& step) {
    return std::ranges::any_of(deciding.steps, [&](const Step& other) {
        const bool begun =
            other.state == StepState::acting || other.state == StepState::unknown || other.state == StepState::done;
        return other.key != step.key && other.means == Means::send && begun;
    });
}

/// Why a step that may be sent is better left to the user as a draft; empty where nothing is against sending it.
std::string_view better_a_draft(const Deciding& deciding, const Step& step) {
    const Policy& policy = deciding.policy;
    if (!deciding.letter.auto_send) return "there is no opt-in to sending it";
    if (is_late(step, deciding.now, policy)) return "it is too late to send it unseen";
    if (was_sent_before(deciding, step)) return "one check-in of this letter was sent already";
    if (deciding.client.sends_in_7_days >= policy.sends_per_client) {
        return "the client was sent a check-in within seven days";
    }
    return "";
}

bool may_be_sent_now(Deciding& deciding, Step& step) {
    const Policy& policy = deciding.policy;
    if (deciding.account.sends_in_hour >= policy.sends_per_hour) {
        put_off_one_hour(deciding, step, policy.client_window, "the account has sent its share of this hour");
        return false;
    }
    if (deciding.account.sends_in_day >= policy.sends_per_day) {
        put_off_one_hour(deciding, step, policy.client_window, "the account has sent its share of this day");
        return false;
    }
    if (!calendar::open_at(policy.client_window, deciding.now)) {
        put_off_until_open(deciding, step, policy.client_window, "when the client's working hours begin",
                           "these are not the client's working hours");
        return false;
    }
    return true;
}

bool may_be_drafted_now(Deciding& deciding, Step& step) {
    if (!calendar::open_at(deciding.policy.client_window, deciding.now)) {
        put_off_until_open(deciding, step, deciding.policy.client_window, "when the client's working hours begin",
                           "these are not the client's working hours");
        return false;
    }
    if (deciding.notices_in_hour() < deciding.policy.notices_per_hour) return true;
    const bool mentioned = step.due.rule == an_hour_later;
    put_off_one_hour(deciding, step, deciding.policy.client_window,
                     "the account has had its share of drafts and reminders in this hour");
    if (!mentioned) deciding.act(ActionKind::mention, step);
    return false;
}

bool keeps_working_hours(StepKind kind) {
    return kind != StepKind::bounce_notice && kind != StepKind::refused_notice && kind != StepKind::unknown_notice;
}

bool may_remind_now(Deciding& deciding, Step& step) {
    const Policy& policy = deciding.policy;
    if (keeps_working_hours(step.key.kind) && !calendar::open_at(policy.user_window, deciding.now)) {
        put_off_until_open(deciding, step, policy.user_window, "when the user's working hours begin",
                           "these are not the user's working hours");
        return false;
    }
    if (deciding.notices_in_hour() < policy.notices_per_hour) return true;
    deciding.act(ActionKind::summarise, step);
    complete(deciding, step, "It stands in the account's next summary, since this hour has had its share.");
    return false;
}

/// The step, or what takes its place because it must not go out as it was planned.
Step& by_fitting_means(Deciding& deciding, Step& planned) {
    if (deciding.letter.hold == Hold::upset_answer && is_check_in(planned.key.kind) &&
        planned.means != Means::reminder) {
        Step& reminder = deciding.to_be_changed(planned);
        reminder.means = Means::reminder;
        deciding.because(reminder, fmt::format("The {} becomes a reminder: the client is upset, and the user has not "
                                               "looked yet.",
                                               name_of(reminder)));
        return reminder;
    }
    // The templates may have changed since it was planned. A draft that was tried may be in the user's own words.
    const bool has_words = planned.means == Means::reminder || (planned.means == Means::draft && planned.acted_at);
    if (!has_words && !deciding.may_write()) {
        Step& reminder = deciding.to_be_changed(planned);
        reminder.means = Means::reminder;
        deciding.because(reminder, fmt::format("The {} becomes a reminder: there is no text that fits the letter.",
                                               name_of(reminder)));
        return reminder;
    }
    if (planned.means != Means::send) return planned;
    const std::string_view reason = better_a_draft(deciding, planned);
    if (reason.empty()) return planned;
    Step& draft = deciding.to_be_changed(planned);
    draft.means = Means::draft;
    deciding.because(draft, fmt::format("The {} becomes a draft: {}.", name_of(draft), reason));
    return draft;
}

bool take_back_overtaken(Deciding& deciding) {
    bool any = false;
    for (const Step& step : deciding.steps) {
        if (!is_overtaken_by_time(step, deciding.now, deciding.policy)) continue;
        deciding.act(ActionKind::cancel_pending, step);
        deciding.because(step, fmt::format("The good time for the {} passed before it could leave; it is taken back if "
                                           "it still can be.",
                                           name_of(step)));
        any = true;
    }
    return any;
}

/// The planned steps whose time has come, earliest first, except for those in `asked`, which they are put into.
std::vector<Step*> due_steps(Deciding& deciding, std::set<StepKey>& asked) {
    std::vector<Step*> due;
    for (Step& step : deciding.steps) {
        const bool is_due = step.state == StepState::planned && step.due.at <= deciding.now;
        if (is_due && asked.insert(step.key).second) due.push_back(&step);
    }
    std::ranges::sort(due, [](const Step* a, const Step* b) {
        return a->due.at != b->due.at ? a->due.at < b->due.at : a->key < b->key;
    });
    return due;
}

}  // namespace

bool is_overtaken_by_time(const Step& step, base::Instant now, const Policy& policy) {
    return is_send_under_way(step) && !is_time_to_send(step, now, policy);
}

bool may_leave(const Slice& slice, StepKey step, base::Instant now, const Policy& policy) {
    if (slice.letter.state != LetterState::open || !slice.letter.auto_send) return false;
    if (slice.letter.hold != Hold::none) return false;
    if (slice.client.in_peace || slice.account.held || slice.account.paused) return false;
    return std::ranges::any_of(slice.steps, [&](const Step& each) {
        return each.key == step && is_send_under_way(each) && is_time_to_send(each, now, policy);
    });
}

void act_when_due(Deciding& deciding, Step& planned) {
    if (!is_still_wanted(deciding, planned)) return;
    // A day later it would be no send any more: its draft comes as any other does.
    const bool to_be_sent = planned.means == Means::send && !is_late(planned, deciding.now, deciding.policy);
    if (to_be_sent && deciding.account.held) {
        return deciding.because(planned, fmt::format("Sending is held back, since {}: it waits for the release.",
                                                     in_words(*deciding.account.held)));
    }
    if (planned.means == Means::send && deciding.letter.hold == Hold::possible_answer) {
        return deciding.because(planned, "Sending waits until the user has looked at what may be the client's answer.");
    }
    Step& step = by_fitting_means(deciding, planned);
    switch (step.means) {
        case Means::send:
            if (!may_be_sent_now(deciding, step)) return;
            break;
        case Means::draft:
            if (!may_be_drafted_now(deciding, step)) return;
            break;
        case Means::reminder:
            if (!may_remind_now(deciding, step)) return;
            break;
    }
    deciding.begin(step);
}

void decide(Deciding& deciding, const TimeCame&) {
    const bool took_back = take_back_overtaken(deciding);
    carry_on_recurring(deciding);
    std::set<StepKey> asked;
    std::vector<Step*> due = due_steps(deciding, asked);
    if (due.empty() && took_back) return;
    if (due.empty()) return deciding.because("No step is due yet.");
    if (deciding.account.paused) return deciding.because("Nothing is done while the account is paused.");
    while (!due.empty()) {
        for (Step* step : due) act_when_due(deciding, *step);
        carry_on_recurring(deciding);  // its next reminder may be due as well, after a long sleep
        due = due_steps(deciding, asked);
    }
}

}  // namespace amends::core
