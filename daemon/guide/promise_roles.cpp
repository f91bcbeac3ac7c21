#include "guide/promise_roles.hpp"

#include "guide/promise_lexicon.hpp"
#include "guide/promise_role_reading.hpp"

namespace amends::guide::promise {

bool Roles::promises() const {
    if (is_question() || reported() || negated() || conditional() || doubted()) return false;
    if (clause_.verb != Verb::subordinate && clause_.subject == Subject::thing &&
        any_in({clause_.words.first, clause_.head}, Is::subordinator)) {
        return false;  // "until the part arrives"
    }
    const bool practice =
        clause_.verb == Verb::present || clause_.verb == Verb::passive || clause_.verb == Verb::future;
    if (practice && tells_of_practice()) return false;
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

bool Roles::plain() const {
    static constexpr std::array deeds{"send",   "resend",    "call",      "phone",   "ring",    "write",   "replace",
                                      "refund", "reimburse", "repay",     "pay",     "credit",  "repair",  "fix",
                                      "mend",   "deliver",   "redeliver", "ship",    "return",  "correct", "reissue",
                                      "issue",  "email",     "mail",      "visit",   "finish",  "install", "reinstall",
                                      "inform", "notify",    "confirm",   "answer",  "reply",   "report",  "rebuild",
                                      "redo",   "revise",    "forward",   "publish", "reprint", "collect", "restore"};
    if (clause_.verb != Verb::future && clause_.verb != Verb::resumed) return false;
    if (clause_.subject == Subject::client || clause_.subject == Subject::thing) return false;
    for (const auto& other : s_.clauses) {
        if (other.verb == Verb::subordinate) return false;
    }
    const auto verb = clause_.verb == Verb::future ? verb_at(clause_.head + 1) : clause_.head;
    return std::ranges::find(deeds, token(verb).word) != deeds.end();
}

bool Roles::ensured() const {
    const auto* other = governing();
    if (other == nullptr || other->subject != Subject::writer) return false;
    if (other->verb != Verb::future && other->verb != Verb::present) return false;
    if (clause_.verb != Verb::present && clause_.verb != Verb::copula && clause_.verb != Verb::passive) return false;
    return any_in({other->head, clause_.words.first}, {"ensure", "sure", "see", "guarantee", "promise", "assure"});
}

bool Roles::future(std::size_t verb) const {
    const auto& word = token(verb);
    const auto& next = token(skip_adverbs(s_.tokens, verb + 1, last_));
    if (word.is("need") || word.is("require") || word.is("appreciate") || (word.is("wait") && by_writer()) ||
        word.is("remember") || word.is("understand") || word.is("miss") || word.is("regret") || word.is("depend") ||
        word.is("cost") || word.is("last") || word.is("apply") || word.is(Is::charges)) {
        return false;
    }
    if (word.is("have") && next.is("to")) return false;
    if (word.is("see") && next.is("you")) return false;
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

bool Roles::client_gets(std::size_t verb) const {
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

bool Roles::others_will(std::size_t verb) const {
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

bool Roles::resumed() const {
    for (std::size_t back = index_; back > 0; --back) {
        const auto& other = s_.clauses[back - 1];
        if (other.verb == Verb::future) return Roles(s_, back - 1).promises();
    }
    return false;
}

bool Roles::progressive() const {
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

bool Roles::passive() const {
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

bool Roles::copula() const {
    const auto next = skip_adverbs(s_.tokens, clause_.head + 1, last_);
    const auto& word = token(next);
    if (agent() == Subject::writer || agent() == Subject::client || agent() == Subject::person) return false;
    if (third_party() || head_noun().is(Is::event) || generic()) return false;
    if (any_in(subject(),
               {"office", "shop", "desk", "deadline", "hours", "expiry", "due", "store", "counter", "line", "hotline"}))
        return false;
    const bool dated = timed(next) || word.is(",") || word.is(":");
    if (dated) {
        const bool new_date =
            head_noun().is("date") && any_in(subject(), {"delivery", "new", "completion", "revised", "release"});
        return new_date || (head_noun().is(Is::deliverable) && !any_in(subject(), {"last", "original", "previous"}));
    }
    const bool with_you = word.is("with") && token(next + 1).is("you");
    if (word.is("on") || word.is("in")) return token(next + 1).is("your") || token(next + 1).is("its");
    return with_you || (word.is(Is::result) && !word.is("with") && !word.is("correct") && !word.is("right"));
}

bool Roles::present() const {
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
    const bool by_itself = verb.is("opens") || verb.is("closes") || verb.is("runs") || verb.is("takes");
    return (verb.is(Is::goes_out) || deed) && !verb.is(Is::ends_by_itself) && !by_itself;
}

bool Roles::arranged() const {
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

bool Roles::can() const {
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

bool Roles::should() const {
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

bool Roles::request() const {
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
    if ((word.is("please") || word.is("kindly")) && token(head + 1).is("expect")) return !token(head + 2).is("to");
    if (word.is("expect") || word.is("await")) return !token(head + 1).is("to");
    if (word.is("look") || word.is("watch"))
        return token(head + 1).is("out") || token(head + 1).is("for") || token(head + 1).is("forward");
    return word.is("count") || word.is("rely");
}

bool Roles::telegraphic() const {
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

bool is_promise(const Sentence& sentence, std::size_t clause) { return Roles(sentence, clause).promises(); }

bool is_plain_promise(const Sentence& sentence, std::size_t clause) { return Roles(sentence, clause).plain(); }

}  // namespace amends::guide::promise
