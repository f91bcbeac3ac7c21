#pragma once
// What a mail system says in its own words, without a status part, about messages that it did not deliver.
#include <optional>
#include <string_view>

#include "base/mail.hpp"
#include "message/patterns.hpp"

namespace amends::message {

struct ToldReport {
    base::DeliveryReport report;
    std::string_view returned;  ///< the message given back as text, within the text that was read; else empty
};

/// In the first form of the patterns that fits. Only for what a mail system sent.
std::optional<ToldReport> read_known_words(std::string_view text, const Patterns& patterns);

/// In no known form: the addresses that it names, without those of `facts`, who are the user and the system itself.
/// Where it names none, there is one recipient without an address.
ToldReport read_any_words(std::string_view text, const base::MessageFacts& facts, const Patterns& patterns);

}  // namespace amends::message
