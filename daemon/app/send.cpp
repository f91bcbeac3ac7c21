#include "app/send.hpp"

#include <algorithm>

#include "app/alerts.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace amends::app {

namespace {

using core::HandoverState;
using core::OutcomeKind;
using ports::FolderRole;
using ports::Task;

constexpr std::chrono::minutes first_retry{5};
constexpr std::chrono::minutes longest_retry{60};
constexpr std::chrono::minutes retry_refused_login{30};

std::chrono::minutes retry_after(int attempts) {
    const int doublings = std::clamp(attempts - 1, 0, 6);
    return std::min(first_retry * (1 << doublings), longest_retry);
}

/// What a server says goes to the log, and the log outlives a client who is forgotten.
std::string naming_nobody(std::string said, const ports::Envelope& envelope) {
    for (const std::string& recipient : envelope.recipients) {
        const std::string mailbox = base::lower_ascii(recipient);
        for (std::size_t at = base::lower_ascii(said).find(mailbox); at != std::string::npos;
             at = base::lower_ascii(said).find(mailbox, at)) {
            said.replace(at, mailbox.size(), "...");
        }
    }
    return said;
}

}  // namespace

Send::Send(std::string account, Engine& engine, Look& look, SendPorts outside)
    : account_(std::move(account)), engine_(engine), look_(look), outside_(outside) {}

base::Status Send::recover() {
    if (unsettled_) {
        auto done = settle(unsettled_->attempt, unsettled_->report);
        if (!done && done.error().retry == base::Retry::later) return done;
        unsettled_.reset();
    }
    return engine_.recover(account_);
}

Task<void> Send::perform() {
    auto open = outside_.store.outbox_open(account_);
    if (!open) co_return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.kind != core::ActionKind::send || item.next_try > outside_.clock.now()) continue;
        if (!core::may_go(item.state, HandoverState::sending)) continue;
        auto wanted = engine_.may_leave(item);
        if (!wanted) co_return tl::unexpected(wanted.error());
        if (!*wanted || stopping_) continue;
        auto done = co_await one(item);
        if (!done) co_return done;
    }
    co_return base::Status{};
}

base::Status Send::note(ports::HandoverChange change) {
    ports::Commit commit{.at = outside_.clock.now(), .account = account_};
    commit.handovers.push_back(std::move(change));
    auto done = outside_.store.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

Task<void> Send::one(ports::OutboxItem item) {
    auto claimed = co_await outside_.claim.take(item.message_id.value);
    if (!claimed) co_return tl::unexpected(claimed.error());
    if (!*claimed) co_return base::Status{};
    if (base::sha256_hex(item.bytes) != item.hash) {
        co_return base::failure(
            base::Fault::internal, base::Retry::never,
            "A stored check-in is not what was decided; it will not be sent. The database is damaged: "
            "stop amendsd and restore it from a backup.");
    }
    auto mailbox = co_await outside_.mailboxes.connect();
    if (!mailbox) co_return tl::unexpected(mailbox.error());
    auto all = co_await (*mailbox)->folders();
    base::Status done;
    if (all) {
        const Folders folders{std::move(*all)};
        done = co_await hand_over(**mailbox, folders, item);
    } else {
        done = tl::unexpected(all.error());
    }
    tell_alerts(outside_.notifier, account_, **mailbox);
    co_await (*mailbox)->logout();
    co_return done;
}

Task<void> Send::hand_over(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    // What lies there now is read before anything is handed over, so that the last look has little left to read.
    if (auto looked = co_await look_.everything(mailbox, folders); !looked) co_return looked;
    ports::HandoverChange begin{.id = item.id, .to = HandoverState::sending};
    begin.attempt_begins = true;
    std::optional<ports::Uid> twin;
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
            if (!twins->empty()) twin = twins->front();
            if (twin && item.attempts == 0) {
                if (auto held = engine_.hold_for_twin(account_); !held) co_return held;
            }
        }
    }
    // Orders may have come during the look; from here to `sending` nothing can come between.
    auto now_item = outside_.store.outbox_item(item.id);
    if (!now_item) co_return tl::unexpected(now_item.error());
    if (!*now_item || !core::may_go((*now_item)->state, HandoverState::sending)) co_return base::Status{};
    auto wanted = engine_.may_leave(item);
    if (!wanted) co_return tl::unexpected(wanted.error());
    if (stopping_ || (!*wanted && !twin)) co_return base::Status{};
    if (auto noted = note(begin); !noted) co_return noted;
    if (twin) {
        ports::HandoverChange there{.id = item.id, .to = HandoverState::sent};
        there.uid = *twin;
        co_return engine_.outcome(item, there,
                                  {item.step, OutcomeKind::sent, std::nullopt, "its message lies in Sent already"});
    }

    Attempt attempt{.item = std::move(**now_item)};
    ++attempt.item.attempts;
    ports::LastLook look = [this, &mailbox, folders, &attempt]() { return last_look(mailbox, folders, attempt); };
    const ports::HandoverReport report = co_await outside_.transport.send(item.envelope, item.bytes, look);
    auto settled = settle(attempt, report);
    if (!settled) {
        unsettled_ = Unsettled{std::move(attempt), report};
        co_return settled;
    }
    if (report.what == ports::Handover::not_sent && report.retry == base::Retry::after_change && !attempt.looked) {
        const std::string said = report.reply.empty() ? report.detail : report.reply;
        co_return base::failure(base::Fault::mail_server, base::Retry::after_change,
                                "Nothing can be sent. " + naming_nobody(said, item.envelope));
    }
    co_return base::Status{};
}

/// Promise 2: what lies in any watched folder now is decided on before the dot, and this is the last thing before it.
Task<bool> Send::last_look(ports::Mailbox& mailbox, Folders folders, Attempt& attempt) {
    attempt.looked = true;
    auto looked = co_await look_.everything(mailbox, folders);
    if (!looked) co_return tl::unexpected(looked.error());
    auto mine = still_mine(attempt);
    if (!mine) co_return tl::unexpected(mine.error());
    auto wanted = engine_.may_leave(attempt.item);
    if (!wanted) co_return tl::unexpected(wanted.error());
    if (!*mine || !*wanted || stopping_) co_return false;
    ports::HandoverChange commit{.id = attempt.item.id, .to = HandoverState::committing};
    commit.last_look = look_.covered();
    if (auto noted = note(commit); !noted) co_return tl::unexpected(noted.error());
    attempt.committed = true;
    co_return true;
}

base::Result<std::optional<ports::OutboxItem>> Send::still_mine(const Attempt& attempt) {
    auto item = outside_.store.outbox_item(attempt.item.id);
    if (!item || !*item) return item;
    const auto state = attempt.committed ? HandoverState::committing : HandoverState::sending;
    if ((*item)->state != state || (*item)->attempts != attempt.item.attempts) return std::nullopt;
    return item;
}

base::Status Send::settle(const Attempt& attempt, const ports::HandoverReport& report) {
    auto mine = still_mine(attempt);
    if (!mine) return tl::unexpected(mine.error());
    if (!*mine) return {};
    const ports::OutboxItem& item = **mine;
    ports::HandoverChange change{.id = item.id};
    change.detail = report.detail;
    core::Outcome outcome{item.step, OutcomeKind::not_sent, std::nullopt, report.detail};
    switch (report.what) {
        case ports::Handover::sent:
            change.to = HandoverState::sent;
            change.sent_copy_due = true;
            change.next_try = outside_.clock.now();
            outcome.kind = OutcomeKind::sent;
            if (!item.last_look.empty()) outcome.detail += "; last look at " + item.last_look;
            break;
        case ports::Handover::refused:
            change.to = HandoverState::refused;
            outcome.kind = OutcomeKind::refused;
            break;
        case ports::Handover::unknown:
            change.to = HandoverState::unknown;
            change.next_try = outside_.clock.now();
            outcome.kind = OutcomeKind::unknown;
            break;
        case ports::Handover::not_sent: return settle_not_sent(item, attempt, report);
    }
    return engine_.outcome(item, change, outcome);
}

base::Status Send::settle_not_sent(const ports::OutboxItem& item, const Attempt& attempt,
                                   const ports::HandoverReport& report) {
    ports::HandoverChange change{.id = item.id, .to = HandoverState::not_sent};
    change.detail = report.detail;
    core::Outcome outcome{item.step, OutcomeKind::not_sent, std::nullopt, report.detail};
    if (report.retry == base::Retry::never && !attempt.looked) {  // the message itself is such that nobody takes it
        change.to = HandoverState::refused;
        outcome.kind = OutcomeKind::refused;
        return engine_.outcome(item, change, outcome);
    }
    auto wanted = engine_.may_leave(item);
    if (!wanted) return tl::unexpected(wanted.error());
    if (!*wanted && !attempt.committed) {  // the last look found a reason not to
        change.to = HandoverState::cancelled;
        outcome.kind = OutcomeKind::cancelled;
        return engine_.outcome(item, change, outcome);
    }
    // After a dot there is no taking back: an attempt that failed, whose step may be given up already.
    const bool must_be_mended = report.retry == base::Retry::after_change;
    change.next_try = outside_.clock.now() + (must_be_mended ? retry_refused_login : retry_after(item.attempts));
    outcome.retry_at = change.next_try;
    return engine_.outcome(item, change, outcome);
}

}  // namespace amends::app
