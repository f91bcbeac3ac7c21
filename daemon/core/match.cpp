#include "core/match.hpp"

#include <algorithm>
#include <utility>

#include "base/hash.hpp"
#include "core/mail_providers.hpp"

namespace amends::core {

namespace {

using base::MessageFacts;
using base::MessageId;

/// More than any thread needs; a hostile header may name a hundred thousand.
constexpr std::size_t most_ids = 250;

struct Named {
    MessageId id;
    Evidence evidence;
};

void add(std::vector<Named>& named, const MessageId& id, Evidence evidence) {
    const auto same = [&](const Named& one) { return one.id == id; };
    if (named.size() < most_ids && std::ranges::none_of(named, same)) named.push_back({id, evidence});
}

/// A report's own headers may continue the thread of something else: what it reports on comes first.
std::vector<Named> named_by(const MessageFacts& facts) {
    std::vector<Named> named;
    if (facts.about.message_id) add(named, *facts.about.message_id, Evidence::embedded_message_id);
    for (const auto& id : facts.in_reply_to) add(named, id, Evidence::in_reply_to);
    for (auto id = facts.references.rbegin(); id != facts.references.rend(); ++id) {
        add(named, *id, Evidence::references);
    }
    if (!facts.provider_thread.empty()) {
        const MessageId thread = thread_as_id(facts.provider_thread);
        if (named.size() == most_ids) named.pop_back();
        add(named, thread, Evidence::thread);
    }
    return named;
}

}  // namespace

std::vector<MessageId> ids_named(const MessageFacts& facts) {
    std::vector<MessageId> ids;
    for (auto& named : named_by(facts)) ids.push_back(std::move(named.id));
    return ids;
}

std::optional<Match> match(const MessageFacts& facts, const std::vector<ThreadEntry>& known) {
    for (const Named& named : named_by(facts)) {
        const ThreadEntry* best = nullptr;
        for (const ThreadEntry& entry : known) {
            if (entry.message_id != named.id) continue;
            // A message that belongs to two letters (an apology written as an answer in an older letter's thread)
            // concerns the newer one.
            if (best == nullptr || best->letter < entry.letter) best = &entry;
        }
        if (best != nullptr) return Match{best->letter, named.evidence, named.id, best->is_letter};
    }
    return std::nullopt;
}

MessageId remembered_as(const MessageId& id) { return {base::sha256_hex(id.value) + "@remembered.invalid"}; }

MessageId thread_as_id(const std::string& provider_thread) {
    return {base::sha256_hex(provider_thread) + "@thread.invalid"};
}

bool is_own(const MessageFacts& facts, const std::vector<std::string>& own_addresses) {
    return std::ranges::any_of(facts.from, [&](const base::Address& from) {
        return std::ranges::any_of(own_addresses,
                                   [&](const std::string& own) { return person_of(from.mailbox) == person_of(own); });
    });
}

}  // namespace amends::core
