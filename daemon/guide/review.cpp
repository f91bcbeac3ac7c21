#include "guide/review.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "guide/read_letter.hpp"
#include "guide/review_checks.hpp"
#include "guide/rewrite.hpp"

namespace amends::guide {
namespace {

constexpr std::size_t most_of_a_class = 3;  // what is said three times need not be said a fourth
constexpr std::size_t most_strangers = 2;   // sentences that do something else, in the middle of a story
constexpr std::size_t most_hits = 50;       // of one rule
constexpr std::size_t no_sentence = static_cast<std::size_t>(-1);

/// A place that a rule has found; words where it was found by words.
struct Hit {
    const ReadPart* part = nullptr;
    std::size_t start = 0, end = 0;
    std::size_t first = 0, last = 0;
    std::optional<Edit> edit;
};

class Reviewer {
public:
    Reviewer(const RuleBook& book, const LetterToReview& letter)
        : book_(book),
          letter_(letter),
          subject_(read_part(book, letter.subject, Part::subject, read_zones(letter.subject))),
          body_(read_part(book, letter.body, Part::body,
                          letter.zones != nullptr ? *letter.zones : read_zones(letter.body))),
          hits_(book.rules.size()) {}

    Review run() {
        review_.apology = letter_.opened_as_apology || is_apology();
        if (review_.apology) review_.situation = guess_situation(book_, subject_, body_);
        roles_ = body_.all | subject_.all;
        look_at(subject_);
        look_at(body_);
        for (std::size_t i = 0; i < book_.rules.size(); ++i) {
            if (applies(book_.rules[i])) judge(book_.rules[i], hits_[i]);
        }
        choose();
        return std::move(review_);
    }

private:
    [[nodiscard]] bool is_apology() const {
        const bool all_of_those = (body_.all & book_.no_apology_unless) == book_.no_apology_unless;
        if ((body_.all & book_.no_apology) != 0 && !all_of_those) return false;
        if ((body_.all & book_.apology) != 0) return book_.weak_apology_needs == 0 || is_meant();
        const auto opening = base::lower_ascii(letter_.subject.substr(0, 4));
        const bool answer =
            opening.starts_with("re:") || opening.starts_with("aw:") || opening.starts_with("fw:") || opening == "fwd:";
        return !answer && (subject_.all & book_.apology) != 0 && (body_.all & book_.apology_subject) != 0;
    }

    /// A weak word of apology needs more beside it; so does one that comes after most of the letter.
    [[nodiscard]] bool is_meant() const {
        const auto strong = book_.apology & ~book_.weak_apology;
        const auto needed = body_.all & book_.weak_apology_needs;
        if ((body_.all & strong) == 0) return needed == book_.weak_apology_needs;
        if (needed != 0 || (subject_.all & book_.apology) != 0) return true;
        std::size_t first = 0, prose = 0;
        for (std::size_t s = 0; s < body_.sentences(); ++s) {
            if (body_.sentence(s).kind != SentenceKind::prose) continue;
            ++prose;
            if (first == 0 && (body_.roles[s] & strong) != 0) first = prose;
        }
        return first <= 4 || first * 2 <= prose;
    }

    [[nodiscard]] bool applies(const Rule& rule) const {
        return (review_.apology || rule.any_letter) && (roles_ & rule.unless_letter) == 0 &&
               (rule.needs_letter == 0 || (roles_ & rule.needs_letter) != 0);
    }

    void look_at(ReadPart& part) {
        std::vector<std::size_t> asked;  // of each sentence
        for (std::size_t i = 0; i < book_.rules.size(); ++i) {
            const auto& rule = book_.rules[i];
            if ((!rule.when.empty() || rule.sense != 0) && applies(rule)) asked.push_back(i);
        }
        for (std::size_t s = 0; s < part.sentences(); ++s) {
            if (part.sentence(s).kind != SentenceKind::prose) continue;
            part.words.enter(s, book_.rule_patterns);
            for (const auto i : asked) match_words(book_.rules[i], part, s, hits_[i]);
        }
        const auto own = book_.own_texts.found_in(part.zones.own);
        const auto all = book_.all_texts.found_in(part.zones.with_quotations);
        for (std::size_t i = 0; i < book_.rules.size(); ++i) {
            const auto& rule = book_.rules[i];
            if (rule.pattern && (rule.quotations ? all : own)[*rule.pattern] && applies(rule))
                match_text(rule, part, hits_[i]);
        }
    }

    [[nodiscard]] static RoleSet near(const ReadPart& part, std::size_t s) {
        return part.roles[s] | (s > 0 ? part.roles[s - 1] : 0) | (s + 1 < part.roles.size() ? part.roles[s + 1] : 0);
    }

    void match_words(const Rule& rule, const ReadPart& part, std::size_t s, std::vector<Hit>& into) const {
        const auto roles = part.roles[s];
        if (into.size() >= most_hits) return;
        if ((roles & rule.unless_sentence) != 0 || (rule.needs_sentence != 0 && (roles & rule.needs_sentence) == 0))
            return;
        if (rule.unless_next != 0 &&
            ((roles | (s + 1 < part.roles.size() ? part.roles[s + 1] : 0)) & rule.unless_next) != 0)
            return;
        if (rule.unless_near != 0 && (near(part, s) & rule.unless_near) != 0) return;
        const auto& sentence = part.sentence(s);
        if ((part.senses[s] & rule.sense) != 0 && !cancelled(rule, part, sentence))
            into.push_back(hit_of(rule, part, whole(sentence)));
        bool unless_asked = false;
        any_that_may_match(book_.patterns, rule.when, part.words, [&](const WordPattern& pattern) {
            for (std::size_t from = sentence.first; from < sentence.last;) {
                const auto found = pattern.find(book_.patterns, part.words, sentence.first, sentence.last, from);
                if (!found) break;
                if (!unless_asked && cancelled(rule, part, sentence)) return true;
                unless_asked = true;
                into.push_back(hit_of(rule, part, *found));
                from = std::max(found->last, found->first + 1);
            }
            return false;
        });
    }

    static WordMatch whole(const Sentence& sentence) {
        WordMatch match;
        match.first = match.span_first = sentence.first;
        match.last = match.span_last = sentence.last;
        return match;
    }

    [[nodiscard]] bool cancelled(const Rule& rule, const ReadPart& part, const Sentence& sentence) const {
        return any_that_may_match(book_.patterns, rule.unless, part.words, [&](const WordPattern& pattern) {
            return pattern.find(book_.patterns, part.words, sentence.first, sentence.last, sentence.first).has_value();
        });
    }

    [[nodiscard]] Hit hit_of(const Rule& rule, const ReadPart& part, const WordMatch& found) const {
        const auto& words = part.words.text().words;
        Hit hit{&part, 0, 0, found.span_first, found.span_last, {}};
        const auto last = std::max(found.span_last, found.span_first + 1);
        hit.start = words[found.span_first].start;
        hit.end = words[last - 1].end;
        hit.edit = edit_of(book_, rule, part, found, {hit.start, hit.end});
        return hit;
    }

    void match_text(const Rule& rule, const ReadPart& part, std::vector<Hit>& into) const {
        const auto& zone = rule.quotations ? part.zones.with_quotations : part.zones.own;
        const auto& pattern = (rule.quotations ? book_.all_texts : book_.own_texts)[*rule.pattern];
        const re2::StringPiece text(zone.data(), zone.size());
        re2::StringPiece groups[2];
        const int wanted = pattern.NumberOfCapturingGroups() > 0 ? 2 : 1;
        for (std::size_t from = 0; from <= zone.size();) {
            if (!pattern.Match(text, from, zone.size(), RE2::UNANCHORED, groups, wanted)) break;
            const auto& span = wanted == 2 && groups[1].data() != nullptr ? groups[1] : groups[0];
            const auto start = static_cast<std::size_t>(span.data() - zone.data());
            if (!span.empty())
                into.push_back(
                    {&part, start, start + span.size(), 0, 0, edit_of_text(rule, part, {start, start + span.size()})});
            from = std::max(start + span.size(), from + 1);
            if (into.size() >= most_hits) break;
        }
    }

    /// Everything that is about the letter, not about one sentence.
    void judge(const Rule& rule, std::vector<Hit>& hits) {
        if (body_.own_words < rule.words) return;
        if (rule.lacks != 0 && (roles_ & rule.lacks) != 0) return;
        if (rule.few != 0 && sentences_with(rule.few) > 1) return;
        if (rule.check != Check::none && !check_holds(rule.check, letter_, body_)) return;
        if (rule.run) {
            const auto run = longest_run(*rule.run);
            if (!run) return;
            add(rule, *run);
            return;
        }
        if (rule.when.empty() && rule.sense == 0 && !rule.pattern) {
            add(rule, {&body_, 0, 0, 0, 0, {}});
            return;
        }
        if (hits.size() < rule.at_least) return;
        std::stable_sort(hits.begin(), hits.end(),
                         [](const Hit& a, const Hit& b) { return a.part == b.part && a.start < b.start; });
        for (const auto& hit : hits) add(rule, hit);
    }

    [[nodiscard]] std::size_t sentences_with(RoleSet roles) const {
        return static_cast<std::size_t>(std::count_if(body_.roles.begin(), body_.roles.end(),
                                                      [roles](RoleSet each) { return (each & roles) != 0; }));
    }

    /// A sentence or two that do something else do not end a story.
    [[nodiscard]] std::optional<Hit> longest_run(const Run& rule) const {
        std::optional<Hit> best;
        std::size_t best_words = 0;
        std::size_t first = 0, count = 0, words = 0, strangers = 0, others = 0;
        for (std::size_t s = 0; s < body_.sentences(); ++s) {
            const auto& sentence = body_.sentence(s);
            const bool listed = !sentence.stopped || sentence.item;  // a heading, a point of a list
            if (sentence.kind == SentenceKind::prose && listed) continue;
            const bool ends = sentence.kind != SentenceKind::prose;
            const bool stranger = ends || (body_.roles[s] & rule.none_of) != 0;
            if (stranger) {
                ++others;
                if (count > 0 && (ends || ++strangers > most_strangers)) count = words = strangers = 0;
                continue;
            }
            if (count == 0) {
                if (rule.of != 0 && (body_.roles[s] & rule.of) == 0) continue;
                first = s;
                others = words = 0;
            }
            if (rule.of == 0 || (body_.roles[s] & rule.of) != 0) ++count;
            strangers = 0;
            words += sentence.plain;
            if (others * 5 > count * 2) continue;
            if (count < rule.sentences || words * 100 < rule.percent * body_.own_words || words <= best_words) continue;
            best_words = words;
            const auto& all = body_.words.text().words;
            const auto begin = body_.sentence(first).first;
            best = Hit{&body_, all[begin].start, all[sentence.last - 1].end, begin, sentence.last, {}};
        }
        return best;
    }

    /// Allowed words that the finding holds, or of which it marks a part: "a gift" of "a gift card".
    [[nodiscard]] bool allowed(const Hit& hit, std::string_view words) const {
        const auto whole = fmt::format(" {} ", words);
        std::string around;  // with as many words on either side as the phrase before this one has
        std::size_t reach = 0;
        return std::ranges::any_of(book_.allowed, [&](const std::string& wanted) {
            if (whole.find(wanted) != std::string::npos) return true;
            if (hit.last <= hit.first) return false;
            const auto more = static_cast<std::size_t>(std::ranges::count(wanted, ' ')) - 2;
            if (around.empty() || more != reach) {
                reach = more;
                around = fmt::format(" {} ",
                                     spelled_words(*hit.part, hit.first - std::min(hit.first, more), hit.last + more));
            }
            return around.find(wanted) != std::string::npos;
        });
    }

    void add(const Rule& rule, const Hit& hit) {
        const bool by_words = hit.last > hit.first;
        const auto text = hit.part->text.substr(hit.start, hit.end - hit.start);
        const auto words = by_words ? spelled_words(*hit.part, hit.first, hit.last) : base::lower_ascii(text);
        if (!words.empty() && allowed(hit, words)) return;
        Finding finding{.rule = rule.id, .category = rule.category, .severity = rule.severity, .part = hit.part->part};
        finding.start = hit.start;
        finding.end = hit.end;
        finding.text = text;
        finding.message = rule.message;
        if (!rule.suggestion.empty()) finding.suggestion = rule.suggestion;
        if (hit.edit) finding.edits.push_back(*hit.edit);
        finding.guide = rule.guide;
        auto key = rule.id + "\n" + words;
        if (by_words) {
            const auto before = hit.first > 2 ? hit.first - 2 : 0;
            key += "\n" + spelled_words(*hit.part, before, hit.first) + "\n" +
                   spelled_words(*hit.part, hit.last, hit.last + 2);
        }
        const auto sentence = by_words ? sentence_at(*hit.part, hit.first) : no_sentence;
        found_.push_back({std::move(finding), rule.sense != 0, rule.rank, std::move(key), sentence});
    }

    /// One finding a place, the most important first.
    void choose() {
        std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
            const bool a_hint = a.finding.severity == Severity::hint, b_hint = b.finding.severity == Severity::hint;
            return std::tie(a.heard, a_hint, a.rank) < std::tie(b.heard, b_hint, b.rank);
        });
        std::vector<Finding>& kept = review_.findings;
        std::vector<Finding> dismissed;
        std::set<std::tuple<Part, std::size_t, std::string>> said;  // a rule says a thing once of a sentence
        for (auto& [finding, heard, rank, key, sentence] : found_) {
            const auto same = std::count_if(kept.begin(), kept.end(),
                                            [&](const Finding& each) { return each.category == finding.category; });
            const bool limited =
                finding.severity != Severity::error && static_cast<std::size_t>(same) >= most_of_a_class;
            const bool whole_twice = finding.end == 0 && same > 0;
            if (limited || whole_twice ||
                std::any_of(kept.begin(), kept.end(), [&](const Finding& each) { return covers(each, finding); }))
                continue;
            // What was dismissed does not come back as the shorter stretch that it stood for.
            const auto stands_for = [&](const Finding& each) {
                return each.category == finding.category && covers(each, finding);
            };
            if (std::any_of(dismissed.begin(), dismissed.end(), stands_for)) continue;
            finding.fingerprint = base::sha256_hex(key).substr(0, 16);
            if (letter_.dismissed.contains(finding.fingerprint)) {
                dismissed.push_back(std::move(finding));
                continue;
            }
            if (sentence != no_sentence && finding.severity != Severity::error &&
                !said.insert({finding.part, sentence, finding.rule}).second)
                continue;
            kept.push_back(std::move(finding));
            if (kept.size() >= 200) break;
        }
    }

    static std::size_t sentence_at(const ReadPart& part, std::size_t word) {
        const auto& all = part.words.text().sentences;
        const auto after = std::upper_bound(all.begin(), all.end(), word,
                                            [](std::size_t at, const Sentence& each) { return at < each.first; });
        return static_cast<std::size_t>(after - all.begin());
    }

    static bool covers(const Finding& a, const Finding& b) {
        if (a.part != b.part || a.end == 0 || b.end == 0) return false;
        const auto start = std::max(a.start, b.start), end = std::min(a.end, b.end);
        if (start >= end || (a.severity == Severity::error) != (b.severity == Severity::error)) return false;
        const bool long_one = a.category == "over_explaining" || b.category == "over_explaining";
        return !long_one && 2 * (end - start) >= std::min(a.end - a.start, b.end - b.start);
    }

    struct Found {
        Finding finding;
        bool heard = false;  // by a sense: a pattern that knows the words knows better what they are worth
        int rank = 0;
        std::string key;  // what the fingerprint is made of
        std::size_t sentence = no_sentence;
    };

    const RuleBook& book_;
    const LetterToReview& letter_;
    ReadPart subject_, body_;
    RoleSet roles_ = 0;
    std::vector<std::vector<Hit>> hits_;
    std::vector<Found> found_;
    Review review_;
};

}  // namespace

std::string_view to_string(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::hint: return "hint";
    }
    return "hint";
}

std::string_view to_string(Part part) { return part == Part::body ? "body" : "subject"; }

Review review(const Rules& rules, const LetterToReview& letter) { return Reviewer(rules.book(), letter).run(); }

}  // namespace amends::guide
