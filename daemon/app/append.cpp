#include "app/append.hpp"

#include <algorithm>
#include <array>

#include "app/twins.hpp"
#include "message/read.hpp"

namespace amends::app {

namespace {

using core::ActionKind;
using core::HandoverState;
using core::OutcomeKind;
using ports::FolderRole;
using ports::Task;
using ports::Uid;

constexpr std::size_t most_draft = 4 * 1024 * 1024;
constexpr std::chrono::minutes retry_refused{30};
constexpr std::chrono::minutes ask_again{5};

std::string folder_for(const Folders& folders, ActionKind kind) {
    return folders.with_role(kind == ActionKind::append_draft ? FolderRole::drafts : FolderRole::inbox);
}

struct HeaderAndBody {
    std::string header, body;
};

/// Without CR, and without the line ends at the end.
HeaderAndBody halves_of(std::string message) {
    std::erase(message, '\r');
    message.erase(message.find_last_not_of('\n') + 1);
    const auto blank = message.find("\n\n");
    if (blank == std::string::npos) return {message, ""};
    return {message.substr(0, blank + 2), message.substr(blank + 2)};
}

}  // namespace

/// Some clients write only new line ends or header fields of their own when they store a draft again.
bool is_as_left(const std::string& lying, const std::string& ours) {
    if (lying == ours) return true;
    const HeaderAndBody theirs = halves_of(lying);
    const HeaderAndBody mine = halves_of(ours);
    const auto a = message::read_head(theirs.header);
    const auto b = message::read_head(mine.header);
    return a && b && theirs.body == mine.body && a->subject == b->subject && a->from == b->from && a->to == b->to &&
           a->cc == b->cc && a->bcc == b->bcc;
}

Append::Append(AppendSettings settings, Engine& engine, ports::Store& store, ports::Clock& clock)
    : settings_(std::move(settings)), engine_(engine), store_(store), clock_(clock) {}

Task<void> Append::perform(ports::Mailbox& mailbox, Folders folders) {
    auto open = store_.outbox_open(settings_.account);
    if (!open) co_return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        auto done = co_await one(mailbox, folders, item);
        if (!done && done.error().retry == base::Retry::later) co_return done;
        // What one item is refused stops no other one.
        if (!done) troubles_.push_back(done.error());
    }
    co_return base::Status{};
}

Task<void> Append::one(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    if (item.kind == ActionKind::send) {
        if (item.state == HandoverState::sent) co_return co_await sent_copy(mailbox, folders, item);
        if (item.state == HandoverState::unknown) co_return co_await resolve_unknown(mailbox, folders, item);
        co_return base::Status{};  // the sender's
    }
    if (item.next_try > clock_.now()) co_return base::Status{};
    if (item.kind == ActionKind::withdraw_draft) co_return co_await withdraw(mailbox, folders, item);
    if (item.state == HandoverState::sending || item.state == HandoverState::unknown) {
        co_return co_await settle(mailbox, item);
    }
    auto wanted = still_wanted(item);
    if (!wanted) co_return tl::unexpected(wanted.error());
    if (*wanted) co_return co_await put(mailbox, folders, item);
    co_return base::Status{};
}

/// An item that was not sent waits until its step is due again; only a step in `acting` wants it now. Read anew, since
/// an order may have come while the mailbox was asked.
base::Result<bool> Append::still_wanted(const ports::OutboxItem& item) {
    auto now = store_.outbox_item(item.id);
    if (!now) return tl::unexpected(now.error());
    if (!*now || !core::may_go((*now)->state, HandoverState::sending)) return false;
    if (!item.letter.stored()) return true;
    auto row = store_.letter(item.letter);
    if (!row) return tl::unexpected(row.error());
    if (!*row) return false;
    return std::any_of((*row)->steps.begin(), (*row)->steps.end(), [&](const core::Step& step) {
        return step.key == item.step && step.state == core::StepState::acting;
    });
}

base::Status Append::note(ports::HandoverChange change) {
    ports::Commit commit{.at = clock_.now(), .account = settings_.account};
    commit.handovers.push_back(std::move(change));
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

base::Status Append::placed(const ports::OutboxItem& item, std::uint32_t uid_validity, Uid uid) {
    const auto kind = item.kind == ActionKind::append_draft ? OutcomeKind::drafted : OutcomeKind::reminded;
    ports::HandoverChange change{.id = item.id, .to = HandoverState::sent};
    change.uid = uid;
    change.uid_validity = uid_validity;
    return engine_.outcome(item, change, {item.step, kind, std::nullopt, ""});
}

base::Status Append::not_placed(const ports::OutboxItem& item, base::Instant retry_at, std::string detail) {
    ports::HandoverChange change{.id = item.id, .to = HandoverState::not_sent};
    change.next_try = retry_at;
    change.detail = detail;
    return engine_.outcome(item, change, {item.step, OutcomeKind::not_sent, retry_at, std::move(detail)});
}

Task<std::optional<Uid>> Append::find_in(ports::Mailbox& mailbox, std::string folder, base::MessageId id) {
    if (folder.empty()) co_return std::nullopt;
    auto opened = co_await mailbox.open(folder);
    if (!opened && opened.error().fault == base::Fault::answer_is_no) co_return std::nullopt;
    if (!opened) co_return tl::unexpected(opened.error());
    auto found = co_await mailbox.find(id, 0);
    if (!found) co_return tl::unexpected(found.error());
    if (found->empty()) co_return std::nullopt;
    co_return found->front();
}

/// Messages of the item's id in the open folder. Only the owner writes to Drafts; elsewhere what was delivered is not
/// ours, whatever it calls itself: anyone can plant a message there.
Task<std::vector<Uid>> Append::own_twins(ports::Mailbox& mailbox, ports::OutboxItem item) {
    auto found = co_await mailbox.find(item.message_id, 0);
    if (!found || found->empty() || item.kind == ActionKind::append_draft) co_return found;
    std::vector<Uid> ours;
    for (const Uid uid : *found) {
        auto heads = co_await mailbox.heads(uid, uid);
        if (!heads) co_return tl::unexpected(heads.error());
        if (!heads->empty() && !was_delivered(heads->front().header)) ours.push_back(uid);
    }
    co_return ours;
}

Task<bool> Append::lies_in_trash(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    const std::string trash = folders.with_role(FolderRole::trash);
    if (trash.empty()) co_return false;
    auto opened = co_await mailbox.open(trash);
    if (!opened && opened.error().fault == base::Fault::answer_is_no) co_return false;
    if (!opened) co_return tl::unexpected(opened.error());
    item.kind = ActionKind::append_reminder;  // in Trash anything may lie
    auto found = co_await own_twins(mailbox, item);
    if (!found) co_return tl::unexpected(found.error());
    co_return !found->empty();
}

/// It was made before, and the user has deleted it.
base::Status Append::thrown_away(const ports::OutboxItem& item) {
    if (auto done = placed(item, 0, 0); !done) return done;
    if (item.kind != ActionKind::append_draft) return {};
    auto gone = engine_.observe(item.letter,
                                core::Outcome{item.step, OutcomeKind::draft_deleted, std::nullopt, "it lies in Trash"});
    if (!gone) return tl::unexpected(gone.error());
    return {};
}

Task<void> Append::put(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    const std::string folder = folder_for(folders, item.kind);
    if (folder.empty()) {
        if (auto begun = note({.id = item.id, .to = HandoverState::sending}); !begun) co_return begun;
        auto noted = not_placed(item, clock_.now() + retry_refused, "the mailbox has no Drafts folder");
        if (!noted) co_return noted;
        co_return base::failure(
            base::Fault::configuration, base::Retry::after_change,
            "The mailbox has no Drafts folder that Amends could recognise. Name it in the account's "
            "`folders.drafts`.");
    }
    const bool draft = item.kind == ActionKind::append_draft;
    // A twin tells of another machine or of a restored backup.
    auto in_sent = base::Result<std::optional<Uid>>(std::nullopt);
    if (draft) in_sent = co_await find_in(mailbox, folders.with_role(FolderRole::sent), item.message_id);
    if (!in_sent) co_return tl::unexpected(in_sent.error());
    auto in_trash = base::Result<bool>(false);
    if (item.letter.stored()) in_trash = co_await lies_in_trash(mailbox, folders, item);
    if (!in_trash) co_return tl::unexpected(in_trash.error());
    auto state = co_await mailbox.open(folder);
    if (!state) co_return tl::unexpected(state.error());
    auto twins = base::Result<std::vector<Uid>>(std::vector<Uid>{});
    if (item.letter.stored()) twins = co_await own_twins(mailbox, item);
    if (!twins) co_return tl::unexpected(twins.error());
    if (item.attempts == 0 && draft && (*in_sent || !twins->empty())) {
        if (auto held = engine_.hold_for_twin(settings_.account); !held) co_return held;
    }

    auto wanted = still_wanted(item);
    if (!wanted) co_return tl::unexpected(wanted.error());
    if (!*wanted) co_return base::Status{};
    ports::HandoverChange begin{.id = item.id, .to = HandoverState::sending};
    begin.folder = folder;
    begin.uid_validity = state->uid_validity;
    begin.uid_next = state->uid_next;
    begin.attempt_begins = !*in_sent && !*in_trash && twins->empty();
    if (auto begun = note(begin); !begun) co_return begun;
    if (*in_sent) {
        if (auto done = placed(item, 0, 0); !done) co_return done;
        auto gone = engine_.observe(item.letter, core::Outcome{item.step, OutcomeKind::draft_sent_by_user, std::nullopt,
                                                               "its message lies in Sent already"});
        if (!gone) co_return tl::unexpected(gone.error());
        co_return base::Status{};
    }
    if (!twins->empty()) co_return placed(item, state->uid_validity, twins->front());
    if (*in_trash) co_return thrown_away(item);

    const std::vector<std::string> flags =
        draft ? std::vector<std::string>{"\\Draft", "\\Seen"} : std::vector<std::string>{};
    auto appended = co_await mailbox.append(folder, flags, item.bytes);
    if (appended)
        co_return placed(item, appended->uid_validity != 0 ? appended->uid_validity : state->uid_validity,
                         appended->uid);
    if (appended.error().retry == base::Retry::never || appended.error().retry == base::Retry::after_change) {
        // The server said no: nothing was stored. The user hears of it through the error.
        auto noted = not_placed(item, clock_.now() + retry_refused, "the mailbox refused it");
        if (!noted) co_return noted;
    }
    co_return tl::unexpected(appended.error());
}

/// After a lost reply. UIDNEXT unchanged: nothing came. Found: it is there. Otherwise the UIDs that were given since
/// are counted: if each of them still holds another message, ours was never stored. A missing one was ours, and
/// deleted, or a draft of the user's own: of a draft the user is asked then; a reminder is never made twice.
Task<void> Append::settle(ports::Mailbox& mailbox, ports::OutboxItem item) {
    if (clock_.now() - item.changed_at < settings_.settle_after) co_return base::Status{};
    auto state = co_await mailbox.open(item.folder);
    if (!state && state.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(state.error());
    if (!state) co_return not_placed(item, clock_.now(), "the folder is gone");
    const bool same = state->uid_validity == item.uid_validity;
    if (same && state->uid_next == item.uid_next) {
        co_return not_placed(item, clock_.now(), "nothing was stored in the folder since");
    }
    auto found = co_await mailbox.find(item.message_id, same ? item.uid_next : 0);
    if (!found) co_return tl::unexpected(found.error());
    if (!found->empty()) co_return placed(item, state->uid_validity, found->front());
    if (!same) co_return not_placed(item, clock_.now(), "the folder was made anew and does not hold it");

    std::vector<Uid> given;
    for (Uid uid = item.uid_next; uid < state->uid_next; ++uid) given.push_back(uid);
    auto there = co_await mailbox.existing(given);
    if (!there) co_return tl::unexpected(there.error());
    if (there->size() == given.size()) {
        co_return not_placed(item, clock_.now(), "every message that came since is another one");
    }
    if (item.kind != ActionKind::append_draft) co_return placed(item, state->uid_validity, 0);
    co_return engine_.outcome(item, {.id = item.id, .to = HandoverState::sent},
                              {item.step, OutcomeKind::unknown_for_good, std::nullopt, ""});
}

Task<void> Append::withdraw(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    auto draft = store_.outbox_of_step(item.letter, item.step, ActionKind::append_draft);
    if (!draft) co_return tl::unexpected(draft.error());
    const bool begun_before = item.state == HandoverState::sending;
    Uid uid = 0;
    if (*draft && (*draft)->state == HandoverState::sent) {
        auto state = co_await mailbox.open((*draft)->folder);
        if (!state && state.error().fault != base::Fault::answer_is_no) co_return tl::unexpected(state.error());
        if (state && state->uid_validity == (*draft)->uid_validity && (*draft)->uid != 0) {
            const std::vector<Uid> wanted(1, (*draft)->uid);
            auto there = co_await mailbox.existing(wanted);
            if (!there) co_return tl::unexpected(there.error());
            uid = there->empty() ? 0 : there->front();
        } else if (state) {
            auto found = co_await mailbox.find(item.message_id, 0);
            if (!found) co_return tl::unexpected(found.error());
            uid = found->empty() ? 0 : found->front();
        }
    } else if (*draft && ((*draft)->state == HandoverState::sending || (*draft)->state == HandoverState::unknown)) {
        co_return base::Status{};  // first it must be known whether there is a draft at all
    }
    ports::HandoverChange change{.id = item.id, .to = HandoverState::sending};
    if (!begun_before) {
        if (auto begun = note(change); !begun) co_return begun;
    }
    if (uid == 0) {
        change.to = begun_before ? HandoverState::sent : HandoverState::cancelled;
        const auto kind = begun_before ? OutcomeKind::draft_withdrawn : OutcomeKind::draft_deleted;
        co_return engine_.outcome(item, change, {item.step, kind, std::nullopt, "it does not lie in Drafts any more"});
    }
    auto lying = co_await mailbox.message(uid, most_draft);
    if (!lying && lying.error().fault == base::Fault::answer_is_no) co_return base::Status{};  // gone by this moment
    if (!lying) co_return tl::unexpected(lying.error());
    if ((*draft)->detail == draft_was_edited || !is_as_left(*lying, (*draft)->bytes)) {
        change.to = HandoverState::cancelled;
        change.detail = draft_was_edited;
        co_return engine_.outcome(item, change, {item.step, OutcomeKind::draft_kept, std::nullopt, "it was edited"});
    }
    const std::string trash = folders.with_role(FolderRole::trash);
    std::optional<std::string> into;  // a named value: GCC 12 destroys a conditional temporary of a co_await twice
    if (!trash.empty()) into = trash;
    auto removed = co_await mailbox.remove(uid, into);
    if (!removed) co_return removed;
    change.to = HandoverState::sent;
    co_return engine_.outcome(item, change, {item.step, OutcomeKind::draft_withdrawn, std::nullopt, ""});
}

/// The copy of a sent check-in: looked for first, so that there are never two where the provider files one itself.
Task<void> Append::sent_copy(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    if (!item.sent_copy_due || item.next_try > clock_.now()) co_return base::Status{};
    ports::HandoverChange settled{.id = item.id, .to = HandoverState::sent};
    settled.sent_copy_due = false;
    const std::string sent = folders.with_role(FolderRole::sent);
    auto found = co_await find_in(mailbox, sent, item.message_id);
    if (!found) co_return tl::unexpected(found.error());
    if (*found) {
        settled.uid = **found;
        co_return note(settled);
    }
    const auto waited = clock_.now() - item.changed_at;
    if (sent.empty() || settings_.provider_files_sent) {
        if (waited >= settings_.give_up_after) co_return note(settled);
        co_return base::Status{};
    }
    if (!settings_.append_sent_at_once && waited < settings_.sent_copy_after) co_return base::Status{};
    // Should the reply be lost, the next attempt comes only when the server must be done with this one, and looks
    // first.
    ports::HandoverChange begin{.id = item.id, .to = HandoverState::sent};
    begin.next_try = clock_.now() + settings_.settle_after;
    begin.attempt_begins = true;
    if (auto begun = note(begin); !begun) co_return begun;
    const std::vector<std::string> flags(1, "\\Seen");
    auto appended = co_await mailbox.append(sent, flags, item.bytes);
    if (!appended && appended.error().retry != base::Retry::later && waited >= settings_.give_up_after) {
        // The server wants no copy of it: of that the user hears, but it is not tried again.
        if (auto given_up = note(settled); !given_up) co_return given_up;
    }
    if (!appended) co_return tl::unexpected(appended.error());
    settled.uid = appended->uid;
    co_return note(settled);
}

Task<void> Append::resolve_unknown(ports::Mailbox& mailbox, Folders folders, ports::OutboxItem item) {
    if (item.next_try > clock_.now()) co_return base::Status{};
    static constexpr std::array oracles{FolderRole::sent, FolderRole::all};
    for (const FolderRole role : oracles) {
        auto found = co_await find_in(mailbox, folders.with_role(role), item.message_id);
        if (!found) co_return tl::unexpected(found.error());
        if (!*found) continue;
        ports::HandoverChange change{.id = item.id, .to = HandoverState::sent};
        change.sent_copy_due = false;
        co_return engine_.outcome(item, change,
                                  {item.step, OutcomeKind::sent, std::nullopt, "its copy was found in the mailbox"});
    }
    const bool for_good = clock_.now() - item.changed_at >= settings_.give_up_after;
    ports::HandoverChange change{.id = item.id, .to = HandoverState::unknown};
    change.next_try = clock_.now() + (for_good ? std::chrono::minutes{24 * 60} : ask_again);
    if (!for_good) co_return note(change);
    co_return engine_.outcome(item, change,
                              {item.step, OutcomeKind::unknown_for_good, std::nullopt, "no copy of it was found"});
}

}  // namespace amends::app
