#include "store/writing.hpp"

#include <fmt/format.h>

#include "store/accounts.hpp"
#include "store/correspondents.hpp"
#include "store/cursors.hpp"
#include "store/failure.hpp"
#include "store/journal.hpp"
#include "store/letters.hpp"
#include "store/outbox.hpp"
#include "store/steps.hpp"
#include "store/summary.hpp"
#include "store/thread.hpp"
#include "store/undo.hpp"
#include "store/unsent_drafts.hpp"

namespace amends::store {

namespace {

[[noreturn]] void refuse_bug(std::string_view what) {
    fail(base::Fault::internal, base::Retry::never,
         fmt::format("{}; nothing was changed. This is a bug in Amends: please report it.", what));
}

void check_shape(const ports::Commit& change) {
    const bool of_letter =
        !change.steps.empty() || !change.thread.empty() || !change.copies.empty() || !change.into_summary.empty();
    if (of_letter && !change.letter) refuse_bug("Steps were to be stored without their letter");
    if (change.letter && change.letter->account != change.account) {
        refuse_bug("A letter was to be stored under another account");
    }
}

/// The letter with its recipients, steps and thread, sealed; what it was before is kept where it can be undone.
base::LetterId write_whole_letter(Database& database, const ports::Commit& change) {
    core::Letter letter = *change.letter;
    if (change.undoable) {
        clear_undo(database);
        if (letter.id.stored()) keep_for_undo(database, letter.id);
    }
    letter.id = write_letter(database, letter);
    for (const core::Step& step : change.steps) write_step(database, letter, step);
    add_to_thread(database, letter.account, letter.id, letter.message_id, true);
    for (const base::MessageId& id : change.thread) add_to_thread(database, letter.account, letter.id, id, false);
    for (const base::MessageId& id : change.copies) add_to_thread(database, letter.account, letter.id, id, true);
    if (!change.answerer.empty()) add_answerer(database, letter.id, change.answerer);
    const std::string seal = seal_letter(database, letter.id);
    if (change.undoable) note_seal_for_undo(database, seal);
    return letter.id;
}

base::OutboxId write_item(Database& database, const ports::Commit& change, base::LetterId letter,
                          ports::OutboxItem item) {
    if (item.account.empty()) item.account = change.account;
    if (!item.letter.stored()) item.letter = letter;
    if (item.account != change.account) refuse_bug("An action was to be stored under another account");
    return insert_item(database, item);
}

}  // namespace

ports::Committed write_commit(Database& database, const ports::Commit& change) {
    check_shape(change);
    ports::Committed committed;
    if (change.letter) committed.letter = write_whole_letter(database, change);
    for (const ports::HandoverChange& handover : change.handovers) change_item(database, handover, change.at);
    // After the handovers: a step whose item has just been cancelled may get a new one in the same commit.
    for (const ports::OutboxItem& item : change.outbox) {
        committed.outbox.push_back(write_item(database, change, committed.letter, item));
    }
    for (const ports::OutboxItem& item : change.adopted) {
        const base::OutboxId id = write_item(database, change, committed.letter, item);
        for (const auto state : {core::HandoverState::sending, core::HandoverState::sent})
            change_item(database, {.id = id, .to = state}, change.at);
    }
    for (const core::Reason& reason : change.reasons) {
        write_reason(database, change.at, change.account, committed.letter, reason);
    }
    for (const core::StepKey& step : change.into_summary) {
        add_to_summary(database, change.account, {committed.letter, step, change.at});
    }
    if (change.release) end_hold(database, change.account, change.at);
    if (change.hold) write_hold(database, change.account, *change.hold);
    if (change.turn) write_turn(database, change.account, *change.turn);
    if (change.cursor) write_cursor(database, *change.cursor);
    for (const ports::DraftRow& draft : change.drafts) write_draft(database, change.account, draft);
    for (const base::DraftId draft : change.drafts_over) delete_draft(database, draft);
    return committed;
}

base::OutboxId write_summary(Database& database, const ports::OutboxItem& item,
                             const std::vector<ports::SummaryItem>& items) {
    const base::OutboxId id = insert_item(database, item);
    for (const ports::SummaryItem& listed : items) {
        if (!take_into_summary(database, item.account, listed, id)) {
            fail(base::Fault::answer_is_no, base::Retry::later,
                 "What was to be summed up has changed meanwhile; the summary has to be made anew.");
        }
    }
    write_last_summary(database, item.account, item.created_at);
    return id;
}

}  // namespace amends::store
