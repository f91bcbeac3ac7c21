// The user's own answers to reminders: orders by mail. Only what lies in Sent comes here, where nobody else writes.
#include "app/engine.hpp"
#include "core/classify.hpp"
#include "core/mail_order.hpp"
#include "core/match.hpp"

namespace amends::app {

namespace {

using base::LetterId;

/// The message that is answered: In-Reply-To, or the last of References.
std::vector<base::MessageId> answered_by(const base::MessageFacts& facts) {
    if (!facts.in_reply_to.empty() || facts.references.empty()) return facts.in_reply_to;
    return {facts.references.back()};
}

}  // namespace

/// True where the message answers a reminder of ours: it is an order then, or nothing at all, but no word to a client.
base::Result<bool> Engine::take_order(const std::string& account, const base::MessageFacts& facts,
                                      base::Instant received) {
    auto reminder = store_.reminder_among(account, answered_by(facts));
    if (!reminder) return tl::unexpected(reminder.error());
    if (!*reminder) return false;
    const base::MessageId order = core::remembered_as(facts.message_id.value_or((*reminder)->message_id));
    auto known = store_.thread_entries(account, {order});
    if (!known) return tl::unexpected(known.error());
    if (!known->empty() || core::classify(facts).what != core::MessageClass::reply) return true;
    const LetterId letter = (*reminder)->letter;
    if (!letter.stored()) {
        auto noted = note_order(account, letter, order, "it answers a message that is about no single letter", false);
        return noted ? base::Result<bool>(true) : tl::unexpected(noted.error());
    }
    auto slice = slice_of(letter);
    if (!slice) return tl::unexpected(slice.error());
    const calendar::Zone& zone = *rules_.policy_for(slice->letter).user_window.zone;
    const core::MailOrder read = core::read_mail_order(facts.text, received, zone);
    base::Status done;
    if (read.order) {
        const Alongside alongside{.thread = {order},
                                  .handovers = {},
                                  .reasons = {{std::nullopt, "The user ordered it by mail: " + read.said + "."}},
                                  .answerer = "",
                                  .undoable = true};
        auto decided = observe(letter, *read.order, alongside);
        if (decided) {
            done = note_order(account, {}, order, "", true);
        } else if (decided.error().fault == base::Fault::answer_is_no) {
            done = note_order(account, letter, order, decided.error().message, false);
        } else {
            return tl::unexpected(decided.error());
        }
    } else {
        done = note_order(account, letter, order, read.said, false);
    }
    return done ? base::Result<bool>(true) : tl::unexpected(done.error());
}

/// What the status says of the last order by mail, and the journal of one that changed nothing.
base::Status Engine::note_order(const std::string& account, LetterId letter, const base::MessageId& order,
                                const std::string& sentence, bool understood) {
    const std::string fact = "order_by_mail." + account;
    if (understood) {
        auto before = store_.fact(fact);
        if (!before) return tl::unexpected(before.error());
        return before->value_or("").empty() ? base::Status{} : store_.set_fact(fact, "");
    }
    if (letter.stored()) {
        auto row = store_.letter(letter);
        if (!row) return tl::unexpected(row.error());
        if (!*row) return {};
        ports::Commit commit{.at = clock_.now(), .account = account, .letter = (*row)->letter};
        commit.thread.push_back(order);
        commit.reasons.push_back({std::nullopt, "An answer to a reminder changed nothing: " + sentence});
        if (auto done = store_.commit(commit); !done) return tl::unexpected(done.error());
    }
    const std::string which = letter.stored() ? " about letter " + std::to_string(letter.value) : "";
    return store_.set_fact(
        fact, base::to_rfc3339(clock_.now()) + " Your answer to a reminder" + which + " changed nothing: " + sentence);
}

}  // namespace amends::app
