#include "core/unsent_draft.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace amends::core {

namespace {

constexpr std::chrono::hours a_day{24};
constexpr std::chrono::hours share_comes_anew{1};
constexpr std::chrono::hours remembered_for{24 * 30};

base::Instant due_after_change(base::Instant changed_at, const Policy& policy) {
    return calendar::next_open(policy.user_window, changed_at + a_day);
}

}  // namespace

std::string look_of(const base::MessageFacts& facts) {
    std::vector<std::string> people;
    for (const auto* field : {&facts.to, &facts.cc, &facts.bcc}) {
        for (const base::Address& address : *field) people.push_back(base::canonical_mailbox(address.mailbox));
    }
    const std::string subject = base::lower_ascii(base::trimmed(facts.subject));
    if (subject.empty() || people.empty()) return "";
    std::ranges::sort(people);
    std::string packed = subject;
    for (const std::string& each : people) packed += "\n" + each;
    return base::sha256_hex(packed);
}

bool is_same_draft(const UnsentDraft& draft, const DraftSeen& seen, bool lies) {
    const bool named = !draft.message_id.value.empty();
    if (named && draft.message_id == seen.message_id) return true;
    return !lies && !draft.look.empty() && draft.look == seen.look;
}

UnsentDraft seen_again(const std::optional<UnsentDraft>& known, const DraftSeen& seen, const Policy& policy) {
    UnsentDraft draft = known.value_or(UnsentDraft{});
    draft.message_id = seen.message_id;
    draft.look = seen.look;
    draft.recipients = seen.recipients;
    draft.changed_at = seen.changed_at;
    draft.due.reset();
    if (!seen.apology) {
        if (!draft.gone_since) draft.gone_since = seen.changed_at;
        return draft;
    }
    draft.gone_since.reset();
    if (!draft.reminded_at) draft.due = due_after_change(draft.changed_at, policy);
    return draft;
}

UnsentDraft missed(UnsentDraft draft, base::Instant now) {
    if (!draft.gone_since) draft.gone_since = now;
    draft.due.reset();
    return draft;
}

bool is_over(const UnsentDraft& draft, base::Instant now) {
    return draft.gone_since && now - *draft.gone_since > remembered_for;
}

DraftDecision decide_on_draft(UnsentDraft draft, base::Instant now, const Policy& policy,
                              const AccountContext& account) {
    if (!draft.due || *draft.due > now || draft.gone_since || draft.reminded_at) return {false, std::move(draft)};
    if (account.paused) return {false, std::move(draft)};
    // The hours or the zone may have been others when it was put down.
    const base::Instant due = due_after_change(draft.changed_at, policy);
    if (due > now || !calendar::open_at(policy.user_window, now)) {
        draft.due = std::max(due, calendar::next_open(policy.user_window, now));
        return {false, std::move(draft)};
    }
    if (account.notices_in_hour >= policy.notices_per_hour) {
        draft.due = calendar::next_open(policy.user_window, now + share_comes_anew);
        return {false, std::move(draft)};
    }
    draft.due.reset();
    draft.reminded_at = now;
    return {true, std::move(draft)};
}

}  // namespace amends::core
