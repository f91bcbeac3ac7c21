#include "tests/core/random_life.hpp"

#include <array>

namespace amends::core {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr base::Instant beginning{1'790'000'000};  // 2026-09-21, a few weeks before the clocks change

constexpr std::array step_kinds{StepKind::check_in,         StepKind::call,
                                StepKind::make_good,        StepKind::bounce_notice,
                                StepKind::withdrawn_notice, StepKind::edited_notice,
                                StepKind::refused_notice,   StepKind::unknown_notice,
                                StepKind::promise_due,      StepKind::promise_kept,
                                StepKind::promise_undated,  StepKind::kept_message,
                                StepKind::slipped_message,  StepKind::possible_answer,
                                StepKind::upset_answer,     StepKind::delay_notice,
                                StepKind::complaint_notice};
constexpr std::array step_states{StepState::planned,  StepState::acting,    StepState::drafted,
                                 StepState::unknown,  StepState::done,      StepState::satisfied,
                                 StepState::declined, StepState::withdrawn, StepState::cancelled};
constexpr std::array outcome_kinds{
    OutcomeKind::reminded,         OutcomeKind::drafted,      OutcomeKind::sent,
    OutcomeKind::refused,          OutcomeKind::not_sent,     OutcomeKind::unknown,
    OutcomeKind::unknown_for_good, OutcomeKind::cancelled,    OutcomeKind::draft_sent_by_user,
    OutcomeKind::draft_deleted,    OutcomeKind::draft_edited, OutcomeKind::draft_withdrawn,
    OutcomeKind::draft_kept};
constexpr std::array message_classes{MessageClass::reply,   MessageClass::auto_reply, MessageClass::bounce,
                                     MessageClass::delay,   MessageClass::delivered,  MessageClass::complaint,
                                     MessageClass::receipt, MessageClass::invite,     MessageClass::other};

}  // namespace

Policy wide_awake_policy() {
    Policy policy;
    policy.client_window = window_in("Europe/Berlin");
    policy.user_window = window_in("America/New_York");
    policy.client_window.holidays.insert(*base::parse_civil_date("2026-10-05"));
    return policy;
}

RandomLife::RandomLife(std::uint64_t seed) : random_(seed) {}

std::vector<Promise> RandomLife::promises() {
    std::vector<Promise> made;
    constexpr std::array rhythms{"1 day", "2 day", "1 business day", "1 week; mon thu", "2 week", "1 month; day -1"};
    for (int left = one_in(2) ? 0 : below(5); left > 0; --left) {
        Promise promise;
        promise.ordinal = static_cast<int>(made.size()) + 1;
        promise.words = "the new brochures";
        const auto day = base::plus_days(*base::parse_civil_date("2026-09-16"), below(40));
        if (!one_in(4)) promise.due = by_end_of(day, *window_in("America/New_York").zone, "as the letter says");
        promise.ambiguous = one_in(6);
        if (one_in(4)) promise.rhythm = rhythm_from(rhythms[below(rhythms.size())]);
        if (promise.rhythm && one_in(4)) promise.rhythm->until = base::plus_days(day, below(30));
        made.push_back(promise);
    }
    return made;
}

Letter RandomLife::letter() {
    Letter letter = a_letter(beginning);
    if (one_in(2)) letter.recipients.push_back({{"", "bert@client.example"}, RecipientField::to, false});
    if (one_in(3)) letter.recipients.push_back({{"", "carla@client.example"}, RecipientField::cc, false});
    if (one_in(8)) letter.protection = one_in(2) ? base::Protection::encrypted : base::Protection::is_signed;
    if (one_in(8)) letter.language = "de";
    letter.auto_send = one_in(2);
    return letter;
}

base::Instant RandomLife::some_time_later(const World& world) {
    if (world.last.wake_at && *world.last.wake_at >= world.now && !one_in(4)) return *world.last.wake_at;
    switch (below(4)) {
        case 0: return world.now;
        case 1: return world.now + minutes{below(90)};
        case 2: return world.now + hours{below(60)};
        default: return world.now + days{below(20)};
    }
}

void RandomLife::turn_context(Slice& slice) {
    slice.account.paused = one_in(12);
    slice.account.held = one_in(8) ? std::optional(HoldCause::many) : std::nullopt;
    slice.account.sends_in_hour = one_in(8) ? 5 : below(5);
    slice.account.sends_in_day = one_in(8) ? 20 : below(20);
    slice.account.notices_in_hour = one_in(8) ? 5 : below(5);
    slice.client.sends_in_7_days = one_in(6) ? 1 : 0;
    if (one_in(100)) slice.client.in_peace = !slice.client.in_peace;
}

StepKey RandomLife::any_key(const Slice& slice) {
    if (slice.steps.empty() || one_in(20)) return {step_kinds[below(step_kinds.size())], 1 + below(4)};
    return slice.steps[below(static_cast<int>(slice.steps.size()))].key;
}

MessageSeen RandomLife::message(const Slice& slice, base::Instant now) {
    MessageSeen seen;
    seen.own = one_in(4);
    seen.classification.what = one_in(2) ? MessageClass::reply : message_classes[below(message_classes.size())];
    if (one_in(4)) seen.match.evidence = Evidence::possible;
    if (one_in(3)) seen.classification.tone = static_cast<Tone>(below(3));
    if (one_in(3)) seen.classification.permanent = one_in(2);
    seen.own_house = !seen.own && one_in(8);
    if (one_in(6)) seen.facts.note = base::AutomaticNote::left;
    seen.received = one_in(3) ? now - hours{below(500)} : now;
    seen.match.about = slice.letter.message_id;
    if (one_in(3)) {
        seen.match.about = derived_message_id(slice.letter, any_key(slice));
        seen.match.about_letter = false;
    }
    seen.facts.message_id = base::MessageId{"m" + std::to_string(below(1000000)) + "@client.example"};
    if (seen.own && one_in(3)) seen.facts.message_id = derived_message_id(slice.letter, any_key(slice));
    if (seen.own && one_in(3)) seen.of_draft = any_key(slice);
    seen.facts.text = "We were very cross, to be plain";
    seen.facts.subject = "Re: Sorry about Tuesday";
    if (one_in(2)) seen.facts.return_date = base::plus_days(*base::parse_civil_date("2026-09-25"), below(1000));
    if (one_in(2)) {
        seen.facts.report.emplace();
        for (const Recipient& one : slice.letter.recipients) {
            if (one_in(2)) {
                seen.facts.report->recipients.push_back({one.address.mailbox, base::ReportAction::failed, "5.1.1", ""});
            }
        }
    }
    return seen;
}

Observation RandomLife::order(base::Instant now) {
    switch (below(11)) {
        case 10: return one_in(2) ? Observation{Release{}} : Observation{WindowLearnt{}};
        case 7: return Kept{below(3), one_in(2), !one_in(4)};
        case 8:
        case 9: {
            const auto today = base::civil_at_offset(now, 0).date;
            return Slipped{below(4), base::plus_days(today, below(30) - 3), !one_in(3)};
        }
        case 0: return Snooze{now + hours{below(400) - 20}};
        case 1: return Answered{"phone", one_in(2) ? "a word in private" : ""};
        case 2: return one_in(4) ? Observation{Done{}} : Observation{Drop{}};
        case 3:
        case 4: return SwitchAuto{one_in(2)};
        case 5: return CheckInNow{one_in(2) ? std::optional<std::string>{"words of one's own"} : std::nullopt};
        default: return one_in(6) ? Observation{ClientLeftInPeace{}} : Observation{TimeCame{}};
    }
}

std::optional<Outcome> RandomLife::fitting_outcome(const World& world) {
    Outcome outcome;
    for (const Step& step : world.slice.steps) {
        if (one_in(2)) continue;
        outcome.step = step.key;
        const int luck = below(10);
        if (step.state == StepState::acting || step.state == StepState::unknown) {
            const bool draft = step.means == Means::draft;
            const bool send = step.means == Means::send;
            outcome.kind = draft ? OutcomeKind::drafted : send ? OutcomeKind::sent : OutcomeKind::reminded;
            if (luck == 0) outcome.kind = OutcomeKind::refused;
            if (luck == 1 || luck == 2) outcome.kind = OutcomeKind::not_sent;
            if (luck == 3) outcome.kind = OutcomeKind::unknown;
            if (luck == 4 && step.state == StepState::unknown) outcome.kind = OutcomeKind::unknown_for_good;
            if (luck >= 7 && given_up(step) && step.state == StepState::acting) outcome.kind = OutcomeKind::cancelled;
            if (one_in(2)) outcome.retry_at = world.now + minutes{5};
            return outcome;
        }
        if (step.state == StepState::drafted) {
            constexpr std::array of_drafts{OutcomeKind::draft_sent_by_user, OutcomeKind::draft_deleted,
                                           OutcomeKind::draft_edited};
            constexpr std::array of_withdrawals{OutcomeKind::draft_withdrawn, OutcomeKind::draft_kept,
                                                OutcomeKind::draft_sent_by_user, OutcomeKind::draft_deleted};
            outcome.kind =
                given_up(step) ? of_withdrawals[below(of_withdrawals.size())] : of_drafts[below(of_drafts.size())];
            return outcome;
        }
    }
    return std::nullopt;
}

Tracked RandomLife::tracked() {
    Tracked tracked{promises()};
    if (one_in(12)) tracked.check_in.wanted = false;
    if (one_in(4)) tracked.check_in.on = base::plus_days(base::civil_at_offset(beginning, 0).date, below(40) - 10);
    return tracked;
}

Observation RandomLife::next(World& world) {
    if (world.slice.steps.empty() && world.now == beginning) return tracked();
    if (!one_in(3)) {
        if (auto outcome = fitting_outcome(world)) return *outcome;
    }
    if (one_in(6)) return message(world.slice, world.now);
    if (one_in(8)) return order(world.now);
    return TimeCame{};
}

Slice RandomLife::any_slice() {
    Slice slice;
    slice.letter = letter();
    slice.letter.state = static_cast<LetterState>(below(4));
    slice.letter.let_go = one_in(4);
    slice.letter.hold = static_cast<Hold>(below(3));
    const bool answered = slice.letter.state != LetterState::open && one_in(2);
    if (answered) slice.letter.answered_at = beginning + hours{below(100)};
    for (Recipient& one : slice.letter.recipients) {
        one.bounced = one_in(4);
        one.gone = one.bounced && one_in(2);
    }
    slice.letter.promises = promises();
    const bool ended = slice.letter.state == LetterState::closed || slice.letter.state == LetterState::made_good;
    for (Promise& promise : slice.letter.promises) {
        promise.state = ended ? PromiseState::ended : static_cast<PromiseState>(below(3));
        if (promise.rhythm && !promise.due) promise.rhythm.reset();
    }
    turn_context(slice);
    slice.client.in_peace = one_in(6);
    for (int i = below(7); i > 0; --i) {
        Step step;
        step.key.kind = step_kinds[below(step_kinds.size())];
        for (const Step& other : slice.steps) {
            if (other.key.kind == step.key.kind) ++step.key.ordinal;
        }
        const bool notice = !is_message_to_client(step.key.kind);
        step.means = notice ? Means::reminder : static_cast<Means>(below(3));
        if (step.key.kind == StepKind::make_good && step.means == Means::send) step.means = Means::draft;
        step.state = step_states[below(step_states.size())];
        const bool of_promise = is_promise_reminder(step.key.kind) || step.key.kind == StepKind::kept_message ||
                                step.key.kind == StepKind::slipped_message;
        if (of_promise) step.promise = below(4);
        if (is_promise_reminder(step.key.kind) && step.state == StepState::planned) step.state = StepState::cancelled;
        if (of_promise && step.means == Means::send) step.means = Means::draft;
        const bool misplaced = step.key.kind == StepKind::check_in && slice.letter.state != LetterState::open;
        if (misplaced && step.state == StepState::planned) step.state = StepState::cancelled;
        step.meant_for = beginning + hours{below(300)};
        step.due = calendar::due_at(window_in("Europe/Berlin"), step.meant_for + minutes{below(2) * 90}, "some rule");
        if (step.state != StepState::planned && one_in(2)) step.outcome = "It came to this.";
        if (step.state != StepState::planned && one_in(3)) step.acted_at = beginning + hours{below(100)};
        slice.steps.push_back(step);
    }
    // What comes back is always planned: every decision sees to it.
    int ordinal = 100;
    for (const Promise& promise : slice.letter.promises) {
        if (promise.state != PromiseState::open || !promise.rhythm) continue;
        Step step;
        step.key = {StepKind::promise_due, ++ordinal};
        step.promise = promise.ordinal;
        step.means = Means::reminder;
        step.meant_for = promise.due->at - hours{30};
        step.due = calendar::due_at(window_in("America/New_York"), step.meant_for, "some rule");
        slice.steps.push_back(step);
    }
    return slice;
}

Observation RandomLife::any_observation(const Slice& slice, base::Instant now) {
    switch (below(5)) {
        case 0: return message(slice, now);
        case 1: return order(now);
        case 2: {
            Outcome outcome;
            outcome.step = any_key(slice);
            outcome.kind = outcome_kinds[below(outcome_kinds.size())];
            return outcome;
        }
        case 3: return one_in(3) ? Observation{tracked()} : Observation{ClientLeftInPeace{}};
        default: return TimeCame{};
    }
}

}  // namespace amends::core
