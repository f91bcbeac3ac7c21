#include "app/send.hpp"

#include <algorithm>

#include "base/hash.hpp"

namespace amends::app {

namespace {

using core::HandoverState;
using core::OutcomeKind;
using ports::FolderRole;
using ports::Task;

constexpr std::chrono::minutes first_retry{5};
constexpr std::chrono::minutes longest_retry{60};

std::chrono::minutes retry_after(int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, 6);
    return std::min(first_retry * (1 << doublings), longest_retry);
}

}  // namespace

Send::Send(std::string account, Engine& engine, Look& look, ports::Store& store, ports::Clock& clock,
           ports::MailboxServer& mailboxes, ports::Transport& transport, ports::Claim& claim)
    : account_(std::move(account)),
      engine_(engine),
      look_(look),
      store_(store),
      clock_(clock),
      mailboxes_(mailboxes),
      transport_(transport),
      claim_(claim) {}

Task<void> Send::perform() {
    auto open = store_.outbox_open(account_);
    if (!open) co_return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.kind != core::ActionKind::send || item.next_try > clock_.now()) continue;
        if (item.state != HandoverState::due && item.state != HandoverState::not_sent) continue;
        auto wanted = engine_.may_leave(item);
        if (!wanted) co_return tl::unexpected(wanted.error());
        if (!*wanted || stopping_) continue;
        auto done = co_await one(item);
        if (!done) co_return done;
    }
    co_return base::Status{};
}

base::Status Send::note(ports::HandoverChange change) {
    ports::Commit commit{.at = clock_.now(), .account = account_};
    commit.handovers.push_back(std::move(change));
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

Task<void> Send::one(ports::OutboxItem item) {
    auto claimed = co_await claim_.take(item.message_id.value);
    if (!claimed) co_return tl::unexpected(claimed.error());
    if (!*claimed) co_return base::Status{};
    if (base::sha256_hex(item.bytes) != item.hash) {
        co_return base::failure(
            base::Fault::internal, base::Retry::never,
            "A stored check-in is not what was decided; it will not be sent. The database is damaged: "
            "stop amendsd and restore it from a backup.");
    }
    auto mailbox = co_await mailboxes_.connect();
    if (!mailbox) co_return tl::unexpected(mailbox.error());
    auto all = co_await (*mailbox)->folders();
    if (!all) co_return tl::unexpected(all.error());
    const Folders folders{std::move(*all)};
    auto done = co_await hand_over(**mailbox, folders, item);
    co_await (*mailbox)->logout();
    co_return done;
}

Task<void> Send::hand_over(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    // What lies there now is read before anything is handed over, so that the last look has little left to read.
    if (auto looked = co_await look_.everything(mailbox, folders); !looked) co_return looked;
    ports::HandoverChange begin{.id = item.id, .to = HandoverState::sending};
    begin.attempt_begins = true;
    const std::string sent = folders.with_role(FolderRole::sent);
    if (!sent.empty()) {
        auto state = co_await mailbox.open(sent);
        if (!state && state.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(state.error());
        if (state) {
            auto twins = co_await mailbox.find(item.message_id, 0);
            if (!twins) co_return tl::unexpected(twins.error());
            begin.folder = sent;
            begin.uid_validity = state->uid_validity;
            begin.uid_next = state->uid_next;
            if (!twins->empty()) {
                if (auto noted = note(begin); !noted) co_return noted;
                ports::HandoverChange there{.id = item.id, .to = HandoverState::sent};
                there.uid = twins->front();
                co_return engine_.outcome(
                    item, there, {item.step, OutcomeKind::sent, std::nullopt, "its message lies in Sent already"});
            }
        }
    }
    auto wanted = engine_.may_leave(item);
    if (!wanted) co_return tl::unexpected(wanted.error());
    if (!*wanted || stopping_) co_return base::Status{};
    if (auto noted = note(begin); !noted) co_return noted;

    ports::LastLook look = [this, &mailbox, folders, item]() { return last_look(mailbox, folders, item); };
    const ports::HandoverReport report = co_await transport_.send(item.envelope, item.bytes, look);
    auto now_item = store_.outbox_item(item.id);
    if (!now_item) co_return tl::unexpected(now_item.error());
    if (!*now_item) co_return base::Status{};
    co_return settle(**now_item, report);
}

/// Promise 2: what lies in any watched folder now is decided on before the dot, and this is the last thing before it.
Task<bool> Send::last_look(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    auto looked = co_await look_.everything(mailbox, folders);
    if (!looked) co_return tl::unexpected(looked.error());
    auto wanted = engine_.may_leave(item);
    if (!wanted) co_return tl::unexpected(wanted.error());
    if (!*wanted || stopping_) co_return false;
    ports::HandoverChange commit{.id = item.id, .to = HandoverState::committing};
    commit.last_look = look_.covered();
    if (auto noted = note(commit); !noted) co_return tl::unexpected(noted.error());
    co_return true;
}

base::Status Send::settle(const ports::OutboxItem& item, const ports::HandoverReport& report) {
    ports::HandoverChange change{.id = item.id};
    change.detail = report.detail;
    core::Outcome outcome{item.step, OutcomeKind::not_sent, std::nullopt, report.detail};
    switch (report.what) {
        case ports::Handover::sent:
            change.to = HandoverState::sent;
            change.sent_copy_due = true;
            change.next_try = clock_.now();
            outcome.kind = OutcomeKind::sent;
            if (!item.last_look.empty()) outcome.detail += "; last look at " + item.last_look;
            break;
        case ports::Handover::refused:
            change.to = HandoverState::refused;
            outcome.kind = OutcomeKind::refused;
            break;
        case ports::Handover::unknown:
            change.to = HandoverState::unknown;
            change.next_try = clock_.now();
            outcome.kind = OutcomeKind::unknown;
            break;
        case ports::Handover::not_sent: {
            auto wanted = engine_.may_leave(item);
            if (!wanted) return tl::unexpected(wanted.error());
            if (!*wanted) {  // the last look found a reason not to
                change.to = HandoverState::cancelled;
                outcome.kind = OutcomeKind::cancelled;
                break;
            }
            change.to = HandoverState::not_sent;
            change.next_try = clock_.now() + retry_after(item.attempts);
            outcome.retry_at = change.next_try;
            break;
        }
    }
    return engine_.outcome(item, change, outcome);
}

}  // namespace amends::app
