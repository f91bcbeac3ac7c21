#include "core/promise.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>
#include <vector>

namespace amends::core {

namespace {

using guide::Rhythm;

constexpr std::array units{Rhythm::Unit::hour, Rhythm::Unit::day,   Rhythm::Unit::business_day,
                           Rhythm::Unit::week, Rhythm::Unit::month, Rhythm::Unit::year};
constexpr std::array<const char*, 7> days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array<const char*, 7> short_days{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

const char* word_of(Rhythm::Unit unit) {
    switch (unit) {
        case Rhythm::Unit::hour: return "hour";
        case Rhythm::Unit::day: return "day";
        case Rhythm::Unit::business_day: return "business day";
        case Rhythm::Unit::week: return "week";
        case Rhythm::Unit::month: return "month";
        case Rhythm::Unit::year: return "year";
    }
    std::abort();
}

/// "Monday", "Monday and Thursday"; "" for none.
std::string named_days(const Rhythm& rhythm) {
    std::vector<std::string> named;
    for (std::size_t day = 0; day < days.size(); ++day) {
        if (rhythm.weekdays.at(day)) named.emplace_back(days.at(day));
    }
    std::string text;
    for (std::size_t i = 0; i < named.size(); ++i) {
        const char* between = i == 0 ? "" : i + 1 == named.size() ? " and " : ", ";
        text += between + named[i];
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(by);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + by.size());
    }
}

std::optional<int> number(std::string_view text) {
    int value = 0;
    const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (trouble != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// What follows `name` and a blank at the beginning of `part`.
std::optional<std::string_view> after(std::string_view part, std::string_view name) {
    if (!part.starts_with(name) || part.size() <= name.size() || part[name.size()] != ' ') return std::nullopt;
    return part.substr(name.size() + 1);
}

bool read_head(std::string_view part, Rhythm& rhythm) {
    const std::size_t blank = part.find(' ');
    const auto every = number(part.substr(0, blank));
    if (!every || *every < 1 || blank == std::string_view::npos) return false;
    rhythm.every = *every;
    for (const Rhythm::Unit unit : units) {
        if (part.substr(blank + 1) != word_of(unit)) continue;
        rhythm.unit = unit;
        return true;
    }
    return false;
}

bool read_days(std::string_view part, Rhythm& rhythm) {
    for (const std::string_view word : split(part, " ")) {
        bool known = false;
        for (std::size_t day = 0; day < short_days.size(); ++day) {
            if (word != short_days.at(day)) continue;
            rhythm.weekdays.at(day) = true;
            known = true;
        }
        if (!known) return false;
    }
    return true;
}

bool read_part(std::string_view part, Rhythm& rhythm) {
    if (const auto text = after(part, "nth")) {
        const auto nth = number(*text);
        rhythm.nth = nth.value_or(0);
        return nth.has_value();
    }
    if (const auto text = after(part, "day")) {
        const auto day = number(*text);
        rhythm.day_of_month = day.value_or(0);
        return day.has_value();
    }
    if (const auto text = after(part, "at")) {
        rhythm.at = base::parse_civil_time(*text);
        return rhythm.at.has_value();
    }
    if (const auto text = after(part, "until")) {
        rhythm.until = base::parse_civil_date(*text);
        return rhythm.until.has_value();
    }
    return read_days(part, rhythm);
}

}  // namespace

calendar::DueTime by_end_of(base::CivilDate day, const calendar::Zone& zone, std::string rule) {
    const base::CivilDateTime wall{day, {23, 59, 59}};
    return {wall, zone.name(), std::move(rule), zone.instant(wall)};
}

std::string due_in_words(const Promise& promise) {
    if (!promise.due) return "";
    const base::CivilDateTime& wall = promise.due->wall;
    std::string text = fmt::format("{} {}", days.at(base::weekday_of(wall.date).c_encoding() % days.size()),
                                   base::to_string(wall.date));
    if (!promise.whole_day) {
        text += fmt::format(" {:02}:{:02} ({})", wall.time.hour, wall.time.minute, promise.due->zone);
    }
    return text;
}

std::string in_words(const Rhythm& rhythm) {
    const std::string weekdays = named_days(rhythm);
    const bool by_weekday = rhythm.unit == Rhythm::Unit::week && !weekdays.empty();
    if (rhythm.every == 1) return "every " + (by_weekday ? weekdays : word_of(rhythm.unit));
    return fmt::format("every {} {}s{}", rhythm.every, word_of(rhythm.unit), by_weekday ? " on " + weekdays : "");
}

const char* to_word(PromiseState value) {
    switch (value) {
        case PromiseState::open: return "open";
        case PromiseState::kept: return "kept";
        case PromiseState::ended: return "ended";
    }
    std::abort();
}

std::optional<PromiseState> promise_state_from(std::string_view word) {
    for (const PromiseState value : {PromiseState::open, PromiseState::kept, PromiseState::ended}) {
        if (word == to_word(value)) return value;
    }
    return std::nullopt;
}

std::string to_text(const Rhythm& rhythm) {
    std::string text = fmt::format("{} {}", rhythm.every, word_of(rhythm.unit));
    const char* before = "; ";
    for (std::size_t day = 0; day < short_days.size(); ++day) {
        if (rhythm.weekdays.at(day)) text += std::exchange(before, " ") + std::string(short_days.at(day));
    }
    if (rhythm.nth != 0) text += fmt::format("; nth {}", rhythm.nth);
    if (rhythm.day_of_month != 0) text += fmt::format("; day {}", rhythm.day_of_month);
    if (rhythm.at) {
        text += fmt::format("; at {:02}:{:02}:{:02}", rhythm.at->hour, rhythm.at->minute, rhythm.at->second);
    }
    if (rhythm.until) text += fmt::format("; until {}", base::to_string(*rhythm.until));
    return text;
}

std::optional<Rhythm> rhythm_from(std::string_view text) {
    Rhythm rhythm;
    const auto parts = split(text, "; ");
    if (!read_head(parts.front(), rhythm)) return std::nullopt;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (!read_part(parts[i], rhythm)) return std::nullopt;
    }
    return rhythm;
}

}  // namespace amends::core
