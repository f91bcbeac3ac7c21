// Clock times and parts of a day: "3 pm", "17:00 CET", "half past nine", "noon", "close of business".
#include <algorithm>
#include <array>

#include "guide/phrase_list.hpp"
#include "guide/promise_time.hpp"

namespace amends::guide::promise {
namespace {

constexpr std::int64_t hour = 3600;

struct NamedZone {
    std::string_view name;
    std::int64_t offset;
    bool us_rule = false;
};
constexpr std::array zones{
    NamedZone{"utc", 0},
    NamedZone{"gmt", 0},
    NamedZone{"wet", 0},
    NamedZone{"west", hour},
    NamedZone{"bst", hour},
    NamedZone{"cet", hour},
    NamedZone{"mez", hour},
    NamedZone{"cest", 2 * hour},
    NamedZone{"mesz", 2 * hour},
    NamedZone{"eet", 2 * hour},
    NamedZone{"eest", 3 * hour},
    NamedZone{"msk", 3 * hour},
    NamedZone{"ist", 5 * hour + hour / 2},
    NamedZone{"sgt", 8 * hour},
    NamedZone{"hkt", 8 * hour},
    NamedZone{"awst", 8 * hour},
    NamedZone{"jst", 9 * hour},
    NamedZone{"aest", 10 * hour},
    NamedZone{"aedt", 11 * hour},
    NamedZone{"nzst", 12 * hour},
    NamedZone{"nzdt", 13 * hour},
    NamedZone{"est", -5 * hour},
    NamedZone{"edt", -4 * hour},
    NamedZone{"et", -5 * hour, true},
    NamedZone{"cst", -6 * hour},
    NamedZone{"cdt", -5 * hour},
    NamedZone{"ct", -6 * hour, true},
    NamedZone{"mst", -7 * hour},
    NamedZone{"mdt", -6 * hour},
    NamedZone{"mt", -7 * hour, true},
    NamedZone{"pst", -8 * hour},
    NamedZone{"pdt", -7 * hour},
    NamedZone{"pt", -8 * hour, true},
    NamedZone{"akst", -9 * hour},
    NamedZone{"hst", -10 * hour},
};

/// "UTC+2", "GMT-5": the signed hours behind the name.
std::size_t read_signed_hours(const Tokens& tokens, std::size_t at, std::size_t last, std::int64_t& offset) {
    if (at + 1 >= last || (!tokens[at].is("+") && !tokens[at].is("-"))) return 0;
    if (tokens[at + 1].kind != Token::Kind::number || tokens[at + 1].value < 0 || tokens[at + 1].value > 14) return 0;
    offset += (tokens[at].is("+") ? 1 : -1) * tokens[at + 1].value * hour;
    return 2;
}

std::size_t read_zone(const Tokens& tokens, std::size_t at, std::size_t last, Clock& clock) {
    const std::size_t bracket = tokens[at].is("(") ? 1 : 0;
    const auto word = at + bracket;
    for (const std::string_view own : {"our time", "my time", "local time here", "here"}) {
        if (const auto taken = read_words(tokens, word, last, own)) return bracket + taken;
    }
    for (const std::string_view theirs : {"your local time", "your time", "local time"}) {
        if (const auto taken = read_words(tokens, word, last, theirs)) {
            clock.foreign = true;
            return bracket + taken;
        }
    }
    if (word < last && tokens[word].capital && read_words(tokens, word + 1, last, "time") != 0) {
        clock.foreign = true;
        return bracket + 2;
    }
    for (const auto& [name, offset, us_rule] : zones) {
        if (word >= last || !tokens[word].is(name) || !tokens[word].capital) continue;
        clock.utc_offset = offset;
        clock.us_rule = us_rule;
        auto taken = bracket + 1;
        if (offset == 0) taken += read_signed_hours(tokens, word + 1, last, *clock.utc_offset);
        if (bracket != 0 && tokens[at + taken].is(")")) ++taken;
        return taken;
    }
    return 0;
}

/// "am", "p.m.", "o'clock", "h", "hrs", "uhr" behind the number: which half of the day.
std::size_t read_half(const Tokens& tokens, std::size_t at, std::size_t last, Clock& clock) {
    const bool morning = tokens[at].is("am") || tokens[at].is("a");
    const bool afternoon = tokens[at].is("pm") || tokens[at].is("p");
    if (at < last && (morning || afternoon)) {
        auto taken = std::size_t{1};
        if (tokens[at].word.size() == 1) {
            taken = tokens[at + 1].is(".") && !tokens[at + 1].spaced ? 2 : 1;
            if (!tokens[at + taken].is("m") || (tokens[at + taken].spaced && taken == 1)) return 0;
            ++taken;
            const auto& dot = tokens[at + taken];
            // The last dot may end the sentence as well; then it is not in this sentence's words.
            if (taken == 3 && dot.is(".") && !dot.spaced && at + taken < last) ++taken;
        }
        if (clock.hour > 12) return taken;
        clock.hour = clock.hour % 12 + (afternoon ? 12 : 0);
        clock.half_known = true;
        return taken;
    }
    for (const std::string_view word : {"o'clock", "oclock", "uhr"}) {
        if (at < last && tokens[at].is(word)) return 1;
    }
    for (const std::string_view word : {"hours", "hrs", "h"}) {
        if (at < last && tokens[at].is(word) && clock.half_known) return 1;
    }
    return 0;
}

bool is_minute(const Token& token) {
    return token.kind == Token::Kind::number && token.word.size() == 2 && token.value < 60 && !token.spaced;
}

/// "17:00", "17.30", "14h30", "1700 hrs".
std::size_t read_figures(const Tokens& tokens, std::size_t at, std::size_t last, Clock& clock) {
    const auto& first = tokens[at];
    if (first.kind != Token::Kind::number || first.value < 0) return 0;
    const bool separated = at + 2 < last && !tokens[at + 1].spaced && is_minute(tokens[at + 2]) && first.value < 24;
    if (separated && (tokens[at + 1].is(":") || tokens[at + 1].is(".") || tokens[at + 1].is("h"))) {
        clock.hour = first.value;
        clock.minute = tokens[at + 2].value;
        clock.half_known = first.value > 12 || first.value == 0 || first.word.size() == 2;
        if (tokens[at + 1].is(".") && tokens[at + 3].is(".") && tokens[at + 4].kind == Token::Kind::number) return 0;
        if (tokens[at + 1].is(":") && tokens[at + 3].is(":") && at + 4 < last && is_minute(tokens[at + 4])) return 5;
        return 3;
    }
    if (first.word.size() == 4 && first.value < 2400 && first.value % 100 < 60 &&
        (tokens[at + 1].is("hours") || tokens[at + 1].is("hrs") || tokens[at + 1].is("h"))) {
        clock.hour = first.value / 100;
        clock.minute = first.value % 100;
        clock.half_known = true;
        return 2;
    }
    return 0;
}

/// "half past nine", "quarter to five", "ten past three", "half three".
std::size_t read_spoken(const Tokens& tokens, std::size_t at, std::size_t last, Lead lead, Clock& clock) {
    auto word = at;
    if (tokens[word].is("a")) ++word;
    int minutes = 0;
    if (tokens[word].is("half")) {
        minutes = 30;
    } else if (tokens[word].is("quarter")) {
        minutes = 15;
    } else if (((tokens[word].is(Is::cardinal) && tokens[word + 1].is("to") && lead != Lead::from) ||
                tokens[word + 1].is("past")) &&
               (tokens[word].is(Is::cardinal) || tokens[word].kind == Token::Kind::number) && tokens[word].value > 0 &&
               tokens[word].value < 30 && lead != Lead::in && lead != Lead::within) {
        minutes = tokens[word].value;
    } else {
        return 0;
    }
    ++word;
    const bool to = tokens[word].is("to");
    if (tokens[word].is("past") || to) {
        ++word;
    } else if (minutes != 30) {
        return 0;
    }
    const auto& named = tokens[word];
    if (word >= last || !(named.is(Is::cardinal) || named.kind == Token::Kind::number)) return 0;
    if (named.value < 1 || named.value > 12 || tokens[word + 1].is(Is::unit)) return 0;
    clock.hour = to ? (named.value == 1 ? 12 : named.value - 1) : named.value;
    clock.minute = to ? 60 - minutes : minutes;
    return word + 1 - at;
}

/// A bare number is a clock time only behind a word that asks for one, and with no thing behind it to count.
bool may_stand_alone(const Tokens& tokens, std::size_t next, std::size_t last, const TimeWords& into) {
    const bool asked = into.lead == Lead::by || into.lead == Lead::at || into.lead == Lead::before ||
                       into.lead == Lead::until || into.lead == Lead::after || into.clock_lead != Lead::none;
    // "9-11 am": the half of the day stands behind the second one.
    const bool ranged = (tokens[next].is("-") || tokens[next].is("~") || tokens[next].is("to")) &&
                        tokens[next + 1].kind == Token::Kind::number &&
                        (tokens[next + 2].is("am") || tokens[next + 2].is("pm"));
    if (ranged && next + 2 < last) return true;
    if (!asked) return false;
    if (next >= last) return true;
    const auto& token = tokens[next];
    if (token.kind == Token::Kind::number || token.is("%") || token.is("/") || token.is("of")) return false;
    if (token.is("-") && !token.spaced) return false;
    if (token.is(".") && !tokens[next + 1].spaced && next + 1 < last) return false;
    if (token.kind == Token::Kind::mark) return true;
    return token.is(Is::function_word) || token.is(Is::adverb) || token.is("tomorrow") || token.is("today") ||
           token.is(Is::weekday) || token.is("sharp") || token.is(Is::pronoun);
}

std::size_t read_bare(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    const auto& first = tokens[at];
    if (!(first.is(Is::cardinal) || first.kind == Token::Kind::number) || first.value < 1 || first.value > 23) return 0;
    if (first.is("one") && tokens[at + 1].is(Is::ordinal)) return 0;
    Clock clock{.hour = first.value, .half_known = first.value > 12};
    auto taken = std::size_t{1};
    if (first.is(Is::cardinal) && (tokens[at + 1].is("thirty") || tokens[at + 1].is("fifteen"))) {
        clock.minute = tokens[at + 1].value;
        ++taken;
    }
    const auto& next = tokens[at + taken];
    std::size_t half = 0;
    if (next.is("h") || next.is("hrs") || next.is("hours")) {
        // "At 18 hours" is a time of day, "within 18 hours" a span.
        const bool is_clock = into.lead == Lead::at || (into.lead == Lead::by && !next.is("hours"));
        if (!is_clock) return 0;
        clock.half_known = true;
        half = 1;
    } else {
        half = read_half(tokens, at + taken, last, clock);
    }
    Clock zoned = clock;
    const auto zone = read_zone(tokens, at + taken + half, last, zoned);
    if (half == 0 && zone == 0 && !may_stand_alone(tokens, at + taken, last, into)) return 0;
    into.clock = zoned;
    return taken + half + zone;
}

}  // namespace

bool names_a_zone(const Token& word) {
    return word.capital && std::ranges::any_of(zones, [&](const NamedZone& zone) { return word.is(zone.name); });
}

std::size_t read_clock(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (at >= last) return 0;
    Clock clock;
    if (const auto spoken = read_spoken(tokens, at, last, into.lead, clock)) {
        auto taken = spoken;
        taken += read_half(tokens, at + taken, last, clock);
        into.clock = clock;
        return taken;
    }
    auto taken = read_figures(tokens, at, last, clock);
    if (taken == 0) {
        const auto twelve = tokens[at].is("12") && (tokens[at + 1].is("noon") || tokens[at + 1].is("midday"));
        return twelve ? 1 + read_day_part(tokens, at + 1, last, into) : read_bare(tokens, at, last, into);
    }
    taken += read_half(tokens, at + taken, last, clock);
    taken += read_zone(tokens, at + taken, last, clock);
    into.clock = clock;
    return taken;
}

std::size_t read_day_part(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    struct Words {
        std::string_view words;
        DayPart part;
    };
    static constexpr PhraseList phrases{std::array{
        Words{"close of business", DayPart::close_of_business},
        Words{"the close of business", DayPart::close_of_business},
        Words{"close of play", DayPart::close_of_business},
        Words{"close of trading", DayPart::close_of_business},
        Words{"close of the day", DayPart::close_of_business},
        Words{"close of day", DayPart::close_of_business},
        Words{"end of business", DayPart::close_of_business},
        Words{"end of play", DayPart::close_of_business},
        Words{"the end of business", DayPart::close_of_business},
        Words{"the end of the working day", DayPart::close_of_business},
        Words{"the end of the business day", DayPart::close_of_business},
        Words{"end of the working day", DayPart::close_of_business},
        Words{"end of the business day", DayPart::close_of_business},
        Words{"end of working day", DayPart::close_of_business},
        Words{"end of business day", DayPart::close_of_business},
        Words{"closing time", DayPart::close_of_business},
        Words{"end of the day", DayPart::end_of_day},
        Words{"the end of the day", DayPart::end_of_day},
        Words{"the end of day", DayPart::end_of_day},
        Words{"end of day", DayPart::end_of_day},
        Words{"end - of - day", DayPart::end_of_day},
        Words{"the day is out", DayPart::end_of_day},
        Words{"the day is over", DayPart::end_of_day},
        Words{"the day ends", DayPart::end_of_day},
        Words{"day 's end", DayPart::end_of_day},
        Words{"first thing in the morning", DayPart::morning},
        Words{"first thing", DayPart::end_of_day},
        Words{"last thing", DayPart::end_of_day},
        Words{"mid - morning", DayPart::morning},
        Words{"mid - afternoon", DayPart::afternoon},
        Words{"midafternoon", DayPart::afternoon},
        Words{"midmorning", DayPart::morning},
    }};
    if (at >= last) return 0;
    for (const auto& [words, part] : phrases.like(tokens[at].word)) {
        if (const auto taken = read_words(tokens, at, last, words)) {
            into.day_part = part;
            return taken;
        }
    }
    auto word = at;
    if (tokens[word].is("the") && tokens[word + 1].is(Is::day_part)) ++word;
    const bool shaded = tokens[word].is("early") || tokens[word].is("late") || tokens[word].is("mid");
    if (shaded && tokens[word + 1].is("-")) ++word;
    if (shaded && tokens[word + 1].is("in") && tokens[word + 2].is("the")) word += 2;
    if (shaded) ++word;
    if (word >= last || !tokens[word].is(Is::day_part)) return 0;
    into.day_part = static_cast<DayPart>(tokens[word].value);
    return word + 1 - at;
}

}  // namespace amends::guide::promise
