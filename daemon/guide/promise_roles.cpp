#include "guide/promise_roles.hpp"

#include <algorithm>
#include <array>

#include "guide/promise_lexicon.hpp"

namespace amends::guide::promise {
namespace {

class Roles {
public:
    Roles(const Sentence& sentence, std::size_t index)
        : s_(sentence), index_(index), clause_(sentence.clauses[index]), last_(clause_.words.last) {}

    [[nodiscard]] bool promises() const {
        if (is_question() || reported() || negated() || conditional() || doubted()) return false;
        if (clause_.verb != Verb::subordinate && clause_.subject == Subject::thing &&
            any_in({clause_.words.first, clause_.head}, Is::subordinator)) {
            return false;  // "until the part arrives"
        }
        if (ensured()) return true;
        switch (clause_.verb) {
            case Verb::future: return future(verb_at(clause_.head + 1));
            case Verb::resumed: return resumed();
            case Verb::progressive: return progressive();
            case Verb::passive: return passive();
            case Verb::copula: return copula();
            case Verb::present: return present();
            case Verb::past:
            case Verb::perfect: return arranged();
            case Verb::can: return can();
            case Verb::should: return should();
            case Verb::request: return request();
            case Verb::none: return telegraphic();
            case Verb::hypothetical:
            case Verb::obligation:
            case Verb::subordinate: return false;
        }
        return false;
    }

    [[nodiscard]] bool plain() const {
        static constexpr std::array deeds{
            "send",      "resend",  "call",    "phone",   "ring",    "write",  "replace", "refund",    "reimburse",
            "repay",     "pay",     "credit",  "repair",  "fix",     "mend",   "deliver", "redeliver", "ship",
            "return",    "correct", "reissue", "issue",   "email",   "mail",   "visit",   "finish",    "install",
            "reinstall", "inform",  "notify",  "confirm", "answer",  "reply",  "report",  "rebuild",   "redo",
            "revise",    "forward", "publish", "reprint", "collect", "restore"};
        if (clause_.verb != Verb::future && clause_.verb != Verb::resumed) return false;
        if (clause_.subject == Subject::client || clause_.subject == Subject::thing) return false;
        for (const auto& other : s_.clauses) {
            if (other.verb == Verb::subordinate) return false;
        }
        const auto verb = clause_.verb == Verb::future ? verb_at(clause_.head + 1) : clause_.head;
        return std::ranges::find(deeds, token(verb).word) != deeds.end();
    }

private:
    [[nodiscard]] const Token& token(std::size_t at) const {
        return s_.tokens[at < s_.words.last ? at : s_.tokens.size()];
    }
    [[nodiscard]] bool timed(std::size_t at) const {
        return at >= s_.words.first && at < s_.words.last && s_.timed[at - s_.words.first];
    }
    [[nodiscard]] std::size_t verb_at(std::size_t at) const {
        auto verb = skip_adverbs(s_.tokens, at, last_);
        if (token(verb).is("going") && token(verb + 1).is("to")) verb += 2;
        if (token(verb).is("about") && token(verb + 1).is("to")) verb += 2;
        if (token(verb).is("to")) ++verb;
        verb = skip_adverbs(s_.tokens, verb, last_);
        while (timed(verb) && verb < last_) ++verb;  // "we will by Friday send"
        return skip_adverbs(s_.tokens, verb, last_);
    }
    [[nodiscard]] bool any_in(Span words, Is what) const {
        for (auto at = words.first; at < words.last; ++at) {
            if (!timed(at) && token(at).is(what)) return true;
        }
        return false;
    }
    [[nodiscard]] bool any_in(Span words, std::initializer_list<std::string_view> which) const {
        for (auto at = words.first; at < words.last; ++at) {
            for (const auto word : which) {
                if (!timed(at) && token(at).is(word)) return true;
            }
        }
        return false;
    }

    /// The words that name the subject; a clause that goes on without one shares that of the sentence's beginning.
    [[nodiscard]] Span subject() const {
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
    [[nodiscard]] Subject agent() const {
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
    [[nodiscard]] bool by_writer() const { return agent() == Subject::writer; }

    /// The head noun: the last word of the subject before a preposition.
    [[nodiscard]] const Token& head_noun() const {
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
    [[nodiscard]] bool third_party() const {
        const auto words = subject();
        const bool clients_people = any_in(words, {"your"}) && head_noun().is(Is::person);
        return any_in(words, Is::third_party) || clients_people;
    }

    [[nodiscard]] bool is_question() const {
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

    [[nodiscard]] bool reported() const {
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

    /// Somebody else's word, or the writer's own of the past.
    [[nodiscard]] bool tells(const Clause& other, bool opens) const {
        const auto& verb = other.verb == Verb::present || other.verb == Verb::past
                               ? token(other.head)
                               : token(skip_adverbs(s_.tokens, other.head + 1, other.words.last));
        if (!verb.is(Is::reports) && !verb.is(Is::pledges) && !(other.verb == Verb::past && verb.is("been")))
            return false;
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

    [[nodiscard]] bool negated() const {
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
            if (denies && (word.is("fail") || word.is("forget") || word.is("hesitate") || word.is("rest")))
                return false;
            const bool verbal = word.is(Is::future) || word.is(Is::be_present) || word.is("be") || word.is("have") ||
                                word.is(Is::adverb) || word.is(Is::have) || word.is("do") || word.is("does") ||
                                word.is("can") || word.is("should") || word.is("'s") || word.is("going") ||
                                word.is("to") || word.is("fail") || word.is("promise") || word.is("expect") ||
                                word.is("guarantee") || word.is("plan") || word.is("think") || word.is("intend") ||
                                at == clause_.head;
            if (!verbal) break;
        }
        return denies;
    }

    /// The clause before, which this one completes: "I doubt that it will …".
    [[nodiscard]] const Clause* governing() const {
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
    [[nodiscard]] bool doubted() const {
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
    /// "We will ensure that the drains are clear by Monday."
    [[nodiscard]] bool ensured() const {
        const auto* other = governing();
        if (other == nullptr || other->subject != Subject::writer) return false;
        if (other->verb != Verb::future && other->verb != Verb::present) return false;
        if (clause_.verb != Verb::present && clause_.verb != Verb::copula && clause_.verb != Verb::passive)
            return false;
        return any_in({other->head, clause_.words.first}, {"ensure", "sure", "see", "guarantee", "promise", "assure"});
    }

    /// What hangs on the client's doing or wishing is an offer.
    [[nodiscard]] bool conditional() const {
        for (const auto& other : s_.clauses) {
            if (other.inverted && other.verb != Verb::future && other.words.first == s_.words.first &&
                s_.clauses.size() > 1 && &other != &clause_) {
                return true;  // "Had we known …"
            }
            if (other.verb != Verb::subordinate || &other == &clause_) continue;
            const bool condition = other.opener == "if" || other.opener == "once" || other.opener == "when" ||
                                   other.opener == "whenever" || other.opener == "as" || other.opener == "provided" ||
                                   other.opener == "providing" || other.opener == "after" || other.opener == "in";
            if (!condition) continue;
            // "When you called on Monday" tells of the past; "if you called" does not.
            const bool past = other.inner == Verb::past || other.inner == Verb::perfect;
            if (past && other.opener != "if" && other.opener != "once" && other.opener != "as") continue;
            if (other.inner == Verb::past && other.opener != "if") continue;
            if (other.subject == Subject::client) return true;
            if (other.opener == "if" && any_in(other.words, {"you", "your", "would", "could", "had", "were"}))
                return true;
            if ((other.opener == "once" || other.opener == "as" || other.opener == "after") &&
                any_in(other.words, {"your"}))
                return true;
        }
        const auto words = s_.words;
        for (auto at = words.first; at + 1 < words.last; ++at) {
            const bool upon = (token(at).is("upon") || token(at).is("on")) && token(at + 1).is("receipt");
            if (upon || (token(at).is("at") && token(at + 1).is("your") && token(at + 2).is("request")) ||
                (token(at).is("subject") && token(at + 1).is("to") && token(at + 2).is("your"))) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool is_deed_done(const Token& word) const {
        return is_past_form(word) && !word.is("held") && !word.is(Is::charges) && !word.is("needed") &&
               !word.is("required") && !word.is("expected") && !word.is("closed") && !word.is("obliged");
    }

    [[nodiscard]] bool future(std::size_t verb) const {
        const auto& word = token(verb);
        const auto& next = token(skip_adverbs(s_.tokens, verb + 1, last_));
        if (word.is("need") || word.is("require") || word.is("appreciate") || (word.is("wait") && by_writer()) ||
            word.is("remember") || word.is("understand") || word.is("miss") || word.is("regret") || word.is("depend") ||
            word.is("cost") || word.is("last") || word.is("apply") || word.is(Is::charges)) {
            return false;
        }
        if (word.is("have") && next.is("to")) return false;
        if (word.is("be") && next.is(Is::charges) && !(next.is("due") && token(verb + 2).is("to"))) return false;
        if ((word.is("ask") || word.is("require") || word.is("expect") || word.is("invite") || word.is("remind")) &&
            (next.is("you") || next.is("your"))) {
            return false;
        }
        const bool office = head_noun().is("office") || head_noun().is("shop") || head_noun().is("store") ||
                            head_noun().is("branch") || head_noun().is("showroom") || head_noun().is("offices");
        const bool ours = by_writer() || agent() == Subject::person || office || third_party();
        if (word.is("be") && next.is(Is::away) && ours) return false;
        if (word.is("be") && next.is("on") && token(verb + 2).is(Is::away)) return false;
        if (word.is("be") && next.is("in") && (token(verb + 2).is("a") || token(verb + 2).is("the")) && by_writer() &&
            (token(verb + 3).is("meeting") || token(verb + 3).is("office"))) {
            return false;
        }
        if (office && !word.is("be") && (word.is("open") || word.is("close") || word.is("reopen"))) return false;
        if (agent() == Subject::client) return client_gets(verb);
        if (by_writer()) return true;
        return others_will(verb);
    }

    /// "You will have it", but not "you will need to".
    [[nodiscard]] bool client_gets(std::size_t verb) const {
        static constexpr std::array receiving{"receive", "have", "get",   "hear", "see",    "find",
                                              "hold",    "own",  "enjoy", "know", "recover"};
        const auto& word = token(verb);
        const auto& next = token(skip_adverbs(s_.tokens, verb + 1, last_));
        if (word.is("have") && next.is("been")) return false;
        if (word.is("be") && (next.is("hearing") || next.is("receiving") || next.is("getting") || next.is("seeing"))) {
            return true;
        }
        if (word.is("be")) {
            const bool asked = next.is("asked") || next.is("required") || next.is("expected") || next.is("obliged");
            return !asked &&
                   (is_past_form(next) || next.is("able") || next.is("back") || next.is("up") || next.is("online") ||
                    next.is("live") || next.is("ready") || next.is("rid") || next.is("free"));
        }
        return std::ranges::find(receiving, word.word) != receiving.end() && !next.is("that");
    }

    [[nodiscard]] bool others_will(std::size_t verb) const {
        const auto& word = token(verb);
        const auto& next = token(skip_adverbs(s_.tokens, verb + 1, last_));
        const bool passive = word.is("be") && is_deed_done(next);
        const bool have_done = word.is("have") && is_past_form(next);
        if (third_party() && !passive) return false;
        if (head_noun().is(Is::event) && !passive && runs_its_course(verb)) return false;
        if (word.is("be") && (next.is("held") || next.is("payable"))) return false;
        if (word.is(Is::ends_by_itself) && agent() == Subject::thing) return false;
        if (word.is("take") && next.is("place")) return head_noun().is(Is::deliverable) && !head_noun().is(Is::event);
        if (head_noun().is("there") && word.is("be") && any_in({verb, last_}, Is::event)) return false;
        if (have_done) return true;
        // What they do for us is not done for the client.
        for (auto at = verb + 1; at < last_ && at < verb + 4; ++at) {
            if (token(at).is("us") || token(at).is("me")) return false;
        }
        return true;
    }

    /// What a meeting or an offer does by itself; "the contract will follow" is somebody's doing.
    [[nodiscard]] bool runs_its_course(std::size_t verb) const {
        const auto& word = token(verb);
        const auto& next = token(skip_adverbs(s_.tokens, verb + 1, last_));
        if (word.is("be")) return !next.is("with") && !next.is("ready") && !next.is("back") && !next.is("there");
        if (word.is("go")) return next.is("up") || next.is("down") || next.is("ahead") || next.is("on");
        static constexpr std::array deeds{"follow", "arrive", "reach", "come", "go", "leave", "get", "have"};
        return std::ranges::find(deeds, word.word) == deeds.end();
    }

    [[nodiscard]] bool resumed() const {
        for (std::size_t back = index_; back > 0; --back) {
            const auto& other = s_.clauses[back - 1];
            if (other.verb == Verb::future) return Roles(s_, back - 1).promises();
        }
        return false;
    }

    [[nodiscard]] bool progressive() const {
        const auto verb = skip_adverbs(s_.tokens, clause_.head + 1, last_);
        const auto& word = token(verb);
        static constexpr std::array no_deeds{
            "writing",     "contacting",  "reaching",     "looking",  "waiting",   "hoping",     "asking",
            "apologising", "apologizing", "meeting",      "closing",  "opening",   "travelling", "traveling",
            "thinking",    "having",      "experiencing", "awaiting", "expecting", "flying",     "asking",
            "requesting",  "reviewing",   "leaving",      "charging", "billing"};
        if (std::ranges::find(no_deeds, word.word) != no_deeds.end() && !intends(verb)) return false;
        if (word.is("working") && (token(verb + 1).is("hard") || !any_in({verb, last_}, {"to", "on"}))) return false;
        if (agent() == Subject::client) return word.is("getting") || word.is("receiving");
        if (third_party() || (head_noun().is(Is::event) && agent() == Subject::thing)) return false;
        return agent() != Subject::thing || !generic() || clause_.relative;
    }

    /// "plan to", "aiming to", "expect it to": the deed is meant, though nothing is sworn.
    [[nodiscard]] bool intends(std::size_t verb) const {
        const auto& word = token(verb);
        const auto& next = token(verb + 1);
        const bool at_something = any_in({verb, std::min(last_, verb + 10)}, {"to"}) || next.is("for") ||
                                  next.is("on") || (timed(verb + 1) && !word.is("mean"));
        return (word.is(Is::intends) || word.is("trying")) && !word.is("want") && !word.is("need") &&
               !word.is("propose") && at_something;
    }

    /// Bare plurals in the present tell of a habit: "Orders are shipped within two days."
    [[nodiscard]] bool generic() const {
        const auto words = subject();
        const auto& first = token(words.first);
        const bool bare = !first.is(Is::determiner) && !first.is(Is::pronoun);
        const bool plural = head_noun().word.ends_with("s") && !head_noun().word.ends_with("ss");
        return (bare && !first.is(Is::function_word) && first.kind == Token::Kind::word && plural &&
                clause_.subject == Subject::thing && !token(words.first + 1).is("'s")) ||
               habitual();
    }
    [[nodiscard]] bool habitual() const {
        return any_in(s_.words, {"usually", "normally", "generally", "typically", "always", "customarily", "regular",
                                 "standard", "rule", "policy", "orders", "claims"});
    }

    [[nodiscard]] bool passive() const {
        const auto verb = skip_adverbs(s_.tokens, clause_.head + 1, last_);
        const auto& word = token(verb);
        if (agent() == Subject::client) return false;
        if (word.is("being")) return !generic() && !third_party();
        if (word.is("due")) {
            const auto& next = token(verb + 1);
            if (next.is("to")) return !third_party() && !token(verb + 2).is(Is::function_word);
            return head_noun().is(Is::deliverable) && !head_noun().is("invoice") && !head_noun().is("report");
        }
        if (by_writer()) return intends(verb) && !word.is("expected");
        if (third_party() || generic()) return false;
        if (head_noun().is(Is::event) && !head_noun().is("appointment")) return false;
        return word.is(Is::arranged) || word.is("expected") || word.is(Is::performs) || word.is("guaranteed") ||
               word.is("promised");
    }

    [[nodiscard]] bool copula() const {
        const auto next = skip_adverbs(s_.tokens, clause_.head + 1, last_);
        const auto& word = token(next);
        if (agent() == Subject::writer || agent() == Subject::client || agent() == Subject::person) return false;
        if (third_party() || head_noun().is(Is::event) || generic()) return false;
        if (any_in(subject(), {"office", "shop", "desk", "deadline", "hours", "expiry", "due", "store", "counter",
                               "line", "hotline"}))
            return false;
        const bool dated = timed(next) || word.is(",") || word.is(":");
        if (dated) {
            const bool new_date =
                head_noun().is("date") && any_in(subject(), {"delivery", "new", "completion", "revised", "release"});
            return new_date ||
                   (head_noun().is(Is::deliverable) && !any_in(subject(), {"last", "original", "previous"}));
        }
        const bool with_you = word.is("with") && token(next + 1).is("you");
        if (word.is("on") || word.is("in")) return token(next + 1).is("your") || token(next + 1).is("its");
        return with_you || (word.is(Is::result) && !word.is("with") && !word.is("correct") && !word.is("right"));
    }

    [[nodiscard]] bool present() const {
        const auto& verb = token(clause_.head);
        if (habitual()) return false;
        if (agent() == Subject::client) {
            const bool gets = verb.is("get") || verb.is("receive") || verb.is("hear") || verb.is("have");
            return gets && !any_in({clause_.head, last_}, Is::event) && !any_in(clause_.words, {"until", "up", "to"});
        }
        if (by_writer() || (agent() == Subject::person && verb.is(Is::action))) {
            if (verb.is(Is::pledges)) return true;
            if (verb.is("hope") || verb.is("expect")) return any_in({clause_.head, last_}, {"to"});
            if (verb.is(Is::intends)) return intends(clause_.head);
            static constexpr std::array no_deeds{
                "have",       "be",        "see",        "look",        "meet",    "hear",   "keep",      "read",
                "open",       "close",     "ask",        "know",        "let",     "work",   "measure",   "speak",
                "talk",       "hold",      "run",        "address",     "discuss", "charge", "think",     "believe",
                "understand", "regret",    "remember",   "feel",        "wish",    "like",   "love",      "apologise",
                "apologize",  "thank",     "appreciate", "assume",      "guess",   "mean",   "realise",   "realize",
                "recognise",  "recognize", "accept",     "acknowledge", "admit",   "say",    "tell",      "write",
                "suggest",    "recommend", "request",    "invite",      "ask",     "enjoy",  "celebrate", "live",
                "leave",      "fly",       "note",       "notice",      "need",    "want",   "remain",    "stay",
                "agree",      "own",       "bear",       "learn",       "fail",    "miss",   "sit",       "stand",
                "wait",       "take",      "consider",   "value",       "treat",   "start",  "bill",      "invoice",
                "depend",     "rely",      "travel",     "attach",      "enclose", "refer",  "sleep",     "doubt",
                "fear",       "care",      "hear",       "count",       "seem"};
            if (std::ranges::find(no_deeds, verb.word) != no_deeds.end())
                return verb.is("let") && token(clause_.head + 1).is("you") && token(clause_.head + 2).is("know");
            if (verb.is("owe")) return any_in({clause_.head, last_}, {"you"});
            return !verb.is(Is::charges);
        }
        if (third_party() || generic() || head_noun().is(Is::event)) return false;
        if (verb.is("starts") || verb.is("begins")) {
            return head_noun().is(Is::deliverable) ||
                   any_in(subject(), {"our", "my", "your", "the", "a", "work", "repairs", "it"});
        }
        const auto base = meaning_of(verb.word.substr(0, verb.word.size() - 1));
        const bool deed = verb.word.ends_with("s") && (base.classes & static_cast<std::uint64_t>(Is::action)) != 0;
        return (verb.is(Is::goes_out) || deed) && !verb.is(Is::ends_by_itself);
    }

    /// "I have booked the technician for Tuesday", "I have asked Tom to call you tomorrow".
    [[nodiscard]] bool arranged() const {
        if (!by_writer()) return false;
        const auto verb = clause_.verb == Verb::past ? clause_.head : skip_adverbs(s_.tokens, clause_.head + 1, last_);
        const auto& word = token(verb);
        const Span rest{verb + 1, last_};
        if (word.is("asked") || word.is("instructed") || word.is("told") || word.is("assigned")) {
            const bool past_simple = clause_.verb == Verb::past;
            return !past_simple && any_in(rest, {"to"}) && !any_in(rest, Is::third_party) && !token(verb + 1).is("you");
        }
        if (!word.is(Is::arranged) && !word.is("made") && !word.is("put")) return false;
        return !any_in(rest, Is::third_party) && !any_in(rest, {"originally", "instead"});
    }

    [[nodiscard]] bool can() const {
        const auto verb = skip_adverbs(s_.tokens, clause_.head + 1, last_);
        const auto& word = token(verb);
        if (agent() == Subject::client) {
            if (word.is("have") || word.is("be")) return token(verb + 1).is("sure") || token(verb + 1).is("certain");
            return word.is("expect") || word.is("count") || word.is("rely") || word.is("look");
        }
        if (!by_writer()) return false;
        if (word.is(Is::pledges)) return true;
        if (word.is("offer")) return false;
        for (const auto& time : s_.times) {
            if (time.words.first > verb && time.words.first < last_ &&
                (time.lead == Lead::by || time.lead == Lead::within)) {
                return word.is(Is::action);
            }
        }
        return false;
    }

    [[nodiscard]] bool should() const {
        const auto verb = skip_adverbs(s_.tokens, clause_.head + 1, last_);
        const auto& word = token(verb);
        const auto& next = token(skip_adverbs(s_.tokens, verb + 1, last_));
        if (word.is("have") && is_past_form(next)) return false;
        if (third_party() || (head_noun().is(Is::event) && agent() == Subject::thing)) return false;
        if (agent() == Subject::client)
            return word.is("have") || word.is("receive") || word.is("get") || word.is("hear") || word.is("see");
        if (word.is("be")) return !next.is(Is::charges) && !next.is("paid") && !next.is("sent") && !next.is("returned");
        return word.is("have") || word.is("arrive") || word.is("reach") || word.is("ship") || word.is("receive") ||
               word.is("get") || word.is("hear") || word.is("finish") || word.is("land") || word.is("come");
    }

    /// "Let me send you …", "Expect our call at 3".
    [[nodiscard]] bool request() const {
        const auto head = clause_.head;
        const auto& word = token(head);
        if (s_.in_list_of_promises && !word.is("please") && !word.is("kindly") && word.is(Is::action)) return true;
        const bool lets = word.is("let") || word.is("allow");
        if (lets && token(head + 1).is("me")) {
            auto verb = skip_adverbs(s_.tokens, head + 2, last_);
            if (token(verb).is("to")) ++verb;
            return token(verb).is(Is::action) && !token(verb).is("have") && !token(verb).is("be");
        }
        if (lets && token(head + 1).is("us")) {
            static constexpr std::array ours{"send", "fix", "repair",  "replace", "refund",
                                             "make", "put", "deliver", "bring",   "call"};
            return std::ranges::find(ours, token(head + 2).word) != ours.end();
        }
        if (word.is("expect") || word.is("await")) return !token(head + 1).is("to");
        if (word.is("look") || word.is("watch"))
            return token(head + 1).is("out") || token(head + 1).is("for") || token(head + 1).is("forward");
        return word.is("count") || word.is("rely");
    }

    /// "New draft: Thursday noon."
    [[nodiscard]] bool telegraphic() const {
        constexpr std::size_t longest = 16;
        if (s_.clauses.size() > 1 || s_.words.last - s_.words.first > longest) return false;
        if (any_in(s_.words, Is::no_promise)) return false;
        const auto& first = token(s_.words.first);
        const bool fresh = any_in(s_.words, {"new", "corrected", "revised", "next", "final", "updated", "replacement",
                                             "fresh", "full", "repaired", "reworked"});
        const bool names_a_deed =
            fresh || any_in(s_.words, Is::deliverable) || any_in(s_.words, Is::performs) || s_.in_list_of_promises;
        const bool doing = is_ing_deed(first) || (!first.is(Is::determiner) && is_ing_deed(token(s_.words.first + 1)));
        for (auto at = s_.words.first; at + 1 < s_.words.last; ++at) {
            if ((token(at).is("to") || token(at).is("with")) && token(at + 1).is("you")) return true;
        }
        const bool led = std::ranges::any_of(s_.times, [](const TimeWords& time) {
            return time.lead == Lead::by || time.lead == Lead::within || time.lead == Lead::before;
        });
        if (first.is(Is::performs) && !any_in(s_.words, Is::deliverable) && !led) return false;
        return names_a_deed || doing;
    }
    [[nodiscard]] static bool is_ing_deed(const Token& word) {
        static constexpr std::array deeds{"sending",   "shipping",   "calling",   "replacing", "repairing",
                                          "fixing",    "delivering", "refunding", "finishing", "posting",
                                          "mailing",   "arriving",   "coming",    "bringing",  "collecting",
                                          "returning", "ringing",    "phoning",   "restoring", "installing"};
        return std::ranges::find(deeds, word.word) != deeds.end();
    }

    const Sentence& s_;
    std::size_t index_;
    const Clause& clause_;
    std::size_t last_;
};

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
    if (word.is("be")) return sentence.tokens[skip_adverbs(sentence.tokens, verb + 1, last)].is(Is::performs);
    if (word.is("have") && clause.verb == Verb::future) return clause.subject == Subject::client;
    return std::ranges::find(deeds, word.word) != deeds.end();
}

}  // namespace

bool is_promise(const Sentence& sentence, std::size_t clause) { return Roles(sentence, clause).promises(); }

bool is_plain_promise(const Sentence& sentence, std::size_t clause) { return Roles(sentence, clause).plain(); }

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
