#include "calendar/when.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace amends::calendar {
namespace {

using base::CivilDate;
using base::CivilTime;
using base::Fault;
using base::Instant;
using base::Result;
using base::Retry;

constexpr CivilTime morning{9, 0, 0};
constexpr int most_days = 5 * 366;
constexpr int most_digits = 4;

auto wrong(std::string message) { return base::failure(Fault::wrong_use, Retry::never, std::move(message)); }

auto unclear(std::string_view text) {
    return wrong(
        fmt::format("It is not clear when \"{}\" is. Clear are, for example: 5h, 3 days, 2w, 14:00, today 18:00, "
                    "tomorrow, next monday, friday 14:00, 2026-12-01, 2026-12-01T09:30.",
                    text));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : base::lower_ascii(base::trimmed(text)) + " ") {
        if (c != ' ' && c != '\t') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

std::optional<int> weekday_number(std::string_view word) {
    constexpr std::string_view names[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
    for (int day = 0; day < 7; ++day)
        if (word == names[day] || word == names[day].substr(0, 3)) return day;
    return std::nullopt;
}

/// "9:30", "noon".
std::optional<CivilTime> time_named(const std::string& word) {
    if (word == "noon") return CivilTime{12, 0, 0};
    return base::parse_civil_time(word.find(':') == 1 ? "0" + word : word);
}

/// "today", "tomorrow", a weekday or a date.
std::optional<CivilDate> day_named(const std::string& word, CivilDate today) {
    if (word == "today") return today;
    if (word == "tomorrow") return base::plus_days(today, 1);
    if (const auto wanted = weekday_number(word)) {
        const int now = static_cast<int>(base::weekday_of(today).c_encoding());
        return base::plus_days(today, (*wanted - now + 6) % 7 + 1);
    }
    return base::parse_civil_date(word);
}

/// The weekday of the week that begins with the next Monday.
std::optional<CivilDate> day_of_next_week(const std::string& word, CivilDate today) {
    const auto wanted = weekday_number(word);
    if (!wanted) return std::nullopt;
    const int since_monday = (static_cast<int>(base::weekday_of(today).c_encoding()) + 6) % 7;
    return base::plus_days(today, 7 - since_monday + (*wanted + 6) % 7);
}

/// "3d" of "3 days".
std::string short_span(const std::string& number, const std::string& unit) {
    for (const std::string_view name : {"hour", "day", "week"})
        if (unit == name || unit == std::string(name) + "s") return number + name.front();
    return {};
}

/// "3d": the morning of the third day from today; "5h": five hours from now.
std::optional<Instant> span_from_now(std::string_view word, Instant now, const Zone& zone) {
    if (word.size() < 2 || word.size() > most_digits + 1) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size() - 1, number);
    if (error != std::errc() || end != word.data() + word.size() - 1 || number < 1) return std::nullopt;
    const char unit = word.back();
    if (unit == 'h') return now + std::chrono::hours(number);
    if (unit != 'd' && unit != 'w') return std::nullopt;
    const CivilDate day = base::plus_days(zone.local(now).date, unit == 'w' ? 7 * number : number);
    return zone.instant({day, morning});
}

std::optional<Instant> in_words(std::vector<std::string> words, Instant now, const Zone& zone) {
    constexpr std::size_t date_letters = 10;
    if (words.size() == 1 && words[0].size() > date_letters && words[0][date_letters] == 't')
        words = {words[0].substr(0, date_letters), words[0].substr(date_letters + 1)};
    std::erase(words, "at");
    if (words.size() == 3 && words[0] == "in") words.erase(words.begin());
    if (words.size() == 1)
        if (const auto at = span_from_now(words[0], now, zone)) return at;
    if (words.size() == 2)
        if (const auto at = span_from_now(short_span(words[0], words[1]), now, zone)) return at;
    const CivilDate today = zone.local(now).date;
    if (words.size() == 1) {
        if (const auto time = time_named(words[0])) {
            const Instant at = zone.instant({today, *time});
            return at > now ? at : zone.instant({base::plus_days(today, 1), *time});
        }
    }
    const bool next_week = words.size() > 1 && words[0] == "next";
    if (next_week) words.erase(words.begin());
    if (words.empty() || words.size() > 2) return std::nullopt;
    const auto day = next_week ? day_of_next_week(words[0], today) : day_named(words[0], today);
    const auto time = words.size() == 2 ? time_named(words[1]) : morning;
    if (!day || !time) return std::nullopt;
    return zone.instant({*day, *time});
}

}  // namespace

Result<Instant> read_when(std::string_view text, Instant now, const Zone& zone) {
    const std::string_view given = base::trimmed(text);
    std::optional<Instant> at = base::parse_rfc3339(given);
    if (!at) at = in_words(words_of(given), now, zone);
    if (!at) return unclear(given);
    if (*at <= now) return wrong(fmt::format("\"{}\" lies in the past; give a time to come.", given));
    if (*at > now + std::chrono::hours(24 * most_days))
        return wrong(fmt::format("\"{}\" is more than five years ahead.", given));
    return *at;
}

Result<CivilDate> read_day(std::string_view text, Instant now, const Zone& zone) {
    const std::string_view given = base::trimmed(text);
    const CivilDate today = zone.local(now).date;
    std::optional<CivilDate> day = base::parse_civil_date(given);
    if (!day) {
        std::optional<Instant> at = base::parse_rfc3339(given);
        if (!at) at = in_words(words_of(given), now, zone);
        if (!at) return unclear(given);
        day = zone.local(*at).date;
    }
    if (*day < today) return wrong(fmt::format("\"{}\" lies in the past; give a day to come.", given));
    if (*day > base::plus_days(today, most_days))
        return wrong(fmt::format("\"{}\" is more than five years ahead.", given));
    return *day;
}

}  // namespace amends::calendar
