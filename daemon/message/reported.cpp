#include "message/reported.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "message/decode.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_recipients = 20;

/// The Message-ID within a returned message that is given as plain words, or within a notification in JSON.
std::optional<base::MessageId> id_in_words(std::string_view text) {
    static const RE2 id_line(R"((?im)^[\s>|]*Message-ID:\s*(<[^<>\s]+>))");
    static const RE2 id_in_json(
        R"re((?i)"(?:messageId"\s*:|name"\s*:\s*"Message-ID"\s*,\s*"value"\s*:)\s*"(<[^<>\s"]+>))re");
    const re2::StringPiece where(text.data(), text.size());
    std::string id;
    if (!RE2::PartialMatch(where, id_line, &id) && !RE2::PartialMatch(where, id_in_json, &id)) return std::nullopt;
    return base::parse_message_id(id);
}

std::optional<base::MessageId> id_in(const Fields& fields, std::string_view name) {
    const auto* value = find(fields, name);
    if (value == nullptr) return std::nullopt;
    auto ids = decode_message_ids(*value);
    if (ids.empty()) return std::nullopt;
    return std::move(ids.front());
}

std::optional<base::MessageId> id_in_machine_parts(const Parts& parts) {
    std::vector<std::string_view> all(parts.delivery_status.begin(), parts.delivery_status.end());
    all.push_back(parts.disposition);
    all.push_back(parts.feedback);
    for (const auto part : all) {
        const auto fields = split_fields(part);
        for (const char* const name : {"x-original-message-id", "original-message-id"})
            if (auto id = id_in(fields, name)) return id;
    }
    return std::nullopt;
}

std::optional<base::MessageId> id_of(const base::MessageFacts& facts, const Parts& parts, std::string_view returned) {
    if (parts.returned_header)
        if (auto id = id_in(*parts.returned_header, "message-id")) return id;
    if (auto id = id_in_machine_parts(parts)) return id;
    if (auto id = id_in_words(returned.empty() ? std::string_view(parts.text) : returned)) return id;
    if (auto id = id_in_words(parts.attached_text)) return id;
    if (!facts.references.empty()) return facts.references.back();
    if (!facts.in_reply_to.empty()) return facts.in_reply_to.back();
    return std::nullopt;
}

std::string subject_in(const Fields& fields) {
    const auto* value = find(fields, "subject");
    return value == nullptr ? std::string{} : decode_words(*value);
}

std::string subject_of(const Parts& parts, std::string_view returned) {
    if (parts.returned_header) return subject_in(*parts.returned_header);
    static const RE2 subject_line(R"((?im)^[\s>|]*Subject:[ \t]*([^\n]+))");
    for (const auto text : {returned, std::string_view(parts.attached_text)}) {
        std::string subject;
        if (RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), subject_line, &subject))
            return decode_words(subject);
    }
    return {};
}

/// RFC 5965 3.2, and the field of the oldest feedback loop, which stands in the report's header or in the enclosed one.
std::vector<std::string> complained_recipients(const Fields& header, const Parts& parts) {
    static const Fields none;
    const Fields& enclosed = parts.returned_header ? *parts.returned_header : none;
    const Fields feedback = split_fields(parts.feedback);
    const std::array<std::pair<const Fields*, const char*>, 5> places{{{&feedback, "original-rcpt-to"},
                                                                       {&header, "x-hmxmroriginalrecipient"},
                                                                       {&enclosed, "x-hmxmroriginalrecipient"},
                                                                       {&enclosed, "to"},
                                                                       {&enclosed, "cc"}}};
    std::vector<std::string> mailboxes;
    for (const auto& [fields, name] : places) {
        for (const auto& address : decode_addresses(joined(*fields, name))) {
            const bool known = std::find(mailboxes.begin(), mailboxes.end(), address.mailbox) != mailboxes.end();
            if (!known && mailboxes.size() < most_recipients) mailboxes.push_back(address.mailbox);
        }
        // Whom the loop itself names is who complained; the others of the enclosed header did not.
        if (!mailboxes.empty()) break;
    }
    return mailboxes;
}

}  // namespace

base::ReportedMessage reported_message(const Fields& header, const base::MessageFacts& facts, const Parts& parts,
                                       std::string_view returned) {
    base::ReportedMessage about{
        .message_id = id_of(facts, parts, returned), .subject = subject_of(parts, returned), .recipients = {}};
    if (facts.feedback_report) about.recipients = complained_recipients(header, parts);
    return about;
}

}  // namespace amends::message
