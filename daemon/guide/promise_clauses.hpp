#pragma once
// A sentence as clauses: who does what, in which tense, asserted or not, before any date is looked at. By the words
// that can carry a finite verb, not by a parser: what it cannot tell is no promise.
#include "guide/promise_time.hpp"

namespace amends::guide::promise {

enum class Verb {
    future,       ///< will, shall, going to, is to
    progressive,  ///< is shipping
    passive,      ///< is shipped, is scheduled
    copula,       ///< is ready
    present,      ///< ships, we send, we plan to
    past,
    perfect,
    hypothetical,
    can,
    should,
    obligation,  ///< must, have to
    request,
    subordinate,  ///< if, when, because: nothing in it is promised
    resumed,      ///< "… and send": goes on with the promise before it
    none,         ///< a line without a verb
};

enum class Subject { none, writer, client, person, thing };

struct Clause {
    Span words;
    std::size_t head = 0;  ///< the token that carries the verb form
    Verb verb = Verb::none;
    Subject subject = Subject::none;
    Span subject_words;
    std::string_view opener;  ///< of a subordinate clause: "if"
    Verb inner = Verb::none;  ///< of a subordinate clause: its own verb form
    bool relative = false;
    bool inverted = false;  ///< "will you", "had we"
};

/// The clauses of a sentence in order; together they cover it. `timed` marks the tokens of time words, by their place
/// in the sentence.
std::vector<Clause> read_clauses(const Tokens& tokens, Span sentence, const std::vector<bool>& timed);

/// The first token from `at` that is neither an adverb nor a negation; what the verb form is about.
std::size_t skip_adverbs(const Tokens& tokens, std::size_t at, std::size_t last);
/// "sent", "repaired": a past form or participle.
bool is_past_form(const Token& token);

}  // namespace amends::guide::promise
