#pragma once
// The reading of one clause's role, in parts: who acts (promise_subject.cpp), whether it is asserted at all
// (promise_assertion.cpp), what each verb form promises (promise_roles.cpp). Only promise_roles.hpp is for others.
#include <algorithm>
#include <array>

#include "guide/promise_roles.hpp"

namespace amends::guide::promise {

class Roles {
public:
    Roles(const Sentence& sentence, std::size_t index)
        : s_(sentence), index_(index), clause_(sentence.clauses[index]), last_(clause_.words.last) {}
    [[nodiscard]] bool promises() const;
    [[nodiscard]] bool plain() const;

private:
    [[nodiscard]] const Token& token(std::size_t at) const {
        return s_.tokens[at < s_.words.last ? at : s_.tokens.size()];
    }
    [[nodiscard]] bool timed(std::size_t at) const {
        return at >= s_.words.first && at < s_.words.last && s_.timed[at - s_.words.first];
    }
    [[nodiscard]] std::size_t verb_at(std::size_t at) const;
    [[nodiscard]] bool any_in(Span words, Is what) const;
    [[nodiscard]] bool any_in(Span words, std::initializer_list<std::string_view> which) const;
    /// The words that name the subject; a clause that goes on without one shares that of the sentence's beginning.
    [[nodiscard]] Span subject() const;
    [[nodiscard]] Subject agent() const;
    [[nodiscard]] bool by_writer() const { return agent() == Subject::writer; }
    /// The head noun: the last word of the subject before a preposition.
    [[nodiscard]] const Token& head_noun() const;
    [[nodiscard]] bool third_party() const;
    [[nodiscard]] bool is_question() const;
    [[nodiscard]] bool reported() const;
    /// Somebody else's word, or the writer's own of the past.
    [[nodiscard]] bool tells(const Clause& other, bool opens) const;
    [[nodiscard]] bool negated() const;
    /// The clause before, which this one completes: "I doubt that it will …".
    [[nodiscard]] const Clause* governing() const;
    [[nodiscard]] bool doubted() const;
    /// "We will ensure that the drains are clear by Monday."
    [[nodiscard]] bool ensured() const;
    /// What hangs on the client's doing or wishing is an offer.
    [[nodiscard]] bool conditional() const;
    [[nodiscard]] bool is_deed_done(const Token& word) const;
    [[nodiscard]] bool future(std::size_t verb) const;
    /// "You will have it", but not "you will need to".
    [[nodiscard]] bool client_gets(std::size_t verb) const;
    [[nodiscard]] bool others_will(std::size_t verb) const;
    /// What a meeting or an offer does by itself; "the contract will follow" is somebody's doing.
    [[nodiscard]] bool runs_its_course(std::size_t verb) const;
    [[nodiscard]] bool resumed() const;
    [[nodiscard]] bool progressive() const;
    /// "plan to", "aiming to", "expect it to": the deed is meant, though nothing is sworn.
    [[nodiscard]] bool intends(std::size_t verb) const;
    /// Bare plurals in the present tell of a habit: "Orders are shipped within two days."
    [[nodiscard]] bool generic() const;
    [[nodiscard]] bool habitual() const;
    /// "I now answer every mail within a day": how things are done, whoever comes.
    [[nodiscard]] bool tells_of_practice() const;
    [[nodiscard]] bool asks_whether_it_suits(const Clause& other) const;
    [[nodiscard]] bool passive() const;
    [[nodiscard]] bool copula() const;
    [[nodiscard]] bool present() const;
    /// "I have booked the technician for Tuesday", "I have asked Tom to call you tomorrow".
    [[nodiscard]] bool arranged() const;
    [[nodiscard]] bool can() const;
    [[nodiscard]] bool should() const;
    /// "Let me send you …", "Expect our call at 3".
    [[nodiscard]] bool request() const;
    /// "New draft: Thursday noon."
    [[nodiscard]] bool telegraphic() const;
    [[nodiscard]] static bool is_ing_deed(const Token& word);
    const Sentence& s_;
    std::size_t index_;
    const Clause& clause_;
    std::size_t last_;
};

}  // namespace amends::guide::promise
