#include "calendar/day_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace amends::calendar {
namespace {

using base::CivilDate;
using base::Result;
using MaybeDay = std::optional<Result<CivilDate>>;
using Words = std::vector<std::string>;

constexpr std::array<const char*, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<const char*, 12> numbers{"one",   "two",   "three", "four", "five",   "six",
                                              "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
constexpr std::size_t shortest_name = 3;  // "Mon", "Mar"
constexpr int days_a_week = 7;

/// What the words of a date say.
struct Parts {
    std::optional<unsigned> weekday, month, day;
    std::optional<int> year;
    bool last = false, next = false, this_one = false;
    bool ordinal = false;  ///< "30th": a day also without its month
    bool understood = true;
};

tl::unexpected<base::Error> refused(std::string message) {
    return base::failure(base::Fault::wrong_use, base::Retry::never, std::move(message));
}

/// The place of the name that `word` is or abbreviates ("Tues", "Sept").
template <std::size_t N>
std::optional<unsigned> place_in(const std::array<const char*, N>& names, std::string_view word) {
    if (word.size() < shortest_name) return std::nullopt;
    for (unsigned i = 0; i < N; ++i)
        if (base::lower_ascii(names[i]).starts_with(word)) return i;
    return std::nullopt;
}

std::optional<int> number_of(std::string_view word) {
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error != std::errc() || end != word.data() + word.size() || number < 0) return std::nullopt;
    return number;
}

std::vector<std::string> split(std::string_view text, std::string_view at) {
    std::vector<std::string> words(1);
    for (const char byte : text) {
        if (at.find(byte) == std::string_view::npos) {
            words.back() += byte;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

/// Of "1st", "2nd", "3rd", "6th" the number.
std::string_view without_ordinal(std::string_view word) {
    for (const std::string_view ending : {"st", "nd", "rd", "th"})
        if (word.size() > ending.size() && word.ends_with(ending) && number_of(word.substr(0, word.size() - 2)))
            return word.substr(0, word.size() - 2);
    return word;
}

std::string days_of(int year, unsigned month) {
    const auto last =
        std::chrono::year_month_day_last(std::chrono::year{year} / std::chrono::month{month} / std::chrono::last);
    return fmt::format("{} {} has {} days", months.at(month - 1), year, static_cast<unsigned>(last.day()));
}

Result<CivilDate> existing(int year, unsigned month, unsigned day) {
    constexpr int first_year = 1900;  // "0206" is a slip for 2026
    if (year < first_year) return refused(fmt::format("the year {} is not meant; write it like 2026-03-06.", year));
    if (month < 1 || month > months.size()) return refused(fmt::format("there is no month {}; there are 12.", month));
    constexpr unsigned most_days = 31;  // std::chrono::day keeps one byte
    const CivilDate date{std::chrono::year{year}, std::chrono::month{month},
                         std::chrono::day{std::min(day, most_days)}};
    if (day > most_days || !date.ok())
        return refused(
            fmt::format("{} {} {} does not exist: {}.", day, months.at(month - 1), year, days_of(year, month)));
    return date;
}

int days_between(CivilDate from, CivilDate to) {
    return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

/// The day of that name in this year, the last or the next.
Result<CivilDate> of_a_year(unsigned month, unsigned day, CivilDate today, Lean lean) {
    std::optional<CivilDate> best;
    const int year = static_cast<int>(today.year());
    for (const int candidate : {year, year - 1, year + 1}) {
        const auto date = existing(candidate, month, day);
        if (!date || (lean == Lean::ahead && *date < today)) continue;
        if (!best || std::abs(days_between(today, *date)) < std::abs(days_between(today, *best))) best = *date;
    }
    return best ? Result<CivilDate>(*best) : existing(year, month, day);
}

/// "the 30th": of this month, or of the nearest one before or behind it that has such a day.
Result<CivilDate> of_a_month(unsigned day, CivilDate today, Lean lean) {
    constexpr int most_months = 3;  // two months running have 31 days, or the second next has
    for (int step = 0; step < most_months; ++step) {
        const auto month = std::chrono::year_month(today.year(), today.month()) +
                           std::chrono::months{lean == Lean::back ? -step : step};
        const CivilDate date{month.year(), month.month(), std::chrono::day{day}};
        const bool fits = date.ok() && (lean == Lean::back ? date < today : date >= today);
        if (fits) return date;
    }
    return existing(static_cast<int>(today.year()), static_cast<unsigned>(today.month()), day);
}

CivilDate monday_of(CivilDate day) {
    return base::plus_days(day,
                           -((static_cast<int>(base::weekday_of(day).c_encoding()) + days_a_week - 1) % days_a_week));
}

CivilDate of_the_week(CivilDate monday, unsigned weekday) {
    return base::plus_days(monday, (static_cast<int>(weekday) + days_a_week - 1) % days_a_week);
}

CivilDate named_weekday(const Parts& parts, CivilDate today, Lean lean) {
    if (parts.this_one) return of_the_week(monday_of(today), *parts.weekday);
    if (parts.next) return of_the_week(base::plus_days(monday_of(today), days_a_week), *parts.weekday);
    const int step = parts.last || lean == Lean::back ? -1 : 1;
    CivilDate date = base::plus_days(today, step);
    while (base::weekday_of(date).c_encoding() != *parts.weekday) date = base::plus_days(date, step);
    return date;
}

CivilDate plus_months(CivilDate day, int count) {
    const auto month = std::chrono::year_month(day.year(), day.month()) + std::chrono::months{count};
    const CivilDate same{month.year(), month.month(), day.day()};
    return same.ok() ? same : CivilDate(std::chrono::year_month_day_last(month / std::chrono::last));
}

CivilDate last_of_month(CivilDate day) {
    return CivilDate(std::chrono::year_month_day_last(day.year() / day.month() / std::chrono::last));
}

/// "03/04": a day and a month, in either order.
Result<CivilDate> slashed(std::string_view text, int first, int second, const auto& in_its_year) {
    constexpr int most_months = 12;
    if (first > most_months || first == second)
        return in_its_year(static_cast<unsigned>(second), static_cast<unsigned>(first));
    if (second > most_months) return in_its_year(static_cast<unsigned>(first), static_cast<unsigned>(second));
    const Result<CivilDate> one = in_its_year(static_cast<unsigned>(first), static_cast<unsigned>(second));
    const Result<CivilDate> other = in_its_year(static_cast<unsigned>(second), static_cast<unsigned>(first));
    if (!one || !other) return one ? other : one;
    return refused(
        fmt::format("\"{}\" can be two days; write {} or {}.", text, base::to_string(*one), base::to_string(*other)));
}

/// Figures only: "2026-03-06", "06.03.2026", "6.3.", "25/12"; nothing where the text is none of these.
MaybeDay read_figures(std::string_view text, CivilDate today, Lean lean) {
    const auto separator = text.find_first_of("-./");
    if (separator == std::string_view::npos || text.find(' ') != std::string_view::npos) return std::nullopt;
    const auto parts = split(text, text.substr(separator, 1));
    constexpr std::size_t most_parts = 3;
    if (parts.size() < 2 || parts.size() > most_parts) return std::nullopt;
    std::array<int, most_parts> figures{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = number_of(parts[i]);
        if (!number) return std::nullopt;
        figures.at(i) = *number;
    }
    const auto [first, second, third] = figures;
    constexpr std::size_t year_digits = 4;
    const bool dots = text[separator] == '.';
    const bool dashes = text[separator] == '-';
    if (parts.size() == 2) {
        if (dashes || parts[0].size() > 2 || parts[1].size() > 2) return std::nullopt;
        const auto this_year = [&](unsigned month, unsigned day) { return of_a_year(month, day, today, lean); };
        if (dots) return this_year(static_cast<unsigned>(second), static_cast<unsigned>(first));
        return slashed(text, first, second, this_year);
    }
    if (parts[0].size() == year_digits)
        return existing(first, static_cast<unsigned>(second), static_cast<unsigned>(third));
    constexpr int century = 2000;
    const bool short_year = parts[2].size() == 2 && !dashes;
    if (parts[2].size() != year_digits && !short_year) return std::nullopt;
    const int year = short_year ? century + third : third;
    if (dots) return existing(year, static_cast<unsigned>(second), static_cast<unsigned>(first));
    return slashed(text, first, second, [&](unsigned month, unsigned day) { return existing(year, month, day); });
}

/// "3", "three", "a".
std::optional<int> count_of(const std::string& word) {
    if (word == "a" || word == "an") return 1;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (word == numbers.at(i)) return static_cast<int>(i) + 1;
    constexpr std::size_t most_digits = 4;
    const auto number = word.size() <= most_digits ? number_of(word) : std::nullopt;
    return number && *number > 0 ? number : std::nullopt;
}

std::optional<CivilDate> plus_units(CivilDate day, int count, std::string_view unit) {
    if (unit.ends_with('s')) unit.remove_suffix(1);
    if (unit == "day") return base::plus_days(day, count);
    if (unit == "week") return base::plus_days(day, days_a_week * count);
    if (unit == "month") return plus_months(day, count);
    return std::nullopt;
}

/// "3d", "in 3 days", "3 days ago", "a week from now".
MaybeDay read_span(Words words, CivilDate today, Lean lean) {
    if (words.size() == 1 && words[0].size() > 1 && (words[0].ends_with('d') || words[0].ends_with('w'))) {
        words = {words[0].substr(0, words[0].size() - 1), words[0].ends_with('d') ? "days" : "weeks"};
        if (!number_of(words[0])) return std::nullopt;
    }
    const bool ago = !words.empty() && words.back() == "ago";
    if (ago) words.pop_back();
    const bool from_now = words.size() > 2 && words.back() == "now" && words[words.size() - 2] == "from";
    if (from_now) words.resize(words.size() - 2);
    const bool in = !words.empty() && words.front() == "in";
    if (in) words.erase(words.begin());
    if (words.size() != 2 || (ago && (in || from_now))) return std::nullopt;
    // Of a day that is past "3 days" does not say where it is counted from.
    if (lean == Lean::back && !ago && !in && !from_now) return std::nullopt;
    const auto count = count_of(words[0]);
    if (!count) return std::nullopt;
    const auto day = plus_units(today, ago ? -*count : *count, words[1]);
    return day ? MaybeDay(*day) : std::nullopt;
}

/// A period names its last day, of a week the last working day; where that is past it names none.
MaybeDay read_period(Words words, CivilDate today, Lean lean) {
    std::erase(words, "the");
    if (words.size() > 2 && words[0] == "end" && words[1] == "of") words.erase(words.begin(), words.begin() + 2);
    const bool bare = words.size() == 1;
    if (words.empty() || words.size() > 2 || lean == Lean::back) return std::nullopt;
    const std::string& unit = words.back();
    const bool next = !bare && words[0] == "next";
    if (!bare && !next && words[0] != "this") return std::nullopt;
    constexpr unsigned friday = 5;
    std::optional<CivilDate> day;
    if (unit == "week") day = of_the_week(base::plus_days(monday_of(today), next ? days_a_week : 0), friday);
    if (unit == "month") {
        const CivilDate first{today.year(), today.month(), std::chrono::day{1}};
        day = last_of_month(next ? plus_months(first, 1) : today);
    }
    if (!day || *day < today) return std::nullopt;
    return MaybeDay(*day);
}

MaybeDay read_relative(const std::string& text, CivilDate today) {
    struct Named {
        const char* words;
        int days;
    };
    constexpr std::array<Named, 8> named{{{"today", 0},
                                          {"tonight", 0},
                                          {"tomorrow", 1},
                                          {"yesterday", -1},
                                          {"day after tomorrow", 2},
                                          {"the day after tomorrow", 2},
                                          {"day before yesterday", -2},
                                          {"the day before yesterday", -2}}};
    for (const auto& [words, days] : named)
        if (text == words) return MaybeDay(base::plus_days(today, days));
    return std::nullopt;
}

void take_number(std::string_view word, Parts& parts) {
    constexpr int first_year = 1000, last_year = 9999;
    const auto plain = without_ordinal(word);
    const auto number = number_of(plain);
    if (number && *number >= first_year && *number <= last_year && !parts.year) {
        parts.year = number;
    } else if (number && *number < first_year && !parts.day) {
        parts.day = static_cast<unsigned>(*number);
        parts.ordinal = plain.size() != word.size();
    } else {
        parts.understood = false;
    }
}

void take_word(std::string_view word, Parts& parts) {
    if (word == "on" || word == "by" || word == "of" || word == "the" || word == "coming") return;
    if (word == "last" || word == "next" || word == "this") {
        if (parts.last || parts.next || parts.this_one) parts.understood = false;
        parts.last = word == "last";
        parts.next = word == "next";
        parts.this_one = word == "this";
    } else if (number_of(without_ordinal(word))) {
        take_number(word, parts);
    } else if (const auto weekday = place_in(weekdays, word); weekday && !parts.weekday) {
        parts.weekday = weekday;
    } else if (const auto month = place_in(months, word); month && !parts.month) {
        parts.month = *month + 1;
    } else {
        parts.understood = false;
    }
}

MaybeDay read_named(const Words& words, CivilDate today, Lean lean) {
    Parts parts;
    for (const std::string& word : words) take_word(word, parts);
    const bool leans = parts.last || parts.next || parts.this_one;
    if (!parts.understood || (parts.month && !parts.day)) return std::nullopt;
    if (!parts.day) {
        if (!parts.weekday || parts.year) return std::nullopt;
        return MaybeDay(named_weekday(parts, today, lean));
    }
    if (!parts.month && (!parts.ordinal || parts.year || leans)) return std::nullopt;
    auto date = parts.year    ? existing(*parts.year, *parts.month, *parts.day)
                : parts.month ? of_a_year(*parts.month, *parts.day, today, lean)
                              : of_a_month(*parts.day, today, lean);
    if (date && parts.weekday && base::weekday_of(*date).c_encoding() != *parts.weekday)
        return refused(fmt::format("{} {} {} is a {}, not a {}.", *parts.day,
                                   months.at(static_cast<unsigned>(date->month()) - 1), static_cast<int>(date->year()),
                                   weekdays.at(base::weekday_of(*date).c_encoding()), weekdays.at(*parts.weekday)));
    return date;
}

}  // namespace

MaybeDay read_day_words(std::string_view text, CivilDate today, Lean lean) {
    const std::string given = base::lower_ascii(base::trimmed(text));
    if (auto figures = read_figures(given, today, lean)) return figures;
    const Words words = split(given, " ,.\t\n\r");
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
    if (auto relative = read_relative(line, today)) return relative;
    if (auto span = read_span(words, today, lean)) return span;
    if (auto period = read_period(words, today, lean)) return period;
    return words.empty() ? std::nullopt : read_named(words, today, lean);
}

}  // namespace amends::calendar
