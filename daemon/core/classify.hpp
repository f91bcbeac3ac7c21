#pragma once
// What an incoming message is. Pure; works on facts, never on bytes.
#include <optional>
#include <string>
#include <vector>

#include "base/mail.hpp"

namespace amends::core {

enum class MessageClass { reply, auto_reply, bounce, delay, delivered, complaint, receipt, invite, other };

/// How a person's answer sounds.
enum class Tone { accepts, upset, question };

struct Classification {
    MessageClass what = MessageClass::other;
    std::optional<bool> permanent;      ///< of a bounce; nothing where it cannot be known. A delay is not
    std::vector<std::string> evidence;  ///< short sentences without names, addresses or texts
    std::optional<Tone> tone{};         ///< replies only; a hint
    bool in_doubt = false;              ///< a reply may be automatic, or an automatic one an answer: the user is asked
};

const char* to_word(MessageClass value);
const char* to_word(Tone value);

/// Of a feedback report, which is a complaint by its class: false where it only tells of a check that failed, or that a
/// mail was no junk.
bool somebody_complains(const base::MessageFacts& facts);

/// The order of the questions matters: a bounce may carry `Auto-Submitted: auto-replied`, a read receipt is a report
/// but no bounce, `Auto-Submitted: no` is a person, `Precedence: list` alone is no auto-reply (RFC 3834 2 and 5).
Classification classify(const base::MessageFacts& facts);

}  // namespace amends::core
