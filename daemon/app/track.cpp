#include "app/track.hpp"

#include <algorithm>

#include "calendar/zone_database.hpp"
#include "core/match.hpp"
#include "guide/promises.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::Retry;

void add_recipients(core::Letter& letter, const std::vector<base::Address>& addresses, core::RecipientField field,
                    const std::vector<std::string>& own) {
    for (const base::Address& address : addresses) {
        if (!base::is_safe_mailbox(address.mailbox)) continue;
        const std::string mailbox = base::canonical_mailbox(address.mailbox);
        if (std::find(own.begin(), own.end(), base::without_tag(mailbox)) != own.end()) continue;
        const bool twice = std::any_of(letter.recipients.begin(), letter.recipients.end(), [&](const auto& recipient) {
            return base::canonical_mailbox(recipient.address.mailbox) == mailbox;
        });
        if (!twice) letter.recipients.push_back({address, field, false});
    }
}

constexpr const char* by_the_letter = "as the letter says";

core::Promise promise_from(const guide::FoundPromise& found, const calendar::Window& window) {
    core::Promise promise;
    promise.words = found.text;
    promise.ambiguous = found.ambiguous;
    promise.rhythm = found.rhythm;
    if (const auto* day = std::get_if<base::CivilDate>(&found.due)) {
        promise.due = core::by_end_of(*day, *window.zone, by_the_letter);
    } else if (const auto* moment = std::get_if<base::Instant>(&found.due)) {
        promise.due = calendar::due_at(window, *moment, by_the_letter);
        promise.whole_day = false;
    }
    return promise;
}

}  // namespace

std::vector<core::Promise> promises_in(const base::MessageFacts& facts, const core::Letter& letter,
                                       const calendar::Window& user_window) {
    std::vector<core::Promise> promises;
    const auto found = guide::find_promises(facts.text, letter.sent_at, *user_window.zone, user_window.holidays);
    promises.reserve(found.size());
    for (const guide::FoundPromise& one : found) promises.push_back(promise_from(one, user_window));
    return promises;
}

base::Result<core::Letter> letter_from(const std::string& account, const base::MessageFacts& facts,
                                       const TrackOptions& options, const std::vector<std::string>& own_addresses,
                                       base::Instant now) {
    if (!facts.message_id) {
        return base::failure(
            Fault::wrong_use, Retry::never,
            "This message has no Message-ID, so its answers could not be recognised. Track the copy in "
            "your Sent folder instead.");
    }
    if (!core::is_own(facts, own_addresses)) {
        return base::failure(Fault::wrong_use, Retry::never,
                             "This message is not from an address of the account \"" + account +
                                 "\". Only letters that you sent yourself can be tracked; add the address to the "
                                 "account's `aliases` if it is yours.");
    }
    core::Letter letter;
    letter.account = account;
    letter.message_id = *facts.message_id;
    letter.references = facts.references;
    letter.from = facts.from.front();
    letter.from.mailbox = base::without_tag(letter.from.mailbox);
    add_recipients(letter, facts.to, core::RecipientField::to, own_addresses);
    add_recipients(letter, facts.cc, core::RecipientField::cc, own_addresses);
    if (letter.recipients.empty() || letter.recipients.front().field != core::RecipientField::to) {
        return base::failure(Fault::wrong_use, Retry::never,
                             "This message has no client in its To line, so there is nobody to follow up with.");
    }
    letter.subject = facts.subject;
    // A Date from the future would put the follow-up off for as long as the sender's clock is wrong.
    letter.sent_at = std::min(facts.date.value_or(options.received.value_or(now)), now);
    letter.protection = facts.protection;
    letter.language = facts.language;
    letter.situation = options.situation.value_or("");
    letter.severity = options.severity;
    if (options.client_zone) {
        auto zone = calendar::find_zone(*options.client_zone);
        if (!zone) return base::failure(Fault::wrong_use, Retry::never, zone.error().message + ".");
        letter.client_zone = *options.client_zone;
    }
    if (options.auto_send && letter.protection != base::Protection::none) {
        return base::failure(
            Fault::answer_is_no, Retry::never,
            "This letter is encrypted or signed, so nothing is ever sent for it automatically. Track it "
            "without automatic sending.");
    }
    letter.auto_send = options.auto_send;
    return letter;
}

}  // namespace amends::app
