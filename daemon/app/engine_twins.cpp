// What a restored backup needs: messages of ours that lie in Drafts or Sent, and that the database knows nothing of.
#include <algorithm>

#include "app/engine.hpp"

namespace amends::app {

namespace {

using base::LetterId;

const core::Step* step_in(const std::vector<core::Step>& steps, core::StepKey key) {
    const auto found = std::ranges::find(steps, key, &core::Step::key);
    return found == steps.end() ? nullptr : &*found;
}

}  // namespace

bool names_a_step(const base::MessageId& id) {
    constexpr std::size_t digits = 40;  // of core::derived_message_id
    const std::string& text = id.value;
    const auto is_hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() > digits && text[digits] == '.' && std::all_of(text.begin(), text.begin() + digits, is_hex);
}

/// Whatever is made for a client is known by its id from the moment at which it was decided on.
base::Result<std::optional<LetterId>> Engine::letter_of_twin(const std::string& account,
                                                             const base::MessageFacts& head) {
    if (!head.message_id || !names_a_step(*head.message_id)) return std::nullopt;
    std::vector<base::MessageId> ids = head.in_reply_to;
    ids.push_back(*head.message_id);
    auto known = store_.thread_entries(account, ids);
    if (!known) return tl::unexpected(known.error());
    if (std::ranges::find(*known, *head.message_id, &core::ThreadEntry::message_id) != known->end()) {
        return std::nullopt;
    }
    for (const core::ThreadEntry& entry : *known) {
        if (!entry.is_letter) continue;
        auto row = store_.letter(entry.letter);
        if (!row) return tl::unexpected(row.error());
        if (*row && core::step_of_message((*row)->letter, *head.message_id)) return entry.letter;
    }
    return std::nullopt;
}

base::Result<bool> Engine::twin_seen(const std::string& account, const base::MessageFacts& head,
                                     const TwinPlace& place) {
    auto letter = letter_of_twin(account, head);
    if (!letter) return tl::unexpected(letter.error());
    if (!*letter) return false;
    if (auto held = hold_for_twin(account); !held) return tl::unexpected(held.error());
    return adopt(**letter, head, place);
}

base::Status Engine::hold_for_twin(const std::string& account) {
    auto held = store_.hold(account);
    if (!held) return tl::unexpected(held.error());
    if (*held) return {};
    return hold_for(account, {.because = core::HoldCause::restored, .since = clock_.now()}, true);
}

/// True where a step was waiting for the message. Where none was, a draft is only known from now on, and what lies in
/// Sent is left to be read as any other message there.
base::Result<bool> Engine::adopt(LetterId letter, const base::MessageFacts& head, const TwinPlace& place) {
    auto slice = slice_of(letter);
    if (!slice) return tl::unexpected(slice.error());
    const core::StepKey key = core::step_of_message(slice->letter, *head.message_id).value_or(core::StepKey{});
    const core::Step* step = step_in(slice->steps, key);
    bool waits = step != nullptr && step->state == core::StepState::planned;
    if (!waits && (place.in_sent || place.may_come_yet)) return false;

    const bool automatic = place.in_sent && !head.auto_submitted.empty() && head.auto_submitted != "no";
    const auto means = automatic ? core::Means::send : core::Means::draft;
    const core::Policy policy = policy_of(slice->letter);
    core::Decision decision = core::plan(*slice, core::TwinSeen{key, means, place.in_sent}, clock_.now(), policy);
    ports::Commit commit{.at = clock_.now(), .account = slice->letter.account};
    if (waits && (automatic || !place.in_sent)) {
        // A mail that no hand sent counts for the caps; a draft has to be found again.
        const auto kind = automatic ? core::ActionKind::send : core::ActionKind::append_draft;
        auto item = composer_.compose(decision.letter, decision.steps, {kind, key, std::nullopt}, commit.at);
        if (item) {
            item->folder = place.folder;
            item->uid_validity = place.uid_validity;
            item->uid = place.uid;
            commit.adopted.push_back(std::move(*item));
        }
        waits = place.in_sent || item.has_value();
    }
    if (waits) {
        if (auto added = add_actions(commit, decision, *slice, policy); !added) return tl::unexpected(added.error());
    } else {
        commit.letter = slice->letter;
        commit.reasons.push_back({key, "A message of ours lies in Drafts that no step waits for: it stays there."});
    }
    commit.thread.push_back(*head.message_id);
    if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
    if (on_work) on_work(commit.account);
    return waits;
}

}  // namespace amends::app
