#include "guide/remedy_clause.hpp"

#include <algorithm>
#include <array>

#include "guide/promise_lexicon.hpp"

namespace amends::guide::remedy {
namespace {

using promise::Anchor;
using promise::Clause;
using promise::Is;
using promise::Span;
using promise::Subject;
using promise::Token;
using promise::Verb;

constexpr std::size_t fewest_words = 4;
constexpr std::size_t most_words = 32;  // a check-in stays under 100

template <std::size_t N>
bool is_one_of(const Token& token, const std::array<std::string_view, N>& words) {
    return std::ranges::find(words, token.word) != words.end();
}

/// What such a verb says is never the repair itself.
bool is_no_repair(const Token& verb) {
    static constexpr std::array<std::string_view, 72> verbs{
        "call",      "ring",     "phone",      "telephone",  "write",    "hear",         "speak",    "talk",
        "tell",      "meet",     "discuss",    "answer",     "reply",    "let",          "be",       "know",
        "see",       "fail",     "failed",     "missed",     "forgot",   "forgotten",    "lost",     "broke",
        "broken",    "caused",   "cost",       "charged",    "billed",   "disappointed", "learned",  "learnt",
        "heard",     "known",    "seen",       "told",       "written",  "understood",   "had",      "been",
        "apologise", "consider", "thought",    "overlooked", "promised", "neglected",    "felt",     "hurt",
        "report",    "say",      "understand", "do",         "drop",     "sit",          "called",   "phoned",
        "rung",      "said",     "writing",    "looking",    "hoping",   "trying",       "thinking", "asking",
        "waiting",   "feeling",  "gone",       "slept",      "looked",   "wanted",       "meant",    "working"};
    return is_one_of(verb, verbs);
}

/// Words that are about the sentence before.
bool refers_back(const Token& token) {
    static constexpr std::array<std::string_view, 22> words{
        "his",   "it",    "they", "them", "he",   "she",  "him",       "her",  "its",    "their",  "this",
        "these", "those", "one",  "ones", "same", "rest", "remainder", "such", "latter", "former", "there"};
    return is_one_of(token, words);
}

bool is_relative_day(const Token& token) {
    static constexpr std::array<std::string_view, 10> words{"today",   "tomorrow", "yesterday", "tonight", "soon",
                                                            "shortly", "then",     "meanwhile", "ago",     "next"};
    return is_one_of(token, words);
}

bool is_light_at_start(const Token& token) {
    return token.kind == Token::Kind::mark || token.is(Is::conjunction) || token.is("also") || token.is("so") ||
           token.is("therefore") || token.is("then") || token.is("meanwhile") || token.is("instead");
}

bool divides(const Token& token) {
    return token.is(",") || token.is(";") || token.is(":") || token.is("~") || token.is("and") || token.is("but") ||
           token.is("so");
}

bool is_hard(const Token& token) { return token.is(";") || token.is("~") || token.is(":"); }

bool starts_with_base(std::string_view word, std::string_view ending) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 2) return false;
    const auto base = word.substr(0, word.size() - ending.size());
    static constexpr std::array<std::string_view, 14> more{"compare", "need", "approve", "watch",  "count",
                                                           "weigh",   "sit",  "note",    "log",    "save",
                                                           "measure", "own",  "hold",    "require"};
    const auto meaning = promise::meaning_of(base);
    return (meaning.classes & static_cast<std::uint64_t>(Is::action)) != 0 ||
           std::ranges::find(more, base) != more.end();
}

/// "compares", "goes", "carries".
bool is_third_person(const Token& token) {
    return token.is("has") || token.is("does") || starts_with_base(token.word, "s") ||
           starts_with_base(token.word, "es");
}

}  // namespace

Sentence::Sentence(const promise::Tokens& tokens, Span words) : tokens_(tokens), words_(words) {
    times_ = promise::times_in(tokens, words, timed_);
    clauses_ = promise::read_clauses(tokens, words, timed_);
}

std::vector<std::size_t> Sentence::starts() const {
    std::vector<std::size_t> starts{words_.first};
    for (auto at = words_.first + 1; at < words_.last; ++at) {
        const bool opens = std::ranges::any_of(clauses_, [&](const Clause& clause) {
            return clause.words.first == at && clause.verb != Verb::subordinate && clause.verb != Verb::resumed &&
                   !clause.relative && clause.subject != Subject::none;
        });
        const auto& prior = token(at - 1);
        if (is_hard(prior) || (opens && divides(prior))) starts.push_back(at);
    }
    return starts;
}

/// Where a piece can end, the farthest first: the sentence's end, and before each mark or conjunction that divides.
std::vector<std::size_t> Sentence::ends() const {
    std::vector<std::size_t> ends{words_.last};
    for (auto at = words_.last; at > words_.first + 1; --at) {
        if (divides(token(at - 1))) ends.push_back(at - 1);
    }
    return ends;
}

bool Sentence::moves(std::size_t at, Kind kind) const {
    if (is_relative_day(token(at))) return true;
    if (!timed_[at - words_.first]) return false;
    for (const auto& time : times_) {
        if (at < time.words.first || at >= time.words.last) continue;
        if (time.rhythm || time.attributive) return time.attributive && time.anchor != Anchor::none;
        if (kind != Kind::change) return true;
        const bool from_now_on = token(time.words.first).is("from") && token(time.words.first + 1).is("now");
        return !from_now_on && time.anchor != Anchor::duration && time.anchor != Anchor::none;
    }
    return false;
}

Span Sentence::trimmed(Span words, Kind kind) const {
    const bool numbered =
        token(words.first).kind == Token::Kind::number && token(words.first + 1).kind == Token::Kind::mark;
    if (numbered && words.last > words.first + 2) words.first += 2;
    const auto drop_time_at = [&](std::size_t at) { return moves(at, kind) || token(at).is(","); };
    while (words.first < words.last) {
        const auto at = words.first;
        const bool time_first = moves(at, kind);
        if (!time_first && !is_light_at_start(token(at))) break;
        ++words.first;
    }
    const auto whole = words.last;
    while (words.last > words.first) {
        const auto& last = token(words.last - 1);
        const bool light = last.kind == Token::Kind::mark || last.is(Is::conjunction);
        if (!light && !drop_time_at(words.last - 1)) break;
        --words.last;
    }
    // "…, who starts" on Monday: without its time the verb says nothing.
    const auto& last = token(words.last - 1);
    const bool hangs = last.is(Is::goes_out) || last.is("of") || last.is("at") || last.is("by") || last.is("on") ||
                       last.is("from") || last.is("until");
    if (whole > words.last + 1 && hangs) words.last = words.first;
    return words;
}

bool Sentence::is_thing(std::size_t at) const {
    const auto& word = token(at);
    return word.kind != Token::Kind::mark && !timed_[at - words_.first] && !word.is(Is::function_word) &&
           !word.is(Is::adverb) && !word.is(Is::pronoun) && word.word.size() > 2;
}

/// As has_thing, but a verb is none.
bool Sentence::has_noun(std::size_t first, std::size_t last) const {
    for (auto at = first; at < last; ++at) {
        const bool verb = (token(at).is(Is::action) || promise::is_past_form(token(at))) && at > 0 &&
                          !token(at - 1).is(Is::determiner);
        if (is_thing(at) && !verb) return true;
    }
    return false;
}

bool Sentence::has_outsider(Span words) const {
    for (auto at = words.first; at < words.last; ++at) {
        if (token(at).is(Is::third_party) || token(at).is(Is::event)) return true;
    }
    return false;
}

bool Sentence::has_outcome(Span words) const {
    for (auto at = words.first; at < words.last; ++at) {
        if (token(at).is(Is::deliverable)) return true;
    }
    return false;
}

bool Sentence::has_thing(std::size_t first, std::size_t last) const {
    for (auto at = first; at < last; ++at) {
        if (is_thing(at)) return true;
    }
    return false;
}

/// "We read each proof before it goes out": what the word stands for is in the same piece, in a clause before its own.
bool Sentence::names_a_thing_of(Span words, std::size_t at) const {
    const auto& word = token(at);
    if (!word.is("it") && !word.is("they") && !word.is("them")) return false;
    for (auto back = at; back > words.first; --back) {
        const auto& prior = token(back - 1);
        if (prior.is(Is::subordinator) || prior.is("and") || prior.is("but")) return has_noun(words.first, back - 1);
    }
    return false;
}

bool Sentence::points_outside(Span words, std::size_t at) const {
    if (timed_[at - words_.first]) return false;  // "every Tuesday"
    const auto& word = token(at);
    const auto& prior = at > words.first ? token(at - 1) : token(tokens_.size());
    if (word.is("that")) {
        const auto& next = token(at + 1);
        const bool joins = next.is(Is::pronoun) || next.is(Is::determiner) || next.is(Is::future) ||
                           next.is(Is::have) || next.is(Is::be_present) || next.is(Is::be_past) || next.is(Is::modal) ||
                           promise::is_past_form(next) || is_third_person(next);
        return !joins || at == words.first || at + 1 >= words.last || prior.is(Is::conjunction);
    }
    if (word.is("both") || word.is("all") || word.is("each") || word.is("some") || word.is("any") || word.is("every")) {
        return at + 1 >= words.last || token(at + 1).is("of") ||
               !(is_thing(at + 1) || token(at + 1).is(Is::determiner) || token(at + 1).is(Is::cardinal) ||
                 token(at + 1).is("you"));
    }
    if (word.is("one")) {  // "a tested new one", but not "one sheet", "one-page"
        return at + 1 >= words.last || (!is_thing(at + 1) && !token(at + 1).is("-"));
    }
    if (word.is("its") || word.is("their")) return !has_thing(words.first, at);
    // "too" leans on what was said before.
    if (word.is("too") || word.is("likewise") || (word.is("as") && token(at + 1).is("well"))) return true;
    return refers_back(word) && !names_a_thing_of(words, at);
}

/// "If you like" says of what stands beside it that it may not be done.
bool Sentence::has_condition(Span words) const {
    auto first = words.first;
    auto last = words.last;
    while (first > words_.first && !is_hard(token(first - 1))) --first;
    while (last < words_.last && !is_hard(token(last))) ++last;
    for (auto at = first; at < last; ++at) {
        if (token(at).is("if") || token(at).is("unless") || token(at).is("whether")) return true;
    }
    return false;
}

/// "both the cups": what was cut off belongs to it.
bool Sentence::opens_a_pair(Span words) const {
    if (words.last >= words_.last) return false;
    for (auto at = words.first; at < words.last; ++at) {
        if (token(at).is("both") || token(at).is("between") || token(at).is("either") || token(at).is("neither"))
            return true;
    }
    return false;
}

bool Sentence::stands_alone(Span words, Kind kind) const {
    if (has_condition(words) || opens_a_pair(words)) return false;
    std::size_t count = 0;
    for (auto at = words.first; at < words.last; ++at) {
        const auto& word = token(at);
        if (moves(at, kind) || points_outside(words, at)) return false;
        if (word.is("?") || word.is("(") || word.is(")") || word.is("sorry") || word.is("please") || word.is("also")) {
            return false;
        }
        for (const std::string_view again : {"apolog", "regret", "forgiv", "inconvenience"}) {
            if (word.word.find(again) != std::string_view::npos) return false;
        }
        count += word.kind != Token::Kind::mark ? 1 : 0;
    }
    return count >= fewest_words && count <= most_words;
}

bool Sentence::is_ours(const Clause& clause) const {
    if (clause.subject == Subject::writer) return true;
    if (clause.subject != Subject::thing || clause.subject_words.first >= clause.subject_words.last) return false;
    const auto& first = token(clause.subject_words.first);
    return first.is("our") || first.is("my");
}

/// "A second person now compares …": verbs that the reading of promises has no need to know.
bool Sentence::tells_of_a_habit(Span words) const {
    const auto& first = token(words.first);
    const bool named = first.is(Is::determiner) || (first.capital && !first.is(Is::pronoun));
    if (!named || announces_change(words)) return false;
    for (auto at = words.first + 1; at < words.last; ++at) {
        const bool other_verb = std::ranges::any_of(
            clauses_, [&](const Clause& clause) { return clause.head == at && clause.verb != Verb::none; });
        if (other_verb) return false;
        if (is_third_person(token(at)) && !token(at - 1).is(Is::determiner)) return has_thing(at + 1, words.last);
    }
    return false;
}

bool Sentence::is_named(const Clause& clause) const {
    return clause.subject == Subject::thing && has_thing(clause.subject_words.first, clause.subject_words.last);
}

int Sentence::score_of_done(const Clause& clause, Span words, Kind kind) const {
    const auto behind = promise::skip_adverbs(tokens_, clause.head + 1, words.last);
    const auto& verb = token(behind);
    constexpr int done = 100;
    constexpr int has_been_done = 92;
    if (kind == Kind::change || is_no_repair(verb) || announces_change(words)) return 0;
    for (auto at = clause.head; at < behind; ++at) {
        if (token(at).is(Is::negation)) return 0;
    }
    if (verb.is("been")) return is_named(clause) && promise::is_past_form(token(behind + 1)) ? has_been_done : 0;
    if (!is_ours(clause)) return 0;
    return has_thing(behind + 1, words.last) || clause.subject != Subject::writer ? done : 0;
}

int Sentence::score_of_being(const Clause& clause, Span words, Kind kind) const {
    const auto behind = promise::skip_adverbs(tokens_, clause.head + 1, words.last);
    const auto& verb = token(behind);
    const bool rest = has_thing(behind, words.last);
    constexpr int by_us = 95;
    constexpr int by_others = 88;
    constexpr int stands = 75;
    if (clause.verb == Verb::progressive) {
        const bool asserted = token(clause.head + 1).is(Is::negation) ? false : rest;
        if (is_ours(clause)) return asserted && !(clause.subject == Subject::writer && is_no_repair(verb)) ? by_us : 0;
        return asserted && is_named(clause) ? by_others : 0;
    }
    if (!is_named(clause)) return 0;
    if (clause.verb == Verb::passive) return promise::is_past_form(verb) ? stands : 0;
    const bool says_how = verb.is(Is::result) || verb.is("with") || verb.is("in") || verb.is("on") || verb.is("at") ||
                          verb.is("attached") || verb.is("enclosed") || kind == Kind::change;
    const auto& where = token(behind + 1);
    const bool bad = where.is("doubt") || where.is("danger") || where.is("trouble") || where.is("pieces");
    return says_how && !bad && behind < words.last && !verb.is("what") ? stands : 0;
}

int Sentence::score_of_coming(const Clause& clause, Span words, Kind kind) const {
    const auto behind = promise::skip_adverbs(tokens_, clause.head + 1, words.last);
    const auto& verb = token(behind);
    const bool object = has_thing(behind + 1, words.last);
    constexpr int by_us = 60;
    constexpr int passive = 58;
    constexpr int received = 55;
    if (clause.subject == Subject::client) {
        const bool gets = verb.is("have") || verb.is("get") || verb.is("receive") || verb.is("find");
        return object && (gets || kind == Kind::promise) ? received : 0;
    }
    if (is_named(clause)) {
        const bool done = verb.is("be") && promise::is_past_form(token(behind + 1));
        return done || (kind == Kind::promise && has_outcome(clause.subject_words)) ? passive : 0;
    }
    if (kind != Kind::promise && (is_no_repair(verb) || token(clause.head + 1).is(Is::negation))) return 0;
    return is_ours(clause) && object ? by_us : 0;
}

int Sentence::score_of(const Clause& clause, Span words, Kind kind) const {
    if (has_outsider(clause.subject_words) || clause.relative || clause.inverted) return 0;
    constexpr int habit = 60;
    switch (clause.verb) {
        case Verb::perfect: return score_of_done(clause, words, kind);
        case Verb::progressive:
        case Verb::passive:
        case Verb::copula: return score_of_being(clause, words, kind);
        case Verb::future: return score_of_coming(clause, words, kind);
        case Verb::present: {
            // "The inspector comes to your flat": no promise of the writer's.
            const bool others = kind == Kind::promise && clause.subject == Subject::thing && !is_ours(clause) &&
                                !has_outcome(clause.subject_words);
            return kind != Kind::repair && !others && has_thing(clause.head + 1, words.last) ? habit : 0;
        }
        case Verb::past:  // "We sent the wrong cups" looks like "We sent new cups"
        case Verb::resumed:
        case Verb::hypothetical:
        case Verb::can:
        case Verb::should:
        case Verb::obligation:
        case Verb::request:
        case Verb::subordinate:
        case Verb::none: return 0;
    }
    return 0;
}

bool Sentence::takes_off_the_bill(Span words) const {
    bool off = false;
    for (auto at = words.first; at < words.last; ++at) {
        off = off || token(at).is("off");
        if (off && (token(at).is("bill") || token(at).is("invoice"))) return true;
    }
    return false;
}

/// A word without which nothing tells a change from the rest of the letter; none that promises for ever.
bool Sentence::says_from_now_on(Span words) const {
    static constexpr std::array<std::string_view, 16> marks{"now",    "every",  "each",  "always", "longer", "before",
                                                            "future", "second", "two",   "any",    "begin",  "onwards",
                                                            "after",  "days",   "never", "ready"};
    bool marked = false;
    for (auto at = words.first; at < words.last; ++at) {
        if (token(at).is("ever") || token(at).is("again") || token(at).is("forever")) return false;
        marked = marked || is_one_of(token(at), marks);
    }
    return marked;
}

/// Of the best clause in the words, where the first of them is good.
int Sentence::score(Span words, Kind kind) const {
    constexpr int habit = 50;
    constexpr int money_off = 45;  // beside a repair it is the smaller thing
    int best = 0;
    bool first = true;
    if (kind == Kind::change && !says_from_now_on(words)) return 0;
    for (const auto& clause : clauses_) {
        const bool opens = clause.words.first <= words.first && clause.words.last > words.first;
        if (opens && clause.verb == Verb::none && kind != Kind::change) return 0;  // "No bill, and …"
        if (clause.head < words.first || clause.head >= words.last || clause.verb == Verb::none) continue;
        int reached = 0;
        // The subject must be there, and be more than "he" or "she".
        const bool whole = clause.subject != Subject::none && clause.subject != Subject::person &&
                           clause.subject_words.first >= words.first;
        if (whole) reached = score_of(clause, words, kind);
        if (first && reached == 0) break;
        first = false;
        best = std::max(best, reached);
    }
    if (best == 0 && kind == Kind::change && tells_of_a_habit(words)) return habit;
    return best > money_off && takes_off_the_bill(words) ? best - money_off : best;
}

std::optional<Found> Sentence::best(Kind kind) const {
    if (words_.first >= words_.last || token(words_.last - 1).is("?")) return std::nullopt;
    std::optional<Found> best;
    constexpr std::size_t most_tries = 12;
    const auto starts = this->starts();
    const auto ends = this->ends();
    for (std::size_t start = 0; start < std::min(starts.size(), most_tries); ++start) {
        std::size_t tries = 0;
        for (const auto end : ends) {
            if (end <= starts[start] || ++tries > most_tries) break;
            const auto words = trimmed({starts[start], end}, kind);
            if (words.first >= words.last || !stands_alone(words, kind)) continue;
            const int reached = score(words, kind);
            if (reached == 0) continue;
            if (!best || best->score < reached) best = Found{words, reached};
            break;  // what is longer was looked at first
        }
    }
    return best;
}

bool Sentence::announces_change() const { return announces_change(words_); }

bool Sentence::announces_change(Span words) const {
    for (auto at = words.first + 1; at + 1 < words.last; ++at) {
        if (!token(at).is("changed")) continue;
        const auto& next = token(promise::skip_adverbs(tokens_, at + 1, words.last));
        const bool vague = next.is("how") || next.is("the") || next.is("our") || next.is("my") ||
                           next.is("something") || next.is("what") || next.is("things");
        if (vague) return true;
    }
    return false;
}

std::string as_sentence(std::string_view words) {
    std::string text;
    for (const char byte : words) {
        const bool blank = static_cast<unsigned char>(byte) <= ' ';
        if (blank && (text.empty() || text.ends_with(' '))) continue;
        text += blank ? ' ' : byte;
    }
    while (text.ends_with(' ')) text.pop_back();
    if (text.empty() || text.find_first_of("\"<>[]{}()_*|&") != std::string::npos) return "";
    for (const std::string_view mark : {"\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"}) {
        if (text.find(mark) != std::string::npos) return "";
    }
    if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
    if (!text.ends_with('.') && !text.ends_with('!')) text += '.';
    return text;
}

}  // namespace amends::guide::remedy
