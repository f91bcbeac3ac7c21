#include "guide/promise_role_reading.hpp"

namespace amends::guide::promise {

bool Roles::is_question() const {
    const auto& end = s_.tokens[s_.words.last - 1];
    if (clause_.inverted && clause_.verb != Verb::request) return true;
    if (!end.is("?")) return false;
    if (agent() != Subject::writer || clause_.subject == Subject::none) return true;
    // "I will call you at 3, is that all right?"
    for (auto other = index_ + 1; other < s_.clauses.size(); ++other) {
        if (s_.clauses[other].inverted) return false;
    }
    for (auto at = s_.words.last; at > clause_.head && s_.words.last - at < 6; --at) {
        if (s_.tokens[at - 1].is(",")) return false;
    }
    return true;
}

bool Roles::reported() const {
    for (auto at = s_.words.first; at + 2 < s_.words.last; ++at) {
        if (token(at).is("according") && token(at + 1).is("to") && !token(at + 2).is("plan") &&
            !token(at + 2).is("our") && !token(at + 2).is("my")) {
            return true;
        }
    }
    if (token(s_.words.first).is("as") &&
        any_in({s_.words.first, std::min(s_.words.last, s_.words.first + 4)}, Is::third_party)) {
        return true;  // "As the insurer put it, …"
    }
    for (auto at = clause_.head + 1; at + 1 < s_.words.last; ++at) {
        const bool told = token(at - 1).is(",") && token(at).is(Is::reports) && !token(at).is(Is::action);
        if (told && !token(at + 1).is("i") && !token(at + 1).is("we")) return true;  // ", says the supplier"
    }
    if (any_in(s_.words, {"reportedly", "supposedly", "allegedly", "apparently"})) return true;
    if (index_ > 0 && tells(s_.clauses[index_ - 1], true)) return true;
    if (clause_.verb == Verb::future && index_ > 1 && tells(s_.clauses[index_ - 2], true) &&
        s_.clauses[index_ - 1].subject == Subject::none) {
        return true;
    }
    if (index_ + 1 < s_.clauses.size()) {
        const auto& behind = s_.clauses[index_ + 1];
        const bool short_tail = behind.words.last - behind.words.first <= 6 && behind.words.last == s_.words.last;
        if (short_tail && s_.tokens[behind.words.first > 0 ? behind.words.first - 1 : 0].is(",") &&
            tells(behind, false))
            return true;
    }
    return false;
}

bool Roles::tells(const Clause& other, bool opens) const {
    auto place = other.head;
    if (other.verb != Verb::present && other.verb != Verb::past) {
        place = skip_adverbs(s_.tokens, other.head + 1, other.words.last);
        if (token(place).is("been")) place = skip_adverbs(s_.tokens, place + 1, other.words.last);
    }
    const auto& verb = token(place);
    if (!verb.is(Is::reports) && !verb.is(Is::pledges) && !(other.verb == Verb::past && verb.is("been"))) return false;
    if (other.subject == Subject::none || other.verb == Verb::none || other.relative) return false;
    const auto opener = other.subject_words.first;
    if (opener > s_.words.first && token(opener - 1).is("as")) return false;  // "As you asked, …"
    if (token(opener).is("as")) return false;
    const bool outsider = any_in(other.subject_words, Is::third_party);
    if (!outsider && other.subject != Subject::client && verb.word.starts_with("confirm")) return false;
    const bool past = other.verb == Verb::past || other.verb == Verb::perfect;
    const bool writers = other.subject == Subject::writer;
    if (writers && !past) return verb.is("hear") || verb.is("understand") || verb.is("read");
    if (writers && (verb.is("decided") || verb.is("agreed") || verb.is("confirmed"))) return false;
    if (opens && other.verb == Verb::future) return false;
    return true;
}

bool Roles::negated() const {
    const auto words = subject();
    if (clause_.subject == Subject::thing && any_in(words, {"no", "none", "nobody", "nothing", "neither", "never"}))
        return true;
    bool denies = false;
    for (auto at = clause_.head; at < last_ && at < clause_.head + 8; ++at) {
        const auto& word = token(at);
        if (timed(at)) continue;
        if (word.is(Is::negation) && !word.is("without")) {
            if (word.is("not") && token(at + 1).is("only")) return false;
            if (word.is("no") && (token(at + 1).is("doubt") || token(at + 1).is("problem"))) continue;
            denies = !denies;
            continue;
        }
        if (denies && (word.is("fail") || word.is("forget") || word.is("hesitate") || word.is("rest"))) return false;
        const bool verbal = word.is(Is::future) || word.is(Is::be_present) || word.is("be") || word.is("have") ||
                            word.is(Is::adverb) || word.is(Is::have) || word.is("do") || word.is("does") ||
                            word.is("can") || word.is("should") || word.is("'s") || word.is("going") || word.is("to") ||
                            word.is("fail") || word.is("promise") || word.is("expect") || word.is("guarantee") ||
                            word.is("plan") || word.is("think") || word.is("intend") || at == clause_.head;
        if (!verbal) break;
    }
    return denies;
}

const Clause* Roles::governing() const {
    if (index_ == 0) return nullptr;
    const auto& other = s_.clauses[index_ - 1];
    for (auto at = other.head + 1; at < clause_.head; ++at) {
        const auto& word = token(at);
        if (timed(at)) continue;
        if (word.is(",") || word.is(";") || word.is("~") || word.is("and") || word.is("but") || word.is("so") ||
            word.is("which")) {
            return nullptr;
        }
    }
    return &other;
}

bool Roles::doubted() const {
    const auto* other = governing();
    if (other == nullptr || other->verb == Verb::none) return false;
    for (auto at = other->head; at < clause_.words.first; ++at) {
        if (token(at).is("doubt") && !token(at - 1).is("no")) return true;
        if (token(at).is("not") || token(at).is("n't") || token(at).is("unlikely") || token(at).is("unsure"))
            return true;
        if (token(at).is("no") && (token(at + 1).is("way") || token(at + 1).is("chance"))) return true;
    }
    return false;
}

/// "I will ring you on Thursday at ten, if that suits you": a courtesy, and the day stands.
bool Roles::asks_whether_it_suits(const Clause& other) const {
    if (other.opener != "if" || other.words.first < clause_.head) return false;
    auto at = other.words.first;
    while (at < other.words.last && !token(at).is("if")) ++at;
    if (!token(at + 1).is("that") && !token(at + 1).is("it") && !token(at + 1).is("this")) return false;
    const auto& verb = token(skip_adverbs(s_.tokens, at + 2, other.words.last));
    if (verb.is("suits") || verb.is("works")) return true;
    if (!verb.is("is") && !verb.is("'s")) return false;
    return any_in({at + 3, other.words.last}, {"fine", "ok", "okay", "alright", "right", "convenient", "good"});
}

bool Roles::conditional() const {
    for (const auto& other : s_.clauses) {
        if (other.inverted && other.verb != Verb::future && other.words.first == s_.words.first &&
            s_.clauses.size() > 1 && &other != &clause_) {
            return true;  // "Had we known …"
        }
        if (other.verb != Verb::subordinate || &other == &clause_) continue;
        const bool condition = other.opener == "if" || other.opener == "once" || other.opener == "when" ||
                               other.opener == "whenever" || other.opener == "as" || other.opener == "provided" ||
                               other.opener == "providing" || other.opener == "after" || other.opener == "in";
        if (!condition || asks_whether_it_suits(other)) continue;
        // "When you called on Monday" tells of the past; "if you called" does not.
        const bool past = other.inner == Verb::past || other.inner == Verb::perfect;
        if (past && other.opener != "if" && other.opener != "once" && other.opener != "as") continue;
        if (other.inner == Verb::past && other.opener != "if") continue;
        if (other.subject == Subject::client) return true;
        if (other.opener == "if" && any_in(other.words, {"you", "your", "would", "could", "had", "were"})) return true;
        if ((other.opener == "once" || other.opener == "as" || other.opener == "after") &&
            any_in(other.words, {"your"}))
            return true;
    }
    const auto words = s_.words;
    for (auto at = words.first; at + 1 < words.last; ++at) {
        const bool upon = (token(at).is("upon") || token(at).is("on")) && token(at + 1).is("receipt");
        if (upon || (token(at).is("at") && token(at + 1).is("your") && token(at + 2).is("request")) ||
            (token(at).is("subject") && token(at + 1).is("to") && token(at + 2).is("your")) ||
            (token(at).is("with") && token(at + 1).is("your") &&
             (token(at + 2).is("permission") || token(at + 2).is("agreement") || token(at + 2).is("consent") ||
              token(at + 2).is("approval") || token(at + 2).is("blessing")))) {
            return true;
        }
    }
    return false;
}

}  // namespace amends::guide::promise
