#include "app/look.hpp"

#include <algorithm>

#include "core/match.hpp"
#include "message/read.hpp"

namespace amends::app {

namespace {

using ports::FolderRole;
using ports::FolderState;
using ports::Task;
using ports::Uid;

constexpr Uid chunk = 500;                      // UIDs asked for at once
constexpr std::size_t most_read = 1024 * 1024;  // of one message; a report's third part lies well before that
constexpr int deaths_before_set_aside = 2;

bool has_flag(const std::vector<std::string>& flags, const std::string& wanted) {
    return std::any_of(flags.begin(), flags.end(), [&](const std::string& flag) {
        return base::canonical_mailbox(flag) == base::canonical_mailbox(wanted);
    });
}

bool contains_word(const std::string& header, std::string_view word) {
    return std::search(header.begin(), header.end(), word.begin(), word.end(), [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
           }) != header.end();
}

/// A report names the letter only inside; whether this is one, its head gives away.
bool may_be_report(const base::MessageFacts& head, const std::string& header) {
    if (head.return_path && head.return_path->empty()) return true;
    if (contains_word(header, "multipart/report")) return true;
    return std::any_of(head.from.begin(), head.from.end(), [](const base::Address& from) {
        const std::string mailbox = base::canonical_mailbox(from.mailbox);
        return mailbox.starts_with("mailer-daemon") || mailbox.starts_with("postmaster");
    });
}

bool bcc_tagged(const base::MessageFacts& facts, const std::string& tag, const std::vector<std::string>& own) {
    const auto tagged = [&](const std::vector<base::Address>& addresses) {
        return std::any_of(addresses.begin(), addresses.end(), [&](const base::Address& address) {
            const auto found = base::address_tag(base::canonical_mailbox(address.mailbox));
            const auto bare = base::canonical_mailbox(base::without_tag(address.mailbox));
            return found && *found == tag && std::find(own.begin(), own.end(), bare) != own.end();
        });
    };
    return tagged(facts.bcc) || tagged(facts.cc) || tagged(facts.to);
}

}  // namespace

std::string Folders::with_role(FolderRole role) const {
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const ports::Folder& folder) { return folder.role == role && folder.selectable; });
    return at == all.end() ? "" : at->name;
}

std::vector<std::string> Folders::watched(const std::vector<std::string>& skip) const {
    std::vector<std::string> names;
    for (const ports::Folder& folder : all) {
        if (!folder.selectable || folder.role == FolderRole::drafts) continue;
        if (std::find(skip.begin(), skip.end(), folder.name) != skip.end()) continue;
        names.push_back(folder.name);
    }
    return names;
}

Look::Look(LookSettings settings, Engine& engine, ports::Store& store, ports::Clock& clock, ports::Notifier& notifier)
    : settings_(std::move(settings)), engine_(engine), store_(store), clock_(clock), notifier_(notifier) {}

Task<void> Look::everything(ports::Mailbox& mailbox, Folders folders) {
    const std::vector<std::string> names = folders.watched(settings_.skip_folders);
    auto states = co_await mailbox.status(names);
    if (!states) co_return tl::unexpected(states.error());
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
        auto done = co_await first_scan(mailbox, folder, state);
        co_return done;
    }
    const ports::Cursor at = **known;
    const bool is_new = state.uid_next > at.uid_next;
    // A keyword may be set on a message that was seen long ago; only a server without CONDSTORE has to be asked
    // blindly.
    const bool changed = state.highest_modseq == 0 || state.highest_modseq != at.highest_modseq;
    const bool ask_flags = folder.role == FolderRole::sent && changed;
    if (!is_new && !ask_flags) co_return base::Status{};

    auto opened = co_await mailbox.open(folder.name);
    if (!opened) co_return tl::unexpected(opened.error());
    if (opened->uid_validity != at.uid_validity) {
        auto done = co_await first_scan(mailbox, folder, *opened);
        co_return done;
    }
    if (is_new) {
        if (auto done = co_await heads(mailbox, folder, opened->uid_validity, at.uid_next, true); !done) co_return done;
    }
    if (ask_flags) {
        if (auto done = co_await flagged(mailbox, folder, state); !done) co_return done;
    }
    co_return keep_cursor(folder.name, state, std::max(state.uid_next, at.uid_next));
}

Task<void> Look::first_scan(ports::Mailbox& mailbox, ports::Folder folder, FolderState state) {
    auto oldest = store_.oldest_open(settings_.account);
    if (!oldest) co_return tl::unexpected(oldest.error());
    // Without a letter nothing can be an answer; only Sent may hold a letter that is marked already.
    if (*oldest || folder.role == FolderRole::sent) {
        const base::Instant month_ago = clock_.now() - std::chrono::hours{24 * settings_.first_scan_days};
        const base::Instant since = *oldest ? std::min(month_ago, **oldest) : month_ago;
        auto opened = co_await mailbox.open(folder.name);
        if (!opened) co_return tl::unexpected(opened.error());
        state = *opened;
        // SINCE compares days in the server's zone: a day earlier misses nothing.
        auto uids = co_await mailbox.since(base::plus_days(base::civil_at_offset(since, 0).date, -1));
        if (!uids) co_return tl::unexpected(uids.error());
        if (!uids->empty()) {
            auto done = co_await heads(mailbox, folder, state.uid_validity, uids->front(), false);
            if (!done) co_return done;
        }
        if (folder.role == FolderRole::sent) {
            if (auto done = co_await flagged(mailbox, folder, state); !done) co_return done;
        }
    }
    co_return keep_cursor(folder.name, state, state.uid_next);
}

/// Reads again what came since a letter was sent that became known only now.
Task<void> Look::look_back(ports::Mailbox& mailbox, Folders folders) {
    const std::string fact = "look_back." + settings_.account;
    auto wanted = store_.fact(fact);
    if (!wanted) co_return tl::unexpected(wanted.error());
    const auto since = *wanted ? base::parse_rfc3339(**wanted) : std::nullopt;
    if (!since) co_return base::Status{};
    for (const std::string& name : folders.watched(settings_.skip_folders)) {
        const auto at = std::find_if(folders.all.begin(), folders.all.end(),
                                     [&](const ports::Folder& folder) { return folder.name == name; });
        auto opened = co_await mailbox.open(name);
        if (!opened && opened.error().fault == base::Fault::answer_is_no) continue;
        if (!opened) co_return tl::unexpected(opened.error());
        auto uids = co_await mailbox.since(base::plus_days(base::civil_at_offset(*since, 0).date, -1));
        if (!uids) co_return tl::unexpected(uids.error());
        if (uids->empty()) continue;
        auto done = co_await heads(mailbox, *at, opened->uid_validity, uids->front(), false);
        if (!done) co_return done;
    }
    // A letter tracked meanwhile has asked anew; its wish stands.
    auto still = store_.fact(fact);
    if (!still) co_return tl::unexpected(still.error());
    if (*still != *wanted) co_return base::Status{};
    co_return store_.set_fact(fact, "");
}

Task<void> Look::flagged(ports::Mailbox& mailbox, ports::Folder sent, FolderState state) {
    auto uids = co_await mailbox.with_flag(settings_.keyword);
    if (!uids) co_return tl::unexpected(uids.error());
    for (const Uid uid : *uids) {
        const auto key = std::make_pair(state.uid_validity, uid);
        if (flagged_seen_.contains(key)) continue;
        auto found = co_await mailbox.heads(uid, uid);
        if (!found) co_return tl::unexpected(found.error());
        for (const ports::MessageHead& head : *found) {
            auto done = co_await message(mailbox, sent, state.uid_validity, head);
            if (!done) co_return done;
        }
        flagged_seen_.insert(key);
    }
    co_return base::Status{};
}

Task<void> Look::heads(ports::Mailbox& mailbox, ports::Folder folder, std::uint32_t uid_validity, Uid first,
                       bool keep_cursor) {
    auto state = co_await mailbox.refresh();
    if (!state) co_return tl::unexpected(state.error());
    for (Uid from = first; from < state->uid_next; from += chunk) {
        const Uid last = std::min<Uid>(from + chunk, state->uid_next) - 1;
        auto found = co_await mailbox.heads(from, last);
        if (!found) co_return tl::unexpected(found.error());
        for (const ports::MessageHead& head : *found) {
            auto done = co_await message(mailbox, folder, uid_validity, head);
            if (!done) co_return done;
        }
        // Not the modseq: it is kept when the whole folder is done.
        FolderState so_far = *state;
        so_far.highest_modseq = 0;
        if (keep_cursor) {
            if (auto kept = this->keep_cursor(folder.name, so_far, last + 1); !kept) co_return kept;
        }
    }
    co_return base::Status{};
}

Task<void> Look::message(ports::Mailbox& mailbox, ports::Folder folder, std::uint32_t uid_validity,
                         ports::MessageHead head) {
    auto deaths = store_.begin_reading(settings_.account, folder.name, uid_validity, head.uid);
    if (!deaths) co_return tl::unexpected(deaths.error());
    if (*deaths >= deaths_before_set_aside) {
        notifier_.tell("set-aside." + settings_.account + "." + folder.name + "." + std::to_string(head.uid),
                       "Amends could not read a message",
                       "A message in the folder " + folder.name + " (number " + std::to_string(head.uid) +
                           ") ended Amends twice while it was read. It is passed over from now on: please look at it "
                           "yourself, it may be an answer.");
        co_return base::Status{};
    }
    const bool in_sent = folder.role == FolderRole::sent;
    auto facts = message::read_head(head.header);
    bool wanted = false;
    std::string how;
    if (facts) {
        auto ids = core::ids_named(*facts);
        if (facts->message_id) ids.push_back(*facts->message_id);
        auto known = store_.thread_entries(settings_.account, ids);
        if (!known) co_return tl::unexpected(known.error());
        wanted = !known->empty() || (!in_sent && may_be_report(*facts, head.header));
        if (in_sent && has_flag(head.flags, settings_.keyword)) how = "by the keyword in Sent";
        if (in_sent && how.empty() && bcc_tagged(*facts, settings_.tag, engine_.own_addresses(settings_.account))) {
            how = "by the tagged copy address";
        }
    }
    if (wanted || !how.empty()) {
        auto bytes = co_await mailbox.message(head.uid, most_read);
        if (!bytes && bytes.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(bytes.error());
        auto whole = bytes ? message::read(*bytes) : facts;
        if (whole && !how.empty()) {
            auto tracked = engine_.track(settings_.account, *whole, {.how = how, .received = head.internal_date});
            // What cannot be tracked is the user's to know, but no reason to stop reading.
            if (!tracked && tracked.error().fault != base::Fault::wrong_use) co_return tl::unexpected(tracked.error());
            if (!tracked) {
                notifier_.tell("not-tracked." + settings_.account + "." + std::to_string(head.uid),
                               "Amends cannot track a marked letter", tracked.error().message);
            }
        }
        if (whole) {
            // Under a simulated clock the server's own time means nothing.
            const base::Instant received =
                clock_.simulated() ? clock_.now() : head.internal_date.value_or(clock_.now());
            auto seen = engine_.message_seen(settings_.account, *whole, in_sent, received);
            if (!seen) co_return tl::unexpected(seen.error());
        }
    }
    co_return store_.end_reading(settings_.account, folder.name, uid_validity, head.uid);
}

}  // namespace amends::app
