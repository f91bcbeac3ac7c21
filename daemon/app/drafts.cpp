#include "app/drafts.hpp"

#include <algorithm>

#include "app/append.hpp"
#include "message/read.hpp"

namespace amends::app {

namespace {

using core::OutcomeKind;
using ports::Task;
using ports::Uid;

/// Mail clients take a draft out of Drafts before its message lies in Sent.
constexpr std::chrono::minutes until_deleted{2};

/// True for what the draft has become: it answers the letter itself. A draft of the user's own that answers something
/// else of the thread names the letter as well.
bool is_later_form(const base::MessageFacts& facts, const ports::OutboxItem& draft, const base::MessageId& letter) {
    if (facts.message_id == draft.message_id) return true;
    if (facts.in_reply_to.empty()) return !facts.references.empty() && facts.references.back() == letter;
    return std::ranges::find(facts.in_reply_to, letter) != facts.in_reply_to.end();
}

}  // namespace

Drafts::Drafts(std::string account, Engine& engine, ports::Store& store, ports::Clock& clock)
    : account_(std::move(account)), engine_(engine), store_(store), clock_(clock) {}

Task<void> Drafts::check(ports::Mailbox& mailbox) {
    auto lying = store_.lying_drafts(account_);
    if (!lying) co_return tl::unexpected(lying.error());
    std::map<std::string, std::vector<ports::OutboxItem>> by_folder;
    for (const ports::OutboxItem& draft : *lying) by_folder[draft.folder].push_back(draft);
    for (const auto& [folder, drafts] : by_folder) {
        auto done = co_await check_folder(mailbox, folder, drafts);
        if (!done) co_return done;
    }
    co_return base::Status{};
}

Task<void> Drafts::check_folder(ports::Mailbox& mailbox, std::string folder, std::vector<ports::OutboxItem> drafts) {
    auto state = co_await mailbox.open(folder);
    if (!state && state.error().fault == base::Fault::answer_is_no) co_return base::Status{};
    if (!state) co_return tl::unexpected(state.error());
    std::vector<Uid> uids;
    for (const ports::OutboxItem& draft : drafts) {
        if (draft.uid_validity == state->uid_validity && draft.uid != 0) uids.push_back(draft.uid);
    }
    auto there = co_await mailbox.existing(uids);
    if (!there) co_return tl::unexpected(there.error());
    for (const ports::OutboxItem& draft : drafts) {
        const bool lies = draft.uid_validity == state->uid_validity &&
                          std::find(there->begin(), there->end(), draft.uid) != there->end();
        if (lies) {
            missing_since_.erase(draft.id.value);
            continue;
        }
        auto done = co_await missing(mailbox, draft, *state);
        if (!done) co_return done;
    }
    co_return base::Status{};
}

/// Not where it was put: moved to a new UID by an editing client, renumbered by the server, or gone.
Task<void> Drafts::missing(ports::Mailbox& mailbox, ports::OutboxItem draft, ports::FolderState state) {
    auto row = store_.letter(draft.letter);
    if (!row) co_return tl::unexpected(row.error());
    if (!*row) co_return base::Status{};
    const bool same = draft.uid_validity == state.uid_validity;
    auto heads = co_await mailbox.heads(same ? draft.uid + 1 : 1, 0);
    if (!heads) co_return tl::unexpected(heads.error());
    for (auto head = heads->rbegin(); head != heads->rend(); ++head) {
        auto facts = message::read_head(head->header);
        if (!facts || !is_later_form(*facts, draft, (*row)->letter.message_id)) continue;
        auto bytes = co_await mailbox.message(head->uid, draft.bytes.size() * 2 + 65536);
        if (!bytes && bytes.error().fault == base::Fault::answer_is_no) continue;  // gone by this moment
        if (!bytes) co_return tl::unexpected(bytes.error());
        missing_since_.erase(draft.id.value);
        ports::HandoverChange change{.id = draft.id, .to = draft.state};
        change.uid = head->uid;
        change.uid_validity = state.uid_validity;
        if (is_as_left(*bytes, draft.bytes)) {
            ports::Commit commit{.at = clock_.now(), .account = account_, .handovers = {change}};
            auto noted = store_.commit(commit);
            if (!noted) co_return tl::unexpected(noted.error());
            co_return base::Status{};
        }
        change.detail = draft_was_edited;
        co_return engine_.outcome(draft, change, {draft.step, OutcomeKind::draft_edited, std::nullopt, ""});
    }
    const auto since = missing_since_.emplace(draft.id.value, clock_.now()).first->second;
    if (clock_.now() - since < until_deleted) co_return base::Status{};
    missing_since_.erase(draft.id.value);
    ports::HandoverChange change{.id = draft.id, .to = draft.state};
    change.uid = 0;
    co_return engine_.outcome(draft, change, {draft.step, OutcomeKind::draft_deleted, std::nullopt, ""});
}

}  // namespace amends::app
