#include "app/look.hpp"

#include <algorithm>

namespace amends::app {

namespace {

using ports::FolderRole;
using ports::FolderState;
using ports::Task;
using ports::Uid;

constexpr Uid chunk = 500;  // UIDs asked for at once

}  // namespace

std::string Folders::with_role(FolderRole role) const {
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const ports::Folder& folder) { return folder.role == role && folder.selectable; });
    return at == all.end() ? "" : at->name;
}

bool Folders::is_watched(const ports::Folder& folder, const std::vector<std::string>& skip) {
    return folder.selectable && folder.role != FolderRole::drafts &&
           std::find(skip.begin(), skip.end(), folder.name) == skip.end();
}

std::vector<std::string> Folders::watched(const std::vector<std::string>& skip) const {
    std::vector<std::string> names;
    for (const ports::Folder& folder : all) {
        if (is_watched(folder, skip)) names.push_back(folder.name);
    }
    return names;
}

Look::Look(LookSettings settings, Engine& engine, ports::Store& store, ports::Clock& clock, ports::Notifier& notifier)
    : settings_(std::move(settings)),
      engine_(engine),
      store_(store),
      clock_(clock),
      reader_(settings_, engine, store, clock, notifier) {}

Task<void> Look::everything(ports::Mailbox& mailbox, Folders folders) {
    std::vector<std::string> names = folders.watched(settings_.skip_folders);
    const std::string drafts = folders.with_role(FolderRole::drafts);
    if (!drafts.empty()) names.push_back(drafts);
    auto states = co_await mailbox.status(names);
    if (!states) co_return tl::unexpected(states.error());
    drafts_.reset();
    if (const auto asked = states->find(drafts); asked != states->end()) {
        drafts_ = asked->second;
        states->erase(asked);
    }
    int read = 0;
    for (const ports::Folder& each : folders.all) {
        const auto state = states->find(each.name);
        if (state == states->end()) continue;
        auto done = co_await folder(mailbox, each, state->second);
        // A folder that went away between STATUS and SELECT has nothing more to say.
        if (!done && done.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(done.error());
        ++read;
    }
    if (auto back = co_await look_back(mailbox, folders); !back) co_return tl::unexpected(back.error());
    covered_ = base::to_rfc3339(clock_.now()) + ", " + std::to_string(read) + " folders";
    co_return base::Status{};
}

base::Result<std::optional<ports::Cursor>> Look::cursor(const std::string& folder) {
    auto all = store_.cursors(settings_.account);
    if (!all) return tl::unexpected(all.error());
    for (const ports::Cursor& each : *all) {
        if (each.folder == folder) return each;
    }
    return std::nullopt;
}

base::Status Look::keep_cursor(const std::string& folder, FolderState state, Uid uid_next) {
    ports::Commit commit{.at = clock_.now(), .account = settings_.account};
    commit.cursor = ports::Cursor{settings_.account, folder, state.uid_validity, uid_next, state.highest_modseq};
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

Task<void> Look::folder(ports::Mailbox& mailbox, ports::Folder folder, FolderState state) {
    auto known = cursor(folder.name);
    if (!known) co_return tl::unexpected(known.error());
    if (!*known || (*known)->uid_validity != state.uid_validity) {
        auto done = co_await first_scan(mailbox, folder);
        co_return done;
    }
    const ports::Cursor at = **known;
    // A keyword may be set on a message that was seen long ago; only a server without CONDSTORE has to be asked
    // blindly.
    const bool changed = state.highest_modseq == 0 || state.highest_modseq != at.highest_modseq;
    const bool ask_flags = folder.role == FolderRole::sent && changed;
    if (state.uid_next == at.uid_next && !ask_flags) co_return base::Status{};

    auto opened = co_await mailbox.open(folder.name);
    if (!opened) co_return tl::unexpected(opened.error());
    // A mailbox that was put back to an earlier state gives its UIDs anew; a STATUS may only lag behind.
    const bool put_back = opened->uid_next < at.uid_next;
    if (opened->uid_validity != at.uid_validity || put_back) {
        auto done = co_await first_scan(mailbox, folder);
        co_return done;
    }
    auto reached = co_await heads(mailbox, folder, opened->uid_validity, at.uid_next, true);
    if (!reached) co_return tl::unexpected(reached.error());
    if (ask_flags) {
        if (auto done = co_await flagged(mailbox, folder, opened->uid_validity, at.highest_modseq); !done)
            co_return done;
    }
    state.uid_validity = opened->uid_validity;
    co_return keep_cursor(folder.name, state, std::max(*reached, at.uid_next));
}

Task<void> Look::first_scan(ports::Mailbox& mailbox, ports::Folder folder) {
    auto oldest = store_.oldest_open(settings_.account);
    if (!oldest) co_return tl::unexpected(oldest.error());
    auto opened = co_await mailbox.open(folder.name);
    if (!opened) co_return tl::unexpected(opened.error());
    Uid reached = opened->uid_next;
    // Without a letter nothing can be an answer; only Sent may hold a letter that is marked already.
    if (*oldest || folder.role == FolderRole::sent) {
        const base::Instant month_ago = clock_.now() - std::chrono::hours{24 * settings_.first_scan_days};
        const base::Instant since = *oldest ? std::min(month_ago, **oldest) : month_ago;
        // SINCE compares days in the server's zone: a day earlier misses nothing.
        auto uids = co_await mailbox.since(base::plus_days(base::civil_at_offset(since, 0).date, -1));
        if (!uids) co_return tl::unexpected(uids.error());
        if (!uids->empty()) {
            auto done = co_await heads(mailbox, folder, opened->uid_validity, uids->front(), false);
            if (!done) co_return tl::unexpected(done.error());
            reached = std::max(reached, *done);
        }
        if (folder.role == FolderRole::sent) {
            if (auto done = co_await flagged(mailbox, folder, opened->uid_validity, 0); !done) co_return done;
        }
    }
    co_return keep_cursor(folder.name, *opened, reached);
}

/// Reads again what came since a letter was sent that became known only now. Whoever decides afterwards has seen it.
Task<void> Look::look_back(ports::Mailbox& mailbox, Folders folders) {
    while (true) {
        auto wish = engine_.look_back_wish(settings_.account);
        if (!wish) co_return tl::unexpected(wish.error());
        const auto since = base::parse_rfc3339(wish->substr(0, wish->find(' ')));
        if (!since) co_return base::Status{};
        for (const ports::Folder& folder : folders.all) {
            if (!folders.is_watched(folder, settings_.skip_folders)) continue;
            auto opened = co_await mailbox.open(folder.name);
            if (!opened && opened.error().fault == base::Fault::answer_is_no) continue;
            if (!opened) co_return tl::unexpected(opened.error());
            auto uids = co_await mailbox.since(base::plus_days(base::civil_at_offset(*since, 0).date, -1));
            if (!uids) co_return tl::unexpected(uids.error());
            if (uids->empty()) continue;
            auto done = co_await heads(mailbox, folder, opened->uid_validity, uids->front(), false);
            if (!done) co_return tl::unexpected(done.error());
        }
        // A letter tracked meanwhile has wished anew.
        if (auto done = engine_.looked_back(settings_.account, *wish); !done) co_return done;
    }
}

Task<void> Look::flagged(ports::Mailbox& mailbox, ports::Folder sent, std::uint32_t uid_validity,
                         std::uint64_t changed_after) {
    auto uids = co_await mailbox.with_flag(settings_.keyword, changed_after);
    if (!uids) co_return tl::unexpected(uids.error());
    for (const Uid uid : *uids) {
        const auto key = std::make_pair(uid_validity, uid);
        if (flagged_seen_.contains(key)) continue;
        auto done = co_await reader_.read(mailbox, sent, uid_validity, uid, uid);
        if (!done) co_return done;
        flagged_seen_.insert(key);
    }
    co_return base::Status{};
}

/// Reads everything from `first` on; returns the UIDNEXT up to which that was.
Task<Uid> Look::heads(ports::Mailbox& mailbox, ports::Folder folder, std::uint32_t uid_validity, Uid first,
                      bool keep_cursor) {
    auto state = co_await mailbox.refresh();
    if (!state) co_return tl::unexpected(state.error());
    for (std::uint64_t from = first; from < state->uid_next; from += chunk) {
        const auto last = static_cast<Uid>(std::min<std::uint64_t>(from + chunk, state->uid_next) - 1);
        auto done = co_await reader_.read(mailbox, folder, uid_validity, static_cast<Uid>(from), last);
        if (!done) co_return tl::unexpected(done.error());
        // Not the modseq: it is kept when the whole folder is done.
        FolderState so_far = *state;
        so_far.highest_modseq = 0;
        if (keep_cursor) {
            if (auto kept = this->keep_cursor(folder.name, so_far, last + 1); !kept) {
                co_return tl::unexpected(kept.error());
            }
        }
    }
    co_return state->uid_next;
}

}  // namespace amends::app
