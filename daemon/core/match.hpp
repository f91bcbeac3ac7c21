#pragma once
// Which letter a message belongs to, by falling trust in the evidence. Pure.
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/mail.hpp"

namespace amends::core {

enum class Evidence { in_reply_to, references, embedded_message_id, thread, subject, possible };
const char* to_word(Evidence value);

/// One Message-ID that is known to belong to a letter: the letter's own, a check-in's, an answer's.
struct ThreadEntry {
    base::MessageId message_id;
    base::LetterId letter;
    bool is_letter = false;  ///< the letter itself, not a later message of its thread
};

struct Match {
    base::LetterId letter;
    Evidence evidence = Evidence::in_reply_to;
    base::MessageId about;     ///< the known message that was named
    bool about_letter = true;  ///< the letter itself was named, not a later message of its thread
};

/// Every id by which `facts` could name a letter, best first: a report's original, In-Reply-To, References (last
/// first); at most 250 of them.
std::vector<base::MessageId> ids_named(const base::MessageFacts& facts);

/// The best match among the known entries of the named ids; nothing where none is named.
std::optional<Match> match(const base::MessageFacts& facts, const std::vector<ThreadEntry>& known);

/// True where From (or Sender's stand-in) is one of the user's own addresses, +tags ignored.
bool is_own(const base::MessageFacts& facts, const std::vector<std::string>& own_addresses);

}  // namespace amends::core
