// Recurring times: "every other Tuesday at 9", "on the first of each month", "twice a week", "weekly until Easter".
#include <array>

#include "guide/phrase_list.hpp"
#include "guide/promise_time.hpp"

namespace amends::guide::promise {
namespace {

struct Simple {
    std::string_view words;
    Rhythm::Unit unit;
    int every = 1;
};
/// The longer phrase before one that it begins with.
constexpr PhraseList simple_rhythms{std::array{
    Simple{"once an hour", Rhythm::Unit::hour},
    Simple{"hourly", Rhythm::Unit::hour},
    Simple{"once a day", Rhythm::Unit::day},
    Simple{"once per day", Rhythm::Unit::day},
    Simple{"twice a day", Rhythm::Unit::day},
    Simple{"twice daily", Rhythm::Unit::day},
    Simple{"on a daily basis", Rhythm::Unit::day},
    Simple{"daily", Rhythm::Unit::day},
    Simple{"on weekdays", Rhythm::Unit::business_day},
    Simple{"on working days", Rhythm::Unit::business_day},
    Simple{"once a week", Rhythm::Unit::week},
    Simple{"once per week", Rhythm::Unit::week},
    Simple{"twice a week", Rhythm::Unit::week},
    Simple{"on a weekly basis", Rhythm::Unit::week},
    Simple{"once every two weeks", Rhythm::Unit::week, 2},
    Simple{"once a fortnight", Rhythm::Unit::week, 2},
    Simple{"weekly", Rhythm::Unit::week},
    Simple{"week by week", Rhythm::Unit::week},
    Simple{"fortnightly", Rhythm::Unit::week, 2},
    Simple{"biweekly", Rhythm::Unit::week, 2},
    Simple{"bi - weekly", Rhythm::Unit::week, 2},
    Simple{"once a month", Rhythm::Unit::month},
    Simple{"once per month", Rhythm::Unit::month},
    Simple{"on a monthly basis", Rhythm::Unit::month},
    Simple{"monthly", Rhythm::Unit::month},
    Simple{"once a quarter", Rhythm::Unit::month, 3},
    Simple{"quarterly", Rhythm::Unit::month, 3},
    Simple{"once a year", Rhythm::Unit::year},
    Simple{"yearly", Rhythm::Unit::year},
    Simple{"annually", Rhythm::Unit::year},
}};

bool is_plural_weekday(const Token& token, int& weekday) {
    static constexpr std::array names{"sundays",   "mondays", "tuesdays", "wednesdays",
                                      "thursdays", "fridays", "saturdays"};
    for (std::size_t day = 0; day < names.size(); ++day) {
        if (token.is(names[day])) {
            weekday = static_cast<int>(day);
            return true;
        }
    }
    return false;
}

/// "Monday, Wednesday and Friday": one weekday or several; plural forms where `plural`.
std::size_t read_weekdays(const Tokens& tokens, std::size_t at, std::size_t last, bool plural,
                          std::array<bool, 7>& weekdays) {
    auto word = at;
    auto end = at;
    for (int count = 0; count < 7 && word < last; ++count) {
        int weekday = tokens[word].value;
        const bool named = plural ? is_plural_weekday(tokens[word], weekday) : tokens[word].is(Is::weekday);
        if (!named) break;
        weekdays[static_cast<std::size_t>(weekday)] = true;
        end = ++word;
        if (tokens[word].is(",")) ++word;
        if (tokens[word].is("and") || tokens[word].is("&")) ++word;
    }
    return end - at;
}

bool has_any(const std::array<bool, 7>& weekdays) {
    for (const bool day : weekdays) {
        if (day) return true;
    }
    return false;
}

bool set_unit(Rhythm& rhythm, const Token& token) {
    if (!token.is(Is::unit)) return false;
    switch (static_cast<Unit>(token.value)) {
        case Unit::minute: return false;
        case Unit::hour: rhythm.unit = Rhythm::Unit::hour; return true;
        case Unit::day: rhythm.unit = Rhythm::Unit::day; return true;
        case Unit::working_day: rhythm.unit = Rhythm::Unit::business_day; return true;
        case Unit::week: rhythm.unit = Rhythm::Unit::week; return true;
        case Unit::fortnight:
            rhythm.unit = Rhythm::Unit::week;
            rhythm.every *= 2;
            return true;
        case Unit::month: rhythm.unit = Rhythm::Unit::month; return true;
        case Unit::quarter:
            rhythm.unit = Rhythm::Unit::month;
            rhythm.every *= 3;
            return true;
        case Unit::year: rhythm.unit = Rhythm::Unit::year; return true;
    }
    return false;
}

/// What follows "every" or "each".
std::size_t read_every(const Tokens& tokens, std::size_t at, std::size_t last, Rhythm& rhythm, TimeWords& into) {
    auto word = at;
    if (tokens[word].is("single")) ++word;
    if (tokens[word].is("other") || (tokens[word].is("second") && !tokens[word + 1].is("of"))) {
        rhythm.every = 2;
        ++word;
    } else if (tokens[word].is(Is::ordinal) && tokens[word].value <= 4 && tokens[word + 1].is(Is::weekday)) {
        rhythm.unit = Rhythm::Unit::month;
        rhythm.nth = tokens[word].value;
        rhythm.weekdays[static_cast<std::size_t>(tokens[word + 1].value)] = true;
        word += 2;
        word += read_words(tokens, word, last, "of the month") + read_words(tokens, word, last, "in the month");
        return word - at;
    } else if (tokens[word].is("last") && tokens[word + 1].is(Is::weekday)) {
        rhythm.unit = Rhythm::Unit::month;
        rhythm.nth = -1;
        rhythm.weekdays[static_cast<std::size_t>(tokens[word + 1].value)] = true;
        return word + 2 - at;
    } else {
        double amount = 0;
        bool vague = false;
        const auto number = read_amount(tokens, word, last, amount, vague);
        if (vague) return 0;
        if (number != 0 && amount >= 1) rhythm.every = static_cast<int>(amount);
        word += number;
    }
    if (const auto days = read_weekdays(tokens, word, last, false, rhythm.weekdays)) return word + days - at;
    const bool working = tokens[word].is("working") || tokens[word].is("business") || tokens[word].is("work");
    if (working) ++word;
    if (tokens[word].is(Is::day_part) && !working && !noun_follows(tokens, word + 1, last)) {
        rhythm.unit = Rhythm::Unit::day;
        into.day_part = static_cast<DayPart>(tokens[word].value);
        return word + 1 - at;
    }
    if (word >= last || !set_unit(rhythm, tokens[word])) return 0;
    if (working) rhythm.unit = Rhythm::Unit::business_day;
    ++word;
    if (rhythm.unit != Rhythm::Unit::week) return word - at;
    const std::size_t on = tokens[word].is("on") ? 1 : 0;
    if (on == 0) return word - at;
    const auto days = read_weekdays(tokens, word + on, last, false, rhythm.weekdays) +
                      read_weekdays(tokens, word + on, last, true, rhythm.weekdays);
    return word + (days != 0 ? on + days : 0) - at;
}

/// "the first of each month", "the last Friday of every month", "the 15th of the month", "the end of each week".
std::size_t read_of_each(const Tokens& tokens, std::size_t at, std::size_t last, Rhythm& rhythm) {
    auto word = at;
    if (!tokens[word].is("the")) return 0;
    ++word;
    unsigned day = 0;
    bool ordinal = false;
    int weekday = -1;
    const bool at_the_end = tokens[word].is("end") || (tokens[word].is("last") && tokens[word + 1].is("day"));
    if (at_the_end) {
        word += tokens[word].is("end") ? 1 : 2;
    } else if ((tokens[word].is(Is::ordinal) || tokens[word].is("last")) && tokens[word + 1].is(Is::weekday)) {
        rhythm.nth = tokens[word].is("last") ? -1 : tokens[word].value;
        weekday = tokens[word + 1].value;
        word += 2;
    } else {
        const auto taken = read_day_number(tokens, word, last, day, ordinal);
        if (taken == 0 || !ordinal) return 0;
        word += taken;
        if (tokens[word].is("day")) ++word;
    }
    if (!tokens[word].is("of") && !tokens[word].is("in")) return 0;
    ++word;
    if (!tokens[word].is("each") && !tokens[word].is("every")) return 0;
    ++word;
    if (word >= last || !set_unit(rhythm, tokens[word])) return 0;
    if (weekday >= 0) rhythm.weekdays[static_cast<std::size_t>(weekday)] = true;
    if (rhythm.unit == Rhythm::Unit::week && at_the_end) rhythm.weekdays[5] = true;
    if (rhythm.unit == Rhythm::Unit::month && at_the_end) rhythm.day_of_month = -1;
    if (rhythm.unit == Rhythm::Unit::month && day != 0) rhythm.day_of_month = static_cast<int>(day);
    return word + 1 - at;
}

std::size_t read_core(const Tokens& tokens, std::size_t at, std::size_t last, Rhythm& rhythm, TimeWords& into) {
    auto word = at;
    const bool led =
        tokens[word].is("on") || tokens[word].is("at") || tokens[word].is("by") || tokens[word].is("before");
    if (led) ++word;
    if (const auto taken = read_of_each(tokens, word, last, rhythm)) return word + taken - at;
    rhythm = Rhythm{};
    if (tokens[word].is("every") || tokens[word].is("each")) {
        const auto taken = read_every(tokens, word + 1, last, rhythm, into);
        return taken == 0 ? 0 : word + 1 + taken - at;
    }
    if (led && read_weekdays(tokens, word, last, true, rhythm.weekdays) != 0) {
        rhythm.weekdays = {};
        return word + read_weekdays(tokens, word, last, true, rhythm.weekdays) - at;
    }
    for (const auto& [words, unit, every] : simple_rhythms.like(tokens[at].word)) {
        const auto taken = read_words(tokens, at, last, words);
        if (taken == 0) continue;
        // "our weekly call" names a thing; "a weekly update" is one that will come.
        const auto& prior = tokens[at > 0 ? at - 1 : tokens.size()];
        const bool known_thing =
            prior.is("our") || prior.is("the") || prior.is("your") || prior.is("my") || prior.is("this");
        if (known_thing && noun_follows(tokens, at + taken, last)) return 0;
        rhythm.unit = unit;
        rhythm.every = every;
        return taken;
    }
    return 0;
}

}  // namespace

std::size_t read_rhythm(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    Rhythm rhythm;
    const auto core = read_core(tokens, at, last, rhythm, into);
    if (core == 0) return 0;
    auto end = at + core;
    if (rhythm.unit == Rhythm::Unit::week && !has_any(rhythm.weekdays) && tokens[end].is("on")) {
        const auto days = read_weekdays(tokens, end + 1, last, true, rhythm.weekdays) +
                          read_weekdays(tokens, end + 1, last, false, rhythm.weekdays);
        if (days != 0) end += 1 + days;
    }
    into.lead = Lead::by;
    for (int pieces = 0; pieces < 2; ++pieces) {
        std::size_t joint = tokens[end].is(",") ? 1 : 0;
        if (tokens[end + joint].is("at") || tokens[end + joint].is("by") || tokens[end + joint].is("before") ||
            tokens[end + joint].is("in") || tokens[end + joint].is("around")) {
            ++joint;
        }
        auto tried = into;
        tried.clock_lead = joint != 0 ? Lead::at : Lead::none;
        auto taken = read_day_part(tokens, end + joint, last, tried);
        if (taken == 0) taken = read_clock(tokens, end + joint, last, tried);
        if (taken == 0) break;
        into = tried;
        end += joint + taken;
    }
    into.rhythm = rhythm;
    return end - at;
}

}  // namespace amends::guide::promise
