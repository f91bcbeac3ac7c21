#pragma once
// What an incoming message is. Pure; works on facts, never on bytes.
#include <optional>
#include <string>
#include <vector>

#include "base/mail.hpp"

namespace amends::core {

enum class MessageClass { reply, auto_reply, bounce, delay, delivered, complaint, receipt, invite, other };

struct Classification {
    MessageClass what = MessageClass::other;
    std::optional<bool> permanent;      ///< bounces only
    std::vector<std::string> evidence;  ///< short sentences without names, addresses or texts
};

const char* to_word(MessageClass value);

/// The order of the questions matters: a bounce may carry `Auto-Submitted: auto-replied`, a read receipt is a report
/// but no bounce, `Auto-Submitted: no` is a person, `Precedence: list` alone is no auto-reply (RFC 3834 2 and 5).
Classification classify(const base::MessageFacts& facts);

}  // namespace amends::core
