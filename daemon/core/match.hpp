#pragma once
// Which letter a message belongs to, by falling trust in the evidence: an id that it names, the provider's thread, the
// same people with the same subject, and last the client with something new soon after. The caller looks up what is
// known of the ids (ids_named) and of the writer (correspondents); no list of letters is ever gone through. Pure.
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/mail.hpp"
#include "core/classify.hpp"

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
    base::MessageId about;     ///< the known message that was named; of a match by people: the letter's own
    bool about_letter = true;  ///< the letter itself was named, not a later message of its thread
};

/// Every id by which `facts` could name a letter, best first: the message that a report is about, In-Reply-To,
/// References (last first), the provider's thread; at most 250 of them.
std::vector<base::MessageId> ids_named(const base::MessageFacts& facts);

/// The best match among the known entries of the named ids; nothing where none is named.
std::optional<Match> match(const base::MessageFacts& facts, const std::vector<ThreadEntry>& known);

/// By what letters are looked up whose client `mailbox` may be or work for.
struct Correspondent {
    std::string mailbox;               ///< canonical
    std::vector<std::string> domains;  ///< where colleagues of theirs have mailboxes; empty for a provider's
    friend bool operator==(const Correspondent&, const Correspondent&) = default;
};

/// The writer of a person's or a machine's message, or whom a delivery report or a complaint is about; at most 10.
std::vector<Correspondent> correspondents(const base::MessageFacts& facts);
/// The addressees of a message that the user wrote; at most 10.
std::vector<Correspondent> addressees(const base::MessageFacts& facts);

/// A letter that a message may belong to although it names none of its messages.
struct Candidate {
    base::LetterId letter;
    base::MessageId message_id;
    std::string subject;
    std::vector<std::string> recipients;  ///< canonical; To and Cc
    std::vector<std::string> aliases;     ///< canonical; others who have answered in its thread
    base::Instant sent_at;
    bool waits = true;                       ///< open: no answer yet
    std::vector<base::MessageId> answers{};  ///< what the letter itself is an answer to
};

/// The letter that a message belongs to by its writer and its subject. Evidence::subject is an answer; possible is what
/// the user has to look at. `own`: the user wrote it. `received` is the mailbox's word: a Date may be wrong.
std::optional<Match> match_people(const base::MessageFacts& facts, const Classification& classification, bool own,
                                  base::Instant received, const std::vector<Candidate>& candidates);

/// The candidate of which this is the Sent copy under the Message-ID that a server gave it: the same subject, Date and
/// addressees.
std::optional<base::LetterId> rewritten_copy_of(const base::MessageFacts& facts,
                                                const std::vector<Candidate>& candidates);

/// True where From (or Sender's stand-in) is one of the user's own addresses, +tags ignored.
bool is_own(const base::MessageFacts& facts, const std::vector<std::string>& own_addresses);

/// True where somebody wrote it who has a mailbox where the user has theirs (no provider's), and where nobody in `to`,
/// whom the letter went to, has one: a colleague of the user's, in copy perhaps, who speaks for no client.
bool is_of_own_house(const base::MessageFacts& facts, const std::vector<std::string>& own_addresses,
                     const std::vector<std::string>& to);

/// What a message that is remembered, but is no part of a letter's thread, is known by among the ids.
base::MessageId remembered_as(const base::MessageId& id);
/// What a provider's thread is known by among the ids.
base::MessageId thread_as_id(const std::string& provider_thread);

}  // namespace amends::core
