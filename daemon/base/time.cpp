#include "base/time.hpp"

#include <fmt/core.h>

namespace amends::base {
namespace {

constexpr std::int64_t seconds_a_day = 86'400;

/// Takes exactly `count` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(0, count)) {
        if (digit < '0' || digit > '9') return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, char byte) {
    if (text.empty() || text.front() != byte) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<CivilDate> take_date(std::string_view& text) {
    const auto year = take_number(text, 4);
    if (!year || !take(text, '-')) return std::nullopt;
    const auto month = take_number(text, 2);
    if (!month || !take(text, '-')) return std::nullopt;
    const auto day = take_number(text, 2);
    if (!day) return std::nullopt;
    const CivilDate date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                         std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

/// "HH:MM", and ":SS" where `text` goes on with a colon. Second 60 is a leap second, which Instant does not count: 59.
std::optional<CivilTime> take_time(std::string_view& text, bool leap_second) {
    const auto hour = take_number(text, 2);
    if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
    const auto minute = take_number(text, 2);
    if (!minute || *minute > 59) return std::nullopt;
    if (!take(text, ':')) return CivilTime{*hour, *minute, 0};
    const auto second = take_number(text, 2);
    if (!second || *second > (leap_second ? 60 : 59)) return std::nullopt;
    return CivilTime{*hour, *minute, *second == 60 ? 59 : *second};
}

/// "Z" or "+02:00": seconds east of UTC.
std::optional<std::int64_t> take_offset(std::string_view& text) {
    if (take(text, 'Z') || take(text, 'z')) return 0;
    const int sign = take(text, '-') ? -1 : take(text, '+') ? 1 : 0;
    if (sign == 0) return std::nullopt;
    const auto hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take(text, ':')) return std::nullopt;
    const auto minutes = take_number(text, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    return sign * (std::int64_t{*hours} * 3600 + std::int64_t{*minutes} * 60);
}

}  // namespace

CivilDate plus_days(CivilDate date, int days) {
    return CivilDate{std::chrono::sys_days{date} + std::chrono::days{days}};
}

std::chrono::weekday weekday_of(CivilDate date) { return std::chrono::weekday{std::chrono::sys_days{date}}; }

CivilDateTime civil_at_offset(Instant at, std::int64_t offset) {
    const std::chrono::sys_seconds shifted{std::chrono::seconds{at.seconds + offset}};
    const auto day = std::chrono::floor<std::chrono::days>(shifted);
    const auto second = static_cast<int>((shifted - day).count());
    return {CivilDate{day}, CivilTime{second / 3600, second / 60 % 60, second % 60}};
}

Instant instant_at_offset(const CivilDateTime& civil, std::int64_t offset) {
    const auto days = std::chrono::sys_days{civil.date}.time_since_epoch().count();
    const auto second = civil.time.hour * 3600 + civil.time.minute * 60 + civil.time.second;
    return {days * seconds_a_day + second - offset};
}

std::string to_string(CivilDate date) {
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()));
}

std::string to_string(const CivilDateTime& civil) {
    return fmt::format("{}T{:02}:{:02}:{:02}", to_string(civil.date), civil.time.hour, civil.time.minute,
                       civil.time.second);
}

std::string to_rfc3339(Instant at) { return to_string(civil_at_offset(at, 0)) + "Z"; }

std::optional<Instant> parse_rfc3339(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !(take(text, 'T') || take(text, 't') || take(text, ' '))) return std::nullopt;
    const bool has_seconds = text.size() > 5 && text[5] == ':';
    const auto time = take_time(text, true);
    if (!time || !has_seconds) return std::nullopt;
    if (take(text, '.')) {
        const auto digits = text.find_first_not_of("0123456789");
        if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
        text.remove_prefix(digits);
    }
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return instant_at_offset({*date, *time}, *offset);
}

std::optional<CivilDate> parse_civil_date(std::string_view text) {
    const auto date = take_date(text);
    return text.empty() ? date : std::nullopt;
}

std::optional<CivilTime> parse_civil_time(std::string_view text) {
    const auto time = take_time(text, false);
    return text.empty() ? time : std::nullopt;
}

std::optional<CivilDateTime> parse_civil_date_time(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !take(text, 'T')) return std::nullopt;
    const bool has_seconds = text.size() == 8;
    const auto time = take_time(text, false);
    if (!time || !has_seconds || !text.empty()) return std::nullopt;
    return CivilDateTime{*date, *time};
}

}  // namespace amends::base
