#include "guide/promise_role_reading.hpp"

namespace amends::guide::promise {

std::size_t Roles::verb_at(std::size_t at) const {
    auto verb = skip_adverbs(s_.tokens, at, last_);
    if (token(verb).is("going") && token(verb + 1).is("to")) verb += 2;
    if (token(verb).is("about") && token(verb + 1).is("to")) verb += 2;
    if (token(verb).is("to")) ++verb;
    verb = skip_adverbs(s_.tokens, verb, last_);
    while (timed(verb) && verb < last_) ++verb;  // "we will by Friday send"
    return skip_adverbs(s_.tokens, verb, last_);
}

bool Roles::any_in(Span words, Is what) const {
    for (auto at = words.first; at < words.last; ++at) {
        if (!timed(at) && token(at).is(what)) return true;
    }
    return false;
}

bool Roles::any_in(Span words, std::initializer_list<std::string_view> which) const {
    for (auto at = words.first; at < words.last; ++at) {
        for (const auto word : which) {
            if (!timed(at) && token(at).is(word)) return true;
        }
    }
    return false;
}

Span Roles::subject() const {
    if (clause_.subject != Subject::none && !clause_.relative) return clause_.subject_words;
    if (clause_.relative && index_ > 0) {
        const auto& prior = s_.clauses[index_ - 1].words;
        return {prior.first, prior.last};
    }
    if (clause_.words.first > s_.words.first && agent() == Subject::thing) {
        return {s_.words.first, std::min(s_.clauses.front().head, clause_.words.first)};
    }
    for (const auto& other : s_.clauses) {
        if (other.subject != Subject::none) return other.subject_words;
    }
    return {s_.words.first, s_.clauses.front().words.last};
}

Subject Roles::agent() const {
    if (clause_.subject != Subject::none) return clause_.subject;
    if (clause_.relative) return Subject::thing;
    if (clause_.words.first > s_.words.first) {
        const auto& prior = token(clause_.words.first - 1);
        const bool joined = prior.kind == Token::Kind::mark || prior.is(Is::conjunction);
        if (!joined) return Subject::thing;  // "what you asked for on Monday starts tomorrow"
    }
    for (std::size_t back = index_; back > 0; --back) {
        const auto& other = s_.clauses[back - 1];
        if (other.verb != Verb::subordinate && other.subject != Subject::none) return other.subject;
    }
    return Subject::writer;  // "Will call you on Friday."
}

const Token& Roles::head_noun() const {
    const auto words = subject();
    auto last = words.first;
    for (auto at = words.first; at < words.last; ++at) {
        const auto& word = token(at);
        const bool ends = word.is("of") || word.is("for") || word.is("with") || word.is("in") || word.is("from") ||
                          word.is("on") || word.is("at") || word.is("to") || word.is(",");
        if (ends && at > words.first) break;
        if (!timed(at)) last = at;
    }
    return token(last);
}

bool Roles::third_party() const {
    const auto words = subject();
    const bool clients_people = any_in(words, {"your"}) && head_noun().is(Is::person);
    return any_in(words, Is::third_party) || clients_people;
}

bool Roles::is_deed_done(const Token& word) const {
    return is_past_form(word) && !word.is("held") && !word.is(Is::charges) && !word.is("needed") &&
           !word.is("required") && !word.is("expected") && !word.is("closed") && !word.is("obliged");
}

bool Roles::runs_its_course(std::size_t verb) const {
    const auto& word = token(verb);
    const auto& next = token(skip_adverbs(s_.tokens, verb + 1, last_));
    if (word.is("be")) return !next.is("with") && !next.is("ready") && !next.is("back") && !next.is("there");
    if (word.is("go")) return next.is("up") || next.is("down") || next.is("ahead") || next.is("on");
    static constexpr std::array deeds{"follow", "arrive", "reach", "come", "go", "leave", "get", "have"};
    return std::ranges::find(deeds, word.word) == deeds.end();
}

bool Roles::intends(std::size_t verb) const {
    const auto& word = token(verb);
    const auto& next = token(verb + 1);
    const bool at_something = any_in({verb, std::min(last_, verb + 10)}, {"to"}) || next.is("for") || next.is("on") ||
                              (timed(verb + 1) && !word.is("mean"));
    return (word.is(Is::intends) || word.is("trying")) && !word.is("want") && !word.is("need") && !word.is("propose") &&
           at_something;
}

bool Roles::generic() const {
    const auto words = subject();
    const auto& first = token(words.first);
    const bool bare = !first.is(Is::determiner) && !first.is(Is::pronoun);
    const bool plural = head_noun().word.ends_with("s") && !head_noun().word.ends_with("ss");
    return (bare && !first.is(Is::function_word) && first.kind == Token::Kind::word && plural &&
            clause_.subject == Subject::thing && !token(words.first + 1).is("'s")) ||
           habitual();
}

bool Roles::habitual() const {
    return any_in(s_.words, {"usually", "normally", "generally", "typically", "always", "customarily", "regular",
                             "standard", "rule", "policy", "orders", "claims"});
}

bool Roles::tells_of_practice() const {
    bool only_spans = !s_.times.empty();
    for (const auto& time : s_.times) {
        only_spans = only_spans && !time.rhythm && time.anchor == Anchor::duration;
    }
    if (!only_spans) return false;
    if (clause_.verb == Verb::future) {
        return any_in({s_.words.first, clause_.head}, {"now"}) && any_in({s_.words.first, clause_.head}, {"from"});
    }
    return any_in(s_.words, {"every", "each", "any", "now", "whenever"});
}

bool Roles::is_ing_deed(const Token& word) {
    static constexpr std::array deeds{"sending",   "shipping",   "calling",   "replacing", "repairing",
                                      "fixing",    "delivering", "refunding", "finishing", "posting",
                                      "mailing",   "arriving",   "coming",    "bringing",  "collecting",
                                      "returning", "ringing",    "phoning",   "restoring", "installing"};
    return std::ranges::find(deeds, word.word) != deeds.end();
}

}  // namespace amends::guide::promise
