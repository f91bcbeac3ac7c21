#include "app/unsent_drafts.hpp"

#include <algorithm>

#include "message/read.hpp"

namespace amends::app {

namespace {

using ports::FolderRole;
using ports::Task;
using ports::Uid;

constexpr std::size_t most_read = 1024 * 1024;  // of one draft
constexpr int deaths_before_passed_over = 2;
constexpr Uid chunk = 200;  // UIDs asked for at once

bool is_same_state(const ports::FolderState& a, const ports::FolderState& b) {
    return a.uid_validity == b.uid_validity && a.uid_next == b.uid_next && a.exists == b.exists;
}

/// Some mail programs only mark what they take away.
bool is_deleted(const ports::MessageHead& head) {
    return std::ranges::any_of(head.flags, [](const std::string& flag) {
        return base::canonical_mailbox(flag) == base::canonical_mailbox("\\Deleted");
    });
}

core::DraftSeen draft_from(const base::MessageFacts& facts) {
    core::DraftSeen seen;
    seen.message_id = facts.message_id.value_or(base::MessageId{});
    seen.look = core::look_of(facts);
    for (const auto* field : {&facts.to, &facts.cc, &facts.bcc}) {
        for (const base::Address& address : *field) {
            if (base::is_safe_mailbox(address.mailbox)) {
                seen.recipients.push_back(base::canonical_mailbox(address.mailbox));
            }
        }
    }
    return seen;
}

}  // namespace

UnsentDrafts::UnsentDrafts(const UnsentDraftsSettings& settings, Engine& engine, ports::Store& store,
                           ports::Clock& clock, ports::Notifier& notifier)
    : settings_(settings), engine_(engine), store_(store), clock_(clock), notifier_(notifier) {}

Task<void> UnsentDrafts::check(ports::Mailbox& mailbox, Folders folders, std::optional<ports::FolderState> state) {
    const std::string folder = folders.with_role(FolderRole::drafts);
    const auto& skipped = settings_.skip_folders;
    const bool skip = folder.empty() || std::ranges::find(skipped, folder) != skipped.end();
    if (!settings_.is_apology || skip || !state) co_return base::Status{};
    auto rows = store_.unsent_drafts(settings_.account);
    if (!rows) co_return tl::unexpected(rows.error());
    const bool due = std::ranges::any_of(
        *rows, [&](const ports::DraftRow& row) { return row.draft.due && *row.draft.due <= clock_.now(); });
    if (!due && seen_ && is_same_state(*seen_, *state)) co_return base::Status{};
    auto opened = co_await mailbox.open(folder);
    if (!opened && opened.error().fault == base::Fault::answer_is_no) co_return base::Status{};
    if (!opened) co_return tl::unexpected(opened.error());
    if (auto done = co_await read(mailbox, folder, *opened); !done) co_return done;
    if (auto done = co_await remind(mailbox, folders, folder); !done) co_return done;
    seen_ = state;
    co_return base::Status{};
}

/// Where reading begins. A folder that was never read, or was put back, is read as far as a letter may still be meant.
Task<Uid> UnsentDrafts::first_to_read(ports::Mailbox& mailbox, ports::FolderState state,
                                      std::optional<ports::Cursor> cursor) {
    if (cursor) co_return cursor->uid_next;
    const base::Instant since = clock_.now() - std::chrono::hours{24 * settings_.first_scan_days};
    // SINCE compares days in the server's zone: a day earlier misses nothing.
    auto uids = co_await mailbox.since(base::plus_days(base::civil_at_offset(since, 0).date, -1));
    if (!uids) co_return tl::unexpected(uids.error());
    co_return uids->empty() ? state.uid_next : uids->front();
}

Task<void> UnsentDrafts::read(ports::Mailbox& mailbox, std::string folder, ports::FolderState state) {
    auto rows = store_.unsent_drafts(settings_.account);
    if (!rows) co_return tl::unexpected(rows.error());
    auto cursors = store_.cursors(settings_.account);
    if (!cursors) co_return tl::unexpected(cursors.error());
    std::optional<ports::Cursor> cursor;
    for (const ports::Cursor& each : *cursors) {
        const bool holds = each.uid_validity == state.uid_validity && each.uid_next <= state.uid_next;
        if (each.folder == folder && holds) cursor = each;
    }
    Found found;
    found.rows = std::move(*rows);
    found.anew = !cursor;
    std::vector<Uid> uids;
    for (const ports::DraftRow& row : found.rows) {
        if (cursor && row.uid_validity == state.uid_validity && !row.draft.gone_since) uids.push_back(row.uid);
    }
    auto there = base::Result<std::vector<Uid>>(std::vector<Uid>{});
    if (!uids.empty()) there = co_await mailbox.existing(uids);
    if (!there) co_return tl::unexpected(there.error());
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
        const ports::DraftRow& row = found.rows[i];
        const bool lies = cursor && row.uid_validity == state.uid_validity && !row.draft.gone_since &&
                          std::ranges::find(*there, row.uid) != there->end();
        if (lies) found.lying.insert(i);
    }
    auto first = co_await first_to_read(mailbox, state, cursor);
    if (!first) co_return tl::unexpected(first.error());
    for (std::uint64_t from = *first; from < state.uid_next; from += chunk) {
        const auto last = static_cast<Uid>(std::min<std::uint64_t>(from + chunk, state.uid_next) - 1);
        auto heads = co_await mailbox.heads(static_cast<Uid>(from), last);
        if (!heads) co_return tl::unexpected(heads.error());
        for (const ports::MessageHead& head : *heads) {
            if (auto done = co_await take_in(mailbox, folder, state, head, found); !done) co_return done;
        }
    }
    co_return keep(folder, state, std::max(state.uid_next, *first), found);
}

/// True for a draft of ours, and for what the user makes of it: it answers a tracked letter itself. Likewise for what
/// was forgotten: nothing of it is written down again.
base::Result<bool> UnsentDrafts::is_ours(const base::MessageFacts& head) {
    std::vector<base::MessageId> ids = head.in_reply_to;
    if (head.message_id) ids.push_back(*head.message_id);
    for (const base::MessageId& id : ids) {
        auto forgotten = store_.was_forgotten(id);
        if (!forgotten) return tl::unexpected(forgotten.error());
        if (*forgotten) return true;
    }
    auto known = store_.thread_entries(settings_.account, ids);
    if (!known) return tl::unexpected(known.error());
    return std::ranges::any_of(*known, [&](const core::ThreadEntry& entry) {
        return entry.is_letter || (head.message_id && entry.message_id == *head.message_id);
    });
}

Task<void> UnsentDrafts::take_in(ports::Mailbox& mailbox, std::string folder, ports::FolderState state,
                                 ports::MessageHead head, Found& found) {
    if (is_deleted(head)) co_return base::Status{};
    auto bytes = co_await mailbox.message(head.uid, most_read);
    if (!bytes && bytes.error().fault == base::Fault::answer_is_no) co_return base::Status{};  // gone by this moment
    if (!bytes) co_return tl::unexpected(bytes.error());
    // Nothing is waited for while the mark is held: only the program's death leaves it behind.
    auto deaths = store_.begin_reading(settings_.account, folder, state.uid_validity, head.uid);
    if (!deaths) co_return tl::unexpected(deaths.error());
    if (*deaths >= deaths_before_passed_over) {
        notifier_.tell("passed-over." + settings_.account + "." + folder + "." + std::to_string(head.uid),
                       "Amends could not read a draft",
                       "A message in the folder " + folder + " (number " + std::to_string(head.uid) +
                           ") is passed over from now on, since Amends ended twice while it read it.");
        co_return base::Status{};
    }
    auto facts = message::read(*bytes);
    auto ours = facts ? is_ours(*facts) : base::Result<bool>(true);
    if (ours && !*ours) {
        core::DraftSeen seen = draft_from(*facts);
        const base::Instant now = clock_.now();
        // Under a simulated clock the server's own time means nothing, and what lay there before the first look counts
        // from that look on.
        const bool by_server = !clock_.simulated() && !found.anew;
        seen.changed_at = by_server ? std::min(head.internal_date.value_or(now), now) : now;
        seen.apology = facts->protection == base::Protection::none && settings_.is_apology(*facts);
        note(seen, state.uid_validity, head.uid, found);
    }
    auto ended = store_.end_reading(settings_.account, folder, state.uid_validity, head.uid);
    if (!ours) co_return tl::unexpected(ours.error());
    co_return ended;
}

void UnsentDrafts::note(const core::DraftSeen& seen, std::uint32_t uid_validity, Uid uid, Found& found) {
    std::size_t at = 0;
    while (at < found.rows.size() && !core::is_same_draft(found.rows[at].draft, seen, found.lying.contains(at))) ++at;
    const bool known = at < found.rows.size();
    if (!known && !seen.apology) return;
    if (!known) found.rows.emplace_back();
    ports::DraftRow& row = found.rows[at];
    core::DraftSeen version = seen;
    // The same message under a new number is no later version.
    if (known && found.anew && !row.draft.gone_since) version.changed_at = row.draft.changed_at;
    const auto before = known ? std::optional(row.draft) : std::nullopt;
    row.draft = engine_.draft_seen_again(settings_.account, before, version);
    row.uid_validity = uid_validity;
    row.uid = uid;
    found.lying.insert(at);
    found.changed.insert(at);
}

/// What of the draft's reminder has not left yet.
base::Result<std::vector<ports::HandoverChange>> UnsentDrafts::taken_back(const ports::DraftRow& row) {
    std::vector<ports::HandoverChange> changes;
    if (row.reminder.value.empty()) return changes;
    auto open = store_.outbox_open(settings_.account);
    if (!open) return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.message_id != row.reminder || !core::may_go(item.state, core::HandoverState::cancelled)) continue;
        if (item.state == core::HandoverState::sending) continue;  // it may lie in INBOX already
        changes.push_back({.id = item.id, .to = core::HandoverState::cancelled});
    }
    return changes;
}

base::Status UnsentDrafts::keep(const std::string& folder, ports::FolderState state, Uid reached, Found& found) {
    const base::Instant now = clock_.now();
    ports::Commit commit{.at = now, .account = settings_.account};
    commit.cursor = ports::Cursor{settings_.account, folder, state.uid_validity, reached, state.highest_modseq};
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
        ports::DraftRow& row = found.rows[i];
        if (found.lying.contains(i)) continue;
        auto back = taken_back(row);
        if (!back) return tl::unexpected(back.error());
        commit.handovers.insert(commit.handovers.end(), back->begin(), back->end());
        if (core::is_over(row.draft, now)) {
            commit.drafts_over.push_back(row.id);
            continue;
        }
        // A mail program may have put the next version there before it took this one away.
        for (std::size_t next = 0; next < found.rows.size(); ++next) {
            ports::DraftRow& other = found.rows[next];
            const bool heir = found.lying.contains(next) && !row.draft.look.empty() &&
                              other.draft.look == row.draft.look && row.draft.reminded_at && !other.draft.reminded_at;
            if (!heir) continue;
            other.draft.reminded_at = row.draft.reminded_at;
            other.draft.due.reset();
            other.reminder = row.reminder;
            found.changed.insert(next);
        }
        if (row.draft.gone_since) continue;
        row.draft = core::missed(row.draft, now);
        found.changed.insert(i);
    }
    for (const std::size_t i : found.changed) commit.drafts.push_back(found.rows[i]);
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

base::Status UnsentDrafts::keep_one(ports::DraftRow row) {
    ports::Commit commit{.at = clock_.now(), .account = settings_.account};
    commit.drafts.push_back(std::move(row));
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

/// Asked last of all: it may have been sent from another machine, or be marked for deletion. Leaves Drafts open.
Task<bool> UnsentDrafts::lies_unsent(ports::Mailbox& mailbox, Folders folders, std::string folder,
                                     ports::DraftRow row) {
    const std::string sent = folders.with_role(FolderRole::sent);
    if (!sent.empty() && !row.draft.message_id.value.empty()) {
        auto opened = co_await mailbox.open(sent);
        if (!opened && opened.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(opened.error());
        if (opened) {
            auto copies = co_await mailbox.find(row.draft.message_id, 0);
            if (!copies) co_return tl::unexpected(copies.error());
            if (!copies->empty()) co_return false;
        }
    }
    auto opened = co_await mailbox.open(folder);
    if (!opened) co_return tl::unexpected(opened.error());
    if (opened->uid_validity != row.uid_validity) co_return false;
    auto heads = co_await mailbox.heads(row.uid, row.uid);
    if (!heads) co_return tl::unexpected(heads.error());
    co_return !heads->empty() && !is_deleted(heads->front());
}

Task<void> UnsentDrafts::remind(ports::Mailbox& mailbox, Folders folders, std::string folder) {
    auto rows = store_.unsent_drafts(settings_.account);
    if (!rows) co_return tl::unexpected(rows.error());
    for (ports::DraftRow& row : *rows) {
        auto decided = engine_.decide_on_draft(settings_.account, row.draft);
        if (!decided) co_return tl::unexpected(decided.error());
        if (!decided->remind && decided->draft == row.draft) continue;
        if (!decided->remind) {
            row.draft = decided->draft;
            if (auto kept = keep_one(row); !kept) co_return kept;
            continue;
        }
        auto unsent = co_await lies_unsent(mailbox, folders, folder, row);
        if (!unsent) co_return tl::unexpected(unsent.error());
        auto bytes = base::Result<std::string>("");
        if (*unsent) bytes = co_await mailbox.message(row.uid, most_read);
        if (!bytes && bytes.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(bytes.error());
        auto facts = message::read(bytes.value_or(""));
        if (!*unsent || !bytes || !facts) {
            row.draft = core::missed(row.draft, clock_.now());
            if (auto kept = keep_one(row); !kept) co_return kept;
            continue;
        }
        row.draft = decided->draft;
        if (auto done = engine_.remind_of_draft(settings_.account, row, *facts, folder); !done) co_return done;
    }
    co_return base::Status{};
}

}  // namespace amends::app
