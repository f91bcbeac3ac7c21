#include "calendar/when.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "calendar/day_words.hpp"

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

/// "9:30", "noon".
std::optional<CivilTime> time_named(const std::string& word) {
    if (word == "noon") return CivilTime{12, 0, 0};
    return base::parse_civil_time(word.find(':') == 1 ? "0" + word : word);
}

/// "5h", "5 hours", "in 5 hours".
std::optional<Instant> hours_from_now(std::vector<std::string> words, Instant now) {
    if (words.size() > 1 && words[0] == "in") words.erase(words.begin());
    if (words.size() == 1 && words[0].size() > 1 && words[0].ends_with('h')) {
        words = {words[0].substr(0, words[0].size() - 1), "hours"};
    }
    if (words.size() != 2 || (words[1] != "hour" && words[1] != "hours")) return std::nullopt;
    const std::string& digits = words[0];
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    if (digits.size() > most_digits || number < 1) return std::nullopt;
    return now + std::chrono::hours(number);
}

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
    return line;
}

using MaybeInstant = std::optional<Result<Instant>>;

/// The first working day is meant where one waits until "next week".
std::optional<Result<CivilDate>> day_to_wait_for(const std::vector<std::string>& words, CivilDate today) {
    const bool next_week = words == std::vector<std::string>{"next", "week"};
    return read_day_words(next_week ? "next monday" : joined(words), today, Lean::ahead);
}

MaybeInstant in_words(std::vector<std::string> words, Instant now, const Zone& zone) {
    constexpr std::size_t date_letters = 10;
    if (words.size() == 1 && words[0].size() > date_letters + 1 && words[0][date_letters] == 't')
        words = {words[0].substr(0, date_letters), words[0].substr(date_letters + 1)};
    std::erase(words, "at");
    if (words.empty()) return std::nullopt;
    if (const auto at = hours_from_now(words, now)) return *at;
    const CivilDate today = zone.local(now).date;
    auto time = time_named(words.back());
    if (time) words.pop_back();
    if (words.empty()) {
        const Instant at = zone.instant({today, *time});
        return at > now ? at : zone.instant({base::plus_days(today, 1), *time});
    }
    const auto day = day_to_wait_for(words, today);
    if (!day) return std::nullopt;
    if (!*day) return tl::unexpected(day->error());
    return zone.instant({**day, time.value_or(morning)});
}

}  // namespace

Result<Instant> read_when(std::string_view text, Instant now, const Zone& zone) {
    const std::string_view given = base::trimmed(text);
    Result<Instant> at = unclear(given);
    if (const auto absolute = base::parse_rfc3339(given)) {
        at = *absolute;
    } else if (auto read = in_words(words_of(given), now, zone)) {
        at = std::move(*read);
    }
    if (!at) return at;
    if (*at <= now) return wrong(fmt::format("\"{}\" lies in the past; give a time to come.", given));
    if (*at > now + std::chrono::hours(24 * most_days))
        return wrong(fmt::format("\"{}\" is more than five years ahead.", given));
    return at;
}

Result<CivilDate> read_day(std::string_view text, Instant now, const Zone& zone) {
    const std::string_view given = base::trimmed(text);
    const CivilDate today = zone.local(now).date;
    Result<CivilDate> day = unclear(given);
    if (auto named = read_day_words(given, today, Lean::ahead)) {
        day = std::move(*named);
    } else if (const auto absolute = base::parse_rfc3339(given)) {
        day = zone.local(*absolute).date;
    } else if (const auto at = in_words(words_of(given), now, zone)) {
        day = at->map([&](Instant instant) { return zone.local(instant).date; });
    }
    if (!day) return day;
    if (*day < today) return wrong(fmt::format("\"{}\" lies in the past; give a day to come.", given));
    if (*day > base::plus_days(today, most_days))
        return wrong(fmt::format("\"{}\" is more than five years ahead.", given));
    return day;
}

}  // namespace amends::calendar
