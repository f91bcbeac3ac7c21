#include "guide/promises.hpp"

#include <algorithm>

#include "guide/promise_due.hpp"
#include "guide/promise_roles.hpp"
#include "guide/zones.hpp"

namespace amends::guide {
namespace {

using promise::Anchor;
using promise::Clause;
using promise::Is;
using promise::Lead;
using promise::Span;
using promise::TimeWords;
using promise::Verb;

/// The words of a promise on one line.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) {
            line.push_back(c);
        } else if (!line.empty() && line.back() != ' ') {
            line.push_back(' ');
        }
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return line;
}

class Finder {
public:
    Finder(std::string_view body, const std::string& own, const promise::Sending& sending)
        : body_(body), tokens_(own), sending_(sending) {}

    std::vector<FoundPromise> find() {
        bool list = false;
        for (const auto& sentence : promise::read_sentences(tokens_)) {
            const auto& first = tokens_[sentence.first];
            const bool point = first.kind != promise::Token::Kind::word;
            if (!point && !promise::opens_promises(tokens_, sentence) && list && first.lines_before > 1) list = false;
            read(sentence, list);
            if (promise::opens_promises(tokens_, sentence))
                list = true;
            else if (!point && !list_goes_on(sentence))
                list = false;
        }
        return std::move(found_);
    }

private:
    /// A list point by its line: "- send …" has its mark as a sentence's first token.
    [[nodiscard]] bool list_goes_on(Span sentence) const {
        return tokens_[sentence.first].kind != promise::Token::Kind::word;
    }

    void read(Span words, bool in_list) {
        std::vector<bool> timed;
        const auto times = promise::times_in(tokens_, words, timed);
        if (times.empty() && !may_promise(words)) return;
        const auto clauses = promise::read_clauses(tokens_, words, timed);
        const promise::Sentence sentence{tokens_, words, clauses, times, timed, in_list};
        find_dated(sentence);
        if (times.empty()) find_undated(sentence);
    }

    /// Only a sentence with a word of the future can promise without a date.
    [[nodiscard]] bool may_promise(Span words) const {
        for (auto at = words.first; at < words.last; ++at) {
            if (tokens_[at].is(Is::future)) return true;
        }
        return false;
    }

    /// The clause stands between two commas, and the time is behind the second.
    [[nodiscard]] static bool closes_insertion(const promise::Sentence& sentence, const Clause& clause,
                                               const TimeWords& time) {
        const auto& tokens = sentence.tokens;
        auto before = clause.words.first;
        if (before > sentence.words.first && !tokens[before].is(",")) --before;
        const auto last = time.words.first;
        return tokens[before].is(",") && last > clause.head + 1 && tokens[last - 1].is(",");
    }

    /// The clause that a time belongs to: the one it stands in, or, in front of any verb, the next main one.
    [[nodiscard]] static std::size_t clause_of(const promise::Sentence& sentence, const TimeWords& time) {
        const auto& clauses = sentence.clauses;
        std::size_t index = 0;
        while (index + 1 < clauses.size() && clauses[index + 1].words.first <= time.words.first) ++index;
        while (index + 1 < clauses.size() && clauses[index].verb == Verb::none) {
            ++index;
            if (clauses[index].verb != Verb::subordinate) break;
        }
        // "We will check it before it leaves on Monday": that is when the checking is due.
        const bool limit = clauses[index].opener == "before" || clauses[index].opener == "by";
        if (limit && index > 0 && clauses[index - 1].verb == Verb::future) return index - 1;
        // "We will send it as soon as we have it, by Monday at the latest": behind the comma the limit is the
        // sending's.
        const bool bounds = time.lead == Lead::by || time.lead == Lead::within || time.lead == Lead::before;
        if (bounds && clauses[index].verb == Verb::subordinate && index > 0 &&
            clauses[index - 1].verb == Verb::future && sentence.tokens[time.words.first - 1].is(",")) {
            return index - 1;
        }
        // "We will call you, as you asked, on Monday": the insertion is over.
        const auto& inserted = clauses[index];
        if (inserted.verb != Verb::future && inserted.verb != Verb::none && index > 0 &&
            closes_insertion(sentence, inserted, time)) {
            for (auto back = index; back > 0; --back) {
                if (clauses[back - 1].verb == Verb::future) return back - 1;
            }
        }
        // "I will write down what was lost tomorrow": no past form has a time to come.
        const bool to_come = (time.anchor == Anchor::relative && time.n > 0) || time.lead == Lead::within;
        if (to_come && clauses[index].verb == Verb::past && index > 0) {
            for (auto back = index; back > 0; --back) {
                if (clauses[back - 1].verb == Verb::future) return back - 1;
            }
        }
        if (clauses[index].verb == Verb::subordinate && index + 1 < clauses.size() &&
            time.words.first < clauses[index].words.first) {
            ++index;
        }
        return index;
    }

    void find_dated(const promise::Sentence& sentence) {
        std::vector<signed char> promises(sentence.clauses.size(), -1);
        std::size_t reported_to = sentence.words.first;
        for (const auto& time : sentence.times) {
            if (time.attributive && time.anchor == Anchor::none && !time.clock) continue;
            const auto index = clause_of(sentence, time);
            const auto& clause = sentence.clauses[index];
            auto reckoned = promise::reckon(time, sending_, named_last_);
            const bool known = !std::holds_alternative<std::monostate>(reckoned.due);
            if (promises[index] < 0) promises[index] = promise::is_promise(sentence, index) ? 1 : 0;
            const bool due = promises[index] == 1 && promise::says_when(sentence, clause, time) && !reckoned.past;
            if (due && bounds_a_rhythm(sentence, time, reckoned.due)) {
                if (known) named_last_ = reckoned.due;
                continue;
            }
            if (!due && bounds_a_rhythm(sentence, time, reckoned.due)) continue;
            // "Starting this week you get a note every Friday": the rhythm is the promise.
            const bool start_of_rhythm = due && time.lead == Lead::from && !time.rhythm && has_rhythm(sentence);
            if (start_of_rhythm) continue;
            if (due && (known || reckoned.ambiguous || is_open(sentence, time))) {
                report(sentence, clause, time, reckoned, reported_to);
            }
            if (known && !time.attributive && !reckoned.past && !time.rhythm) named_last_ = reckoned.due;
        }
    }

    [[nodiscard]] static bool has_rhythm(const promise::Sentence& sentence) {
        return std::ranges::any_of(sentence.times, [](const TimeWords& time) { return time.rhythm.has_value(); });
    }

    /// "soon" and the like say nothing where the clause has a date as well.
    [[nodiscard]] static bool is_open(const promise::Sentence& sentence, const TimeWords& time) {
        if (time.anchor == Anchor::antecedent || time.anchored) return true;
        if (time.anchor != Anchor::vague) return false;
        return std::ranges::none_of(sentence.times, [](const TimeWords& other) {
            return other.anchor != Anchor::vague && !(other.attributive && other.anchor == Anchor::none);
        });
    }

    /// "every Monday until Easter", "every week for the next two months": the end of the rhythm just found.
    bool bounds_a_rhythm(const promise::Sentence& sentence, const TimeWords& time, const Due& due) {
        if (found_.empty() || !found_.back().rhythm || time.rhythm) return false;
        if (found_.back().start < tokens_[sentence.words.first].start) return false;
        if (time.lead != Lead::until && time.lead != Lead::lasting && time.lead != Lead::in) return false;
        if (time.lead != Lead::until && time.anchor != Anchor::duration) return false;
        if (const auto* date = std::get_if<base::CivilDate>(&due)) {
            found_.back().rhythm->until = *date;
            return true;
        }
        return false;
    }

    void find_undated(const promise::Sentence& sentence) {
        for (std::size_t index = 0; index < sentence.clauses.size(); ++index) {
            if (!promise::is_promise(sentence, index) || !promise::is_plain_promise(sentence, index)) continue;
            FoundPromise undated;
            set_words(undated, sentence.clauses[index].words);
            undated.when_start = undated.when_end = undated.end;
            found_.push_back(std::move(undated));
        }
    }

    /// "You will have what you asked for": the clause that says which thing belongs to the words.
    [[nodiscard]] static std::size_t end_of(const promise::Sentence& sentence, const Clause& clause) {
        auto end = clause.words.last;
        for (const auto& other : sentence.clauses) {
            if (other.words.first != end || !other.relative || end < clause.head + 3) continue;
            const auto& before = sentence.tokens[end - 2];  // the word before "what"
            const bool apart = before.kind == promise::Token::Kind::mark || before.is(Is::conjunction);
            if (!apart && other.words.last > end) end = other.words.last;
        }
        return end;
    }

    void report(const promise::Sentence& sentence, const Clause& clause, const TimeWords& time,
                const promise::Reckoned& reckoned, std::size_t& reported_to) {
        FoundPromise promise;
        Span words{clause.words.first, end_of(sentence, clause)};
        if (time.words.first < words.first) words.first = time.words.first;
        words.first = std::max(words.first, std::min(reported_to, time.words.first));
        words.last = std::max(words.last, time.words.last);
        for (const auto& other : sentence.times) {
            // A second promise in the same clause begins behind the first one's time.
            const bool later =
                other.words.first > time.words.first && other.words.first < words.last && !other.attributive;
            if (later && tokens_[other.words.first].start > 0 && other.anchor != Anchor::vague) {
                words.last = std::max(time.words.last, std::min(words.last, other.words.first));
                if (time.words.first > clause.head || clause.verb == Verb::none) words.last = time.words.last;
                break;
            }
        }
        reported_to = words.last;
        set_words(promise, words);
        promise.when_start = tokens_[time.words.first].start;
        promise.when_end = tokens_[time.words.last - 1].end;
        promise.end = std::max(promise.end, promise.when_end);
        promise.text = on_one_line(body_.substr(promise.start, promise.end - promise.start));
        promise.due = time.anchored ? Due{} : reckoned.due;
        promise.ambiguous = reckoned.ambiguous && !time.anchored;
        if (time.rhythm) set_rhythm(promise, time);
        found_.push_back(std::move(promise));
    }

    void set_rhythm(FoundPromise& promise, const TimeWords& time) const {
        promise.recurring = on_one_line(body_.substr(promise.when_start, promise.when_end - promise.when_start));
        promise.rhythm = time.rhythm;
        if (const auto* moment = std::get_if<base::Instant>(&promise.due);
            moment != nullptr && promise.rhythm->unit != Rhythm::Unit::hour) {
            promise.rhythm->at = sending_.zone->local(*moment).time;
        }
    }

    /// From the first word to the last, without the marks and conjunctions around them.
    void set_words(FoundPromise& promise, Span words) const {
        const auto light = [this](std::size_t at) {
            const auto& word = tokens_[at];
            if (word.kind == promise::Token::Kind::number) return false;
            return word.kind == promise::Token::Kind::mark || word.is(Is::conjunction) || word.is(Is::relative);
        };
        while (words.first + 1 < words.last && light(words.first)) ++words.first;
        while (words.last > words.first + 1 && light(words.last - 1)) --words.last;
        promise.start = tokens_[words.first].start;
        promise.end = tokens_[words.last - 1].end;
        promise.text = on_one_line(body_.substr(promise.start, promise.end - promise.start));
    }

    std::string_view body_;
    promise::Tokens tokens_;
    promise::Sending sending_;
    Due named_last_;
    std::vector<FoundPromise> found_;
};

}  // namespace

std::vector<FoundPromise> find_promises(std::string_view body, const Zones& zones, base::Instant sent_at,
                                        const calendar::Zone& zone, const calendar::Holidays& holidays) {
    const promise::Sending sending{sent_at, zone.local(sent_at), &zone, &holidays};
    return Finder(body, zones.own, sending).find();
}

std::vector<FoundPromise> find_promises(std::string_view body, base::Instant sent_at, const calendar::Zone& zone,
                                        const calendar::Holidays& holidays) {
    return find_promises(body, read_zones(body), sent_at, zone, holidays);
}

}  // namespace amends::guide
