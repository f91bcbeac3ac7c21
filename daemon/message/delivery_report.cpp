#include "message/delivery_report.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "base/text.hpp"
#include "message/decode.hpp"
#include "message/header.hpp"
#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_recipients = 200;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// RFC 3463 code with its digits bounded, so that no IP address or version is taken for one.
std::string status_in(std::string_view text) {
    static const RE2 status_code(R"((?:^|[^\w.])([245]\.[0-7]\.\d{1,3})(?:$|[^\w.]|\.(?:\s|$)))");
    std::string status;
    RE2::PartialMatch(piece(text), status_code, &status);
    return status;
}

/// "rfc822; <a@b>" or the bare mailbox.
std::string mailbox_in(std::string_view value) {
    if (const auto type = value.find(';'); type != std::string_view::npos) value.remove_prefix(type + 1);
    static const RE2 mailbox_form(R"(<?([^\s<>();,:"]+@[^\s<>();,:"]+)>?)");
    std::string mailbox;
    RE2::PartialMatch(piece(value), mailbox_form, &mailbox);
    return mailbox;
}

base::ReportAction action_of(std::string_view value) {
    const auto word = base::lower_ascii(value.substr(0, value.find_first_of(" \t;(")));
    if (word == "failed" || word == "failure") return base::ReportAction::failed;
    if (word == "delayed") return base::ReportAction::delayed;
    if (word == "delivered") return base::ReportAction::delivered;
    if (word == "relayed") return base::ReportAction::relayed;
    if (word == "expanded") return base::ReportAction::expanded;
    return base::ReportAction::unknown;
}

struct Block {
    std::string final_recipient, original_recipient, action, status, diagnostic;
    [[nodiscard]] bool names_recipient() const { return !final_recipient.empty() || !original_recipient.empty(); }
};

base::RecipientReport made(const Block& block) {
    base::RecipientReport report{.final_recipient = mailbox_in(block.final_recipient),
                                 .action = action_of(block.action),
                                 .status = status_in(block.status),
                                 .diagnostic = to_utf8(block.diagnostic, "")};
    report.original_recipient = mailbox_in(block.original_recipient);
    if (report.final_recipient.empty()) report.final_recipient = report.original_recipient;
    // Many servers write 5.0.0 and leave the real code in the reply that they quote.
    const auto precise = status_in(report.diagnostic);
    if (report.status.empty() ||
        (report.status.ends_with(".0.0") && !precise.empty() && precise.front() == report.status.front()))
        report.status = precise.empty() ? report.status : precise;
    if (report.action == base::ReportAction::unknown && !report.status.empty()) {
        if (report.status.front() == '5') report.action = base::ReportAction::failed;
        if (report.status.front() == '4') report.action = base::ReportAction::delayed;
    }
    return report;
}

/// The field of a block that this name fills; null for any other.
std::string* slot(Block& block, std::string_view name) {
    if (name == "final-recipient") return &block.final_recipient;
    if (name == "original-recipient") return &block.original_recipient;
    if (name == "action") return &block.action;
    if (name == "status") return &block.status;
    return name == "diagnostic-code" ? &block.diagnostic : nullptr;
}

/// The report that the mail system tells in its own words.
std::optional<base::DeliveryReport> read_words(std::string_view text, const Patterns::Compiled& patterns,
                                               std::string_view& returned) {
    for (const auto& pattern : patterns.reports) {
        re2::StringPiece opening;
        if (!pattern.opening->Match(piece(text), 0, text.size(), RE2::UNANCHORED, &opening, 1)) continue;
        const auto start = static_cast<std::size_t>(opening.data() - text.data());
        auto said = text.substr(start);
        re2::StringPiece end;
        if (pattern.ends && pattern.ends->Match(piece(said), 0, said.size(), RE2::UNANCHORED, &end, 1)) {
            returned = std::string_view(end.data(), static_cast<std::size_t>(said.data() + said.size() - end.data()));
            said = said.substr(0, static_cast<std::size_t>(end.data() - said.data()));
        }

        base::DeliveryReport report;
        std::vector<const char*> places;
        if (pattern.recipients) {
            re2::StringPiece rest = piece(said);
            re2::StringPiece mailbox;
            while (places.size() < most_recipients && RE2::FindAndConsume(&rest, *pattern.recipients, &mailbox)) {
                const std::string_view address(mailbox.data(), mailbox.size());
                const bool known = std::any_of(report.recipients.begin(), report.recipients.end(),
                                               [&](const auto& one) { return one.final_recipient == address; });
                if (known) continue;
                places.push_back(mailbox.data());
                report.recipients.push_back({.final_recipient = std::string(address), .action = pattern.source.action});
            }
        }
        for (std::size_t i = 0; i < places.size(); ++i) {
            const char* const next = i + 1 < places.size() ? places[i + 1] : said.data() + said.size();
            const std::string_view about(places[i], static_cast<std::size_t>(next - places[i]));
            report.recipients[i].status = status_in(about);
            report.recipients[i].diagnostic = to_utf8(base::trimmed(about.substr(0, 2000)), "utf-8");
        }
        if (report.recipients.empty()) {
            report.recipients.push_back({.action = pattern.source.action, .status = status_in(said)});
            report.recipients.back().diagnostic = to_utf8(base::trimmed(said.substr(0, 2000)), "utf-8");
        }
        return report;
    }
    return std::nullopt;
}

/// The Message-ID within a returned message that is given as plain words.
std::optional<base::MessageId> id_in_words(std::string_view text) {
    static const RE2 id_line(R"((?im)^\s*Message-ID:\s*(<[^<>\s]+>))");
    std::string id;
    if (!RE2::PartialMatch(piece(text), id_line, &id)) return std::nullopt;
    return base::parse_message_id(id);
}

std::optional<base::MessageId> id_in_status(const Parts& parts) {
    for (const auto& status : parts.delivery_status) {
        const auto fields = split_fields(status);
        for (const char* const name : {"x-original-message-id", "original-message-id"}) {
            if (const auto* value = find(fields, name)) {
                if (auto ids = decode_message_ids(*value); !ids.empty()) return std::move(ids.front());
            }
        }
    }
    return std::nullopt;
}

std::optional<base::MessageId> original_id(const base::MessageFacts& facts, const Parts& parts,
                                           std::string_view returned) {
    if (parts.returned_header) {
        if (const auto* value = find(*parts.returned_header, "message-id")) {
            if (auto ids = decode_message_ids(*value); !ids.empty()) return std::move(ids.front());
        }
    }
    if (auto id = id_in_status(parts)) return id;
    if (auto id = id_in_words(returned.empty() ? std::string_view(parts.text) : returned)) return id;
    if (!facts.references.empty()) return facts.references.back();
    if (!facts.in_reply_to.empty()) return facts.in_reply_to.back();
    return std::nullopt;
}

std::vector<base::RecipientReport> failed_recipients(const Fields& header) {
    std::vector<base::RecipientReport> recipients;
    for (const auto& address : decode_addresses(joined(header, "x-failed-recipients")))
        recipients.push_back({.final_recipient = address.mailbox, .action = base::ReportAction::failed});
    return recipients;
}

}  // namespace

std::vector<base::RecipientReport> read_status_blocks(std::string_view status) {
    std::vector<base::RecipientReport> recipients;
    Block block;
    const auto finish = [&] {
        if (block.names_recipient() && recipients.size() < most_recipients) recipients.push_back(made(block));
        block = {};
    };
    // Read field by field rather than block by block: some servers leave out the blank lines, some put them anywhere.
    // A recipient ends where a field comes a second time, or at a blank line once it is named.
    const std::string text = to_utf8(status, "");
    std::string_view rest = text;
    std::string_view chunk;
    while (!rest.empty()) {
        const auto end = rest.find("\n\n");
        chunk = rest.substr(0, end);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
        for (const auto& field : split_fields(chunk)) {
            auto* into = slot(block, field.name);
            if (into == nullptr) continue;
            if (!into->empty()) {
                finish();
                into = slot(block, field.name);
            }
            *into = field.value;
        }
        if (block.names_recipient() && !block.action.empty()) finish();
    }
    finish();
    return recipients;
}

std::optional<base::DeliveryReport> read_delivery_report(const Fields& header, const base::MessageFacts& facts,
                                                         const Parts& parts, const Patterns& patterns) {
    const bool from_system = is_from_mail_system(header, facts);
    const bool is_report = parts.type == "multipart/report" && !parts.read_receipt && !parts.feedback_report;
    if (parts.read_receipt || parts.feedback_report || (!from_system && !is_report)) return std::nullopt;

    base::DeliveryReport report;
    std::string_view returned;
    for (const auto& status : parts.delivery_status) {
        auto some = read_status_blocks(status);
        report.recipients.insert(report.recipients.end(), some.begin(), some.end());
    }
    const bool status_in_words = report.recipients.empty() && parts.text.find("Final-Recipient:") != std::string::npos;
    if (status_in_words) report.recipients = read_status_blocks(parts.text);
    if (report.recipients.empty()) {
        if (auto words = read_words(parts.text, patterns.compiled(), returned)) report = std::move(*words);
        const auto failed = failed_recipients(header);
        const bool nobody_named = report.recipients.empty() || report.recipients.front().final_recipient.empty();
        if (nobody_named && !failed.empty()) {
            const auto told = report.recipients.empty() ? base::RecipientReport{} : report.recipients.front();
            report.recipients = failed;
            for (auto& one : report.recipients) {
                one.status = told.status;
                one.diagnostic = told.diagnostic;
                if (told.action == base::ReportAction::delayed) one.action = told.action;
            }
        }
    }
    if (report.recipients.empty()) {
        const bool said_so = is_report && (parts.report_type == "delivery-status" || !parts.delivery_status.empty());
        if (!said_so) return std::nullopt;
        report.recipients.push_back({.action = base::ReportAction::failed, .status = status_in(parts.text)});
    }
    report.original_message_id = original_id(facts, parts, returned);
    return report;
}

}  // namespace amends::message
