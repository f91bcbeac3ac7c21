#pragma once
// What a message's own words say about nobody's having written it: many automatic replies carry no header that tells.
// It is judged sentence by sentence: a note consists of nothing but notices, receipts and courtesies.
#include <string>
#include <string_view>

#include "base/mail.hpp"
#include "message/patterns.hpp"

namespace amends::message {

struct JudgedNote {
    base::AutomaticNote note = base::AutomaticNote::none;
    bool in_doubt = false;  ///< words of a machine and others beside each other: `note` is the more probable
    base::AutomaticNote possible = base::AutomaticNote::none;  ///< where it is in doubt: what it would be
    bool of_a_person = false;  ///< a sentence of the text speaks of the matter, and none is a notice
};

/// By the subject and what was newly written; with an empty text by the subject alone. `suspected`: the header gives a
/// reason to look at every sentence, though no notice is among them.
JudgedNote judged_note(std::string_view subject, std::string_view text, const Patterns& patterns,
                       bool suspected = false);
base::AutomaticNote automatic_note(std::string_view subject, std::string_view text, const Patterns& patterns);

/// The address that somebody has moved to, as a report says; nobody's who only helps with mail. Else empty.
std::string new_address(std::string_view text, const Patterns& patterns);
/// The first address that the text names to write to instead; empty where it names none.
std::string stand_in(std::string_view text, const Patterns& patterns);

}  // namespace amends::message
