// How a decision's actions become rows of the outbox, in the transaction of the decision itself.
#include "app/engine.hpp"

namespace amends::app {

namespace {

constexpr const char* made_before = "it was made before the letter was forgotten, and is not made again";

}  // namespace

/// Turns the decision's actions into rows of the same transaction. What could be taken back from the outbox is an
/// outcome at once, decided on within this very commit.
base::Status Engine::add_actions(ports::Commit& commit, core::Decision& decision, const core::Slice& slice,
                                 const core::Policy& policy) {
    commit.reasons.insert(commit.reasons.end(), decision.reasons.begin(), decision.reasons.end());
    std::vector<core::Action> actions = decision.actions;
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const core::Action action = actions[i];
        auto outcome = outcome_at_once(commit, decision, action);
        if (!outcome) return tl::unexpected(outcome.error());
        if (!*outcome) continue;
        core::Slice after = slice;
        after.letter = decision.letter;
        after.steps = decision.steps;
        core::Decision next = core::plan(after, **outcome, clock_.now(), policy);
        commit.reasons.insert(commit.reasons.end(), next.reasons.begin(), next.reasons.end());
        actions.insert(actions.end(), next.actions.begin(), next.actions.end());
        decision.letter = std::move(next.letter);
        decision.steps = std::move(next.steps);
        decision.wake_at = next.wake_at;
    }
    commit.letter = decision.letter;
    commit.steps = decision.steps;
    return {};
}

/// What comes of an action within this very commit: it could be taken back, or its message was made before.
base::Result<std::optional<core::Outcome>> Engine::outcome_at_once(ports::Commit& commit,
                                                                   const core::Decision& decision,
                                                                   const core::Action& action) {
    if (action.kind == core::ActionKind::cancel_pending) {
        auto taken_back = cancel_pending(commit, decision.letter, action.step);
        if (!taken_back) return tl::unexpected(taken_back.error());
        if (!*taken_back) return std::nullopt;
        return core::Outcome{action.step, core::OutcomeKind::cancelled, {}, ""};
    }
    const bool to_user = action.kind == core::ActionKind::append_reminder;
    if (to_user || action.kind == core::ActionKind::append_draft || action.kind == core::ActionKind::send) {
        auto forgotten = store_.was_forgotten(core::derived_message_id(decision.letter, action.step));
        if (!forgotten) return tl::unexpected(forgotten.error());
        if (*forgotten) {
            return core::Outcome{action.step, to_user ? core::OutcomeKind::reminded : core::OutcomeKind::sent,
                                 std::nullopt, made_before};
        }
    }
    if (auto begun = begin_action(commit, decision, action); !begun) return tl::unexpected(begun.error());
    return std::nullopt;
}

base::Status Engine::begin_action(ports::Commit& commit, const core::Decision& decision, const core::Action& action) {
    switch (action.kind) {
        case core::ActionKind::summarise:
        case core::ActionKind::mention: commit.into_summary.push_back(action.step); return {};
        case core::ActionKind::cancel_pending: return {};
        case core::ActionKind::append_reminder:
        case core::ActionKind::append_draft:
        case core::ActionKind::send:
        case core::ActionKind::withdraw_draft: break;
    }
    if (decision.letter.id.stored()) {
        // A retry is the item of the first attempt, byte for byte.
        auto earlier = store_.outbox_of_step(decision.letter.id, action.step, action.kind);
        if (!earlier) return tl::unexpected(earlier.error());
        if (*earlier && (*earlier)->state == core::HandoverState::not_sent) {
            commit.handovers.push_back(
                {.id = (*earlier)->id, .to = core::HandoverState::not_sent, .next_try = commit.at});
            return {};
        }
        if (*earlier && (*earlier)->state != core::HandoverState::cancelled) return {};
        // What was to be sent and becomes a draft must never be sent as well.
        if (action.kind != core::ActionKind::withdraw_draft) {
            auto taken_back = cancel_pending(commit, decision.letter, action.step);
            if (!taken_back) return tl::unexpected(taken_back.error());
        }
    }
    auto item = composer_.compose(decision.letter, decision.steps, action, commit.at);
    if (!item) return tl::unexpected(item.error());
    if (action.kind == core::ActionKind::withdraw_draft) {
        auto draft = store_.outbox_of_step(decision.letter.id, action.step, core::ActionKind::append_draft);
        if (!draft) return tl::unexpected(draft.error());
        if (!*draft) return {};
        item->folder = (*draft)->folder;
        item->uid_validity = (*draft)->uid_validity;
        item->uid = (*draft)->uid;
        item->hash = (*draft)->hash;
        item->next_try = action.not_before.value_or(commit.at);
    } else if (core::is_message_to_client(action.step.kind)) {
        commit.thread.push_back(item->message_id);
    }
    commit.outbox.push_back(std::move(*item));
    return {};
}

/// True where an item of the step had not begun and is taken back by this commit.
base::Result<bool> Engine::cancel_pending(ports::Commit& commit, const core::Letter& letter, core::StepKey step) {
    for (const auto kind :
         {core::ActionKind::append_reminder, core::ActionKind::append_draft, core::ActionKind::send}) {
        auto item = store_.outbox_of_step(letter.id, step, kind);
        if (!item) return tl::unexpected(item.error());
        if (!*item) continue;
        core::HandoverState state = (*item)->state;
        for (const ports::HandoverChange& change : commit.handovers) {  // earlier in this very commit
            if (change.id == (*item)->id) state = change.to;
        }
        if (state != core::HandoverState::due && state != core::HandoverState::not_sent) continue;
        commit.handovers.push_back({.id = (*item)->id, .to = core::HandoverState::cancelled});
        return true;
    }
    return false;
}

}  // namespace amends::app
