// Days by name: "tomorrow", "next Tuesday", "Tuesday week", "a week on Monday", "the day before Christmas".
#include <array>

#include "guide/phrase_list.hpp"
#include "guide/promise_time.hpp"

namespace amends::guide::promise {
namespace {

struct Relative {
    std::string_view words;
    int days;
    bool past = false;
};
/// The longer one before one that it begins with.
constexpr PhraseList relatives{std::array{
    Relative{"the day after tomorrow", 2},
    Relative{"day after tomorrow", 2},
    Relative{"overmorrow", 2},
    Relative{"the day before yesterday", -2, true},
    Relative{"this very day", 0},
    Relative{"today", 0},
    Relative{"to - day", 0},
    Relative{"this day", 0},
    Relative{"tomorrow", 1},
    Relative{"tomorow", 1},
    Relative{"tommorow", 1},
    Relative{"tommorrow", 1},
    Relative{"tmrw", 1},
    Relative{"tmr", 1},
    Relative{"tomo", 1},
    Relative{"yesterday", -1, true},
    Relative{"overnight", 1},
    Relative{"tonite", 0},
}};

/// "week" or "fortnight" behind a day: "Tuesday week", "today fortnight", "Friday in a week", "Monday after next".
std::size_t read_weeks_later(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (at >= last) return 0;
    const bool ends = at + 1 >= last || tokens[at + 1].kind == Token::Kind::mark ||
                      tokens[at + 1].is(Is::function_word) || tokens[at + 1].is(Is::adverb);
    if (tokens[at].is("week") && ends) {
        into.shift_days += 7;
        return 1;
    }
    if (tokens[at].is("fortnight") && ends) {
        into.shift_days += 14;
        return 1;
    }
    if (const auto taken = read_words(tokens, at, last, "in a week")) {
        into.shift_days += 7;
        return taken;
    }
    if (const auto taken = read_words(tokens, at, last, "after next")) {
        into.which = Which::after_next;
        return taken;
    }
    return 0;
}

/// "next week", "of next week", "this week" behind a weekday.
std::size_t read_its_week(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    struct Week {
        std::string_view words;
        Which which;
        int more_days;
    };
    static constexpr std::array weeks{
        Week{"of the week after next", Which::next, 7},
        Week{"the week after next", Which::next, 7},
        Week{"of next week", Which::next, 0},
        Week{"next week", Which::next, 0},
        Week{"of the coming week", Which::next, 0},
        Week{"of the following week", Which::next, 0},
        Week{"of this week", Which::this_one, 0},
        Week{"this week", Which::this_one, 0},
        Week{"the week after", Which::next, 0},
        Week{"of last week", Which::last, 0},
        Week{"last week", Which::last, 0},
    };
    for (const auto& [words, which, more_days] : weeks) {
        if (const auto taken = read_words(tokens, at, last, words)) {
            into.which = which;
            into.shift_days += more_days;
            into.nth = 1;  // the week is said, so "next" means that one week and nothing else
            return taken;
        }
    }
    return 0;
}

/// The word before a weekday that says which one; how many tokens.
std::size_t read_which(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    struct Word {
        std::string_view words;
        Which which;
    };
    static constexpr PhraseList which_words{std::array{
        Word{"this coming", Which::plain},  Word{"the coming", Which::plain}, Word{"coming", Which::plain},
        Word{"the upcoming", Which::plain}, Word{"upcoming", Which::plain},   Word{"the following", Which::plain},
        Word{"following", Which::plain},    Word{"this next", Which::plain},  Word{"this", Which::this_one},
        Word{"the next", Which::plain},     Word{"next week", Which::next},   Word{"next", Which::next},
        Word{"this past", Which::last},     Word{"this last", Which::last},   Word{"the last", Which::last},
        Word{"last", Which::last},          Word{"the past", Which::last},    Word{"past", Which::last},
        Word{"the previous", Which::last},  Word{"previous", Which::last},    Word{"the", Which::plain},
    }};
    for (const auto& [words, which] : which_words.like(tokens[at].word)) {
        auto taken = read_words(tokens, at, last, words);
        if (taken == 0) continue;
        if (words == "next week") {
            if (tokens[at + taken].is(",")) ++taken;
            if (tokens[at + taken].is("on")) ++taken;
            into.nth = 1;
        }
        const auto& day = tokens[at + taken];
        if (at + taken >= last || !(day.is(Is::weekday) || day.is(Is::short_weekday))) {
            into.nth = 0;
            continue;
        }
        into.which = which;
        return taken;
    }
    return 0;
}

bool is_weekday(const Tokens& tokens, std::size_t at, std::size_t last, const TimeWords& into) {
    const auto& token = tokens[at];
    if (at >= last) return false;
    if (token.is(Is::weekday)) return true;
    if (!token.is(Is::short_weekday)) return false;
    return token.capital || into.lead == Lead::by || into.lead == Lead::on || into.lead == Lead::before ||
           into.which != Which::plain;
}

std::size_t read_weekday(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    auto word = at + read_which(tokens, at, last, into);
    const bool articled = word > at && tokens[word - 1].is("the");
    if (!is_weekday(tokens, word, last, into)) return 0;
    into.weekday = tokens[word].value;
    into.n = into.weekday;
    ++word;
    if (tokens[word].is(".") && tokens[word - 1].is(Is::short_weekday) && word + 1 < last) ++word;
    if (tokens[word].is("'s")) {
        into.anchor = Anchor::weekday;
        into.attributive = true;
        return word + 1 - at;
    }
    // A date behind it is the day; the weekday must fit.
    auto dated = into;
    auto skip = tokens[word].is(",") ? std::size_t{1} : 0;
    if (tokens[word + skip].is("(")) ++skip;
    if (tokens[word + skip].is("on")) ++skip;
    if (dated.lead == Lead::none) dated.lead = Lead::on;
    if (const auto date = read_date(tokens, word + skip, last, dated);
        date != 0 &&
        (dated.anchor == Anchor::date || dated.anchor == Anchor::unknown || dated.anchor == Anchor::day_of_month)) {
        dated.lead = into.lead;
        dated.weekday = into.weekday;
        into = dated;
        const auto end = word + skip + date;
        return end + (skip > 0 && tokens[word + skip - 1].is("(") && tokens[end].is(")") ? 1 : 0) - at;
    }
    into.anchor = Anchor::weekday;
    into.attributive = articled && noun_follows(tokens, word, last);
    if (tokens[word].is("coming") || tokens[word].is("next")) {
        const bool week_next = tokens[word + 1].is("week") || tokens[word + 1].is("month");
        if (!week_next) {
            if (tokens[word].is("next")) into.which = Which::next;
            return word + 1 - at;
        }
    }
    word += read_weeks_later(tokens, word, last, into);
    word += read_its_week(tokens, word, last, into);
    return word - at;
}

/// "a week on Monday", "two weeks from Friday", "three days before Christmas", "the day after Easter".
std::size_t read_counted_from(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (into.inner) return 0;
    double amount = 0;
    bool vague = false;
    auto word = at;
    if (tokens[at].is("the") && (tokens[at + 1].is("day") || tokens[at + 1].is("week"))) {
        amount = 1;
        ++word;
    } else {
        const auto taken = read_amount(tokens, at, last, amount, vague);
        if (taken == 0 || vague) return 0;
        word += taken;
    }
    if (word >= last || !tokens[word].is(Is::unit)) return 0;
    const auto unit = static_cast<Unit>(tokens[word].value);
    const int days = unit == Unit::day ? 1 : unit == Unit::week ? 7 : unit == Unit::fortnight ? 14 : 0;
    if (days == 0) return 0;
    ++word;
    const bool before = tokens[word].is("before") || read_words(tokens, word, last, "ahead of") != 0;
    const bool after = tokens[word].is("after") || tokens[word].is("from") || tokens[word].is("on");
    if (before) word += tokens[word].is("before") ? 1 : 2;
    if (after) ++word;
    TimeWords day;
    day.inner = true;
    day.lead = Lead::on;
    const auto taken = read_day(tokens, word, last, day);
    const bool known = day.anchor == Anchor::weekday || day.anchor == Anchor::date || day.anchor == Anchor::feast ||
                       day.anchor == Anchor::relative;
    if (taken == 0 || !known || day.past) return 0;
    if (!before && !after && day.anchor != Anchor::relative) return 0;
    if (after && tokens[word - 1].is("from") && day.anchor == Anchor::relative && day.n == 0) return 0;
    day.lead = into.lead;
    day.inner = false;
    day.shift_days += static_cast<int>(amount) * days * (before ? -1 : 1);
    into = day;
    return word + taken - at;
}

}  // namespace

std::size_t read_day(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (at >= last) return 0;
    for (const auto& [words, days, past] : relatives.like(tokens[at].word)) {
        const auto taken = read_words(tokens, at, last, words);
        if (taken == 0) continue;
        into.anchor = Anchor::relative;
        into.n = days;
        into.past = past;
        if (tokens[at + taken].is("'s")) {
            into.attributive = true;
            return taken + 1;
        }
        return taken + read_weeks_later(tokens, at + taken, last, into);
    }
    if (tokens[at].is("tonight")) {
        into.anchor = Anchor::relative;
        into.n = 0;
        into.day_part = DayPart::night;
        if (tokens[at + 1].is("'s")) into.attributive = true;
        return 1;
    }
    if (tokens[at].is("this") && tokens[at + 1].is(Is::day_part)) {
        into.anchor = Anchor::relative;
        into.day_part = static_cast<DayPart>(tokens[at + 1].value);
        return 2;
    }
    for (const auto shade : {"this late", "this early"}) {
        if (read_words(tokens, at, last, shade) != 0 && tokens[at + 2].is(Is::day_part)) {
            into.anchor = Anchor::relative;
            into.day_part = static_cast<DayPart>(tokens[at + 2].value);
            return 3;
        }
    }
    for (const auto read : {read_counted_from, read_date, read_weekday, read_feast, read_period, read_duration}) {
        auto tried = into;
        if (const auto taken = read(tokens, at, last, tried)) {
            into = tried;
            return taken;
        }
    }
    return 0;
}

}  // namespace amends::guide::promise
