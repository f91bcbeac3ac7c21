#include "guide/promise_clauses.hpp"

#include <algorithm>

#include "guide/promise_lexicon.hpp"

namespace amends::guide::promise {
namespace {

bool is_personal(const Token& token) {
    return token.is("i") || token.is("we") || token.is("he") || token.is("she") || token.is("they");
}

/// Pronouns that are an object as often as a subject.
bool is_two_faced(const Token& token) {
    return token.is("you") || token.is("it") || token.is("this") || token.is("that");
}

bool is_preposition(const Token& token) {
    static constexpr std::string_view prepositions[] = {"to", "for", "with", "from",  "of",
                                                        "by", "at",  "on",   "about", "in"};
    return std::ranges::find(prepositions, token.word) != std::end(prepositions);
}

bool is_auxiliary(const Token& token) {
    return token.is(Is::future) || token.is(Is::be_present) || token.is(Is::be_past) || token.is(Is::have) ||
           token.is(Is::hypothetical) || token.is(Is::modal) || token.is("had") || token.is("do") || token.is("does") ||
           token.is("did") || token.is("'s");
}

bool separates(const Token& token) {
    if (token.kind == Token::Kind::mark) return !token.is("-") && !token.is("/") && !token.is("\"") && !token.is("'");
    return token.is(Is::conjunction) || token.is(Is::relative) || token.is("so");
}

bool has_class(const Meaning& meaning, Is what) { return (meaning.classes & static_cast<std::uint64_t>(what)) != 0; }

bool is_ing(const Token& token) { return token.word.size() > 4 && token.word.ends_with("ing"); }

class Reading {
public:
    Reading(const Tokens& tokens, Span sentence, const std::vector<bool>& timed)
        : tokens_(tokens), sentence_(sentence), timed_(timed) {}

    std::vector<Clause> clauses() {
        for (auto at = sentence_.first; at < sentence_.last; ++at) {
            if (timed(at)) continue;
            at = std::max(at, look(at));
        }
        close();
        return std::move(clauses_);
    }

private:
    [[nodiscard]] bool timed(std::size_t at) const { return timed_[at - sentence_.first]; }
    [[nodiscard]] const Token& token(std::size_t at) const {
        return tokens_[at < sentence_.last ? at : tokens_.size()];
    }
    [[nodiscard]] const Token& before(std::size_t at) const {
        return tokens_[at > sentence_.first ? at - 1 : tokens_.size()];
    }
    [[nodiscard]] bool at_start(std::size_t at) const {
        if (at == sentence_.first) return true;
        const auto& prior = tokens_[at - 1];
        return prior.kind == Token::Kind::mark && !prior.is("-") && !prior.is("'") && !prior.is("/");
    }

    /// Adds the head that stands at `at`, if one does; the last token that belongs to it.
    std::size_t look(std::size_t at) {
        const auto& word = tokens_[at];
        if (word.kind != Token::Kind::word) return at;
        if (opens_subordinate(at)) return add_subordinate(at);
        if (is_auxiliary(word)) return look_at_auxiliary(at);
        if (opens_request(at)) {
            add(at, Verb::request);
            return at;
        }
        if (resumes(at)) {
            add(at, Verb::resumed);
            return at;
        }
        if (is_personal(word) || is_two_faced(word)) return look_at_pronoun(at);
        return look_at_noun(at);
    }

    [[nodiscard]] bool opens_subordinate(std::size_t at) const {
        const auto& word = tokens_[at];
        if (read_words(tokens_, at, sentence_.last, "as soon as") != 0 ||
            read_words(tokens_, at, sentence_.last, "in case") != 0 ||
            read_words(tokens_, at, sentence_.last, "by the time") != 0 ||
            read_words(tokens_, at, sentence_.last, "now that") != 0) {
            return true;
        }
        if (!word.is(Is::subordinator)) return false;
        const auto& next = token(at + 1);
        const bool preposition_too = word.is("since") || word.is("after") || word.is("before") || word.is("until") ||
                                     word.is("till") || word.is("once");
        if (preposition_too) return next.is(Is::pronoun) && (is_personal(next) || is_two_faced(next));
        if (word.is("so") || word.is("given")) return next.is("that") && word.is("given");
        return !before(at).is("as");
    }

    std::size_t add_subordinate(std::size_t at) {
        Clause clause;
        clause.words.first = at;
        clause.head = at;
        clause.verb = Verb::subordinate;
        clause.opener = tokens_[at].word;
        push(clause);
        open_subordinate_ = true;
        const auto long_opener = read_words(tokens_, at, sentence_.last, "as soon as");
        return long_opener != 0 ? at + 2 : at;
    }

    /// "'s" is a verb behind a pronoun or before what only a verb has behind it.
    [[nodiscard]] bool is_verbal_s(std::size_t at) const {
        const auto& prior = before(at);
        if (prior.is(Is::pronoun) || prior.is(Is::relative) || prior.is("what") || prior.is("here")) return true;
        const auto& next = token(skip_adverbs(tokens_, at + 1, sentence_.last));
        return next.is("going") || next.is("being") || (is_ing(next) && token(at + 2).is(Is::function_word));
    }

    std::size_t look_at_auxiliary(std::size_t at) {
        const auto& word = tokens_[at];
        if (word.is("'s") && !is_verbal_s(at)) return at;
        if (word.is("'s") && before(at).is("let")) return at;
        const auto next = skip_adverbs(tokens_, at + 1, sentence_.last);
        const auto& verb = token(next);
        const auto& bound = before(at);
        // "to have", "will be": inside another verb form.
        if (word.is(Is::have) && (bound.is("to") || bound.is(Is::future) || bound.is(Is::modal) ||
                                  bound.is(Is::hypothetical) || bound.is(Is::negation) || bound.is("and"))) {
            return at;
        }
        if (bound.is("to") && (word.is("do") || word.is("have"))) return at;
        if ((word.is("do") || word.is("have")) && in_verb_form(at)) return at;
        const bool inverts = at_start(at) || bound.is(Is::conjunction) || bound.is(Is::relative) ||
                             bound.is(Is::subordinator) || bound.is("how") || bound.is("only");
        const bool inverted = inverts && (verb.is(Is::pronoun) || verb.is(Is::determiner)) && !word.is("'s");
        add(at, verb_form(at, next), inverted);
        return at;
    }

    /// True inside "will also do" or "could have": an auxiliary stands shortly before it.
    [[nodiscard]] bool in_verb_form(std::size_t at) const {
        for (auto back = at; back > sentence_.first && at - back < 4;) {
            --back;
            const auto& prior = tokens_[back];
            if (prior.is(Is::future) || prior.is(Is::modal) || prior.is(Is::hypothetical)) return true;
            if (!prior.is(Is::adverb) && !prior.is(Is::negation)) return false;
        }
        return false;
    }

    [[nodiscard]] Verb verb_form(std::size_t at, std::size_t next) const {
        const auto& word = tokens_[at];
        const auto& verb = token(next);
        if (word.is(Is::future)) return Verb::future;
        if (word.is(Is::hypothetical)) return Verb::hypothetical;
        if (word.is("can") || word.is("cannot")) return Verb::can;
        if (word.is("should") || word.is("ought")) return Verb::should;
        if (word.is("may")) return Verb::hypothetical;
        if (word.is("must")) return Verb::obligation;
        if (word.is(Is::be_past) || word.is("had") || word.is("did")) return Verb::past;
        if (word.is(Is::have)) {
            if (verb.is("to")) return Verb::obligation;
            if (is_past_form(verb) || verb.is("been")) return Verb::perfect;
            return Verb::present;
        }
        if (word.is("do") || word.is("does")) return Verb::present;
        if (verb.is("going") && token(next + 1).is("to")) return Verb::future;
        if (verb.is("gonna")) return Verb::future;
        if (verb.is("to") || (verb.is("about") && token(next + 1).is("to"))) return Verb::future;
        if (verb.is("being")) return Verb::passive;
        if (is_ing(verb)) return Verb::progressive;
        if (is_past_form(verb) || verb.is("due")) return Verb::passive;
        return Verb::copula;
    }

    /// A verb without a subject at the start of a sentence, or behind "please".
    [[nodiscard]] bool opens_request(std::size_t at) const {
        const auto& word = tokens_[at];
        if (word.is("please") || word.is("kindly")) return !is_personal(token(at + 1));
        if (!word.is(Is::asks) && !word.is(Is::action)) return false;
        const auto& next = token(at + 1);
        if (next.is(":") || next.is(Is::future) || next.is("'s") || next.is("by") || next.is("date")) return false;
        const bool first = only_marks_before(at);
        const bool behind_a_mark =
            at > sentence_.first && (before(at).is(";") || before(at).is(":") || before(at).is("~"));
        const bool verbal = next.is(Is::determiner) || next.is(Is::pronoun) || next.is("me") || next.is("us") ||
                            next.is("them") || next.is("it") || next.is("for") || next.is("to") || next.is("out");
        if (first) return verbal || word.is("expect") || !word.is(Is::deliverable);
        return behind_a_mark && verbal;
    }

    /// "… and send": a base form behind a conjunction while a promise is under way.
    [[nodiscard]] bool resumes(std::size_t at) const {
        const auto& word = tokens_[at];
        if (!word.is(Is::action) || clauses_.empty()) return false;
        const auto& last = clauses_.back();
        if (!future_seen_ || last.verb == Verb::future || last.verb == Verb::resumed) return false;
        auto prior = at;
        while (prior > sentence_.first && tokens_[prior - 1].is(Is::adverb)) --prior;
        return prior > sentence_.first &&
               (tokens_[prior - 1].is("and") || tokens_[prior - 1].is("then") || before(at).is("then"));
    }

    std::size_t look_at_pronoun(std::size_t at) {
        const auto& word = tokens_[at];
        if (is_two_faced(word)) {
            const auto& prior = before(at);
            const bool object = prior.is(Is::action) || prior.is(Is::asks) || is_preposition(prior) || is_ing(prior) ||
                                prior.is("have") || prior.is("get") || is_past_form(prior);
            const bool from_now_on = prior.is("on") && at > sentence_.first + 1 && tokens_[at - 2].is("now");
            if (object && !timed_before(at) && !from_now_on) return at;
        }
        const auto next = skip_adverbs(tokens_, at + 1, sentence_.last);
        const auto& verb = token(next);
        if (next >= sentence_.last || timed(next) || verb.kind != Token::Kind::word || is_auxiliary(verb)) return at;
        const bool base = verb.is(Is::action) || verb.is(Is::asks) || verb.is(Is::intends) || verb.is(Is::pledges) ||
                          verb.is(Is::reports) || verb.is(Is::goes_out);
        const bool past = is_past_form(verb) && !(verb.is(Is::action));
        if (is_two_faced(word) && !base && !past && !verb.is("like") && !verb.is("want") && !verb.is("need") &&
            !verb.is("wish") && !verb.is("prefer") && !verb.is("know")) {
            return at;
        }
        if (verb.is(Is::function_word) && !base) return at;
        add(next, past ? Verb::past : Verb::present);
        return next;
    }

    [[nodiscard]] bool only_marks_before(std::size_t at) const {
        while (at > sentence_.first && tokens_[at - 1].kind != Token::Kind::word) --at;
        return at == sentence_.first;
    }

    [[nodiscard]] bool timed_before(std::size_t at) const { return at > sentence_.first && timed(at - 1); }

    /// "A replacement ships today", "Priya called on Monday".
    std::size_t look_at_noun(std::size_t at) {
        const auto& word = tokens_[at];
        const auto& prior = before(at);
        if (at == sentence_.first || prior.kind != Token::Kind::word || clause_has_a_verb(at)) return at;
        const bool goes_on = prior.is(Is::conjunction) && !clauses_.empty() &&
                             clauses_.back().subject == Subject::thing && word.word.ends_with("s");
        if (prior.is(Is::function_word) && !prior.is(Is::relative) && !timed_before(at) && !goes_on) return at;
        const auto& next = token(at + 1);
        if (word.is(Is::reports) && !word.is(Is::action) && !prior.is(Is::determiner)) {
            add(at, is_past_form(word) ? Verb::past : Verb::present);
            return at;
        }
        const bool third_person =
            word.is(Is::goes_out) && (word.word.ends_with("s") || prior.word.ends_with("s") || prior.is(Is::relative));
        if (is_named_deed(at)) {
            add(at, Verb::present);
            return at;
        }
        const bool ends =
            word.is(Is::ends_by_itself) || word.is("opens") || word.is("takes") || word.is("lasts") || word.is("runs");
        if ((third_person || ends) && (!token(at + 1).is(Is::future) && !token(at + 1).is(Is::be_present))) {
            add(at, Verb::present);
            return at;
        }
        const bool telegraphic = prior.is(Is::deliverable) && at < sentence_.first + 4 && !has_determiner();
        if (is_past_form(word) && !telegraphic && !word.is(Is::adverb) && !word.is(Is::action) &&
            !word.is(Is::ordinal) && !is_auxiliary(next)) {
            add(at, Verb::past);
        }
        return at;
    }

    /// "From Monday Lena looks after you": the present of any deed behind a name.
    [[nodiscard]] bool is_named_deed(std::size_t at) const {
        const auto& word = tokens_[at];
        const auto& next = token(at + 1);
        if (!before(at).capital || before(at).is(Is::deliverable) || !word.word.ends_with("s")) return false;
        if (!next.is(Is::function_word) && !next.is(Is::action)) return false;
        return has_class(meaning_of(word.word.substr(0, word.word.size() - 1)), Is::action);
    }

    [[nodiscard]] bool has_determiner() const {
        const auto& first = tokens_[sentence_.first];
        return first.is("the") || first.is("our") || first.is("my") || first.is("your");
    }

    /// Since the last mark or conjunction a verb has been seen: a participle there belongs to a noun.
    [[nodiscard]] bool clause_has_a_verb(std::size_t at) const {
        if (clauses_.empty()) return false;
        const auto& last = clauses_.back();
        if (last.verb == Verb::subordinate && last.subject == Subject::none && open_subordinate_) return false;
        if (last.verb == Verb::past && timed_before(at)) return false;  // "what you asked for on Monday starts …"
        for (auto back = at; back > last.head;) {
            --back;
            if (back == last.head) return true;
            if (separates(tokens_[back])) return false;
        }
        return true;
    }

    void add(std::size_t head, Verb verb, bool inverted = false) {
        Clause clause;
        clause.head = head;
        clause.verb = verb;
        clause.inverted = inverted;
        find_start(clause);
        name_subject(clause);
        if (open_subordinate_ && !clauses_.empty() && clause.words.first <= clauses_.back().head + 3 &&
            !marks_between(clauses_.back().head, head)) {
            auto& opened = clauses_.back();  // this is the verb of "if …"
            opened.subject = clause.subject;
            opened.subject_words = clause.subject_words;
            opened.head = head;
            opened.inner = verb;
            open_subordinate_ = false;
            return;
        }
        open_subordinate_ = false;
        push(clause);
    }

    [[nodiscard]] bool marks_between(std::size_t first, std::size_t last) const {
        for (auto at = first + 1; at < last; ++at) {
            if (tokens_[at].is(",") || tokens_[at].is(";") || tokens_[at].is("~")) return true;
        }
        return false;
    }

    /// Back from the verb over its subject and over time words in front ("by Friday, we will").
    void find_start(Clause& clause) const {
        const auto floor = clauses_.empty() ? sentence_.first : clauses_.back().head + 1;
        auto at = clause.head;
        bool pronoun = false;
        while (at > floor) {
            const auto& prior = tokens_[at - 1];
            if (pronoun && !timed(at - 1) && !prior.is(Is::adverb) && !prior.is(",") && !separates(prior)) break;
            if (separates(prior) && !timed(at - 1)) {
                const bool in_front = (prior.is(",") || prior.is(":")) && at - 1 > floor && timed(at - 2);
                const bool fronted = in_front && only_time_before(at - 1, floor);
                if (!fronted) break;
            }
            pronoun = pronoun || ((is_personal(prior) || is_two_faced(prior)) && !timed(at - 1));
            --at;
        }
        clause.relative = at > sentence_.first && at <= clause.head && tokens_[at - 1].is(Is::relative);
        if (clauses_.empty()) at = sentence_.first;
        // Without a mark between them the time is that of the verb before it: "the pump that failed on Monday will …".
        if (at == floor && !clauses_.empty()) {
            while (at < clause.head && timed(at)) ++at;
        }
        clause.words.first = at;
    }

    /// "On Monday,": between the comma at `comma` and the mark or conjunction before it stand time words only.
    [[nodiscard]] bool only_time_before(std::size_t comma, std::size_t floor) const {
        auto at = comma;
        while (at > floor && timed(at - 1)) --at;
        return at == floor ? floor == sentence_.first || separates(tokens_[at - 1])
                           : separates(tokens_[at - 1]) || tokens_[at - 1].is(Is::adverb);
    }

    void name_subject(Clause& clause) const {
        auto end = clause.head;
        while (end > clause.words.first && (tokens_[end - 1].is(Is::adverb) || timed(end - 1))) --end;
        auto first = clause.words.first;
        while (first < end &&
               (timed(first) || tokens_[first].kind == Token::Kind::mark || tokens_[first].is(Is::conjunction))) {
            ++first;
        }
        clause.subject_words = {first, std::max(first, end)};
        if (clause.inverted) clause.subject_words = {clause.head + 1, clause.head + 2};
        if (clause.subject_words.first >= clause.subject_words.last) return;
        const auto& word = tokens_[clause.subject_words.last - 1];
        if (word.is("i") || word.is("we")) {
            clause.subject = Subject::writer;
        } else if (word.is("you")) {
            clause.subject = Subject::client;
        } else if (word.is("he") || word.is("she") || word.is("they")) {
            clause.subject = Subject::person;
        } else {
            clause.subject = Subject::thing;
        }
    }

    void push(const Clause& clause) {
        future_seen_ = future_seen_ || clause.verb == Verb::future;
        clauses_.push_back(clause);
    }

    /// Gives every token to a clause; words in front of a subordinate clause go to the next one that is none.
    void close() {
        if (clauses_.empty()) clauses_.push_back({.words = sentence_, .head = sentence_.first});
        if (clauses_.front().words.first > sentence_.first) {
            Clause front;
            front.words.first = sentence_.first;
            front.head = sentence_.first;
            clauses_.insert(clauses_.begin(), front);
        }
        for (std::size_t clause = 0; clause < clauses_.size(); ++clause) {
            const auto next = clause + 1 < clauses_.size() ? clauses_[clause + 1].words.first : sentence_.last;
            clauses_[clause].words.last = std::max(next, clauses_[clause].words.first);
        }
    }

    const Tokens& tokens_;
    Span sentence_;
    const std::vector<bool>& timed_;
    std::vector<Clause> clauses_;
    bool open_subordinate_ = false;
    bool future_seen_ = false;
};

}  // namespace

std::size_t skip_adverbs(const Tokens& tokens, std::size_t at, std::size_t last) {
    while (at < last && (tokens[at].is(Is::adverb) || tokens[at].is("not") || tokens[at].is("n't")) &&
           tokens[at].kind == Token::Kind::word) {
        ++at;
    }
    return at;
}

bool is_past_form(const Token& token) {
    if (token.kind != Token::Kind::word) return false;
    if (token.is(Is::past_verb) || token.is(Is::performs)) return true;
    return token.word.size() > 4 && token.word.ends_with("ed") && !token.is("need") && !token.is("indeed") &&
           !token.is("speed") && !token.is("hundred") && !token.is("proceed") && !token.is("exceed") &&
           !token.is("embed") && !token.is("feed");
}

std::vector<Clause> read_clauses(const Tokens& tokens, Span sentence, const std::vector<bool>& timed) {
    return Reading(tokens, sentence, timed).clauses();
}

}  // namespace amends::guide::promise
