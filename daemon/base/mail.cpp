#include "base/mail.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace amends::base {
namespace {

struct Parts {
    std::string_view local;
    std::string_view domain;
};

/// Nothing where there is no '@' with something on both sides.
std::optional<Parts> split(std::string_view mailbox) {
    mailbox = trimmed(mailbox);
    const auto at = mailbox.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == mailbox.size()) return std::nullopt;
    return Parts{mailbox.substr(0, at), mailbox.substr(at + 1)};
}

bool is_printable_ascii(char byte) { return byte > ' ' && byte < 0x7F; }

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
    Address address;
    std::string_view mailbox = trimmed(text);
    if (const auto open = mailbox.rfind('<'); open != std::string_view::npos && mailbox.ends_with('>')) {
        auto name = trimmed(mailbox.substr(0, open));
        if (name.size() > 1 && name.starts_with('"') && name.ends_with('"')) name = name.substr(1, name.size() - 2);
        address.name = name;
        mailbox = trimmed(mailbox.substr(open + 1, mailbox.size() - open - 2));
    }
    address.mailbox = mailbox;
    if (!is_safe_mailbox(canonical_mailbox(mailbox))) return std::nullopt;
    return address;
}

std::string canonical_mailbox(std::string_view mailbox) { return lower_ascii(trimmed(mailbox)); }

std::string domain_of(std::string_view mailbox) {
    const auto parts = split(mailbox);
    return parts ? lower_ascii(parts->domain) : std::string{};
}

bool is_safe_mailbox(std::string_view mailbox) {
    // 254 is what RFC 5321 4.5.3.1.3 leaves of a path's 256. Its 64 bytes for the local part are not kept by the world.
    if (mailbox.size() > 254 || !is_utf8(mailbox)) return false;
    const auto parts = split(mailbox);
    if (!parts) return false;
    const auto is_unsafe = [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return code <= ' ' || code == 0x7F || byte == '<' || byte == '>' || byte == ',' || byte == ';';
    };
    if (std::any_of(mailbox.begin(), mailbox.end(), is_unsafe)) return false;
    return parts->local.find_first_of("@\"()\\") == std::string_view::npos &&
           parts->domain.find_first_of("\"()\\") == std::string_view::npos && parts->domain.front() != '.' &&
           parts->domain.back() != '.' && parts->domain.find("..") == std::string_view::npos;
}

std::optional<std::string> address_tag(std::string_view mailbox) {
    const auto parts = split(mailbox);
    if (!parts) return std::nullopt;
    const auto plus = parts->local.find('+');
    if (plus == std::string_view::npos || plus == 0) return std::nullopt;
    return std::string(parts->local.substr(plus + 1));
}

std::string without_tag(std::string_view mailbox) {
    const auto parts = split(mailbox);
    if (!parts || !address_tag(mailbox)) return std::string(trimmed(mailbox));
    return std::string(parts->local.substr(0, parts->local.find('+'))).append("@").append(parts->domain);
}

std::optional<MessageId> parse_message_id(std::string_view text) {
    text = trimmed(text);
    const bool opened = text.starts_with('<');
    if (opened != text.ends_with('>')) return std::nullopt;
    if (opened) text = text.substr(1, text.size() - 2);
    if (text.size() > 900 || !std::all_of(text.begin(), text.end(), is_printable_ascii)) return std::nullopt;
    if (text.find_first_of("<>") != std::string_view::npos || !split(text)) return std::nullopt;
    return MessageId{std::string(text)};
}

}  // namespace amends::base
