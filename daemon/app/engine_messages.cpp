// What a message in a watched folder is to the engine: which letter it concerns, and what is learnt from it.
#include <algorithm>

#include "app/engine.hpp"
#include "app/used_draft.hpp"
#include "base/hash.hpp"
#include "calendar/zone_database.hpp"
#include "core/classify.hpp"
#include "core/match.hpp"

namespace amends::app {

namespace {

using base::LetterId;
using core::MessageClass;

/// A message without an id of its own still has to be known again when it is seen twice.
base::MessageId identity_of(const base::MessageFacts& facts) {
    if (facts.message_id) return *facts.message_id;
    const std::string from = facts.from.empty() ? "" : facts.from.front().mailbox;
    const std::string date = facts.date ? base::to_rfc3339(*facts.date) : "";
    return {base::sha256_hex(from + "\n" + date + "\n" + facts.subject + "\n" + facts.text) + "@no-message-id.invalid"};
}

bool is_recipient(const std::string& mailbox, const core::Letter& letter) {
    return std::ranges::any_of(letter.recipients, [&](const core::Recipient& recipient) {
        return base::canonical_mailbox(recipient.address.mailbox) == base::canonical_mailbox(mailbox);
    });
}

bool is_from_recipient(const base::MessageFacts& facts, const core::Letter& letter) {
    return std::ranges::any_of(facts.from,
                               [&](const base::Address& from) { return is_recipient(from.mailbox, letter); });
}

/// Whom the letter is for; those in copy are where it has nobody else.
std::vector<std::string> written_to(const core::Letter& letter) {
    std::vector<std::string> to, copies;
    for (const core::Recipient& one : letter.recipients) {
        auto& into = one.field == core::RecipientField::to ? to : copies;
        into.push_back(base::canonical_mailbox(one.address.mailbox));
    }
    return to.empty() ? copies : to;
}

bool is_from_person(const core::Classification& classification) {
    return classification.what == MessageClass::reply || classification.what == MessageClass::invite;
}

/// The offsets of everybody else are nobody's business.
bool is_client(const std::string& mailbox, const std::vector<core::Candidate>& candidates) {
    return std::ranges::any_of(candidates, [&](const core::Candidate& letter) {
        return std::ranges::find(letter.recipients, mailbox) != letter.recipients.end() ||
               std::ranges::find(letter.aliases, mailbox) != letter.aliases.end();
    });
}

/// True where the message with that id is known already. One that was given to another letter by its writer and subject
/// is new to the letter that it names, where that has become known only since.
bool was_decided_on(const std::vector<core::ThreadEntry>& known, const base::MessageId& id,
                    const std::optional<core::Match>& named) {
    return std::ranges::any_of(known, [&](const core::ThreadEntry& entry) {
        return entry.message_id == id && (entry.is_letter || !named || named->letter == entry.letter);
    });
}

/// True where one of the letter's own messages has that id and nothing is left to learn from seeing it; false where it
/// is a message to the client that is still pending.
std::optional<bool> own_step(const core::Slice& slice, const base::MessageId& id) {
    for (const core::Step& step : slice.steps) {
        if (core::derived_message_id(slice.letter, step.key) != id) continue;
        const bool to_client = core::is_message_to_client(step.key.kind) && step.means != core::Means::reminder;
        return !to_client || !core::is_pending(step.state);
    }
    return std::nullopt;
}

}  // namespace

base::Result<std::optional<core::Match>> Engine::match(const std::string& account, const base::MessageFacts& facts,
                                                       bool in_sent, base::Instant received,
                                                       const std::vector<core::ThreadEntry>& known) {
    if (auto named = core::match(facts, known)) return named;
    const bool own = core::is_own(facts, rules_.own_addresses(account));
    if (own && !in_sent) return std::nullopt;
    const auto people = own ? core::addressees(facts) : core::correspondents(facts);
    if (people.empty()) return std::nullopt;
    auto candidates = store_.candidates(account, people);
    if (!candidates) return tl::unexpected(candidates.error());
    return core::match_people(facts, core::classify(facts), own, received, *candidates);
}

base::Result<bool> Engine::may_concern(const std::string& account, const base::MessageFacts& head, bool in_sent,
                                       base::Instant received) {
    const bool own = core::is_own(head, rules_.own_addresses(account));
    if (own && !in_sent) return false;
    const auto people = own ? core::addressees(head) : core::correspondents(head);
    if (people.empty()) return false;
    auto candidates = store_.candidates(account, people);
    if (!candidates) return tl::unexpected(candidates.error());
    const core::Classification what = core::classify(head);
    const bool matched = core::match_people(head, what, own, received, *candidates).has_value();
    if (own) return matched || core::rewritten_copy_of(head, *candidates).has_value();
    if (is_from_person(what) && !head.mailing_list && is_client(people.front().mailbox, *candidates)) {
        if (auto noted = note_date(head, received, *candidates); !noted) return tl::unexpected(noted.error());
    }
    return matched;
}

base::Status Engine::note_thread(LetterId letter, const std::string& provider_thread) {
    auto row = store_.letter(letter);
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    ports::Commit commit{.at = clock_.now(), .account = (*row)->letter.account, .letter = (*row)->letter};
    commit.thread.push_back(core::thread_as_id(provider_thread));
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return {};
}

/// The Sent copy is the truth about the Message-ID: what a server made of it is the letter's as well.
base::Result<std::optional<LetterId>> Engine::known_under_another_id(const std::string& account,
                                                                     const base::MessageFacts& facts) {
    if (!facts.message_id) return std::nullopt;
    auto candidates = store_.candidates(account, core::addressees(facts));
    if (!candidates) return tl::unexpected(candidates.error());
    const auto letter = core::rewritten_copy_of(facts, *candidates);
    if (!letter) return std::nullopt;
    auto row = store_.letter(*letter);
    if (!row) return tl::unexpected(row.error());
    if (!*row || (*row)->letter.message_id == *facts.message_id) return letter;
    ports::Commit commit{.at = clock_.now(), .account = account, .letter = (*row)->letter};
    commit.letter->references.push_back(*facts.message_id);
    commit.copies.push_back(*facts.message_id);
    commit.reasons.push_back({std::nullopt,
                              "The same letter was seen under another Message-ID, as a server gave it; "
                              "answers may name either."});
    auto done = store_.commit(commit);
    if (!done) return tl::unexpected(done.error());
    return letter;
}

base::Result<std::optional<LetterId>> Engine::message_seen(const std::string& account, const base::MessageFacts& facts,
                                                           bool in_sent, base::Instant received) {
    if (in_sent) {
        auto ordered = take_order(account, facts, received);
        if (!ordered) return tl::unexpected(ordered.error());
        if (*ordered) return std::nullopt;
    }
    if (in_sent) {
        auto twin = twin_seen(account, facts, {.in_sent = true});
        if (!twin) return tl::unexpected(twin.error());
        if (*twin) return std::nullopt;
    }
    const base::MessageId self = identity_of(facts);
    auto wanted = core::ids_named(facts);
    wanted.push_back(self);
    wanted.push_back(core::remembered_as(self));
    auto known = store_.thread_entries(account, wanted);
    if (!known) return tl::unexpected(known.error());
    // Elsewhere than in Sent a message "from the user" proves nothing: anyone can write that.
    const bool by_user = core::is_own(facts, rules_.own_addresses(account));
    const auto named = core::match(facts, *known);
    if ((!in_sent && by_user) || was_decided_on(*known, core::remembered_as(self), named)) return std::nullopt;

    // The message itself: our own check-in in Sent, or something that was decided on before.
    const auto itself = std::ranges::find(*known, self, &core::ThreadEntry::message_id);
    std::optional<core::Match> about;
    if (itself != known->end()) {
        about = named.value_or(core::Match{itself->letter, core::Evidence::references, self, false});
    } else {
        if (in_sent && by_user) {
            auto copy_of = known_under_another_id(account, facts);
            if (!copy_of) return tl::unexpected(copy_of.error());
            if (*copy_of) return copy_of;
        }
        auto matched = match(account, facts, in_sent, received, *known);
        if (!matched) return tl::unexpected(matched.error());
        about = *matched;
    }
    if (!about) return std::nullopt;

    auto slice = slice_of(about->letter);
    if (!slice) return tl::unexpected(slice.error());
    if (slice->letter.message_id == self) return std::nullopt;
    const auto settled = own_step(*slice, self);
    if (settled.value_or(was_decided_on(*known, self, named))) return std::nullopt;

    // In Sent only the owner writes, by whatever alias; but an answer of the client may have been filed there.
    const core::MessageSeen seen{.facts = facts,
                                 .classification = core::classify(facts),
                                 .match = *about,
                                 .own = in_sent && !is_from_recipient(facts, slice->letter),
                                 .received = received};
    if (auto done = observe_message(account, seen, slice->letter, self); !done) return tl::unexpected(done.error());
    return about->letter;
}

base::Status Engine::observe_message(const std::string& account, core::MessageSeen seen, const core::Letter& letter,
                                     const base::MessageId& self) {
    if (seen.own) {
        const auto lying = store_.lying_drafts(account);
        if (!lying) return tl::unexpected(lying.error());
        seen.of_draft = draft_used(*lying, letter.id, seen.facts);
    }
    seen.own_house = !seen.own && core::is_of_own_house(seen.facts, rules_.own_addresses(account), written_to(letter));
    const bool certain = seen.match.evidence != core::Evidence::possible;
    const bool by_client = certain && !seen.own && !seen.own_house;
    Alongside alongside;
    alongside.thread.push_back(certain ? self : core::remembered_as(self));
    if (certain && !seen.facts.provider_thread.empty()) {
        alongside.thread.push_back(core::thread_as_id(seen.facts.provider_thread));
    }
    if (by_client && is_from_person(seen.classification) && !seen.facts.from.empty()) {
        alongside.answerer = base::canonical_mailbox(base::without_tag(seen.facts.from.front().mailbox));
    }
    auto decision = observe(letter.id, seen, alongside);
    if (!decision) return tl::unexpected(decision.error());
    if (!alongside.answerer.empty()) {
        auto letters = store_.candidates(account, core::correspondents(seen.facts));
        if (!letters) return tl::unexpected(letters.error());
        if (auto noted = note_date(seen.facts, seen.received, *letters); !noted) return tl::unexpected(noted.error());
    }
    if (!seen.own && certain && seen.classification.what == MessageClass::complaint &&
        core::somebody_complains(seen.facts)) {
        if (auto left = leave_client_of(letter); !left) return tl::unexpected(left.error());
    }
    return {};
}

/// A complaint is about everything that the user writes to that client.
base::Status Engine::leave_client_of(const core::Letter& letter) {
    for (const core::Recipient& recipient : letter.recipients) {
        if (recipient.field != core::RecipientField::to) continue;
        auto letters = store_.leave_client(base::canonical_mailbox(recipient.address.mailbox), true, clock_.now());
        if (!letters) return tl::unexpected(letters.error());
        for (const LetterId each : *letters) {
            auto decided = observe(each, core::ClientLeftInPeace{});
            if (!decided) return tl::unexpected(decided.error());
        }
    }
    return {};
}

}  // namespace amends::app
