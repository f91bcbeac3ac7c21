#include "guide/date_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

#include "base/text.hpp"

namespace amends::guide {
namespace {

using base::CivilDate;
using base::Result;

constexpr std::array<const char*, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                              "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 12> months{"January", "February", "March",     "April",   "May",      "June",
                                             "July",    "August",   "September", "October", "November", "December"};
constexpr std::size_t shortest_name = 3;  // "Mon", "Mar"

/// What the words of a date say.
struct Parts {
    std::optional<unsigned> weekday, month, day;
    std::optional<int> year;
    bool last = false, next = false;
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

/// The day of that name that is nearest to today.
Result<CivilDate> nearest(unsigned month, unsigned day, CivilDate today) {
    std::optional<CivilDate> best;
    const int year = static_cast<int>(today.year());
    for (const int candidate : {year, year - 1, year + 1}) {
        const auto date = existing(candidate, month, day);
        if (!date) continue;
        if (!best || std::abs(days_between(today, *date)) < std::abs(days_between(today, *best))) best = *date;
    }
    return best ? Result<CivilDate>(*best) : existing(year, month, day);
}

CivilDate day_of_week(unsigned weekday, CivilDate today, bool back) {
    const int step = back ? -1 : 1;
    CivilDate date = base::plus_days(today, step);
    while (base::weekday_of(date).c_encoding() != weekday) date = base::plus_days(date, step);
    return date;
}

/// Figures only: "2026-03-06", "06.03.2026", "25/12/2026"; nothing where the text is none of these.
std::optional<Result<CivilDate>> read_figures(std::string_view text) {
    const auto separator = text.find_first_of("-./");
    if (separator == std::string_view::npos || text.find(' ') != std::string_view::npos) return std::nullopt;
    const auto parts = split(text, text.substr(separator, 1));
    if (parts.size() != 3) return std::nullopt;
    const auto first = number_of(parts[0]), second = number_of(parts[1]), third = number_of(parts[2]);
    if (!first || !second || !third) return std::nullopt;
    constexpr std::size_t year_digits = 4;
    if (parts[0].size() == year_digits)
        return existing(*first, static_cast<unsigned>(*second), static_cast<unsigned>(*third));
    if (parts[2].size() != year_digits) return std::nullopt;
    const int year = *third;
    if (text[separator] == '.') return existing(year, static_cast<unsigned>(*second), static_cast<unsigned>(*first));
    constexpr int most_months = 12;
    if (*first <= most_months && *second <= most_months && *first != *second)
        return refused(fmt::format("\"{0}\" can be two days; write {1}-{2:02}-{3:02} or {1}-{3:02}-{2:02}.", text, year,
                                   *first, *second));
    return *first > most_months ? existing(year, static_cast<unsigned>(*second), static_cast<unsigned>(*first))
                                : existing(year, static_cast<unsigned>(*first), static_cast<unsigned>(*second));
}

void take_word(std::string_view word, Parts& parts) {
    constexpr int first_year = 1000, last_year = 9999;
    if (word == "last" || word == "next" || word == "on" || word == "by" || word == "of" || word == "the") {
        parts.last = parts.last || word == "last";
        parts.next = parts.next || word == "next";
    } else if (const auto number = number_of(without_ordinal(word))) {
        if (*number >= first_year && *number <= last_year && !parts.year) {
            parts.year = number;
        } else if (*number < first_year && !parts.day) {
            parts.day = static_cast<unsigned>(*number);
        } else {
            parts.understood = false;
        }
    } else if (const auto weekday = place_in(weekdays, word); weekday && !parts.weekday) {
        parts.weekday = weekday;
    } else if (const auto month = place_in(months, word); month && !parts.month) {
        parts.month = *month + 1;
    } else {
        parts.understood = false;
    }
}

Result<CivilDate> unknown(std::string_view text) {
    return refused(fmt::format("\"{}\" is no date; write it like 2026-03-06 or 6 March.", text));
}

}  // namespace

Result<CivilDate> read_date(std::string_view text, CivilDate today, bool past) {
    const std::string given = base::lower_ascii(base::trimmed(text));
    if (given == "today") return today;
    if (given == "tomorrow") return base::plus_days(today, 1);
    if (given == "yesterday") return base::plus_days(today, -1);
    if (const auto figures = read_figures(given)) return *figures;

    Parts parts;
    for (const std::string& word : split(given, " ,.\t\n\r")) take_word(word, parts);
    if (!parts.understood || parts.day.has_value() != parts.month.has_value()) return unknown(text);
    if (!parts.day) {
        if (!parts.weekday || parts.year) return unknown(text);
        return day_of_week(*parts.weekday, today, parts.last || (past && !parts.next));
    }
    auto date = parts.year ? existing(*parts.year, *parts.month, *parts.day) : nearest(*parts.month, *parts.day, today);
    if (date && parts.weekday && base::weekday_of(*date).c_encoding() != *parts.weekday)
        return refused(fmt::format("{} {} {} is a {}, not a {}.", *parts.day, months.at(*parts.month - 1),
                                   static_cast<int>(date->year()), weekdays.at(base::weekday_of(*date).c_encoding()),
                                   weekdays.at(*parts.weekday)));
    return date;
}

std::string date_for_reader(CivilDate date, CivilDate today) {
    return fmt::format("{}, {} {}{}", weekdays.at(base::weekday_of(date).c_encoding()),
                       static_cast<unsigned>(date.day()), months.at(static_cast<unsigned>(date.month()) - 1),
                       date.year() == today.year() ? "" : " " + std::to_string(static_cast<int>(date.year())));
}

}  // namespace amends::guide
