#include "store/seal.hpp"

#include <string_view>

#include "base/hash.hpp"
#include "store/words.hpp"

namespace amends::store {

namespace {

/// Every field is written with its length, so that no two different values read the same.
class Packing {
public:
    Packing() { packed_.reserve(1024); }
    Packing& add(std::string_view text) {
        packed_ += std::to_string(text.size());
        packed_ += ':';
        packed_ += text;
        return *this;
    }
    Packing& add(std::int64_t number) {
        packed_ += std::to_string(number);
        packed_ += ';';
        return *this;
    }
    Packing& add(base::Instant at) { return add(at.seconds); }
    Packing& add(const std::optional<base::Instant>& at) { return at ? add(at->seconds) : add(std::string_view("-")); }
    [[nodiscard]] std::string hash() const { return base::sha256_hex(packed_); }

private:
    std::string packed_;
};

void pack(Packing& into, const core::Step& step) {
    into.add(step.id.value).add(core::to_word(step.key.kind)).add(std::int64_t{step.key.ordinal});
    into.add(core::to_word(step.means)).add(core::to_word(step.state));
    into.add(base::instant_at_offset(step.due.wall, 0)).add(step.due.zone).add(step.due.rule).add(step.due.at);
    into.add(step.meant_for).add(step.acted_at).add(step.outcome);
    // What came with schema 3 is packed where it is there, under a name: older seals stay good.
    if (step.promise != 0) into.add(std::string_view("promise")).add(std::int64_t{step.promise});
}

void pack(Packing& into, const std::optional<base::CivilDate>& day) {
    into.add(day ? base::to_string(*day) : std::string("-"));
}

void pack(Packing& into, const core::Promise& promise) {
    into.add(std::string_view("promised")).add(std::int64_t{promise.ordinal}).add(promise.words);
    into.add(core::to_word(promise.state)).add(std::int64_t{promise.due.has_value()});
    if (promise.due) {
        into.add(base::instant_at_offset(promise.due->wall, 0)).add(promise.due->zone).add(promise.due->rule);
        into.add(promise.due->at);
    }
    into.add(std::int64_t{promise.whole_day} + 2 * std::int64_t{promise.ambiguous});
    into.add(promise.rhythm ? core::to_text(*promise.rhythm) : std::string());
    pack(into, promise.first);
    into.add(std::int64_t{promise.slips});
    pack(into, promise.was_due);
    into.add(promise.settled_at);
}

}  // namespace

std::string seal_of(const core::Letter& letter, const std::vector<core::Step>& steps) {
    Packing all;
    all.add(letter.id.value).add(letter.account).add(letter.message_id.value);
    all.add(static_cast<std::int64_t>(letter.references.size()));
    for (const base::MessageId& id : letter.references) all.add(id.value);
    all.add(letter.from.name).add(letter.from.mailbox);
    all.add(static_cast<std::int64_t>(letter.recipients.size()));
    for (const core::Recipient& recipient : letter.recipients) {
        all.add(to_word(recipient.field)).add(recipient.address.name).add(recipient.address.mailbox);
        all.add(std::int64_t{recipient.bounced});
    }
    all.add(letter.subject).add(letter.sent_at).add(core::to_word(letter.state)).add(to_word(letter.protection));
    const std::int64_t flags = std::int64_t{letter.auto_send} + 2 * std::int64_t{letter.let_go};
    all.add(letter.language).add(letter.client_zone).add(flags).add(letter.answered_at);
    all.add(letter.answered_by).add(letter.note).add(letter.last_words);
    for (const core::Step& step : steps) pack(all, step);
    for (const core::Promise& promise : letter.promises) pack(all, promise);
    // What came with schema 4, likewise.
    for (const core::Recipient& recipient : letter.recipients) {
        if (!recipient.instead.empty()) all.add(std::string_view("instead")).add(recipient.instead);
    }
    if (letter.tone) all.add(std::string_view("tone")).add(core::to_word(*letter.tone));
    if (letter.hold != core::Hold::none) all.add(std::string_view("hold")).add(core::to_word(letter.hold));
    if (!letter.situation.empty()) all.add(std::string_view("situation")).add(letter.situation);
    // And with schema 5.
    if (letter.severity) all.add(std::string_view("severity")).add(guide::to_word(*letter.severity));
    // And with schema 6.
    if (!letter.repair.empty()) all.add(std::string_view("repair")).add(letter.repair);
    if (!letter.change.empty()) all.add(std::string_view("change")).add(letter.change);
    // And with schema 7.
    for (const core::Recipient& recipient : letter.recipients) {
        if (recipient.gone) all.add(std::string_view("gone")).add(recipient.address.mailbox);
    }
    return all.hash();
}

std::string seal_of(const ports::OutboxItem& item) {
    Packing all;
    all.add(item.account).add(item.letter.value).add(core::to_word(item.kind));
    if (item.letter.stored()) all.add(core::to_word(item.step.kind)).add(std::int64_t{item.step.ordinal});
    all.add(item.message_id.value).add(item.hash).add(item.envelope.sender).add(item.envelope.envelope_id);
    for (const std::string& recipient : item.envelope.recipients) all.add(recipient);
    return all.add(item.created_at).hash();
}

}  // namespace amends::store
