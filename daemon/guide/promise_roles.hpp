#pragma once
// Whether a clause promises, and whether a time in it is when the promise is due.
#include "guide/promise_clauses.hpp"

namespace amends::guide::promise {

struct Sentence {
    const Tokens& tokens;
    Span words;
    const std::vector<Clause>& clauses;
    const std::vector<TimeWords>& times;
    const std::vector<bool>& timed;
    bool in_list_of_promises = false;  ///< a point of a list that opened with "I will:" or "Next steps:"
};

/// Agent, tense, polarity and modality: no date has a say in it, except that a present form promises nothing without
/// one.
bool is_promise(const Sentence& sentence, std::size_t clause);
/// A promise in words so plain that a missing date is worth asking for.
bool is_plain_promise(const Sentence& sentence, std::size_t clause);
/// The time says when the clause's deed is done, not which thing is meant.
bool says_when(const Sentence& sentence, const Clause& clause, const TimeWords& time);
/// "What I will do:", "Next steps:": the points of the list behind it are promises.
bool opens_promises(const Tokens& tokens, Span sentence);

}  // namespace amends::guide::promise
