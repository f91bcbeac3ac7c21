#include "core/deciding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace amends::core {
namespace {

/// A mail program that sends an edited draft files its copy first, and takes the draft away a moment later.
constexpr std::chrono::minutes until_sent_draft_is_gone{1};

}  // namespace

Deciding::Deciding(const Slice& slice, base::Instant when, const Policy& rules)
    : letter(slice.letter),
      steps(slice.steps.begin(), slice.steps.end()),
      client(slice.client),
      account(slice.account),
      now(when),
      policy(rules) {}

Step* Deciding::find(StepKey key) {
    const auto found = std::ranges::find(steps, key, &Step::key);
    return found == steps.end() ? nullptr : &*found;
}

std::vector<Step*> Deciding::all_steps() {
    std::vector<Step*> all;
    all.reserve(steps.size());
    for (Step& step : steps) all.push_back(&step);
    return all;
}

Step* Deciding::pending(StepKind kind) {
    Step* newest = nullptr;
    for (Step& step : steps) {
        if (step.key.kind != kind || !is_pending(step.state)) continue;
        if (newest == nullptr || newest->key < step.key) newest = &step;
    }
    return newest;
}

int Deciding::count(StepKind kind) const {
    return static_cast<int>(std::ranges::count(steps, kind, [](const Step& step) { return step.key.kind; }));
}

bool Deciding::reachable() const {
    const auto in_to = [](const Recipient& one) { return one.field == RecipientField::to; };
    const bool has_to = std::ranges::any_of(letter.recipients, in_to);
    return std::ranges::any_of(letter.recipients,
                               [&](const Recipient& one) { return !one.bounced && (!has_to || in_to(one)); });
}

bool Deciding::may_write() const {
    const bool known_language = letter.language.empty() || policy.languages.contains(letter.language);
    return letter.protection == base::Protection::none && known_language && policy.can_write;
}

bool Deciding::is_alive() const { return letter.state == LetterState::open || letter.state == LetterState::answered; }

bool Deciding::waits_for(const Step& step) const {
    const Promise* about = promise(step.promise);
    switch (step.key.kind) {
        case StepKind::check_in:
        case StepKind::call: return letter.state == LetterState::open;
        case StepKind::make_good: return letter.state == LetterState::answered;
        case StepKind::bounce_notice:
        case StepKind::withdrawn_notice:
        case StepKind::edited_notice:
        case StepKind::refused_notice:
        case StepKind::unknown_notice:
        case StepKind::upset_answer:
        case StepKind::complaint_notice:
            return true;  // What has happened is told even when the letter is closed meanwhile.
        case StepKind::possible_answer:
        case StepKind::delay_notice: return letter.state == LetterState::open;
        case StepKind::promise_due:
        case StepKind::promise_kept:
        case StepKind::promise_undated:
        case StepKind::slipped_message: return is_alive() && about != nullptr && about->state == PromiseState::open;
        case StepKind::kept_message: return is_alive();
    }
    std::abort();
}

const Promise* Deciding::promise(int ordinal) const {
    const auto found = std::ranges::find(letter.promises, ordinal, &Promise::ordinal);
    return found == letter.promises.end() ? nullptr : &*found;
}

Promise* Deciding::promise(int ordinal) {
    const auto found = std::ranges::find(letter.promises, ordinal, &Promise::ordinal);
    return found == letter.promises.end() ? nullptr : &*found;
}

int Deciding::notices_in_hour() const {
    const auto is_notice = [](const Action& action) {
        return action.kind == ActionKind::append_draft || action.kind == ActionKind::append_reminder;
    };
    return account.notices_in_hour + static_cast<int>(std::ranges::count_if(actions_, is_notice));
}

void Deciding::because(std::string sentence) { reasons_.push_back({std::nullopt, std::move(sentence)}); }

void Deciding::because(const Step& step, std::string sentence) { reasons_.push_back({step.key, std::move(sentence)}); }

Step& Deciding::add(StepKind kind, Means means, calendar::DueTime due, int about_promise) {
    Step step;
    step.key = {kind, count(kind) + 1};
    step.promise = about_promise;
    step.means = means;
    step.meant_for = due.at;
    step.due = std::move(due);
    steps.push_back(std::move(step));
    Step& added = steps.back();
    because(added, fmt::format("The {} is planned as a {} for {}: {}.", name_of(added), to_word(means),
                               in_words(added.due), added.due.rule));
    return added;
}

void Deciding::put_off(Step& step, calendar::DueTime due, std::string_view reason) {
    step.due = std::move(due);
    because(step, fmt::format("The {} is put off until {}: {}.", name_of(step), in_words(step.due), reason));
}

Step& Deciding::to_be_changed(Step& step) {
    if (!step.acted_at) return step;
    give_up(step, StepState::cancelled, why::replaced);
    Step& instead = add(step.key.kind, step.means, step.due, step.promise);
    instead.meant_for = step.meant_for;
    return instead;
}

void Deciding::plan_anew(Step& planned, calendar::DueTime due, std::string_view reason) {
    Step& step = to_be_changed(planned);
    step.meant_for = due.at;
    step.due = std::move(due);
    because(step, fmt::format("The {} is now planned for {}: {}.", name_of(step), in_words(step.due), reason));
}

void Deciding::call_back(Step& sending, calendar::DueTime due, std::string_view reason) {
    sending.meant_for = due.at;
    sending.due = std::move(due);
    act(ActionKind::cancel_pending, sending);
    because(sending, fmt::format("The {} is taken back if it still can be, and then planned for {}: {}.",
                                 name_of(sending), in_words(sending.due), reason));
}

void Deciding::begin(Step& step, std::optional<std::string> text) {
    step.state = StepState::acting;
    step.acted_at = now;
    step.outcome.clear();
    switch (step.means) {
        case Means::reminder: act(ActionKind::append_reminder, step, std::move(text)); break;
        case Means::draft: act(ActionKind::append_draft, step, std::move(text)); break;
        case Means::send: act(ActionKind::send, step, std::move(text)); break;
    }
    because(step, fmt::format("The {} is made now, as a {}.", name_of(step), to_word(step.means)));
}

void Deciding::finish(Step& step, StepState state, std::string_view outcome) {
    step.state = state;
    step.outcome = outcome;
    because(step, fmt::format("The {} is {}. {}", name_of(step), to_word(state), outcome));
}

void Deciding::give_up(Step& step, StepState state, std::string_view outcome) {
    if (!is_pending(step.state) || given_up(step)) return;
    if (step.state == StepState::planned) {
        // An attempt that failed has left an outbox item behind which must not begin again.
        if (step.acted_at) act(ActionKind::cancel_pending, step);
        finish(step, state, outcome);
        return;
    }
    const std::string name = name_of(step);
    if (step.state == StepState::acting) {
        act(ActionKind::cancel_pending, step);
        because(step, fmt::format("The {} is under way and is taken back if it still can be. {}", name, outcome));
    } else if (step.state == StepState::drafted) {
        act(ActionKind::withdraw_draft, step);
        if (outcome == why::user_wrote || outcome == why::draft_sent)
            actions_.back().not_before = now + until_sent_draft_is_gone;
        because(step, fmt::format("The draft of the {} is withdrawn if it is untouched. {}", name, outcome));
    } else {
        because(step, fmt::format("The {} may be out already; it is not wanted any more. {}", name, outcome));
    }
    step.outcome = outcome;
}

void Deciding::act(ActionKind kind, const Step& step, std::optional<std::string> text) {
    actions_.push_back({kind, step.key, std::move(text)});
}

void Deciding::refuse(std::string sentence) { refusal_ = std::move(sentence); }

std::optional<base::Instant> Deciding::wake_at() const {
    if (account.paused) return std::nullopt;
    std::vector<Step> waiting;
    for (const Step& step : steps) {
        // A send that is held back waits for the release, or until it is too late to send it unseen.
        const bool held_back =
            (account.held || letter.hold == Hold::possible_answer) && step.means == Means::send && step.due.at <= now;
        if (held_back && letter.hold == Hold::possible_answer) continue;
        waiting.push_back(step);
        if (held_back) waiting.back().due.at = step.meant_for + policy.late_after + std::chrono::seconds{1};
    }
    return next_wake(waiting);
}

Decision Deciding::decision() && {
    if (refusal_) because("An order was refused: " + *refusal_);
    if (reasons_.empty()) because("Nothing changes.");
    const auto wake = wake_at();
    return {std::move(letter),  {steps.begin(), steps.end()}, std::move(actions_), std::move(reasons_), wake,
            std::move(refusal_)};
}

std::string name_of(const Step& step) {
    switch (step.key.kind) {
        case StepKind::check_in: return "check-in";
        case StepKind::call: return "call reminder";
        case StepKind::make_good: return "make-good check-in";
        case StepKind::bounce_notice: return "bounce notice";
        case StepKind::withdrawn_notice: return "notice of the withdrawn draft";
        case StepKind::edited_notice: return "notice of the edited draft";
        case StepKind::refused_notice: return "notice of the refusal";
        case StepKind::unknown_notice: return "question whether it went out";
        case StepKind::promise_due: return fmt::format("reminder of promise {}", step.promise);
        case StepKind::promise_kept: return fmt::format("question whether promise {} was kept", step.promise);
        case StepKind::promise_undated: return fmt::format("question when promise {} will be", step.promise);
        case StepKind::kept_message: return fmt::format("message that promise {} is kept", step.promise);
        case StepKind::slipped_message: return fmt::format("message of the new day of promise {}", step.promise);
        case StepKind::possible_answer: return "question whether the client answered";
        case StepKind::upset_answer: return "notice of the upset answer";
        case StepKind::delay_notice: return "notice of the delay";
        case StepKind::complaint_notice: return "notice of the complaint";
    }
    std::abort();
}

std::string in_words(const calendar::DueTime& due) {
    constexpr std::array days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    const auto day = base::weekday_of(due.wall.date).c_encoding();
    return fmt::format("{} {} {:02}:{:02} ({})", days[day % 7], base::to_string(due.wall.date), due.wall.time.hour,
                       due.wall.time.minute, due.zone);
}

}  // namespace amends::core
