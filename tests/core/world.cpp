#include "tests/core/world.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "calendar/zone_database.hpp"

namespace amends::core {

namespace {

bool is_beginning(ActionKind kind) {
    return kind == ActionKind::append_reminder || kind == ActionKind::append_draft || kind == ActionKind::send;
}

bool is_notice(StepKind kind) {
    return !is_message_to_client(kind) && !is_promise_reminder(kind) && kind != StepKind::call;
}

bool is_open(const Promise& promise) { return promise.state == PromiseState::open; }

bool at_once(StepKind kind) {
    return kind == StepKind::bounce_notice || kind == StepKind::refused_notice || kind == StepKind::unknown_notice;
}

bool may_become(StepState from, StepState to) {
    using enum StepState;
    static const std::map<StepState, std::set<StepState>> arrows{
        {planned, {acting, done, satisfied, cancelled}},
        {acting, {planned, drafted, unknown, done, satisfied, declined, cancelled}},
        {drafted, {done, declined, withdrawn}},
        {unknown, {planned, drafted, done, satisfied, declined, cancelled}},
        {done, {}},
        {satisfied, {}},
        {declined, {}},
        {withdrawn, {}},
        {cancelled, {}},
    };
    return from == to || arrows.at(from).contains(to);
}

const Step* find(const std::vector<Step>& steps, StepKey key) {
    const auto found = std::ranges::find(steps, key, &Step::key);
    return found == steps.end() ? nullptr : &*found;
}

/// Everything about the letter and its thread that must not stand in a sentence that is kept for ever.
std::vector<std::string> secrets(const Slice& slice, const Observation& observation) {
    std::vector<std::string> all{slice.letter.subject, slice.letter.note, slice.letter.last_words, "@"};
    if (const auto* seen = std::get_if<MessageSeen>(&observation)) {
        all.push_back(seen->facts.text);
        all.push_back(seen->facts.subject);
    }
    if (const auto* tracked = std::get_if<Tracked>(&observation)) {
        for (const Promise& promise : tracked->promises) all.push_back(promise.words);
    }
    for (const Promise& promise : slice.letter.promises) all.push_back(promise.words);
    if (const auto* order = std::get_if<Answered>(&observation)) all.push_back(order->note);
    if (const auto* order = std::get_if<CheckInNow>(&observation)) all.push_back(order->text.value_or(""));
    std::erase(all, "");
    return all;
}

bool same(const Decision& a, const Decision& b) {
    const auto same_action = [](const Action& x, const Action& y) {
        return x.kind == y.kind && x.step == y.step && x.text == y.text && x.not_before == y.not_before;
    };
    const auto same_reason = [](const Reason& x, const Reason& y) {
        return x.step == y.step && x.sentence == y.sentence;
    };
    return a.letter == b.letter && a.steps == b.steps && a.wake_at == b.wake_at && a.refusal == b.refusal &&
           std::ranges::equal(a.actions, b.actions, same_action) &&
           std::ranges::equal(a.reasons, b.reasons, same_reason);
}

}  // namespace

void World::breaks(const std::string& promise) { broken.push_back(base::to_rfc3339(now) + ": " + promise); }

const Step* World::step(StepKey key) const { return find(slice.steps, key); }

const Step* World::newest(StepKind kind) const {
    const Step* found = nullptr;
    for (const Step& one : slice.steps) {
        if (one.key.kind == kind && (found == nullptr || found->key < one.key)) found = &one;
    }
    return found;
}

StepKey World::key_of_newest(StepKind kind) const {
    const Step* found = newest(kind);
    return found == nullptr ? StepKey{kind, 1} : found->key;
}

void World::observe(const Observation& observation) {
    const Slice before = slice;
    last = plan(before, observation, now, policy);
    if (!same(last, plan(before, observation, now, policy))) breaks("the same question gets two answers");
    check_form(before, observation, last);
    check_steps(before, observation, last);
    if (!last.refusal) check_letter(last);
    check_promises(before, observation, last);
    check_actions(before, observation, last);
    check_once(observation, last);
    slice.letter = last.letter;
    slice.steps = last.steps;
    check_again(before, observation);
}

void World::check_form(const Slice& before, const Observation& observation, const Decision& decision) {
    if (decision.reasons.empty()) breaks("a decision without a reason");
    for (const Reason& reason : decision.reasons) {
        if (reason.sentence.empty()) breaks("an empty reason");
        for (const std::string& secret : secrets(before, observation)) {
            if (reason.sentence.find(secret) != std::string::npos) breaks("a reason that tells: " + reason.sentence);
        }
    }
    if (decision.refusal) {
        if (decision.refusal->empty()) breaks("a refusal that does not say why");
        const bool untouched = decision.letter == before.letter && decision.steps == before.steps;
        if (!untouched || !decision.actions.empty()) breaks("a refused order that changes something");
    }
    if (slice.account.paused && decision.wake_at) breaks("a paused account that wants to be woken");
    const bool waits_for_the_user = slice.account.held || decision.letter.hold == Hold::possible_answer;
    if (!slice.account.paused && !waits_for_the_user && decision.wake_at != next_wake(decision.steps)) {
        breaks("a planned step that nobody wakes for");
    }
}

void World::check_steps(const Slice& before, const Observation& observation, const Decision& decision) {
    std::set<StepKey> keys;
    for (const Step& after : decision.steps) {
        const std::string name = to_word(after.key.kind);
        if (!keys.insert(after.key).second) breaks("two steps with one key: " + name);
        if (after.state == StepState::planned && !after.outcome.empty()) breaks("a planned step given up: " + name);
        const Step* old = find(before.steps, after.key);
        const bool lay_there = std::holds_alternative<TwinSeen>(observation) && after.state == StepState::drafted;
        if (old != nullptr && !may_become(old->state, after.state) && !lay_there) {
            breaks(name + " goes from " + to_word(old->state) + " to " + to_word(after.state));
        }
        const bool begins = (old == nullptr || old->state != StepState::acting) && after.state == StepState::acting;
        const auto actions = std::ranges::count_if(decision.actions, [&](const Action& action) {
            return action.step == after.key && is_beginning(action.kind);
        });
        if (actions != (begins ? 1 : 0)) breaks("a step whose state and actions differ: " + name);
    }
    for (const Step& old : before.steps) {
        if (!keys.contains(old.key)) breaks("a step that vanished");
    }
}

void World::check_letter(const Decision& decision) {
    const auto any = [&](auto&& matches) { return std::ranges::any_of(decision.steps, matches); };
    const bool asked = any([](const Step& one) { return one.key.kind == StepKind::unknown_notice; });
    const auto waits = [&](const Step& one) {
        const bool left_to_the_user = one.state == StepState::unknown && one.key.kind == StepKind::check_in && asked;
        return is_pending(one.state) && !left_to_the_user;
    };
    const bool promised = std::ranges::any_of(decision.letter.promises, is_open);
    if (decision.letter.state == LetterState::open && !promised &&
        !any([&](const Step& one) { return waits(one) && !is_notice(one.key.kind); })) {
        breaks("an open letter that waits for nothing");
    }
    if (decision.letter.state == LetterState::answered && !promised && !any([&](const Step& one) {
            return waits(one) && is_message_to_client(one.key.kind) && one.key.kind != StepKind::check_in;
        })) {
        breaks("an answered letter that waits for nothing");
    }
    if (decision.letter.state != LetterState::open &&
        any([](const Step& one) { return one.state == StepState::planned && one.key.kind == StepKind::check_in; })) {
        breaks("a check-in is planned for a letter that is not open");
    }
}

void World::check_promises(const Slice& before, const Observation& observation, const Decision& decision) {
    const auto& promises = decision.letter.promises;
    const bool ends = decision.letter.state == LetterState::closed || decision.letter.state == LetterState::made_good;
    if (!decision.refusal && ends && std::ranges::any_of(promises, is_open)) {
        breaks("a letter has ended before its promises");
    }
    for (const Promise& old : before.letter.promises) {
        const auto now_it = std::ranges::find(promises, old.ordinal, &Promise::ordinal);
        if (now_it == promises.end()) {
            breaks("a promise that vanished");
        } else if (!is_open(old) && *now_it != old) {
            breaks("a promise that is over changes");
        } else if (now_it->state != old.state &&
                   (std::holds_alternative<MessageSeen>(observation) || std::holds_alternative<TimeCame>(observation) ||
                    std::holds_alternative<Outcome>(observation))) {
            breaks("a promise ends without the user's word");
        }
    }
    for (const Step& step : decision.steps) {
        if (!is_promise_reminder(step.key.kind) || step.state != StepState::planned) continue;
        const auto about = std::ranges::find(promises, step.promise, &Promise::ordinal);
        if (about == promises.end() || !is_open(*about)) breaks("a reminder of no open promise is planned");
        if (step.means != Means::reminder) breaks("a question to the user that is no reminder");
    }
    for (const Promise& promise : promises) {
        if (!is_open(promise) || !decision.letter.answered_at) continue;
        const bool comes_back = promise.rhythm.has_value() && promise.due.has_value();
        const bool told = std::ranges::any_of(decision.steps, [&](const Step& step) {
            const bool tells = step.key.kind == StepKind::promise_due || step.key.kind == StepKind::promise_kept;
            return step.promise == promise.ordinal && tells && is_pending(step.state);
        });
        if (comes_back && !told && !decision.refusal) breaks("a promise that does not come back");
    }
}

void World::check_actions(const Slice& before, const Observation& observation, const Decision& decision) {
    const bool by_hand = std::holds_alternative<CheckInNow>(observation) || std::holds_alternative<Kept>(observation) ||
                         std::holds_alternative<Slipped>(observation);
    int notices = before.account.notices_in_hour;
    for (const Action& action : decision.actions) {
        const Step* of = find(decision.steps, action.step);
        if (of == nullptr) {
            breaks("an action of no step");
            continue;
        }
        const StepKind kind = of->key.kind;
        const bool to_client = is_message_to_client(kind) && action.kind != ActionKind::append_reminder;
        if (to_client && is_check_in(kind) && is_beginning(action.kind) && !by_hand &&
            decision.letter.hold == Hold::upset_answer) {
            breaks("a check-in to a client who is upset, before the user has looked");
        }
        if (is_beginning(action.kind)) {
            if (before.account.paused && !by_hand) breaks("an action while the account is paused");
            if (action.kind != ActionKind::send) ++notices;
            if (notices > policy.notices_per_hour && action.kind != ActionKind::send && !by_hand) {
                breaks("more drafts and reminders than an hour may have");
            }
            const bool ended =
                decision.letter.state == LetterState::closed || decision.letter.state == LetterState::made_good;
            if (ended && !is_notice(kind)) breaks("an action for a letter that has ended");
            if (to_client && before.client.in_peace) breaks("a message to a client who is left in peace");
            const bool foreign = !before.letter.language.empty() && !policy.languages.contains(before.letter.language);
            if (to_client && before.letter.protection != base::Protection::none) breaks("a message in clear");
            // A second attempt goes out with the bytes of the first, which were the user's own words.
            const bool own_words = action.text || in_own_words_.contains(action.step);
            if (own_words) in_own_words_.insert(action.step);
            if (to_client && foreign && !own_words) breaks("a message in a language that the letter is not in");
        }
        if (action.kind == ActionKind::append_reminder && !at_once(kind) &&
            !calendar::open_at(policy.user_window, now)) {
            breaks("a reminder outside the user's working hours");
        }
        if (action.kind == ActionKind::send) check_send(before, observation, decision, *of);
    }
}

void World::check_send(const Slice& before, const Observation& observation, const Decision& decision,
                       const Step& step) {
    if (!std::holds_alternative<TimeCame>(observation)) breaks("a send without a fresh look");
    if (!decision.letter.auto_send) breaks("a send without an opt-in");
    if (decision.letter.state != LetterState::open || decision.letter.answered_at) breaks("a send after an answer");
    if (before.account.held) breaks("a send while sending is held back");
    if (decision.letter.hold != Hold::none) breaks("a send while the user has to look first");
    if (!calendar::open_at(policy.client_window, now)) breaks("a send outside the client's working hours");
    if (now - step.meant_for > policy.late_after) breaks("a send that is too late");
    if (before.account.sends_in_hour >= policy.sends_per_hour) breaks("more sends than an hour may have");
    if (before.account.sends_in_day >= policy.sends_per_day) breaks("more sends than a day may have");
    if (before.client.sends_in_7_days >= policy.sends_per_client) breaks("more sends than a client may get");
    const auto sends = std::ranges::count_if(decision.steps, [](const Step& one) {
        return one.means == Means::send &&
               (one.state == StepState::acting || one.state == StepState::done || one.state == StepState::unknown);
    });
    if (sends > 1) breaks("two sends for one letter");
}

World::Fate World::fate_after(OutcomeKind outcome) {
    switch (outcome) {
        case OutcomeKind::not_sent:
        case OutcomeKind::cancelled: return Fate::given_back;
        case OutcomeKind::reminded:
        case OutcomeKind::drafted:
        case OutcomeKind::sent:
        case OutcomeKind::refused: return Fate::happened;
        case OutcomeKind::unknown:
        case OutcomeKind::unknown_for_good:
        case OutcomeKind::draft_sent_by_user:
        case OutcomeKind::draft_deleted:
        case OutcomeKind::draft_edited:
        case OutcomeKind::draft_withdrawn:
        case OutcomeKind::draft_kept: return Fate::under_way;
    }
    return Fate::under_way;
}

void World::check_once(const Observation& observation, const Decision& decision) {
    if (const auto* outcome = std::get_if<Outcome>(&observation)) {
        const auto fate = fates_.find(outcome->step);
        if (fate != fates_.end() && fate->second == Fate::under_way) fate->second = fate_after(outcome->kind);
    }
    for (const Action& action : decision.actions) {
        if (action.kind == ActionKind::withdraw_draft && ++withdrawals_[action.step] > 1) {
            breaks("a draft is withdrawn twice");
        }
        if (!is_beginning(action.kind)) continue;
        const auto fate = fates_.find(action.step);
        if (fate != fates_.end() && fate->second != Fate::given_back) breaks("a step acts twice");
        fates_[action.step] = Fate::under_way;
    }
}

void World::check_again(const Slice& before, const Observation& observation) {
    // A second snooze may find another step to be the next one.
    if (std::holds_alternative<Snooze>(observation)) return;
    // What comes back and was kept for the last time leaves a question that a second word may answer.
    const bool comes_back =
        std::ranges::any_of(before.letter.promises, [](const Promise& one) { return !!one.rhythm; });
    if (std::holds_alternative<Kept>(observation) && comes_back) return;
    const Decision again = plan(slice, observation, now, policy);
    const auto goes_out = [](const Action& action) { return action.kind != ActionKind::cancel_pending; };
    if (again.letter != slice.letter || again.steps != slice.steps) {
        std::string reasons;
        for (const Reason& reason : last.reasons) reasons += "\n  " + reason.sentence;
        reasons += "\nthen:";
        for (const Reason& reason : again.reasons) reasons += "\n  " + reason.sentence;
        breaks("the same observation twice is not once:" + reasons);
    }
    if (std::ranges::any_of(again.actions, goes_out)) breaks("the same observation twice acts twice");
}

calendar::Window window_in(const std::string& zone) {
    const auto found = calendar::find_zone(zone);
    if (!found) throw std::runtime_error(found.error().message);
    calendar::Window window;
    window.zone = *found;
    return window;
}

Letter a_letter(base::Instant sent) {
    Letter letter;
    letter.account = "work";
    letter.message_id = {"letter-1@sender.example"};
    letter.from = {"Berta Muster", "berta@sender.example"};
    letter.recipients = {{{"Anna Client", "anna@client.example"}, RecipientField::to, false}};
    letter.subject = "Sorry about Tuesday";
    letter.sent_at = sent;
    letter.language = "en";
    return letter;
}

}  // namespace amends::core
