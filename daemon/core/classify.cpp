#include "core/classify.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace amends::core {

namespace {

using base::MessageFacts;
using base::ReportAction;

/// An answer to one of the questions below; nothing where the question does not concern the message.
using Finding = std::optional<Classification>;

Classification as(MessageClass what, std::string evidence) { return {what, std::nullopt, {std::move(evidence)}}; }

bool begins_with_any(std::string_view text, const auto& beginnings) {
    return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return text.starts_with(beginning); });
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

Classification bounce(const std::vector<base::RecipientReport>& failed) {
    Classification found = as(MessageClass::bounce, "a delivery report says that delivery failed");
    for (const auto& recipient : failed) {
        if (recipient.status.empty()) continue;
        const bool for_good = recipient.status.front() == '5';
        // One recipient that is lost for good is what the user has to hear of.
        found.permanent = found.permanent.value_or(false) || for_good;
        found.evidence.push_back("the report's status is " + recipient.status);
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
    if (delayed) return as(MessageClass::delay, "a delivery report says that delivery is delayed");
    if (delivered) return as(MessageClass::delivered, "a delivery report says that the message was delivered");
    return as(MessageClass::bounce, "a delivery report that does not say what became of the message");
}

Finding by_feedback(const MessageFacts& facts) {
    if (!facts.feedback_report) return std::nullopt;
    return as(MessageClass::complaint, "a feedback report (RFC 5965)");
}

Finding by_receipt(const MessageFacts& facts) {
    if (!facts.read_receipt) return std::nullopt;
    return as(MessageClass::receipt, "a disposition notification (RFC 8098)");
}

Finding by_mail_system(const MessageFacts& facts) {
    const std::string who = writer(facts);
    if (who == "mailer-daemon") return as(MessageClass::bounce, "a mail system's own message without a report");
    if (who == "postmaster" && from_null_path(facts)) {
        return as(MessageClass::bounce, "a postmaster's message with a null return path and no report");
    }
    return std::nullopt;
}

Finding by_invitation(const MessageFacts& facts) {
    constexpr std::array<std::string_view, 4> inviting{"REQUEST", "PUBLISH", "ADD", "COUNTER"};
    if (std::ranges::find(inviting, facts.calendar_method) == inviting.end()) return std::nullopt;
    return as(MessageClass::invite, "a calendar invitation (RFC 5546)");
}

Finding by_automatic_header(const MessageFacts& facts) {
    if (facts.auto_submitted == "no") return std::nullopt;
    if (!facts.auto_submitted.empty()) {
        return as(MessageClass::auto_reply, "Auto-Submitted says that no person sent it (RFC 3834)");
    }
    if (facts.auto_replied_by_header)
        return as(MessageClass::auto_reply, "a header says that it is an automatic reply");
    if (facts.precedence == "auto_reply") return as(MessageClass::auto_reply, "Precedence: auto_reply");
    const bool bulk = facts.precedence == "bulk" || facts.precedence == "junk";
    if (bulk && facts.mailing_list) return as(MessageClass::other, "bulk mail of a mailing list");
    if (bulk) return as(MessageClass::auto_reply, "Precedence: " + facts.precedence + ", as vacation programs set it");
    if (from_null_path(facts)) return as(MessageClass::auto_reply, "a null return path, and no report");
    return std::nullopt;
}

Finding by_automatic_subject(const MessageFacts& facts) {
    // Only the beginning counts: a person's answer to such a message begins with "Re:" or its like.
    constexpr std::array<std::string_view, 14> beginnings{"auto:",
                                                          "auto-reply",
                                                          "autoreply",
                                                          "auto reply",
                                                          "automatic reply",
                                                          "out of office",
                                                          "out of the office",
                                                          "abwesenheitsnotiz",
                                                          "automatische antwort",
                                                          "automatisch antwoord",
                                                          "réponse automatique",
                                                          "risposta automatica",
                                                          "respuesta automática",
                                                          "resposta automática"};
    if (facts.auto_submitted == "no") return std::nullopt;
    if (!begins_with_any(base::lower_ascii(base::trimmed(facts.subject)), beginnings)) return std::nullopt;
    return as(MessageClass::auto_reply, "the subject begins as automatic replies do");
}

Finding by_writer(const MessageFacts& facts) {
    if (facts.from.empty()) return as(MessageClass::other, "nobody is named as its writer");
    const bool names_another = !facts.in_reply_to.empty() || !facts.references.empty();
    if (facts.mailing_list && !names_another) return as(MessageClass::other, "a mailing list's message");
    return as(MessageClass::reply, "a person's message: nothing in it is automatic");
}

}  // namespace

Classification classify(const MessageFacts& facts) {
    constexpr std::array questions{by_feedback,         by_receipt,           by_report, by_mail_system, by_invitation,
                                   by_automatic_header, by_automatic_subject, by_writer};
    for (const auto& question : questions) {
        if (Finding found = question(facts)) return *std::move(found);
    }
    return as(MessageClass::other, "nothing tells what it is");
}

}  // namespace amends::core
