#include "calendar/holidays.hpp"

#include <fmt/core.h>
#include <libical/ical.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "calendar/ics_frame.hpp"

namespace amends::calendar {
namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeIterator {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;
using Iterator = std::unique_ptr<icalrecur_iterator, FreeIterator>;

/// More repetitions than a daily event has had since the year 1500.
constexpr int most_repetitions = 200'000;
constexpr std::int64_t seconds_a_day = 86'400;

struct Range {
    base::CivilDate first, last;
};

tl::unexpected<base::Error> wrong(std::string message) {
    return base::failure(base::Fault::configuration, base::Retry::after_change, std::move(message));
}

base::CivilDate date_of(const icaltimetype& time) {
    return {std::chrono::year{time.year}, std::chrono::month{static_cast<unsigned>(time.month)},
            std::chrono::day{static_cast<unsigned>(time.day)}};
}

/// The wall clock as written, in seconds: what a zone does in between makes no difference to the days touched.
std::int64_t wall_seconds(const icaltimetype& time) {
    const base::CivilTime clock =
        time.is_date ? base::CivilTime{} : base::CivilTime{time.hour, time.minute, time.second};
    return base::instant_at_offset({date_of(time), clock}, 0).seconds;
}

bool same_start(const icaltimetype& a, const icaltimetype& b) {
    // Some calendars name the days left out by date alone, others by the time of day.
    if (a.is_date || b.is_date) return date_of(a) == date_of(b);
    return icaltime_compare(a, b) == 0;
}

std::string name_of(icalcomponent* event) {
    const char* summary = icalcomponent_get_summary(event);
    return summary == nullptr ? "an event without a SUMMARY"
                              : fmt::format("the event \"{}\"", std::string_view(summary).substr(0, 80));
}

/// What libical could not read: the end of its note.
std::string_view value_in(std::string_view note) {
    const auto colon = note.find(": ");
    return colon == std::string_view::npos ? "" : base::trimmed(note.substr(colon + 2)).substr(0, 80);
}

/// Gathered first: libical keeps one place per component, and whoever asks it for anything else moves that place.
std::vector<icalproperty*> properties(icalcomponent* component, icalproperty_kind kind) {
    std::vector<icalproperty*> result;
    for (auto* property = icalcomponent_get_first_property(component, kind); property != nullptr;
         property = icalcomponent_get_next_property(component, kind)) {
        result.push_back(property);
    }
    return result;
}

/// libical drops what it cannot read and leaves a note in its place; only notes about times matter here.
base::Status check_notes(icalcomponent* event) {
    for (auto* property : properties(event, ICAL_XLICERROR_PROPERTY)) {
        const char* text = icalproperty_get_xlicerror(property);
        const std::string_view note = text == nullptr ? "" : text;
        for (const auto* word : {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}) {
            const bool about_it = note.find(fmt::format(" {} property", word)) != std::string_view::npos ||
                                  note.find(fmt::format("tag: {}", word)) != std::string_view::npos;
            if (about_it)
                return wrong(fmt::format("the {} of {} cannot be read: {}", word, name_of(event), value_in(note)));
        }
    }
    return {};
}

/// How long the event lasts, in seconds of the wall clock; at least one.
base::Result<std::int64_t> length_of(icalcomponent* event, const icaltimetype& start) {
    std::int64_t length = start.is_date ? seconds_a_day : 1;
    if (auto* end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY); end != nullptr) {
        const auto until = icalproperty_get_datetime_with_component(end, event);
        if (!date_of(until).ok()) return wrong(fmt::format("{} ends on a day that does not exist", name_of(event)));
        const auto given = wall_seconds(until) - wall_seconds(start);
        if (given < 0)
            return wrong(fmt::format("{} ends before it begins; DTEND must come after DTSTART", name_of(event)));
        length = std::max(length, given);
    } else if (auto* property = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY); property != nullptr) {
        const auto given = icalproperty_get_duration(property);
        if (given.is_neg)
            return wrong(fmt::format("{} ends before it begins; its DURATION is negative", name_of(event)));
        const std::int64_t days = std::int64_t{given.weeks} * 7 + given.days;
        length = std::max(length, days * seconds_a_day + std::int64_t{given.hours} * 3600 +
                                      std::int64_t{given.minutes} * 60 + given.seconds);
    }
    return length;
}

/// The starts that one RRULE gives, up to the range's last day.
base::Status add_rule(icalcomponent* event, icalproperty* property, const icaltimetype& start, const Range& range,
                      std::vector<icaltimetype>& starts) {
    const auto rule = icalproperty_get_rrule(property);
    if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE) {
        return wrong(fmt::format("{} repeats within a day, which no holiday does; use FREQ=YEARLY", name_of(event)));
    }
    const Iterator iterator(icalrecur_iterator_new(rule, start));
    if (!iterator) return wrong(fmt::format("{} has an RRULE that cannot be followed", name_of(event)));
    for (int count = 0; count < most_repetitions; ++count) {
        const auto next = icalrecur_iterator_next(iterator.get());
        if (icaltime_is_null_time(next) || date_of(next) > range.last) return {};
        starts.push_back(next);
    }
    return wrong(fmt::format("{} repeats too often since its DTSTART; let it start later", name_of(event)));
}

base::Result<std::vector<icaltimetype>> starts_of(icalcomponent* event, const icaltimetype& start, const Range& range) {
    std::vector<icaltimetype> starts{start};
    for (auto* property : properties(event, ICAL_RRULE_PROPERTY)) {
        if (auto status = add_rule(event, property, start, range, starts); !status)
            return tl::unexpected(status.error());
    }
    for (auto* property : properties(event, ICAL_RDATE_PROPERTY)) {
        const auto value = icalproperty_get_rdate(property);
        const bool is_period = icaltime_is_null_time(value.time);
        starts.push_back(is_period ? value.period.start : icalproperty_get_datetime_with_component(property, event));
    }
    for (auto* property : properties(event, ICAL_EXDATE_PROPERTY)) {
        const auto left_out = icalproperty_get_datetime_with_component(property, event);
        std::erase_if(starts, [&](const icaltimetype& one) { return same_start(one, left_out); });
    }
    return starts;
}

void add_days(Holidays& days, const icaltimetype& start, std::int64_t length, const Range& range) {
    const auto begins = wall_seconds(start);
    const auto day_at = [](std::int64_t seconds) { return base::civil_at_offset({seconds}, 0).date; };
    const auto last = std::min(day_at(begins + length - 1), range.last);
    for (auto day = std::max(day_at(begins), range.first); day <= last; day = base::plus_days(day, 1)) days.insert(day);
}

/// Starts of a repeating event that another VEVENT with the same UID and a RECURRENCE-ID replaces.
std::vector<icaltimetype> replaced_starts(icalcomponent* calendar, icalcomponent* event) {
    std::vector<icaltimetype> result;
    const char* uid = icalcomponent_get_uid(event);
    if (uid == nullptr || icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != nullptr) return result;
    for (auto iterator = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
         auto* other = icalcompiter_deref(&iterator); icalcompiter_next(&iterator)) {
        auto* id = icalcomponent_get_first_property(other, ICAL_RECURRENCEID_PROPERTY);
        const char* other_uid = icalcomponent_get_uid(other);
        if (id == nullptr || other_uid == nullptr || std::string_view(uid) != other_uid) continue;
        result.push_back(icalproperty_get_datetime_with_component(id, other));
    }
    return result;
}

base::Status add_event(Holidays& days, icalcomponent* calendar, icalcomponent* event, const Range& range) {
    if (auto status = check_notes(event); !status) return status;
    if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) return {};
    auto* property = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    if (property == nullptr) return wrong(fmt::format("{} has no DTSTART", name_of(event)));
    const auto start = icalproperty_get_datetime_with_component(property, event);
    if (!date_of(start).ok()) return wrong(fmt::format("{} starts on a day that does not exist", name_of(event)));
    const auto length = length_of(event, start);
    if (!length) return tl::unexpected(length.error());
    const auto starts = starts_of(event, start, range);
    if (!starts) return tl::unexpected(starts.error());
    const auto replaced = replaced_starts(calendar, event);
    for (const auto& one : *starts) {
        const bool elsewhere =
            std::any_of(replaced.begin(), replaced.end(), [&](const auto& id) { return same_start(id, one); });
        if (!elsewhere && date_of(one).ok()) add_days(days, one, *length, range);
    }
    return {};
}

base::Status add_calendar(Holidays& days, icalcomponent* calendar, const Range& range) {
    for (auto iterator = icalcomponent_begin_component(calendar, ICAL_VEVENT_COMPONENT);
         auto* event = icalcompiter_deref(&iterator); icalcompiter_next(&iterator)) {
        if (auto status = add_event(days, calendar, event, range); !status) return status;
    }
    return {};
}

}  // namespace

base::Result<Holidays> read_holidays(const std::string& ics, base::CivilDate first, base::CivilDate last) {
    if (auto status = check_frame(ics); !status) return tl::unexpected(status.error());
    icalerror_set_errors_are_fatal(false);
    const bool has_mark = ics.starts_with("\xEF\xBB\xBF");
    const Component root(icalparser_parse_string(ics.c_str() + (has_mark ? 3 : 0)));
    if (!root) return wrong("it cannot be read as an iCalendar file (RFC 5545)");
    Holidays days;
    // Several calendars in one file come as children of one that libical makes up.
    if (icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT) {
        if (auto status = add_calendar(days, root.get(), {first, last}); !status) return tl::unexpected(status.error());
    }
    for (auto iterator = icalcomponent_begin_component(root.get(), ICAL_VCALENDAR_COMPONENT);
         auto* calendar = icalcompiter_deref(&iterator); icalcompiter_next(&iterator)) {
        if (auto status = add_calendar(days, calendar, {first, last}); !status) return tl::unexpected(status.error());
    }
    return days;
}

}  // namespace amends::calendar
