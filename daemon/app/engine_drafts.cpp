// Reminders of apologies that lie unsent in Drafts: about no letter, since nothing has been sent yet.
#include "app/engine.hpp"
#include "guide/shelf.hpp"

namespace amends::app {

namespace {

constexpr std::chrono::hours try_again_after{24};

core::Policy policy_of_account(const Rules& rules, const std::string& account) {
    core::Letter nobodys;
    nobodys.account = account;
    return rules.policy_for(nobodys);
}

}  // namespace

core::UnsentDraft Engine::draft_seen_again(const std::string& account, const std::optional<core::UnsentDraft>& known,
                                           const core::DraftSeen& seen) {
    return core::seen_again(known, seen, policy_of_account(rules_, account));
}

base::Result<core::DraftDecision> Engine::decide_on_draft(const std::string& account, const core::UnsentDraft& draft) {
    auto context = store_.account_context(account, clock_.now());
    if (!context) return tl::unexpected(context.error());
    return core::decide_on_draft(draft, clock_.now(), policy_of_account(rules_, account), *context);
}

base::Status Engine::remind_of_draft(const std::string& account, ports::DraftRow row, const base::MessageFacts& draft,
                                     const std::string& folder) {
    const base::Instant now = clock_.now();
    ports::Commit commit{.at = now, .account = account};
    const DraftReminder about{draft, row.draft.changed_at, folder,
                              guide::open_fields(draft.subject + "\n" + draft.text)};
    auto reminder = composer_.compose_draft_reminder(account, about, now);
    if (!reminder) {
        row.draft.reminded_at.reset();
        row.draft.due = now + try_again_after;
        commit.reasons.push_back({std::nullopt, "A draft could not be brought to mind; it is tried again in a day."});
    } else {
        row.reminder = reminder->message_id;
        commit.reasons.push_back(
            {std::nullopt,
             about.open_fields.empty()
                 ? "An apology has lain in Drafts for a day: the user is reminded, once."
                 : "An apology with open fields has lain in Drafts for a day: the user is reminded, once."});
        commit.outbox.push_back(std::move(*reminder));
    }
    commit.drafts.push_back(std::move(row));
    if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
    if (on_work) on_work(account);
    return {};
}

}  // namespace amends::app
