// What the dates of a client's mail tell: in which zone they seem to be, when they seem to work, and what that changes.
#include "app/engine.hpp"
#include "calendar/zone_database.hpp"

namespace amends::app {

namespace {

bool same_hours(const calendar::Window& a, const calendar::Window& b) {
    return a.zone == b.zone && a.working_days == b.working_days && a.opens == b.opens && a.closes == b.closes;
}

}  // namespace

base::Result<std::vector<calendar::OffsetSeen>> Engine::offsets_of_client(const core::Letter& letter) {
    for (const core::Recipient& recipient : letter.recipients) {
        if (recipient.field != core::RecipientField::to) continue;
        auto offsets = store_.offsets(base::canonical_mailbox(recipient.address.mailbox));
        if (!offsets || !offsets->empty()) return offsets;
    }
    return std::vector<calendar::OffsetSeen>{};
}

base::Result<Engine::ClientGuess> Engine::client_guess(const core::Letter& letter) {
    ClientGuess guess;
    const bool asks_zone = !rules_.knows_zone(letter);
    const bool asks_hours = !rules_.knows_hours(letter);
    if (!asks_zone && !asks_hours) return guess;
    const auto seen = offsets_of_client(letter);
    if (!seen) return tl::unexpected(seen.error());
    const core::Policy policy = rules_.policy_for(letter);
    calendar::Window window = policy.client_window;
    if (asks_zone) {
        std::vector<const calendar::Zone*> likely{policy.user_window.zone};
        for (const std::string& name : calendar::likely_zone_names()) {
            if (auto zone = calendar::find_zone(name)) likely.push_back(*zone);
        }
        guess.zone = calendar::guess_zone(*seen, likely);
        if (guess.zone) window.zone = guess.zone->zone;
    }
    if (asks_hours) {
        std::vector<base::Instant> written;
        written.reserve(seen->size());
        for (const calendar::OffsetSeen& one : *seen) written.push_back(one.at);
        guess.hours = calendar::guess_hours(written, window);
    }
    return guess;
}

core::Policy Engine::policy_of(const core::Letter& letter) {
    core::Policy policy = rules_.policy_for(letter);
    const auto guess = client_guess(letter);
    if (!guess) return policy;
    if (guess->zone) policy.client_window.zone = guess->zone->zone;
    if (guess->hours) policy.client_window = calendar::with_hours(policy.client_window, *guess->hours);
    return policy;
}

/// What is planned already for this client's letters is moved where the mail makes their window another one.
base::Status Engine::note_date(const base::MessageFacts& facts, base::Instant received,
                               const std::vector<core::Candidate>& letters) {
    if (!facts.utc_offset || facts.from.size() != 1) return {};
    std::vector<std::pair<core::Letter, calendar::Window>> waiting;
    for (const core::Candidate& candidate : letters) {
        auto row = store_.letter(candidate.letter);
        if (!row) return tl::unexpected(row.error());
        if (!*row) continue;
        const core::LetterState state = (*row)->letter.state;
        const bool has_plans = state == core::LetterState::open || state == core::LetterState::answered;
        if (has_plans) waiting.emplace_back((*row)->letter, policy_of((*row)->letter).client_window);
    }
    const std::string mailbox = base::canonical_mailbox(facts.from.front().mailbox);
    if (auto noted = store_.note_offset(mailbox, {received, *facts.utc_offset}); !noted) return noted;
    for (const auto& [letter, before] : waiting) {
        if (same_hours(before, policy_of(letter).client_window)) continue;
        if (auto moved = observe(letter.id, core::WindowLearnt{}); !moved) return tl::unexpected(moved.error());
    }
    return {};
}

}  // namespace amends::app
