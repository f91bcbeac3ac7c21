// Dates: "5 March", "March the 5th, 2026", "5.3.", "13/04", "2026-03-05", "the 5th", "the first Monday in March".
#include "guide/promise_time.hpp"

namespace amends::guide::promise {
namespace {

bool is_year(const Token& token) {
    return token.kind == Token::Kind::number && token.word.size() == 4 && token.value >= 1990 && token.value <= 2100;
}

/// A year behind a date: "2026", ", 2026", "'26".
std::size_t read_year(const Tokens& tokens, std::size_t at, std::size_t last, int& year) {
    const std::size_t comma = tokens[at].is(",") ? 1 : 0;
    const auto number = at + comma;
    if (number < last && is_year(tokens[number])) {
        year = tokens[number].value;
        return comma + 1;
    }
    return 0;
}

bool is_month(const Tokens& tokens, std::size_t at, std::size_t last) { return at < last && tokens[at].is(Is::month); }

/// "-" or a dot between day and month name: "5-Mar", "5. March".
std::size_t separator(const Tokens& tokens, std::size_t at) {
    return tokens[at].is(".") || (tokens[at].is("-") && !tokens[at].spaced) ? 1 : 0;
}

std::size_t read_day_first(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    auto word = at;
    if (tokens[word].is("the")) ++word;
    unsigned day = 0;
    bool ordinal = false;
    const auto number = read_day_number(tokens, word, last, day, ordinal);
    if (number == 0) return 0;
    word += number;
    word += separator(tokens, word);
    if (tokens[word].is("of")) ++word;
    if (tokens[word].is("day") && tokens[word + 1].is("of")) word += 2;
    if (!is_month(tokens, word, last)) return 0;
    into.anchor = Anchor::date;
    into.day = day;
    into.month = static_cast<unsigned>(tokens[word].value);
    ++word;
    if (tokens[word].is(".") && word + 1 < last && tokens[word - 1].is(Is::abbreviation)) ++word;
    if (tokens[word].is("-") && !tokens[word].spaced) ++word;
    word += read_year(tokens, word, last, into.year);
    return word - at;
}

std::size_t read_month_first(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (!is_month(tokens, at, last)) return 0;
    auto word = at + 1;
    if (tokens[word].is(".") && tokens[at].is(Is::abbreviation)) ++word;
    if (tokens[word].is("the")) ++word;
    if (tokens[word].is("-") && !tokens[word].spaced) ++word;
    unsigned day = 0;
    bool ordinal = false;
    const auto number = read_day_number(tokens, word, last, day, ordinal);
    if (number == 0 || (tokens[word].is(Is::cardinal) && !ordinal)) return 0;
    into.anchor = Anchor::date;
    into.day = day;
    into.month = static_cast<unsigned>(tokens[at].value);
    word += number;
    word += read_year(tokens, word, last, into.year);
    return word - at;
}

bool tight(const Tokens& tokens, std::size_t at, std::string_view mark) {
    return tokens[at].is(mark) && !tokens[at].spaced;
}

bool small_number(const Tokens& tokens, std::size_t at, std::size_t last) {
    const auto& token = tokens[at];
    return at < last && token.kind == Token::Kind::number && token.word.size() <= 2 && !token.spaced && token.value > 0;
}

/// Both numbers can be the month and they differ: nobody can tell.
void set_figures(TimeWords& into, int first, int second, bool day_is_first) {
    into.anchor = Anchor::date;
    if (day_is_first || first > 12 || first == second) {
        into.day = static_cast<unsigned>(first);
        into.month = static_cast<unsigned>(second);
    } else if (second > 12) {
        into.day = static_cast<unsigned>(second);
        into.month = static_cast<unsigned>(first);
    } else {
        into.anchor = Anchor::unknown;
    }
}

std::size_t read_short_year(const Tokens& tokens, std::size_t at, std::size_t last, int& year) {
    const auto& token = tokens[at];
    if (at >= last || token.kind != Token::Kind::number || token.spaced) return 0;
    if (is_year(token)) {
        year = token.value;
    } else if (token.word.size() == 2) {
        year = 2000 + token.value;
    } else {
        return 0;
    }
    return 1;
}

/// "2026-03-05", "2026/03/05".
std::size_t read_iso(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (at + 4 >= last || !is_year(tokens[at])) return 0;
    const auto mark = tokens[at + 1].word;
    if (mark != "-" && mark != "/" && mark != ".") return 0;
    if (tokens[at + 1].spaced || !tight(tokens, at + 3, mark)) return 0;
    if (!small_number(tokens, at + 2, last) || !small_number(tokens, at + 4, last)) return 0;
    into.anchor = Anchor::date;
    into.year = tokens[at].value;
    into.month = static_cast<unsigned>(tokens[at + 2].value);
    into.day = static_cast<unsigned>(tokens[at + 4].value);
    return 5;
}

std::size_t read_figures(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (const auto iso = read_iso(tokens, at, last, into)) return iso;
    const auto& first = tokens[at];
    if (at + 2 >= last || first.kind != Token::Kind::number || first.word.size() > 2 || first.value < 1) return 0;
    const auto mark = tokens[at + 1].word;
    const bool dotted = mark == ".";
    if ((mark != "/" && mark != "-" && !dotted) || tokens[at + 1].spaced) return 0;
    const bool spaced_dots = dotted && tokens[at + 2].kind == Token::Kind::number && tokens[at + 2].word.size() <= 2 &&
                             tight(tokens, at + 3, ".");
    if (!small_number(tokens, at + 2, last) && !spaced_dots) return 0;
    const int second = tokens[at + 2].value;
    if (first.value > 31 || second > 31 || second < 1 || (first.value > 12 && second > 12)) return 0;
    if (dotted && second > 12) return 0;
    auto word = at + 3;
    const bool dot_closes = dotted && tight(tokens, word, ".");
    int year = 0;
    if (tight(tokens, word, mark)) {
        const auto taken = read_short_year(tokens, word + 1, last, year);
        word += taken != 0 ? 1 + taken : 0;
        if (taken == 0 && dotted) {
            if (word + 2 < last && is_year(tokens[word + 1])) year = tokens[word + 1].value;
            word += year != 0 ? 2 : (word + 1 < last ? 1 : 0);
        }
    }
    if (year == 0 && mark == "-") return 0;
    // "by 5.30" and "at 5.10" are clock times; "1/2" and "24/7" need a word in front that asks for a day.
    if (year == 0 && dotted && !dot_closes && (into.lead == Lead::at || tokens[at + 2].word.size() == 2)) {
        if (into.lead != Lead::on) return 0;
    }
    if (year == 0 && dotted && !dot_closes && into.lead == Lead::none && into.weekday < 0) return 0;
    if (year == 0 && !dotted && into.lead == Lead::none && into.weekday < 0) return 0;
    if (first.value == 24 && second == 7 && into.lead == Lead::none) return 0;
    set_figures(into, first.value, second, dotted);
    into.year = year;
    return word - at;
}

/// "the first Monday in March", "the last Friday of the month", "the second Tuesday of next month".
std::size_t read_nth_weekday(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    auto word = at;
    if (tokens[word].is("the")) ++word;
    const bool final = tokens[word].is("last");
    const bool counted = tokens[word].is(Is::ordinal) && tokens[word].value <= 5;
    if (word + 2 >= last || (!final && !counted) || !tokens[word + 1].is(Is::weekday)) return 0;
    const int nth = final ? -1 : tokens[word].value;
    const int weekday = tokens[word + 1].value;
    word += 2;
    if (!tokens[word].is("in") && !tokens[word].is("of")) return 0;
    ++word;
    if (is_month(tokens, word, last)) {
        into.month = static_cast<unsigned>(tokens[word].value);
        ++word;
        word += read_year(tokens, word, last, into.year);
    } else if (const auto current = read_words(tokens, word, last, "the month")) {
        word += current;
    } else if (const auto this_one = read_words(tokens, word, last, "this month")) {
        word += this_one;
    } else if (const auto next = read_words(tokens, word, last, "next month")) {
        word += next;
        into.offset = 1;
    } else if (const auto following = read_words(tokens, word, last, "the new year")) {
        word += following;
        into.month = 1;
    } else {
        return 0;
    }
    into.anchor = Anchor::nth_weekday;
    into.nth = nth;
    into.weekday = weekday;
    return word - at;
}

/// "the 5th", "the twenty-first of next month".
std::size_t read_day_of_month(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    if (!tokens[at].is("the") || into.lead == Lead::none) return 0;
    unsigned day = 0;
    bool ordinal = false;
    const auto number = read_day_number(tokens, at + 1, last, day, ordinal);
    auto word = at + 1 + number;
    if (number == 0 || !ordinal) return 0;
    if (const auto next = read_words(tokens, word, last, "of next month")) {
        into.offset = 1;
        word += next;
    } else if (const auto current = read_words(tokens, word, last, "of this month")) {
        word += current;
    } else if (const auto month = read_words(tokens, word, last, "of the month")) {
        word += month;
    } else if (const auto following = read_words(tokens, word, last, "of the following month")) {
        into.offset = 1;
        word += following;
    } else if (tokens[word].is("of") || noun_follows(tokens, word, last) || tokens[word].is(Is::unit) ||
               tokens[word].is(Is::weekday)) {
        return 0;
    }
    into.anchor = Anchor::day_of_month;
    into.day = day;
    return word - at;
}

}  // namespace

std::size_t read_day_number(const Tokens& tokens, std::size_t at, std::size_t last, unsigned& day, bool& ordinal) {
    const auto& first = tokens[at];
    if (at >= last) return 0;
    if (first.kind == Token::Kind::number) {
        if (first.value < 1 || first.value > 31) return 0;
        day = static_cast<unsigned>(first.value);
        const auto& suffix = tokens[at + 1];
        ordinal = at + 1 < last && !suffix.spaced &&
                  (suffix.is("st") || suffix.is("nd") || suffix.is("rd") || suffix.is("th"));
        if (!ordinal && at + 1 < last && !suffix.spaced && suffix.kind == Token::Kind::word) return 0;
        return ordinal ? 2 : 1;
    }
    if (first.is("twenty") || first.is("thirty")) {
        const std::size_t dash = tokens[at + 1].is("-") ? 1 : 0;
        const auto& second = tokens[at + 1 + dash];
        if (at + 1 + dash < last && (second.is(Is::ordinal) || second.is(Is::cardinal)) && second.value < 10) {
            day = static_cast<unsigned>(first.value + second.value);
            ordinal = second.is(Is::ordinal);
            return day <= 31 ? 2 + dash : 0;
        }
    }
    if (!first.is(Is::ordinal) && !first.is(Is::cardinal)) return 0;
    if (first.value > 31) return 0;
    day = static_cast<unsigned>(first.value);
    ordinal = first.is(Is::ordinal);
    return 1;
}

std::size_t read_date(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into) {
    const auto& first = tokens[at];
    if (at >= last) return 0;
    const bool may_begin = first.kind == Token::Kind::number || first.is(Is::month) || first.is("the") ||
                           first.is(Is::ordinal) || first.is(Is::cardinal) || first.is("last");
    if (!may_begin) return 0;
    for (const auto read : {read_figures, read_nth_weekday, read_day_first, read_month_first, read_day_of_month}) {
        auto tried = into;
        if (const auto taken = read(tokens, at, last, tried)) {
            into = tried;
            return taken;
        }
    }
    return 0;
}

}  // namespace amends::guide::promise
