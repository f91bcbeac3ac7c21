#include "message/status_blocks.hpp"

#include <re2/re2.h>

#include "base/text.hpp"
#include "message/decode.hpp"
#include "message/fields.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_recipients = 200;

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

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

}  // namespace

// Its digits are bounded, so that no IP address or version is taken for one.
std::string status_in(std::string_view text) {
    static const RE2 status_code(R"((?:^|[^\w.])([245]\.[0-7]\.\d{1,3})(?:$|[^\w.]|\.(?:\s|$)))");
    std::string status;
    RE2::PartialMatch(piece(text), status_code, &status);
    return status;
}

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

}  // namespace amends::message
