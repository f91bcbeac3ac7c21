#include <algorithm>
#include <charconv>
#include <string>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "core/plan.hpp"

namespace amends::core {

namespace {

/// Reserved by RFC 2606; for a letter whose own domains are of no use in a Message-ID.
constexpr const char* no_domain = "amends.invalid";

/// Lower-case letters, digits and hyphens in at least two labels, as DNS has them (RFC 1123 2.1).
bool is_sane(const std::string& domain) {
    if (domain.size() > 253 || domain.find('.') == std::string::npos) return false;
    std::string_view rest = domain;
    for (bool last = false; !last;) {
        const std::size_t dot = rest.find('.');
        last = dot == std::string_view::npos;
        const std::string_view label = rest.substr(0, dot);
        if (!last) rest.remove_prefix(dot + 1);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
        const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
        if (!std::ranges::all_of(label, allowed)) return false;
    }
    return true;
}

std::string domain_for(const Letter& letter) {
    for (const std::string& candidate : {letter.message_id.value, letter.from.mailbox}) {
        std::string domain = base::domain_of(candidate);
        if (is_sane(domain)) return domain;
    }
    return no_domain;
}

}  // namespace

base::MessageId derived_message_id(const Letter& letter, StepKey step) {
    const std::string ordinal = std::to_string(step.ordinal);
    // A line feed cannot be part of a Message-ID: no two triples are hashed alike.
    const std::string seed = letter.message_id.value + "\n" + to_word(step.kind) + "\n" + ordinal;
    return {base::sha256_hex(seed).substr(0, 40) + "." + ordinal + "@" + domain_for(letter)};
}

std::optional<StepKey> step_of_message(const Letter& letter, const base::MessageId& id) {
    const std::size_t dot = id.value.find('.');
    const std::size_t at = id.value.find('@');
    if (dot == std::string::npos || at == std::string::npos || at < dot) return std::nullopt;
    int ordinal = 0;
    const char* end = id.value.data() + at;
    const auto [read, failed] = std::from_chars(id.value.data() + dot + 1, end, ordinal);
    if (failed != std::errc() || read != end || ordinal < 1) return std::nullopt;
    for (int kind = 0; kind <= static_cast<int>(StepKind::complaint_notice); ++kind) {
        const StepKey key{static_cast<StepKind>(kind), ordinal};
        if (derived_message_id(letter, key) == id) return key;
    }
    return std::nullopt;
}

}  // namespace amends::core
