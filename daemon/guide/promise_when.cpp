// Which of the times in a clause says when its deed is done.
#include <algorithm>
#include <array>

#include "guide/promise_roles.hpp"

namespace amends::guide::promise {
namespace {

/// Time words that open the clause, whatever stands before them there is a mark, a conjunction or more time.
bool opens_clause(const Sentence& sentence, const Clause& clause, const TimeWords& time) {
    for (auto at = clause.words.first; at < time.words.first; ++at) {
        const auto& word = sentence.tokens[at];
        const bool light = word.kind == Token::Kind::mark || word.is(Is::conjunction) || word.is(Is::adverb) ||
                           word.is(Is::relative) || sentence.timed[at - sentence.words.first];
        if (!light) return false;
    }
    return true;
}

/// "the pump installed on Monday": the participle takes the time.
bool belongs_to_participle(const Sentence& sentence, const Clause& clause, const TimeWords& time) {
    if (time.words.first < sentence.words.first + 2 || time.words.first <= clause.head + 1) return false;
    const auto& word = sentence.tokens[time.words.first - 1];
    if (!is_past_form(word) || word.is("done") || word.is("put")) return false;
    const auto& prior = sentence.tokens[time.words.first - 2];
    if (clause.verb == Verb::none) return false;
    for (auto at = clause.head; at < time.words.first; ++at) {
        const auto& before = sentence.tokens[at];
        if (before.is("have") || before.is("get") || before.is("be") || before.is("been") || before.is("being") ||
            before.is("having") || before.is("getting") || before.is(Is::be_present) || before.is("'s")) {
            return false;
        }
    }
    return !prior.is("and") && !prior.is(Is::adverb);
}

/// "We will send it until Friday": with a deed that is done at once, "until" is a "by" of those who grew up with
/// another language.
bool done_at_once(const Sentence& sentence, const Clause& clause) {
    static constexpr std::array deeds{"send",    "deliver", "finish",  "complete", "pay",     "refund", "replace",
                                      "repair",  "ship",    "return",  "fix",      "make",    "do",     "correct",
                                      "write",   "answer",  "reply",   "prepare",  "receive", "get",    "bring",
                                      "install", "repay",   "resolve", "solve",    "change"};
    const auto last = clause.words.last;
    const bool in_head = clause.verb == Verb::present || clause.verb == Verb::resumed;
    const auto verb = in_head ? clause.head : skip_adverbs(sentence.tokens, clause.head + 1, last);
    const auto& word = sentence.tokens[verb];
    if (clause.verb == Verb::passive) return word.is(Is::performs);
    if (clause.verb == Verb::progressive) {
        return word.is("sending") || word.is("delivering") || word.is("shipping") || word.is("finishing") ||
               word.is("returning") || word.is("replacing") || word.is("repairing");
    }
    if (word.is("be")) return sentence.tokens[skip_adverbs(sentence.tokens, verb + 1, last)].is(Is::performs);
    if (word.is("have") && clause.verb == Verb::future) return clause.subject == Subject::client;
    return std::ranges::find(deeds, word.word) != deeds.end();
}

}  // namespace

bool says_when(const Sentence& sentence, const Clause& clause, const TimeWords& time) {
    if (time.attributive || time.past) return false;
    if (time.lead == Lead::of || time.lead == Lead::since) return false;
    if (sentence.tokens[time.words.first].is("about") && !time.clock) return false;
    if (time.lead == Lead::until && !done_at_once(sentence, clause)) return false;
    if (time.lead == Lead::after && !time.clock && time.anchor != Anchor::weekend && time.day_part != DayPart::lunch)
        return false;
    const auto& tokens = sentence.tokens;
    const auto first = time.words.first;
    if (first > sentence.words.first) {
        const auto& prior = tokens[first - 1];
        if (prior.is("than") || prior.is("not")) return false;
    }
    if (time.lead == Lead::lasting) {
        const bool is_day = time.anchor == Anchor::weekday || time.anchor == Anchor::date ||
                            time.anchor == Anchor::relative || time.clock || time.anchor == Anchor::unknown ||
                            time.anchor == Anchor::day_of_month;
        bool fixed = false;
        for (auto at = clause.words.first; at < first; ++at) {
            fixed = fixed || tokens[at].is(Is::arranged) || tokens[at].is("ready") || tokens[at].is("schedule") ||
                    tokens[at].is("book") || tokens[at].is("arrange") || tokens[at].is("plan") ||
                    tokens[at].is("aim") || tokens[at].is("due") || tokens[at].is("aiming") ||
                    tokens[at].is("planning") || tokens[at].is("appointment");
        }
        if (!is_day || !fixed) return false;
    }
    const bool idiom = time.lead == Lead::at && time.day_part == DayPart::end_of_day && time.anchor == Anchor::none;
    if (idiom && opens_clause(sentence, clause, time)) return false;
    if (clause.verb != Verb::none && first < clause.head && !opens_clause(sentence, clause, time)) {
        return false;
    }
    if (clause.verb == Verb::past || clause.verb == Verb::perfect) {
        const bool ahead = time.lead == Lead::lasting || time.lead == Lead::by || time.lead == Lead::on ||
                           (time.anchor == Anchor::relative && time.n > 0);
        if (!ahead || first < clause.head) return false;
    }
    const bool to_come = time.anchor == Anchor::relative && time.n > 0;
    return to_come || !belongs_to_participle(sentence, clause, time);
}

bool opens_promises(const Tokens& tokens, Span sentence) {
    if (!tokens[sentence.last - 1].is(":")) return false;
    bool ours = false;
    for (auto at = sentence.first; at < sentence.last; ++at) {
        const auto& word = tokens[at];
        if (word.is("you") && (tokens[at + 1].is("need") || tokens[at + 1].is("can") || tokens[at + 1].is("should")))
            return false;
        if (word.is("please") || word.is("did") || word.is("have") || word.is("was") || word.is("happened"))
            return false;
        ours = ours || word.is("will") || word.is("'ll") || word.is("shall") || word.is("next") || word.is("steps") ||
               word.is("plan") || word.is("now") || word.is("going") || word.is("promise") || word.is("commit") ||
               word.is("do");
    }
    return ours;
}

}  // namespace amends::guide::promise
