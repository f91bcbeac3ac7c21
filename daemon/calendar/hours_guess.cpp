#include "calendar/hours_guess.hpp"

#include <algorithm>
#include <numeric>

namespace amends::calendar {

namespace {

using std::chrono::days;

constexpr days looked_back{366};
constexpr days least_span{28};
constexpr int hour = 60;
constexpr int earliest = 7 * hour;
constexpr int latest = 20 * hour;
constexpr int shortest = 4 * hour;  // a shorter window would say more than the mail does
constexpr int most_days_off = 2;    // of the usual working days

struct Span {
    int opens = 0;
    int closes = 0;
};

int minutes_of(base::CivilTime time) { return time.hour * hour + time.minute; }

base::CivilTime time_of(int minutes) { return {minutes / hour, minutes % hour, 0}; }

/// Whole hours around all but the earliest and the latest tenth.
Span usual_times(std::vector<int> minutes) {
    std::ranges::sort(minutes);
    const std::size_t tenth = minutes.size() / 10;
    const int first = minutes[tenth] / hour * hour;
    const int last = (minutes[minutes.size() - 1 - tenth] / hour + 1) * hour;
    return {first, last};
}

Span within_bounds(Span span, Span usual) {
    span.opens = std::clamp(span.opens, earliest, latest - shortest);
    span.closes = std::clamp(span.closes, span.opens + shortest, latest);
    const int longest = std::max(usual.closes - usual.opens, shortest);
    if (span.closes - span.opens <= longest) return span;
    span.opens = std::clamp(usual.opens, span.opens, span.closes - longest);
    return {span.opens, span.opens + longest};
}

/// Without the days on which hardly any mail is written: less than a tenth of a day's share.
std::array<bool, 7> days_with_mail(const std::array<int, 7>& counts, const std::array<bool, 7>& usual) {
    const int all = std::accumulate(counts.begin(), counts.end(), 0);
    const auto usual_days = std::ranges::count(usual, true);
    auto found = usual;
    for (std::size_t day = 0; day < found.size(); ++day) {
        if (found.at(day) && counts.at(day) * 10 * static_cast<int>(usual_days) < all) found.at(day) = false;
    }
    const auto left = std::ranges::count(found, true);
    return all < fewest_days_for_working_days || left < usual_days - most_days_off || left == 0 ? usual : found;
}

}  // namespace

std::optional<HoursGuess> guess_hours(const std::vector<base::Instant>& written, const Window& usual) {
    if (written.empty()) return std::nullopt;
    const auto newest = std::ranges::max(written);
    auto oldest = newest;
    std::array<int, 7> counts{};
    std::vector<int> minutes;
    for (const base::Instant at : written) {
        if (newest - at > looked_back) continue;
        const base::CivilDateTime local = usual.zone->local(at);
        const auto day = base::weekday_of(local.date).c_encoding();
        const int minute = minutes_of(local.time);
        if (!usual.working_days.at(day) || minute < earliest || minute >= latest) continue;
        oldest = std::min(oldest, at);
        ++counts.at(day);
        minutes.push_back(minute);
    }
    if (static_cast<int>(minutes.size()) < fewest_days_for_hours || newest - oldest < least_span) return std::nullopt;
    const Span usual_span{minutes_of(usual.opens), minutes_of(usual.closes)};
    const Span span = within_bounds(usual_times(minutes), usual_span);
    HoursGuess guess{days_with_mail(counts, usual.working_days), time_of(span.opens), time_of(span.closes),
                     static_cast<int>(minutes.size())};
    const bool as_usual =
        guess.working_days == usual.working_days && span.opens == usual_span.opens && span.closes == usual_span.closes;
    return as_usual ? std::nullopt : std::optional(guess);
}

Window with_hours(Window usual, const HoursGuess& guess) {
    usual.working_days = guess.working_days;
    usual.opens = guess.opens;
    usual.closes = guess.closes;
    return usual;
}

}  // namespace amends::calendar
