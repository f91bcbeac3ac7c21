// What the mail client asks while a letter is being written: what tracking it would plan, and to which letter a message
// belongs. Also letters of which only the words are given.
#include <algorithm>

#include "app/service.hpp"
#include "message/compose.hpp"
#include "message/read.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::LetterId;
using base::Retry;

/// Without line ends of other kinds, and with one at its end.
std::string with_plain_line_ends(std::string_view text) {
    std::string plain;
    plain.reserve(text.size() + 1);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool ends = text[at] == '\r';
        if (ends && at + 1 < text.size() && text[at + 1] == '\n') continue;
        plain += ends ? '\n' : text[at];
    }
    if (!plain.ends_with('\n')) plain += '\n';
    return plain;
}

/// The step whose draft the user writes in, as far as that is known: the named one, else the newest that lies in Drafts
/// or was taken back from there.
const core::Step* step_in_hand(const rpc::FoundLetter& found) {
    const core::Step* newest = nullptr;
    for (const core::Step& step : found.view.steps) {
        if (found.step == step.key) return &step;
        const bool was_draft = core::is_message_to_client(step.key.kind) && step.means == core::Means::draft &&
                               (step.state == core::StepState::drafted || step.state == core::StepState::withdrawn);
        if (was_draft && (newest == nullptr || newest->acted_at < step.acted_at)) newest = &step;
    }
    return newest;
}

/// No check-in is made after an answer: where there is one, the answer came later, whatever the clocks say.
bool is_answered_since(const rpc::FoundLetter& found) {
    const auto& answered = found.view.letter.answered_at;
    if (!answered) return false;
    const core::Step* step = step_in_hand(found);
    return step == nullptr || step->key.kind == core::StepKind::check_in || !step->acted_at ||
           *answered > *step->acted_at;
}

/// The step whose message one of the ids is.
std::optional<core::StepKey> step_among(const rpc::LetterView& view, const std::vector<base::MessageId>& ids) {
    for (const core::Step& step : view.steps) {
        if (!core::is_message_to_client(step.key.kind)) continue;
        const base::MessageId own = core::derived_message_id(view.letter, step.key);
        if (std::ranges::find(ids, own) != ids.end()) return step.key;
    }
    return std::nullopt;
}

}  // namespace

/// By way of a mail, so that it is read as every other letter is.
base::Result<base::MessageFacts> DaemonService::facts_of(const rpc::LetterText& letter) {
    message::Draft draft;
    draft.from = letter.from;
    draft.to = letter.to;
    draft.cc = letter.cc;
    draft.subject = letter.subject;
    draft.date = letter.sent_at.value_or(clock_.now());
    draft.message_id = letter.message_id.value_or(base::MessageId{"letter@unsent.invalid"});
    draft.references = letter.references;
    draft.text = with_plain_line_ends(letter.text);
    draft.utf8_headers = true;
    const auto mail = message::compose(draft);
    if (!mail) return tl::unexpected(mail.error());
    return message::read(*mail);
}

base::Result<rpc::PlanView> DaemonService::plan(rpc::PlanRequest request) {
    if (request.letter.to.empty()) {
        return base::failure(Fault::wrong_use, Retry::never,
                             "This letter has no client in its To line, so there is nobody to follow up with.");
    }
    if (auto known = knows(request.situation); !known) return tl::unexpected(known.error());
    auto facts = facts_of(request.letter);
    if (!facts) return tl::unexpected(facts.error());
    facts->protection = request.protection;
    if (request.protection == base::Protection::encrypted) facts->text.clear();  // as its copy will tell nothing
    const auto account = account_for(std::nullopt, *facts);
    if (!account) return tl::unexpected(account.error());
    auto outlook = works_().engine().outlook(*account, *facts,
                                             {.auto_send = request.auto_send,
                                              .check_in = request.check_in,
                                              .client_zone = request.client_zone,
                                              .situation = request.situation,
                                              .severity = request.severity,
                                              .how = ""});
    if (!outlook) return tl::unexpected(outlook.error());
    core::Decision& decision = outlook->decision;
    rpc::PlanView view{.steps = std::move(decision.steps),
                       .promises = std::move(decision.letter.promises),
                       .client_zone = std::move(outlook->client_zone),
                       .zone_is_guess = outlook->zone_is_guess,
                       .notes = {}};
    for (core::Reason& reason : decision.reasons)
        if (!reason.step) view.notes.push_back(std::move(reason.sentence));
    return view;
}

base::Result<std::vector<rpc::FoundLetter>> DaemonService::find(std::vector<base::MessageId> ids) {
    const auto accounts = named_accounts(std::nullopt);
    if (!accounts) return tl::unexpected(accounts.error());
    std::vector<rpc::FoundLetter> all;
    for (const std::string& account : *accounts) {
        const auto entries = store_.thread_entries(account, ids);
        if (!entries) return tl::unexpected(entries.error());
        for (const core::ThreadEntry& entry : *entries) {
            const bool known = std::ranges::any_of(
                all, [&](const rpc::FoundLetter& each) { return each.view.letter.id == entry.letter; });
            if (known || !entry.letter.stored()) continue;
            auto view = show(entry.letter);
            if (!view) return tl::unexpected(view.error());
            rpc::FoundLetter found{.view = std::move(*view), .step = std::nullopt};
            found.step = step_among(found.view, ids);
            found.answered_since = is_answered_since(found);
            all.push_back(std::move(found));
        }
    }
    return all;
}

}  // namespace amends::app
