#include "message/delivery_report.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "message/automatic.hpp"
#include "message/decode.hpp"
#include "message/header.hpp"
#include "message/patterns_compiled.hpp"
#include "message/report_words.hpp"
#include "message/status_blocks.hpp"

namespace amends::message {
namespace {

bool nobody_named(const base::DeliveryReport& report) {
    return std::all_of(report.recipients.begin(), report.recipients.end(),
                       [](const auto& one) { return one.final_recipient.empty(); });
}

/// Puts `mailboxes` in the place of a recipient without an address.
void name_them(base::DeliveryReport& report, const std::vector<base::Address>& mailboxes) {
    if (!nobody_named(report) || mailboxes.empty()) return;
    auto told = report.recipients.empty() ? base::RecipientReport{.action = base::ReportAction::failed}
                                          : report.recipients.front();
    report.recipients.clear();
    for (const auto& address : mailboxes) {
        told.final_recipient = address.mailbox;
        report.recipients.push_back(told);
    }
}

/// A report that gives no status in its status part may give it in its words.
void add_what_words_say(base::DeliveryReport& report, const Parts& parts, const Patterns& patterns) {
    const bool lacking = std::any_of(report.recipients.begin(), report.recipients.end(),
                                     [](const auto& one) { return one.status.empty() || one.diagnostic.empty(); });
    if (!lacking) return;
    const auto told = read_known_words(parts.text, patterns);
    for (auto& one : report.recipients) {
        const base::RecipientReport* about = nullptr;
        if (told) {
            for (const auto& other : told->report.recipients)
                if (base::equals_ignoring_case(other.final_recipient, one.final_recipient)) about = &other;
        }
        const std::string words = about == nullptr ? parts.text.substr(0, 2'000) : about->diagnostic;
        if (one.status.empty() && about != nullptr) one.status = about->status;
        if (one.diagnostic.empty()) one.diagnostic = to_utf8(words, "utf-8");
    }
}

std::vector<base::RecipientReport> in_status_parts(const Parts& parts) {
    std::vector<base::RecipientReport> recipients;
    for (const auto& status : parts.delivery_status) {
        auto some = read_status_blocks(status);
        recipients.insert(recipients.end(), some.begin(), some.end());
    }
    if (recipients.empty() && parts.text.find("Final-Recipient:") != std::string::npos)
        recipients = read_status_blocks(parts.text);
    return recipients;
}

base::FaultWords fault_in(std::string_view diagnostic, const Patterns::Compiled& patterns) {
    if (is_found(diagnostic, patterns.full_words)) return base::FaultWords::full;
    if (is_found(diagnostic, patterns.for_good_words)) return base::FaultWords::for_good;
    return is_found(diagnostic, patterns.for_now_words) ? base::FaultWords::for_now : base::FaultWords::nothing;
}

/// Somebody answers by themselves from a null path, too.
bool speaks_of_failure(const base::MessageFacts& facts, const Parts& parts, const Patterns& patterns, Sender sender) {
    const bool by_subject = is_found(facts.subject, patterns.compiled().report_subjects);
    const bool by_words = is_found(std::string_view(parts.text).substr(0, 4'000), patterns.compiled().report_words);
    if (!by_subject && !by_words) return false;
    // Postmasters are people, too.
    const bool may_be_human = !facts.return_path.value_or("?").empty() && !facts.from.empty() &&
                              base::lower_ascii(facts.from.front().mailbox).starts_with("postmaster@");
    if (may_be_human) return by_subject && by_words;
    if (sender == Sender::mail_system) return true;
    return automatic_note(facts.subject, parts.text, patterns) == base::AutomaticNote::none;
}

}  // namespace

std::optional<ReadReport> read_delivery_report(const Fields& header, const base::MessageFacts& facts,
                                               const Parts& parts, const Patterns& patterns) {
    if (parts.read_receipt || parts.feedback_report) return std::nullopt;
    const auto sender = sender_of(header, facts, patterns);
    const bool is_report = parts.type == "multipart/report";
    if (sender == Sender::somebody && !is_report) return std::nullopt;

    base::DeliveryReport report;
    std::string_view returned;
    report.recipients = in_status_parts(parts);
    if (report.recipients.empty()) {
        auto told = read_known_words(parts.text, patterns);
        if (!told && speaks_of_failure(facts, parts, patterns, sender))
            told = read_any_words(parts.text, facts, patterns);
        if (told) {
            report = std::move(told->report);
            returned = told->returned;
        }
    } else {
        add_what_words_say(report, parts, patterns);
    }
    name_them(report, decode_addresses(joined(header, "x-failed-recipients")));
    if (!report.recipients.empty() && nobody_named(report)) {
        const auto told = read_any_words(parts.text, facts, patterns);
        if (!nobody_named(told.report)) report.recipients = told.report.recipients;
    }
    if (report.recipients.empty()) {
        const bool said_so = is_report && (parts.report_type == "delivery-status" || !parts.delivery_status.empty());
        if (!said_so) return std::nullopt;
        report.recipients.push_back({.action = base::ReportAction::failed, .status = status_in(parts.text)});
        report.recipients.back().diagnostic = to_utf8(std::string_view(parts.text).substr(0, 2'000), "utf-8");
    }
    if (nobody_named(report) && !returned.empty())
        name_them(report, decode_addresses(joined(split_fields(returned), "to")));
    if (parts.returned_header) name_them(report, decode_addresses(joined(*parts.returned_header, "to")));
    for (auto& one : report.recipients) one.says = fault_in(one.diagnostic, patterns.compiled());
    return ReadReport{std::move(report), std::string(returned)};
}

bool gives_a_letter_back(std::string_view text) {
    constexpr std::array<std::string_view, 2> names{"Message-ID: <", "Message-Id: <"};
    const bool has_header =
        std::ranges::any_of(names, [&](auto name) { return text.find(name) != std::string_view::npos; });
    if (!has_header) return false;
    const auto status = status_in(text);
    return status.starts_with('5') || status.starts_with('4');
}

}  // namespace amends::message
