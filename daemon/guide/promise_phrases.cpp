#include "guide/promise_phrases.hpp"

#include <array>

#include "guide/phrase_list.hpp"

namespace amends::guide::promise {
namespace {

struct LeadWords {
    std::string_view words;
    Lead lead;
};
/// The longer phrase before one that it begins with. Those with Lead::none only shade what follows.
constexpr PhraseList lead_words{std::array{
    LeadWords{"by no later than", Lead::by},
    LeadWords{"no later than", Lead::by},
    LeadWords{"not later than", Lead::by},
    LeadWords{"no later", Lead::by},
    LeadWords{"at the very latest by", Lead::by},
    LeadWords{"at the very latest on", Lead::by},
    LeadWords{"at the very latest", Lead::by},
    LeadWords{"at the latest by", Lead::by},
    LeadWords{"at the latest on", Lead::by},
    LeadWords{"at the latest", Lead::by},
    LeadWords{"at latest", Lead::by},
    LeadWords{"latest by", Lead::by},
    LeadWords{"latest on", Lead::by},
    LeadWords{"latest till", Lead::by},
    LeadWords{"latest", Lead::by},
    LeadWords{"on or before", Lead::by},
    LeadWords{"by or before", Lead::by},
    LeadWords{"on or by", Lead::by},
    LeadWords{"before or on", Lead::by},
    LeadWords{"by or on", Lead::by},
    LeadWords{"by at the latest", Lead::by},
    LeadWords{"by the latest on", Lead::by},
    LeadWords{"by the latest", Lead::by},
    LeadWords{"by latest", Lead::by},
    LeadWords{"by sometime", Lead::by},
    LeadWords{"by about", Lead::by},
    LeadWords{"by around", Lead::by},
    LeadWords{"by approximately", Lead::by},
    LeadWords{"by roughly", Lead::by},
    LeadWords{"by the", Lead::none},
    LeadWords{"by", Lead::by},
    LeadWords{"in time for", Lead::by},
    LeadWords{"come", Lead::on},
    LeadWords{"prior to", Lead::before},
    LeadWords{"ahead of", Lead::before},
    LeadWords{"in advance of", Lead::before},
    LeadWords{"earlier than", Lead::before},
    LeadWords{"not before", Lead::after},
    LeadWords{"not until", Lead::after},
    LeadWords{"no earlier than", Lead::after},
    LeadWords{"no sooner than", Lead::after},
    LeadWords{"before", Lead::before},
    LeadWords{"this side of", Lead::before},
    LeadWords{"up until", Lead::until},
    LeadWords{"up to", Lead::until},
    LeadWords{"until", Lead::until},
    LeadWords{"till", Lead::until},
    LeadWords{"til", Lead::until},
    LeadWords{"untill", Lead::until},
    LeadWords{"within", Lead::within},
    LeadWords{"inside of", Lead::within},
    LeadWords{"inside", Lead::within},
    LeadWords{"in under", Lead::within},
    LeadWords{"in less than", Lead::within},
    LeadWords{"in no more than", Lead::within},
    LeadWords{"in not more than", Lead::within},
    LeadWords{"in at most", Lead::within},
    LeadWords{"in max", Lead::within},
    LeadWords{"in maximum", Lead::within},
    LeadWords{"in the course of", Lead::in},
    LeadWords{"over the course of", Lead::in},
    LeadWords{"during the course of", Lead::in},
    LeadWords{"in about", Lead::in},
    LeadWords{"in around", Lead::in},
    LeadWords{"in roughly", Lead::in},
    LeadWords{"in approximately", Lead::in},
    LeadWords{"in exactly", Lead::in},
    LeadWords{"in just", Lead::in},
    LeadWords{"in", Lead::in},
    LeadWords{"during", Lead::in},
    LeadWords{"throughout", Lead::in},
    LeadWords{"over", Lead::in},
    LeadWords{"some time", Lead::none},
    LeadWords{"sometime", Lead::none},
    LeadWords{"at some point", Lead::none},
    LeadWords{"at some time", Lead::none},
    LeadWords{"either", Lead::none},
    LeadWords{"at around", Lead::at},
    LeadWords{"at about", Lead::at},
    LeadWords{"at approximately", Lead::at},
    LeadWords{"at exactly", Lead::at},
    LeadWords{"at", Lead::at},
    LeadWords{"already on", Lead::on},
    LeadWords{"as early as", Lead::on},
    LeadWords{"as soon as", Lead::on},
    LeadWords{"early on", Lead::on},
    LeadWords{"late on", Lead::on},
    LeadWords{"later on", Lead::on},
    LeadWords{"on", Lead::on},
    LeadWords{"around", Lead::at},
    LeadWords{"about", Lead::at},
    LeadWords{"with effect from", Lead::from},
    LeadWords{"effective from", Lead::from},
    LeadWords{"effective", Lead::from},
    LeadWords{"starting from", Lead::from},
    LeadWords{"starting on", Lead::from},
    LeadWords{"starting", Lead::from},
    LeadWords{"beginning on", Lead::from},
    LeadWords{"beginning", Lead::from},
    LeadWords{"as from", Lead::from},
    LeadWords{"as of", Lead::from},
    LeadWords{"from", Lead::from},
    LeadWords{"between", Lead::from},
    LeadWords{"after", Lead::after},
    LeadWords{"past", Lead::after},
    LeadWords{"following", Lead::after},
    LeadWords{"since", Lead::since},
    LeadWords{"for", Lead::lasting},
    LeadWords{"dated", Lead::of},
    LeadWords{"of", Lead::of},
    LeadWords{"until after", Lead::after},
}};

}  // namespace

std::size_t read_lead(const Tokens& tokens, std::size_t at, std::size_t last, Lead& lead) {
    if (!tokens[at].is(Is::function_word) && !tokens[at].is("latest") && !tokens[at].is("come") &&
        !tokens[at].is("sometime") && !tokens[at].is("starting") && !tokens[at].is("beginning") &&
        !tokens[at].is("effective") && !tokens[at].is("prior") && !tokens[at].is("ahead") && !tokens[at].is("inside") &&
        !tokens[at].is("following") && !tokens[at].is("dated") && !tokens[at].is("early") && !tokens[at].is("later") &&
        !tokens[at].is("late") && !tokens[at].is("earlier") && !tokens[at].is("either") && !tokens[at].is("untill") &&
        !tokens[at].is("til")) {
        return 0;
    }
    for (const auto& [words, meaning] : lead_words.like(tokens[at].word)) {
        if (words == "by the") continue;
        if (const auto taken = read_words(tokens, at, last, words)) {
            lead = meaning;
            return taken;
        }
    }
    return 0;
}

/// Between two pieces of one time: "Friday at 3", "tomorrow, in the morning", "noon on Monday".
std::size_t read_joint(const Tokens& tokens, std::size_t at, std::size_t last, Lead& lead) {
    static constexpr std::array joints{
        LeadWords{"at the latest by", Lead::by},
        LeadWords{"at the latest at", Lead::by},
        LeadWords{"on the", Lead::on},
        LeadWords{"in the", Lead::in},
        LeadWords{"at the", Lead::at},
        LeadWords{"at around", Lead::at},
        LeadWords{"at about", Lead::at},
        LeadWords{"by the", Lead::by},
        LeadWords{"on", Lead::on},
        LeadWords{"in", Lead::in},
        LeadWords{"at", Lead::at},
        LeadWords{"by", Lead::by},
        LeadWords{"before", Lead::before},
        LeadWords{"around", Lead::at},
        LeadWords{"about", Lead::at},
        LeadWords{"of", Lead::of},
        LeadWords{"not later than", Lead::by},
        LeadWords{"no later than", Lead::by},
        LeadWords{"after", Lead::after},
        LeadWords{"from", Lead::at},
        LeadWords{"between", Lead::at},
        LeadWords{"during", Lead::in},
        LeadWords{"already", Lead::none},
    };
    const std::size_t comma = tokens[at].is(",") || tokens[at].is("(") || tokens[at].is("@") ? 1 : 0;
    if (at + comma >= last) return 0;
    for (const auto& [words, meaning] : joints) {
        auto taken = read_words(tokens, at + comma, last, words);
        if (taken == 0) continue;
        if (words.ends_with("the")) --taken;  // the article belongs to what follows
        lead = meaning;
        return comma + taken;
    }
    lead = tokens[at].is("@") ? Lead::at : Lead::none;
    return comma;
}

namespace {

bool time_of_day_is_open(const TimeWords& time) { return !time.clock && time.day_part == DayPart::none; }

}  // namespace

/// "at the latest", "sharp", "if not sooner": behind the time.
std::size_t read_tail(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    const std::size_t comma = tokens[at].is(",") || tokens[at].is("(") ? 1 : 0;
    for (const std::string_view words :
         {"at the very latest", "at the latest", "at latest", "latest", "sharp", "on the dot", "if not sooner",
          "if not before", "if not earlier", "or sooner", "or earlier", "or before", "if possible sooner", "precisely",
          "exactly", "prompt", "or thereabouts", "or so"}) {
        if (const auto taken = read_words(tokens, at + comma, last, words)) {
            if (words.ends_with("latest") && into.lead == Lead::none) into.lead = Lead::by;
            if (words.ends_with("latest") && into.lead == Lead::on) into.lead = Lead::by;
            return comma + taken + (comma != 0 && tokens[at + comma + taken].is(")") ? 1 : 0);
        }
    }
    for (const std::string_view words : {"your local time", "your time"}) {
        const auto taken = read_words(tokens, at + comma, last, words);
        if (taken == 0 || time_of_day_is_open(into)) continue;
        into.clock = Clock{.foreign = true};
        return comma + taken;
    }
    if (read_words(tokens, at + comma, last, "at the earliest") != 0) {
        into.lead = Lead::after;
        return comma + 3;
    }
    return 0;
}

namespace {

constexpr PhraseList sayings{std::array<std::string_view, 49>{"from day one",
                                                              "any day now",
                                                              "one day",
                                                              "one of these days",
                                                              "to date",
                                                              "up to date",
                                                              "day to day",
                                                              "day - to - day",
                                                              "day by day",
                                                              "24 / 7",
                                                              "for the time being",
                                                              "the other day",
                                                              "these days",
                                                              "at first",
                                                              "in the first place",
                                                              "in no time",
                                                              "at any time",
                                                              "any time",
                                                              "from time to time",
                                                              "at the same time",
                                                              "in the meantime",
                                                              "at the moment",
                                                              "of the day",
                                                              "some day",
                                                              "all day",
                                                              "day and night",
                                                              "night and day",
                                                              "in this day and age",
                                                              "at the eleventh hour",
                                                              "rainy day",
                                                              "day in day out",
                                                              "day in , day out",
                                                              "in a day 's work",
                                                              "on the day",
                                                              "in one go",
                                                              "at one",
                                                              "by one",
                                                              "of one",
                                                              "at once",
                                                              "for now",
                                                              "by now",
                                                              "second to none",
                                                              "man of the hour",
                                                              "in the long run",
                                                              "one by one",
                                                              "at two levels",
                                                              "in a minute",
                                                              "in a second",
                                                              "at night"}};

}  // namespace

/// Sayings that only look like a time.
std::size_t read_saying(const Tokens& tokens, std::size_t at, std::size_t last) {
    for (const auto words : sayings.like(tokens[at].word)) {
        if (const auto taken = read_words(tokens, at, last, words)) return taken;
    }
    return 0;
}

namespace {

constexpr PhraseList vague_phrases{std::array<std::string_view, 33>{
    "as soon as possible",
    "as soon as we can",
    "as soon as i can",
    "as quickly as possible",
    "as quickly as we can",
    "as fast as possible",
    "as fast as we can",
    "as early as possible",
    "in due course",
    "in due time",
    "in the near future",
    "in near future",
    "before long",
    "at your earliest convenience",
    "at the earliest opportunity",
    "at the first opportunity",
    "at the earliest",

    "very soon",
    "quite soon",
    "in a minute",
    "in a moment",
    "without delay",
    "immediately",
    "right away",
    "straight away",
    "straightaway",
    "at once",
    "in the meantime",
    "in a timely manner",
    "this summer",
    "this autumn",
    "this spring",
    "this winter",
}};

}  // namespace

std::optional<TimeWords> read_vague(const Tokens& tokens, std::size_t at, std::size_t last) {
    TimeWords vague;
    vague.anchor = Anchor::vague;
    for (const auto words : vague_phrases.like(tokens[at].word)) {
        if (const auto taken = read_words(tokens, at, last, words)) {
            vague.words = {at, at + taken};
            return vague;
        }
    }
    if (!tokens[at].is(Is::vague_time)) return std::nullopt;
    if (tokens[at].is("soon") && tokens[at + 1].is("as")) return std::nullopt;
    vague.words = {at, at + 1};
    return vague;
}

namespace {

constexpr PhraseList antecedents{std::array<std::string_view, 11>{
    "by then", "before then", "by that date", "by that day", "by that time", "on that day", "on that date",
    "on the same day", "the same day", "by this date", "until then"}};

}  // namespace

/// "by then", "on that day", "the same day": what was named last.
std::optional<TimeWords> read_antecedent(const Tokens& tokens, std::size_t at, std::size_t last) {
    for (const auto words : antecedents.like(tokens[at].word)) {
        if (const auto taken = read_words(tokens, at, last, words)) {
            TimeWords then;
            then.anchor = Anchor::antecedent;
            then.lead = words.starts_with("before")  ? Lead::before
                        : words.starts_with("until") ? Lead::until
                                                     : Lead::by;
            then.words = {at, at + taken};
            return then;
        }
    }
    return std::nullopt;
}

}  // namespace amends::guide::promise
