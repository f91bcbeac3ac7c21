#include "app/engine.hpp"

#include <algorithm>
#include <utility>

#include "app/history.hpp"
#include "app/track.hpp"
#include "base/hash.hpp"
#include "core/match.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::LetterId;
using base::Retry;

core::Step* find_step(std::vector<core::Step>& steps, core::StepKey key) {
    const auto at = std::find_if(steps.begin(), steps.end(), [&](const core::Step& step) { return step.key == key; });
    return at == steps.end() ? nullptr : &*at;
}

}  // namespace

Engine::Engine(ports::Store& store, ports::Clock& clock, const Rules& rules, const Composer& composer)
    : store_(store), clock_(clock), rules_(rules), composer_(composer) {}

base::Result<core::Slice> Engine::slice_of(LetterId letter) {
    auto slice = store_.slice(letter, clock_.now());
    if (!slice) return tl::unexpected(slice.error());
    if (!*slice) {
        return base::failure(Fault::answer_is_no, Retry::never,
                             "There is no letter " + std::to_string(letter.value) +
                                 ". `amends list --all` shows the letters there are.");
    }
    (*slice)->account.own_addresses = rules_.own_addresses((*slice)->letter.account);
    return std::move(**slice);
}

base::Result<LetterId> Engine::track(const std::string& account, const base::MessageFacts& facts,
                                     const TrackOptions& options) {
    auto letter = letter_from(account, facts, options, rules_.own_addresses(account), clock_.now());
    if (!letter) return tl::unexpected(letter.error());

    auto known = store_.letter_by_message_id(account, letter->message_id);
    if (!known) return tl::unexpected(known.error());
    if (*known) {
        if (auto noted = note_what_went_wrong(**known, options); !noted) return tl::unexpected(noted.error());
        if (options.auto_send) {
            auto switched = observe(**known, core::SwitchAuto{true});
            if (!switched) return tl::unexpected(switched.error());
        }
        if (options.check_in != core::CheckInWish{}) {
            auto changed = observe(**known, core::Tracked{.promises = {}, .check_in = options.check_in});
            if (!changed) return tl::unexpected(changed.error());
        }
        return **known;
    }

    auto copy_of = known_under_another_id(account, facts);
    if (!copy_of) return tl::unexpected(copy_of.error());
    if (*copy_of) return **copy_of;

    auto forgotten = store_.was_forgotten(letter->message_id);
    if (!forgotten) return tl::unexpected(forgotten.error());
    if (*forgotten && options.by_mark) {
        return base::failure(Fault::answer_is_no, Retry::never,
                             "This letter was forgotten, and its mark does not bring it back. `amends track` does.");
    }
    auto elsewhere = store_.tracked_by(letter->message_id);
    if (!elsewhere) return tl::unexpected(elsewhere.error());
    if (*elsewhere) {
        return base::failure(Fault::answer_is_no, Retry::never,
                             "This letter is tracked already, in the account \"" + **elsewhere +
                                 "\". One letter has one plan; nothing needs to be done.");
    }
    if (auto wished = wish_look_back(account, *letter); !wished) return tl::unexpected(wished.error());

    auto begun = begin(*letter, facts, options);
    if (!begun) return tl::unexpected(begun.error());
    ports::Commit commit{.at = clock_.now(), .account = account};
    commit.thread.push_back(letter->message_id);
    if (!facts.provider_thread.empty()) commit.thread.push_back(core::thread_as_id(facts.provider_thread));
    commit.reasons.push_back({std::nullopt, "Tracked " + (options.how.empty() ? "on request" : options.how) + "."});
    if (auto added = add_actions(commit, begun->decision, begun->slice, begun->policy); !added)
        return tl::unexpected(added.error());
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    ++letters_tracked_;
    if (on_work) on_work(account);
    return done->letter;
}

/// Of a letter that was found in Sent nobody has said what went wrong, nor how grave it is: it can be said later.
base::Status Engine::note_what_went_wrong(LetterId letter, const TrackOptions& options) {
    auto row = store_.letter(letter);
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    core::Letter noted = (*row)->letter;
    if (options.situation) noted.situation = *options.situation;
    if (options.severity) noted.severity = options.severity;
    if (noted == (*row)->letter) return {};
    ports::Commit commit{.at = clock_.now(), .account = noted.account, .letter = noted, .steps = (*row)->steps};
    commit.reasons.push_back(
        {std::nullopt, "The user says what went wrong, or how grave it is; steps that are planned stay."});
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

base::Result<Engine::Beginning> Engine::begin(const core::Letter& letter, const base::MessageFacts& facts,
                                              const TrackOptions& options) {
    auto client = client_before(letter);
    if (!client) return tl::unexpected(client.error());
    Beginning begun{.slice = {.letter = letter, .steps = {}, .client = *client, .account = {}},
                    .policy = policy_of(letter),
                    .decision = {}};
    begun.slice.account.own_addresses = rules_.own_addresses(letter.account);
    core::Tracked tracked{promises_in(facts, letter, begun.policy.user_window), options.check_in};
    if (find_remedies) tracked.remedies = find_remedies(facts);
    begun.decision = decide(begun.slice, tracked, begun.policy);
    return begun;
}

base::Result<Outlook> Engine::outlook(const std::string& account, const base::MessageFacts& facts,
                                      const TrackOptions& options) {
    auto letter = letter_from(account, facts, options, rules_.own_addresses(account), clock_.now());
    if (!letter) return tl::unexpected(letter.error());
    auto begun = begin(*letter, facts, options);
    if (!begun) return tl::unexpected(begun.error());
    auto guess = client_guess(*letter);
    if (!guess) return tl::unexpected(guess.error());
    return Outlook{.decision = std::move(begun->decision),
                   .client_zone = begun->policy.client_window.zone->name(),
                   .zone_is_guess = guess->zone.has_value()};
}

/// What the user has said of the letter's client, and what earlier letters to the same addresses tell.
base::Result<core::ClientContext> Engine::client_before(const core::Letter& letter) {
    std::vector<std::string> mailboxes;
    for (const core::Recipient& recipient : letter.recipients) {
        if (recipient.field == core::RecipientField::to) {
            mailboxes.push_back(base::canonical_mailbox(recipient.address.mailbox));
        }
    }
    auto history = history_of(store_, mailboxes, letter.sent_at, letter.message_id);
    if (!history) return tl::unexpected(history.error());
    auto in_peace = store_.is_left_in_peace(mailboxes);
    if (!in_peace) return tl::unexpected(in_peace.error());
    core::ClientContext client;
    client.in_peace = *in_peace;
    client.letters_in_90_days = history->letters_in_90_days;
    client.open_promises = history->open_promises;
    return client;
}

/// An answer may lie in a folder that was read before the letter was known. Each wish is another text, so that one
/// which is being fulfilled is not taken for it.
base::Status Engine::wish_look_back(const std::string& account, const core::Letter& letter) {
    auto wish = look_back_wish(account);
    if (!wish) return tl::unexpected(wish.error());
    std::string since = base::to_rfc3339(letter.sent_at);
    if (!wish->empty()) since = std::min(since, wish->substr(0, wish->find(' ')));
    return store_.set_fact("look_back." + account, since + " " + base::sha256_hex(letter.message_id.value));
}

base::Result<std::string> Engine::look_back_wish(const std::string& account) {
    auto wish = store_.fact("look_back." + account);
    if (!wish) return tl::unexpected(wish.error());
    return wish->value_or("");
}

base::Status Engine::looked_back(const std::string& account, const std::string& wish) {
    auto now = look_back_wish(account);
    if (!now) return tl::unexpected(now.error());
    if (*now != wish) return {};
    return store_.set_fact("look_back." + account, "");
}

/// What no mail can carry (an address, a field that nobody filled) becomes a reminder: it must not be lost, nor stop
/// the letters behind it. Who orders a check-in, or the draft that something is kept, reads the reason at once instead.
core::Decision Engine::decide(const core::Slice& slice, const core::Observation& observation, core::Policy& policy) {
    core::Decision decision = core::plan(slice, observation, clock_.now(), policy);
    const auto* kept = std::get_if<core::Kept>(&observation);
    const bool wants_a_draft =
        std::holds_alternative<core::CheckInNow>(observation) || (kept != nullptr && kept->draft);
    if (wants_a_draft) return decision;
    for (const core::Action& action : decision.actions) {
        if (action.kind != core::ActionKind::append_draft && action.kind != core::ActionKind::send) continue;
        if (composer_.compose(decision.letter, decision.steps, action, clock_.now())) continue;
        policy.can_write = false;
        return core::plan(slice, observation, clock_.now(), policy);
    }
    return decision;
}

base::Result<core::Decision> Engine::observe(LetterId letter, const core::Observation& observation,
                                             const Alongside& alongside) {
    auto slice = slice_of(letter);
    if (!slice) return tl::unexpected(slice.error());
    core::Policy policy = policy_of(slice->letter);
    core::Decision decision = decide(*slice, observation, policy);
    if (decision.refusal) return base::failure(Fault::answer_is_no, Retry::never, *decision.refusal);
    if (std::holds_alternative<core::TimeCame>(observation) && says_nothing_new(*slice, decision)) return decision;

    ports::Commit commit{.at = clock_.now(), .account = slice->letter.account};
    commit.thread = alongside.thread;
    commit.answerer = alongside.answerer;
    commit.reasons = alongside.reasons;
    commit.handovers = alongside.handovers;
    commit.undoable = alongside.undoable && (decision.letter != slice->letter || decision.steps != slice->steps);
    if (auto added = add_actions(commit, decision, *slice, policy); !added) return tl::unexpected(added.error());
    if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
    if (on_work) on_work(commit.account);
    return decision;
}

/// A step that waits for the user (paused, held) is looked at in every turn; the journal gets each reason once.
bool Engine::says_nothing_new(const core::Slice& slice, const core::Decision& decision) {
    if (!decision.actions.empty() || decision.letter != slice.letter || decision.steps != slice.steps) return false;
    std::string reasons;
    for (const core::Reason& reason : decision.reasons) reasons += reason.sentence + "\n";
    std::string& last = last_reasons_[slice.letter.id];
    return std::exchange(last, reasons) == reasons;
}

base::Status Engine::time_came(const std::string& account) {
    if (auto guarded = judge_turn(account, true); !guarded) return guarded;
    auto open = store_.outbox_open(account);
    if (!open) return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.kind != core::ActionKind::send || !core::may_go(item.state, core::HandoverState::sending)) continue;
        auto row = store_.letter(item.letter);
        if (!row) return tl::unexpected(row.error());
        const core::Step* step = *row ? find_step((*row)->steps, item.step) : nullptr;
        if (step == nullptr) continue;
        if (!core::is_overtaken_by_time(*step, clock_.now(), policy_of((*row)->letter))) continue;
        if (auto decided = observe(item.letter, core::TimeCame{}); !decided) return tl::unexpected(decided.error());
    }
    auto letters = store_.due(account, clock_.now());
    if (!letters) return tl::unexpected(letters.error());
    base::Status worst;
    for (const LetterId letter : *letters) {
        auto decided = observe(letter, core::TimeCame{});
        if (!decided) worst = tl::unexpected(decided.error());  // and the others have their turn all the same
    }
    if (!worst) return worst;
    return summarise(account);
}

base::Status Engine::summarise(const std::string& account) {
    auto items = store_.summary_items(account);
    if (!items) return tl::unexpected(items.error());
    if (items->empty()) return {};
    auto last = store_.last_summary(account);
    if (!last) return tl::unexpected(last.error());
    if (*last && clock_.now() - **last < std::chrono::hours{1}) return {};

    std::vector<SummaryLine> lines;
    for (const ports::SummaryItem& item : *items) {
        auto row = store_.letter(item.letter);
        if (!row) return tl::unexpected(row.error());
        if (!*row) continue;
        const core::Step* step = find_step((*row)->steps, item.step);
        // What was put off and has been made since needs no mention any more.
        const bool made_since = step != nullptr && core::is_message_to_client(step->key.kind) &&
                                step->means != core::Means::reminder && step->state != core::StepState::planned;
        if (step != nullptr && !made_since) lines.push_back({(*row)->letter, *step});
    }
    if (lines.empty()) return {};
    auto summary = composer_.compose_summary(account, lines, clock_.now());
    if (!summary) return tl::unexpected(summary.error());
    if (auto done = store_.commit_summary(*summary, *items); !done) return tl::unexpected(done.error());
    if (on_work) on_work(account);
    return {};
}

base::Result<bool> Engine::may_leave(const ports::OutboxItem& send) {
    if (auto guarded = guard_sends(send.account); !guarded) return tl::unexpected(guarded.error());
    auto slice = store_.slice(send.letter, clock_.now());
    if (!slice) return tl::unexpected(slice.error());
    return *slice && core::may_leave(**slice, send.step, clock_.now(), policy_of((*slice)->letter));
}

base::Status Engine::outcome(const ports::OutboxItem& item, ports::HandoverChange change, core::Outcome outcome) {
    if (!item.letter.stored()) {  // a summary: nothing hangs on it
        ports::Commit commit{.at = clock_.now(), .account = item.account};
        commit.handovers.push_back(std::move(change));
        if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
        return {};
    }
    Alongside alongside;
    alongside.handovers.push_back(std::move(change));
    auto decided = observe(item.letter, outcome, alongside);
    if (!decided) return tl::unexpected(decided.error());
    return {};
}

}  // namespace amends::app
