// The evidence that is left where a message names none that is known: who wrote it, about what, and when.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "core/mail_providers.hpp"
#include "core/match.hpp"
#include "core/subject.hpp"

namespace amends::core {

namespace {

using base::MessageFacts;
using std::chrono::days;
using std::chrono::hours;

constexpr std::size_t most_people = 10;
constexpr hours clocks_differ{1};     // a mailbox's from the sender's
constexpr days answer_after{365};     // "Re: the subject"
constexpr days same_words_after{30};  // the subject again, with nothing that says it answers
constexpr days soon{14};              // something new
constexpr days bounce_after{7};
constexpr days complaint_after{60};

std::string canonical(std::string_view mailbox) { return base::canonical_mailbox(base::without_tag(mailbox)); }

/// The domain and those above it that may be the company's: "mail.client.example" is "client.example" too.
std::vector<std::string> domains_of(std::string_view mailbox) {
    std::vector<std::string> domains;
    std::string domain = base::domain_of(mailbox);
    while (!is_public_domain(domain)) {
        domains.push_back(domain);
        domain.erase(0, domain.find('.') + 1);
    }
    return domains;
}

void add(std::vector<Correspondent>& all, std::string_view mailbox) {
    if (mailbox.empty() || all.size() >= most_people) return;
    Correspondent one{canonical(mailbox), {}};
    one.domains = domains_of(one.mailbox);
    if (std::ranges::find(all, one) == all.end()) all.push_back(std::move(one));
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
}

enum class Relation { none, colleague, client };

bool is_among(const Candidate& letter, const std::string& mailbox) {
    const auto is_theirs = [person = person_of(mailbox)](const std::string& one) { return person_of(one) == person; };
    return std::ranges::any_of(letter.recipients, is_theirs) || std::ranges::any_of(letter.aliases, is_theirs);
}

/// One domain is the other, or lies within it.
bool is_house_of(const Correspondent& who, const std::string& mailbox) {
    return contains(who.domains, base::domain_of(mailbox)) ||
           (!who.domains.empty() && contains(domains_of(mailbox), who.domains.front()));
}

bool is_house_of_any(const Correspondent& who, const std::vector<std::string>& mailboxes) {
    return std::ranges::any_of(mailboxes, [&](const std::string& one) { return is_house_of(who, one); });
}

Relation relation_to(const Candidate& letter, const Correspondent& who) {
    if (is_among(letter, who.mailbox)) return Relation::client;
    const bool colleague = is_house_of_any(who, letter.recipients) && !is_nobody(who.mailbox);
    return colleague ? Relation::colleague : Relation::none;
}

/// Who only wants the answers to go to the client is taken for a colleague: programs write so on behalf of anybody.
Relation nearest(const Candidate& letter, const std::vector<Correspondent>& people, const MessageFacts& facts,
                 bool own) {
    const auto writes = [&](const Correspondent& who) {
        return std::ranges::any_of(facts.from,
                                   [&](const auto& from) { return canonical(from.mailbox) == who.mailbox; });
    };
    Relation best = Relation::none;
    for (const Correspondent& who : people) {
        const Relation relation = relation_to(letter, who);
        best = std::max(best, own || writes(who) ? relation : std::min(relation, Relation::colleague));
    }
    return best;
}

bool is_from_person(const Classification& classification) {
    return classification.what == MessageClass::reply || classification.what == MessageClass::invite;
}

/// What answers by itself calls itself bulk mail too, and so do reports.
bool is_bulk(const MessageFacts& facts, const Classification& classification) {
    constexpr std::array<std::string_view, 3> sent_to_many{"bulk", "list", "junk"};
    if (facts.mailing_list) return true;
    return is_from_person(classification) && std::ranges::find(sent_to_many, facts.precedence) != sent_to_many.end();
}

/// In a conversation of its own, which is not the letter's.
bool answers_something_else(const MessageFacts& facts) {
    return !facts.in_reply_to.empty() || !facts.references.empty();
}

/// A report that names a message is about that one, unless it gives back the letter's subject: some servers give every
/// message an id of their own. Without an id, another subject is another mail.
bool is_about_another(const Candidate& letter, const base::ReportedMessage& about) {
    if (about.subject.empty()) return about.message_id.has_value();
    return !same_subject(bare_subject(about.subject), bare_subject(letter.subject));
}

std::optional<Evidence> evidence_of_report(const Candidate& letter, const MessageFacts& facts, MessageClass what,
                                           const std::vector<Correspondent>& people, std::chrono::seconds after) {
    const bool complaint = what == MessageClass::complaint;
    if (complaint && !somebody_complains(facts)) return std::nullopt;
    if (after > (complaint ? complaint_after : bounce_after)) return std::nullopt;
    // Whoever complains about another mail of the user's will hardly want this letter's check-in.
    if (!complaint && is_about_another(letter, facts.about)) return std::nullopt;
    const bool named = std::ranges::any_of(people, [&](const auto& who) { return is_among(letter, who.mailbox); });
    return named ? std::optional(Evidence::possible) : std::nullopt;
}

std::optional<Evidence> evidence_by_subject(const BareSubject& subject, Relation relation, std::chrono::seconds after) {
    if (subject.answers && after <= answer_after) return Evidence::subject;
    if (after > same_words_after) return std::nullopt;
    // A colleague who begins anew with the same words is perhaps writing about something else.
    return relation == Relation::client ? Evidence::subject : Evidence::possible;
}

/// The complaint that the letter answers may come from the client's hand a minute before it, under the same subject.
bool is_answered_by(const Candidate& letter, const MessageFacts& facts) {
    return facts.message_id && std::ranges::find(letter.answers, *facts.message_id) != letter.answers.end();
}

/// What speaks for one letter; nothing where nothing does.
std::optional<Evidence> evidence_for(const Candidate& letter, const MessageFacts& facts,
                                     const Classification& classification, bool own, base::Instant received,
                                     const std::vector<Correspondent>& people) {
    const std::chrono::seconds after = received - letter.sent_at;
    if (after < -clocks_differ || is_answered_by(letter, facts)) return std::nullopt;
    const auto what = classification.what;
    if (what == MessageClass::bounce || what == MessageClass::delay || what == MessageClass::complaint) {
        return evidence_of_report(letter, facts, what, people, after);
    }
    const bool automatic = classification.what == MessageClass::auto_reply;
    if (!is_from_person(classification) && !automatic) return std::nullopt;
    const Relation relation = nearest(letter, people, facts, own);
    if (relation == Relation::none) return std::nullopt;
    const BareSubject subject = bare_subject(facts.subject);
    if (same_subject(subject, bare_subject(letter.subject))) return evidence_by_subject(subject, relation, after);
    const bool something_new = relation == Relation::client && letter.waits && after <= soon && !own;
    return something_new && !answers_something_else(facts) ? std::optional(Evidence::possible) : std::nullopt;
}

}  // namespace

std::vector<Correspondent> correspondents(const MessageFacts& facts) {
    std::vector<Correspondent> people;
    if (facts.report) {
        for (const auto& recipient : facts.report->recipients) {
            add(people, recipient.original_recipient);
            add(people, recipient.final_recipient);
        }
        return people;
    }
    if (facts.feedback_report) {
        for (const auto& recipient : facts.about.recipients) add(people, recipient);
        return people;
    }
    for (const auto* field : {&facts.from, &facts.reply_to})
        for (const auto& address : *field) add(people, address.mailbox);
    return people;
}

bool is_of_own_house(const MessageFacts& facts, const std::vector<std::string>& own_addresses,
                     const std::vector<std::string>& to) {
    std::vector<Correspondent> writers;
    for (const auto& from : facts.from) add(writers, from.mailbox);
    return !writers.empty() && std::ranges::all_of(writers, [&](const Correspondent& who) {
        return is_house_of_any(who, own_addresses) && !is_house_of_any(who, to);
    });
}

std::vector<Correspondent> addressees(const MessageFacts& facts) {
    std::vector<Correspondent> people;
    for (const auto* field : {&facts.to, &facts.cc}) {
        for (const auto& address : *field) add(people, address.mailbox);
    }
    return people;
}

std::optional<Match> match_people(const MessageFacts& facts, const Classification& classification, bool own,
                                  base::Instant received, const std::vector<Candidate>& candidates) {
    if (is_bulk(facts, classification)) return std::nullopt;
    const std::vector<Correspondent> people = own ? addressees(facts) : correspondents(facts);
    const Candidate* best = nullptr;
    Evidence by = Evidence::possible;
    for (const Candidate& letter : candidates) {
        const auto evidence = evidence_for(letter, facts, classification, own, received, people);
        if (!evidence) continue;
        // Of two letters about the same, and of two that nothing but their client speaks for, the newer one.
        const bool better = best == nullptr || *evidence < by || (*evidence == by && best->sent_at < letter.sent_at);
        if (!better) continue;
        best = &letter;
        by = *evidence;
    }
    if (best == nullptr) return std::nullopt;
    return Match{best->letter, by, best->message_id, true};
}

std::optional<base::LetterId> rewritten_copy_of(const MessageFacts& facts, const std::vector<Candidate>& candidates) {
    if (!facts.date) return std::nullopt;
    const std::vector<Correspondent> people = addressees(facts);
    for (const Candidate& letter : candidates) {
        if (letter.sent_at != *facts.date || base::trimmed(letter.subject) != base::trimmed(facts.subject)) continue;
        const bool to_all = std::ranges::all_of(letter.recipients, [&](const std::string& recipient) {
            return std::ranges::any_of(people, [&](const auto& who) { return who.mailbox == canonical(recipient); });
        });
        if (to_all) return letter.letter;
    }
    return std::nullopt;
}

}  // namespace amends::core
