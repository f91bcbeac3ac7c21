#include "core/classify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "core/tone.hpp"

namespace amends::core {

namespace {

using base::AutomaticNote;
using base::MessageFacts;
using base::ReportAction;

/// An answer to one of the questions below; nothing where the question does not concern the message.
using Finding = std::optional<Classification>;

Classification as(MessageClass what, std::string evidence) {
    return {what, std::nullopt, {std::move(evidence)}, std::nullopt};
}

/// The local part of the first From address, in lower case.
std::string writer(const MessageFacts& facts) {
    if (facts.from.empty()) return "";
    const std::string mailbox = base::canonical_mailbox(facts.from.front().mailbox);
    return mailbox.substr(0, mailbox.rfind('@'));
}

bool from_null_path(const MessageFacts& facts) { return facts.return_path && facts.return_path->empty(); }

/// Some reports name an action that is none of RFC 3464's five; then the status is all there is to go by.
ReportAction action_of(const base::RecipientReport& recipient) {
    if (recipient.action != ReportAction::unknown || recipient.status.empty()) return recipient.action;
    switch (recipient.status.front()) {
        case '5': return ReportAction::failed;
        case '4': return ReportAction::delayed;
        case '2': return ReportAction::delivered;
        default: return ReportAction::unknown;
    }
}

/// A full mailbox may be emptied, whatever the status calls it.
bool is_full(const base::RecipientReport& recipient) {
    return recipient.status.ends_with(".2.2") || recipient.says == base::FaultWords::full;
}

/// Where no status was given, the reply that the report quotes tells: "550 no such user".
std::optional<bool> by_reply(std::string_view diagnostic) {
    const auto digit = [&](std::size_t at) {
        return at < diagnostic.size() && diagnostic[at] >= '0' && diagnostic[at] <= '9';
    };
    for (std::size_t at = 0; at + 2 < diagnostic.size(); ++at) {
        const bool begins = at == 0 || (!digit(at - 1) && diagnostic[at - 1] != '.' && diagnostic[at - 1] != '-');
        if (!begins || !digit(at) || !digit(at + 1) || !digit(at + 2) || digit(at + 3)) continue;
        const char behind = at + 3 < diagnostic.size() ? diagnostic[at + 3] : ' ';
        const bool reply = (diagnostic[at] == '5' || diagnostic[at] == '4') && diagnostic[at + 1] <= '7';
        if (reply && (behind == ' ' || behind == '-' || behind == ':' || behind == '_')) return diagnostic[at] == '5';
    }
    return std::nullopt;
}

std::optional<bool> is_for_good(const base::RecipientReport& recipient) {
    if (is_full(recipient)) return false;
    if (!recipient.status.empty()) return recipient.status.front() == '5';
    if (const auto told = by_reply(recipient.diagnostic)) return told;
    if (recipient.says == base::FaultWords::nothing) return std::nullopt;
    return recipient.says == base::FaultWords::for_good;
}

Classification bounce(const std::vector<base::RecipientReport>& failed) {
    Classification found = as(MessageClass::bounce, "a mail system says that delivery failed");
    for (const auto& recipient : failed) {
        // One recipient that is lost for good is what the user has to hear of.
        if (const auto for_good = is_for_good(recipient))
            found.permanent = found.permanent.value_or(false) || *for_good;
        if (!recipient.status.empty()) found.evidence.push_back("the report's status is " + recipient.status);
        if (is_full(recipient)) found.evidence.emplace_back("the mailbox is full, which may pass");
    }
    return found;
}

Finding by_report(const MessageFacts& facts) {
    if (!facts.report) return std::nullopt;
    std::vector<base::RecipientReport> failed;
    bool delayed = false;
    bool delivered = false;
    for (const auto& recipient : facts.report->recipients) {
        switch (action_of(recipient)) {
            case ReportAction::failed: failed.push_back(recipient); break;
            case ReportAction::delayed: delayed = true; break;
            case ReportAction::delivered:
            case ReportAction::relayed:
            case ReportAction::expanded: delivered = true; break;
            case ReportAction::unknown: break;
        }
    }
    if (!failed.empty()) return bounce(failed);
    if (delayed) {
        Classification found = as(MessageClass::delay, "a delivery report says that delivery is delayed");
        found.permanent = false;
        return found;
    }
    if (delivered) return as(MessageClass::delivered, "a delivery report says that the message was delivered");
    return as(MessageClass::bounce, "a delivery report that does not say what became of the message");
}

/// What a domain's owner asked to hear of its own mail (RFC 6591), or that it was no junk (RFC 6430); else empty.
std::string_view no_complaint(const MessageFacts& facts) {
    constexpr std::array<std::string_view, 3> types{"auth-failure", "dmarc", "not-spam"};
    const auto* const found = std::ranges::find(types, facts.feedback_type);
    return found == types.end() ? std::string_view() : *found;
}

Finding by_feedback(const MessageFacts& facts) {
    if (!facts.feedback_report) return std::nullopt;
    Classification found = as(MessageClass::complaint, "a feedback report (RFC 5965)");
    if (!somebody_complains(facts)) {
        found.evidence.push_back(fmt::format("nobody complains in it: it is of the type {}", no_complaint(facts)));
    }
    return found;
}

const char* said_by(AutomaticNote note) {
    switch (note) {
        case AutomaticNote::none: return "";
        case AutomaticNote::automatic: return "its words say that it answers by itself";
        case AutomaticNote::absence: return "its words are a notice of absence";
        case AutomaticNote::left: return "its words say that somebody is gone for good";
        case AutomaticNote::ticket: return "its words confirm that a request was received";
        case AutomaticNote::receipt: return "its words say that a message was opened or received";
    }
    return "";
}

Finding by_receipt(const MessageFacts& facts) {
    if (facts.read_receipt) return as(MessageClass::receipt, "a disposition notification (RFC 8098)");
    if (facts.note == AutomaticNote::receipt && facts.auto_submitted != "no" && !facts.report)
        return as(MessageClass::receipt, said_by(facts.note));
    return std::nullopt;
}

Finding by_mail_system(const MessageFacts& facts) {
    if (facts.note != AutomaticNote::none) return std::nullopt;
    const std::string who = writer(facts);
    if (who == "mailer-daemon") return as(MessageClass::bounce, "a mail system's own message without a report");
    if (who == "postmaster" && from_null_path(facts)) {
        return as(MessageClass::bounce, "a postmaster's message with a null return path and no report");
    }
    return std::nullopt;
}

Finding by_invitation(const MessageFacts& facts) {
    if (facts.calendar_method.empty()) return std::nullopt;
    // A meeting room answers by itself, and so does a calendar of which many have taken out a subscription.
    const bool answers_by_itself =
        facts.calendar_method == "REPLY" && !facts.auto_submitted.empty() && facts.auto_submitted != "no";
    const bool of_a_list = facts.mailing_list && facts.in_reply_to.empty() && facts.references.empty();
    if (answers_by_itself || of_a_list) return std::nullopt;
    return as(MessageClass::invite, "a calendar part (RFC 5546)");
}

Classification auto_reply(const MessageFacts& facts, std::string evidence) {
    Classification found = as(MessageClass::auto_reply, std::move(evidence));
    if (facts.note != AutomaticNote::none) found.evidence.emplace_back(said_by(facts.note));
    if (facts.return_date) found.evidence.push_back("the last day away is " + base::to_string(*facts.return_date));
    if (!facts.stand_in.empty()) found.evidence.emplace_back("it names another address to write to");
    return found;
}

constexpr const char* mixed_words = "words of a person and of a machine stand beside each other in it";

bool names_another(const MessageFacts& facts) { return !facts.in_reply_to.empty() || !facts.references.empty(); }

/// What a header calls automatic, and the words do not.
bool has_own_words(const MessageFacts& facts) { return facts.note == AutomaticNote::none && !facts.text.empty(); }

Classification reply(const MessageFacts& facts, std::string evidence) {
    Classification found = as(MessageClass::reply, std::move(evidence));
    found.tone = tone_of(facts.text);
    if (found.tone) found.evidence.push_back(fmt::format("its words sound like this: {}", to_word(*found.tone)));
    return found;
}

/// An answer in spite of its header: in doubt, for the reason given, where its words are not known for a person's.
Classification answer_by_its_words(const MessageFacts& facts, const char* doubt) {
    const bool sure = facts.of_a_person && !facts.in_doubt;
    Classification found = reply(
        facts, sure ? "a person's words, whatever its header says" : "its words are not those of an automatic reply");
    found.in_doubt = !sure;
    if (!sure) found.evidence.emplace_back(doubt);
    return found;
}

/// Words that are nobody's for sure, and that a machine may have written: some of them are a notice's.
bool may_be_notice(const MessageFacts& facts) { return !facts.of_a_person && (facts.in_doubt || facts.return_date); }

Classification in_doubt(Classification found, const char* why) {
    found.in_doubt = true;
    found.evidence.emplace_back(why);
    return found;
}

/// The programs of help desks call automatic what people write through them; other programs hardly ever.
Classification by_declaration(const MessageFacts& facts, const char* says_so) {
    const bool own_words = has_own_words(facts);
    const bool generated = facts.auto_submitted == "auto-generated";
    if (facts.of_a_desk && own_words && (facts.of_a_person || (generated && !may_be_notice(facts))))
        return answer_by_its_words(facts, "a help desk's program sent it, and they may be that program's own");
    if (own_words && generated && names_another(facts)) {
        return facts.of_a_person
                   ? in_doubt(reply(facts, "its words are a person's"), says_so)
                   : in_doubt(auto_reply(facts, says_so), "its words are not those of an automatic reply");
    }
    if (facts.of_a_desk && (own_words || facts.in_doubt)) return in_doubt(auto_reply(facts, says_so), mixed_words);
    return auto_reply(facts, says_so);
}

/// A person's own server may set these on all its mail.
Classification by_habit(const MessageFacts& facts, std::string evidence) {
    if (!names_another(facts) || !has_own_words(facts)) return auto_reply(facts, std::move(evidence));
    if (may_be_notice(facts)) return in_doubt(auto_reply(facts, std::move(evidence)), mixed_words);
    return answer_by_its_words(facts, "its header is one that programs set");
}

/// Shops, networks and mailings write from addresses that nobody reads, and answer nothing.
bool is_notice_to_many(const MessageFacts& facts) {
    return facts.from_nobody && !names_another(facts) && !facts.of_a_desk &&
           (facts.note == AutomaticNote::none || facts.note == AutomaticNote::automatic);
}

Finding by_automatic_header(const MessageFacts& facts) {
    if (facts.auto_submitted == "no") return std::nullopt;
    if (facts.mailing_list && !names_another(facts) && facts.note == AutomaticNote::none) return std::nullopt;
    if (is_notice_to_many(facts)) return std::nullopt;
    if (!facts.auto_submitted.empty())
        return by_declaration(facts, "Auto-Submitted says that no person sent it (RFC 3834)");
    if (facts.auto_replied_by_header) return by_declaration(facts, "a header says that it is an automatic reply");
    if (facts.precedence == "auto_reply") return by_declaration(facts, "Precedence: auto_reply");
    const bool bulk = facts.precedence == "bulk" || facts.precedence == "junk";
    if (bulk && facts.mailing_list && !names_another(facts))
        return as(MessageClass::other, "bulk mail of a mailing list");
    if (bulk) return by_habit(facts, "Precedence: " + facts.precedence + ", as vacation programs set it");
    if (from_null_path(facts)) {
        if (facts.of_a_person) return by_habit(facts, "a null return path, and no report");
        Classification found = auto_reply(facts, "a null return path, and no report");
        found.in_doubt = names_another(facts) && has_own_words(facts);
        if (found.in_doubt) found.evidence.emplace_back("its words are not those of an automatic reply");
        return found;
    }
    return std::nullopt;
}

Finding by_words(const MessageFacts& facts) {
    if (facts.auto_submitted == "no" || facts.note == AutomaticNote::none || is_notice_to_many(facts))
        return std::nullopt;
    Classification found = auto_reply(facts, said_by(facts.note));
    found.evidence.erase(found.evidence.begin() + 1);  // said already
    found.in_doubt = facts.in_doubt;
    if (found.in_doubt) found.evidence.emplace_back(mixed_words);
    return found;
}

Finding by_writer(const MessageFacts& facts) {
    if (facts.from.empty()) return as(MessageClass::other, "nobody is named as its writer");
    if (facts.mailing_list && !names_another(facts)) return as(MessageClass::other, "a mailing list's message");
    if (is_notice_to_many(facts))
        return as(MessageClass::other, "it answers nothing, and nobody reads what is answered to it");
    Classification found = reply(facts, "a person's message: nothing in it is automatic");
    found.in_doubt = facts.in_doubt && facts.auto_submitted != "no";
    if (found.in_doubt) found.evidence.emplace_back(mixed_words);
    if (facts.from_nobody && !facts.of_a_desk)
        return in_doubt(std::move(found), "it comes from an address that nobody reads");
    return found;
}

}  // namespace

bool somebody_complains(const MessageFacts& facts) { return no_complaint(facts).empty(); }

Classification classify(const MessageFacts& facts) {
    constexpr std::array questions{by_feedback,   by_receipt,          by_report, by_mail_system,
                                   by_invitation, by_automatic_header, by_words,  by_writer};
    for (const auto& question : questions) {
        if (Finding found = question(facts)) return *std::move(found);
    }
    return as(MessageClass::other, "nothing tells what it is");
}

}  // namespace amends::core
