#include "app/forgetting.hpp"

#include <algorithm>

#include "app/append.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::LetterId;
using base::Retry;
using core::ActionKind;
using core::HandoverState;

/// A letter of which something in the database is not what was written there is erased all the same.
bool is_damaged(const base::Error& error) { return error.retry == Retry::after_change; }

std::string of_letter(const ports::OutboxItem& item) {
    return item.letter.stored() ? " for letter " + std::to_string(item.letter.value) : "";
}

/// Why nothing can be erased while this is under way; empty where it does not stand against it.
std::string why_not_yet(const ports::OutboxItem& item) {
    const std::string again = " Nothing is erased yet, and nothing new is begun for this client: give the order again ";
    const std::string or_else = ", or with --leave-drafts, which erases at once and leaves what lies in Drafts.";
    if (item.kind == ActionKind::send) {
        if (item.state != HandoverState::sending && item.state != HandoverState::committing) return "";
        return "The check-in" + of_letter(item) + " is being handed to the mail server at this moment." + again +
               "in a minute.";
    }
    if (item.kind == ActionKind::withdraw_draft) {
        return "A draft" + of_letter(item) + " lies in the mailbox of the account \"" + item.account +
               "\" and could not be withdrawn so far." + again + "when the mailbox answers" + or_else;
    }
    if (item.state != HandoverState::sending && item.state != HandoverState::unknown) return "";
    return "A draft or reminder" + of_letter(item) + " is being put into the mailbox of the account \"" + item.account +
           "\"." + again + "in some minutes" + or_else;
}

}  // namespace

/// What the outbox still has to do with the client's letters; a summary that is being put down may list them.
base::Result<std::vector<ports::OutboxItem>> Forgetting::under_way() {
    auto letters = store_.letters_about(client_);
    if (!letters) return tl::unexpected(letters.error());
    std::vector<ports::OutboxItem> found;
    for (const std::string& account : watched_) {
        auto open = store_.outbox_open(account);
        if (!open) return tl::unexpected(open.error());
        for (ports::OutboxItem& item : *open) {
            const bool theirs = std::ranges::find(*letters, item.letter) != letters->end();
            const bool summary = !item.letter.stored() && item.state == HandoverState::sending && !letters->empty();
            if (theirs || summary) found.push_back(std::move(item));
        }
    }
    return found;
}

base::Result<std::set<std::string>> Forgetting::let_go() {
    auto letters = store_.letters_about(client_);
    if (!letters) return tl::unexpected(letters.error());
    for (const LetterId letter : *letters) {
        auto decided = engine_.observe(letter, core::Drop{});
        if (!decided && !is_damaged(decided.error())) return tl::unexpected(decided.error());
    }
    auto left = under_way();
    if (!left) return tl::unexpected(left.error());
    std::set<std::string> accounts;
    for (const ports::OutboxItem& item : *left) accounts.insert(item.account);
    return accounts;
}

/// What the user cannot know otherwise, once nobody remembers it any more.
base::Result<std::vector<std::string>> Forgetting::notes() {
    std::vector<std::string> notes;
    auto letters = store_.letters_about(client_);
    if (!letters) return tl::unexpected(letters.error());
    for (const LetterId letter : *letters) {
        const std::string which = "letter " + std::to_string(letter.value);
        auto row = store_.letter(letter);
        if (!row && !is_damaged(row.error())) return tl::unexpected(row.error());
        if (!row || !*row) continue;
        for (const core::Step& step : (*row)->steps) {
            auto draft = store_.outbox_of_step(letter, step.key, ActionKind::append_draft);
            auto withdrawal = store_.outbox_of_step(letter, step.key, ActionKind::withdraw_draft);
            auto send = store_.outbox_of_step(letter, step.key, ActionKind::send);
            if (!draft) return tl::unexpected(draft.error());
            if (!withdrawal) return tl::unexpected(withdrawal.error());
            if (!send) return tl::unexpected(send.error());
            const bool edited = *withdrawal && (*withdrawal)->detail == draft_was_edited;
            if (edited) {
                notes.push_back("A draft for " + which + " that you have edited stays in your Drafts.");
            } else if (*draft && step.state == core::StepState::drafted) {
                notes.push_back("A draft for " + which + " stays in your Drafts.");
            }
            if (*send && (*send)->state == HandoverState::unknown) {
                notes.push_back("Nobody knows whether the check-in for " + which +
                                " went out; it is never sent again. Your Sent folder may tell.");
            }
            if (*send && (*send)->state == HandoverState::sent && (*send)->sent_copy_due) {
                notes.push_back("The check-in for " + which +
                                " went out, but its copy was not in Sent yet; none is put there any more.");
            }
        }
    }
    auto in_peace = store_.is_left_in_peace({client_});
    if (!in_peace) return tl::unexpected(in_peace.error());
    if (*in_peace) {
        notes.emplace_back("That they are to be left in peace is forgotten too; `amends leave` says it again.");
    }
    return notes;
}

base::Result<rpc::Forgotten> Forgetting::erase(bool leave_drafts) {
    auto left = under_way();
    if (!left) return tl::unexpected(left.error());
    for (const ports::OutboxItem& item : *left) {
        const std::string why = why_not_yet(item);
        const bool counts = item.kind == ActionKind::send || !leave_drafts;
        if (counts && !why.empty()) return base::failure(Fault::answer_is_no, Retry::later, why);
    }
    auto told = notes();
    if (!told) return tl::unexpected(told.error());
    auto letters = store_.forget_client(client_);
    if (!letters) return tl::unexpected(letters.error());
    return rpc::Forgotten{*letters, std::move(*told)};
}

}  // namespace amends::app
