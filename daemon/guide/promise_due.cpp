#include "guide/promise_due.hpp"

#include <algorithm>
#include <cmath>

#include "guide/promise_named_day.hpp"

namespace amends::guide::promise {
namespace {

namespace chrono = std::chrono;

base::Instant plus_working_minutes(base::Instant at, int minutes, const calendar::Window& window) {
    constexpr int most_steps = 60 * 24 * 30;
    for (int step = 0; step < most_steps && minutes > 0; ++step) {
        at = calendar::next_open(window, at);
        at = at + chrono::seconds{60};
        --minutes;
    }
    return at;
}

Reckoned counted(const TimeWords& time, const Sending& sending) {
    calendar::Window window;
    window.zone = sending.zone;
    window.holidays = *sending.holidays;
    const auto today = sending.wall.date;
    const int whole = static_cast<int>(std::clamp(time.amount, 0.0, 4000.0));
    Reckoned reckoned;
    reckoned.past = time.past;
    switch (time.unit) {
        case Unit::minute:
        case Unit::hour: {
            const double minutes = std::min(time.amount, 20'000.0) * (time.unit == Unit::hour ? 60 : 1);
            const int rounded = static_cast<int>(std::lround(minutes));
            reckoned.due = time.nth != 0 ? plus_working_minutes(sending.at, std::min(rounded, 60 * 80), window)
                                         : sending.at + chrono::seconds{std::int64_t{60} * rounded};
            return reckoned;
        }
        case Unit::day: reckoned.due = base::plus_days(today, std::max(whole, time.amount > 0 ? 1 : 0)); break;
        case Unit::working_day:
            reckoned.due = calendar::business_days_after(window, today, std::max(1, std::min(whole, 500)));
            break;
        case Unit::week:
            reckoned.due = base::plus_days(today, static_cast<int>(std::lround(7 * std::min(time.amount, 500.0))));
            break;
        case Unit::fortnight: reckoned.due = base::plus_days(today, 14 * std::min(whole, 100)); break;
        case Unit::month: {
            const auto day = plus_months(today, whole);
            reckoned.due = time.amount > whole ? base::plus_days(day, 15) : day;
            break;
        }
        case Unit::quarter: reckoned.due = plus_months(today, 3 * std::min(whole, 100)); break;
        case Unit::year:
            reckoned.due = plus_months(today, static_cast<int>(std::lround(12 * std::min(time.amount, 50.0))));
            break;
    }
    return reckoned;
}

/// The hour that "at 3" means: of the working day, unless the words name a part of the day.
int likely_hour(const Clock& clock, DayPart part) {
    if (clock.half_known) return clock.hour;
    const bool late = part == DayPart::afternoon || part == DayPart::evening || part == DayPart::night;
    if (part == DayPart::morning) return clock.hour == 12 ? 0 : clock.hour;
    if (late) return clock.hour == 12 ? 12 : clock.hour + 12;
    return clock.hour >= 1 && clock.hour <= 6 ? clock.hour + 12 : clock.hour;
}

/// Summer time in the United States: second Sunday of March to first Sunday of November.
bool us_summer(base::CivilDate date) {
    const auto year = date.year();
    const auto day = chrono::sys_days{date};
    return day >= chrono::sys_days{year / chrono::March / chrono::Sunday[2]} &&
           day < chrono::sys_days{year / chrono::November / chrono::Sunday[1]};
}

base::Instant clock_on(const Clock& clock, int hour, base::CivilDate date, const Sending& sending) {
    const base::CivilDateTime wall{date, {hour, clock.minute, 0}};
    if (!clock.utc_offset) return sending.zone->instant(wall);
    const auto summer = clock.us_rule && us_summer(date) ? 3600 : 0;
    return base::instant_at_offset(wall, *clock.utc_offset + summer);
}

/// A clock time without a day is the next one; one that leaves its half of the day open, the next by daylight.
Reckoned next_clock(const TimeWords& time, const Sending& sending) {
    constexpr int earliest = 7;
    constexpr int latest = 21;
    const auto& clock = *time.clock;
    const auto today = sending.wall.date;
    Reckoned reckoned;
    if (clock.half_known || time.day_part != DayPart::none || clock.hour > 12) {
        const int hour = likely_hour(clock, time.day_part);
        auto due = clock_on(clock, hour, today, sending);
        if (due <= sending.at) due = clock_on(clock, hour, base::plus_days(today, 1), sending);
        reckoned.due = due;
        return reckoned;
    }
    for (int days = 0; days <= 1; ++days) {
        for (const int hour : {clock.hour % 12, clock.hour % 12 + 12}) {
            const auto due = clock_on(clock, hour, base::plus_days(today, days), sending);
            if (due <= sending.at || hour < earliest || hour > latest) continue;
            reckoned.due = due;
            reckoned.ambiguous = hour != likely_hour(clock, DayPart::none);
            return reckoned;
        }
    }
    return reckoned;
}

/// The wall time that ends a part of the day; nothing where the day is as exact as the words are.
std::optional<base::CivilTime> end_of(DayPart part) {
    switch (part) {
        case DayPart::morning:
        case DayPart::lunch:
        case DayPart::noon: return base::CivilTime{12, 0, 0};
        case DayPart::afternoon: return base::CivilTime{18, 0, 0};
        case DayPart::close_of_business: return base::CivilTime{17, 0, 0};
        case DayPart::none:
        case DayPart::evening:
        case DayPart::night:
        case DayPart::end_of_day:
        case DayPart::midnight: break;
    }
    return std::nullopt;
}

Reckoned part_of_day(DayPart part, base::CivilDate date, const Sending& sending) {
    Reckoned reckoned;
    if (part == DayPart::midnight) {
        reckoned.due = sending.zone->instant({base::plus_days(date, 1), {0, 0, 0}});
    } else if (const auto time = end_of(part)) {
        reckoned.due = sending.zone->instant({date, *time});
    } else {
        reckoned.due = date;
    }
    return reckoned;
}

/// "in the morning" is tomorrow's, "by noon" the next one, "this morning" has its day already.
base::CivilDate day_of_part(DayPart part, const Sending& sending) {
    const auto today = sending.wall.date;
    if (part == DayPart::morning) return base::plus_days(today, sending.wall.time.hour < 5 ? 0 : 1);
    const auto end = end_of(part);
    return end && sending.wall.time >= *end ? base::plus_days(today, 1) : today;
}

Reckoned with_time_of_day(const TimeWords& time, const Day& day, const Sending& sending) {
    Reckoned reckoned;
    if (time.clock) {
        if (time.clock->foreign) {
            reckoned.due = *day.date;
            reckoned.ambiguous = true;
            return reckoned;
        }
        auto hour = likely_hour(*time.clock, time.day_part);
        auto due = clock_on(*time.clock, hour, *day.date, sending);
        // "today at 8", written at ten, is in the evening.
        if (due <= sending.at && !time.clock->half_known && hour < 12) {
            due = clock_on(*time.clock, hour + 12, *day.date, sending);
        }
        reckoned.due = due;
        return reckoned;
    }
    return part_of_day(time.day_part, *day.date, sending);
}

base::CivilDate day_before(const Day& day, const TimeWords& time) {
    if (!day.is_period) return base::plus_days(*day.date, -1);
    const bool names_its_end = time.part == Part::end || time.part == Part::late;
    const bool running = day.first && time.offset == 0 && time.part == Part::whole && time.anchor == Anchor::period;
    if (names_its_end || running || time.anchor == Anchor::weekend) return *day.date;
    if (time.part != Part::whole) return base::plus_days(*day.date, -1);
    // "before next week": the last working day before it.
    return base::plus_days(*day.first, time.anchor == Anchor::period && time.unit == Unit::week ? -3 : -1);
}

Reckoned recurring(const TimeWords& time, const Sending& sending) {
    const auto& rhythm = *time.rhythm;
    const auto today = sending.wall.date;
    Reckoned reckoned;
    if (rhythm.unit == Rhythm::Unit::hour) {
        reckoned.due = sending.at + chrono::seconds{std::int64_t{3600} * std::clamp(rhythm.every, 1, 10'000)};
        return reckoned;
    }
    bool named = rhythm.day_of_month != 0 || rhythm.nth != 0;
    for (const bool weekday : rhythm.weekdays) named = named || weekday;
    Rhythm first = rhythm;
    first.until.reset();
    first.every = 1;
    std::optional<base::CivilDate> date;
    if (named || rhythm.unit == Rhythm::Unit::business_day) {
        date = next_day(first, base::plus_days(today, 1), today, *sending.holidays);
    } else {
        const int every = std::clamp(rhythm.every, 1, 1000);
        switch (rhythm.unit) {
            case Rhythm::Unit::hour:
            case Rhythm::Unit::business_day:
            case Rhythm::Unit::day: date = base::plus_days(today, every); break;
            case Rhythm::Unit::week: date = base::plus_days(today, 7 * every); break;
            case Rhythm::Unit::month: date = plus_months(today, every); break;
            case Rhythm::Unit::year: date = plus_months(today, 12 * every); break;
        }
    }
    if (!date) return reckoned;
    Day day;
    day.date = date;
    return with_time_of_day(time, day, sending);
}

}  // namespace

Reckoned reckon(const TimeWords& time, const Sending& sending, const Due& named_last) {
    if (time.rhythm) return recurring(time, sending);
    if (time.anchor == Anchor::vague) return {};
    if (time.anchor == Anchor::antecedent) {
        Reckoned then;
        then.due = named_last;
        const auto* date = std::get_if<base::CivilDate>(&named_last);
        if (date != nullptr && time.lead == Lead::before) then.due = base::plus_days(*date, -1);
        return then;
    }
    if (time.anchor == Anchor::duration && !time.clock && time.day_part == DayPart::none) return counted(time, sending);

    Day day;
    if (time.anchor == Anchor::duration) {
        const auto from_now = counted(time, sending);
        const auto* date = std::get_if<base::CivilDate>(&from_now.due);
        if (date == nullptr) return from_now;
        day.date = *date;
    } else if (time.anchor != Anchor::none) {
        day = named_day(time, sending.wall.date);
    } else if (time.clock && !time.clock->foreign) {
        auto next = next_clock(time, sending);
        next.ambiguous = next.ambiguous || time.hedged;
        return next;
    } else if (time.clock) {
        day.date = sending.wall.date;
    } else {
        day.date = day_of_part(time.day_part, sending);
    }
    Reckoned reckoned;
    if (day.date) {
        const bool timed = time.clock || time.day_part != DayPart::none;
        if (time.lead == Lead::before && !timed) day.date = day_before(day, time);
        reckoned = with_time_of_day(time, day, sending);
    }
    reckoned.ambiguous = reckoned.ambiguous || day.ambiguous || time.hedged;
    reckoned.past = day.past;
    return reckoned;
}

}  // namespace amends::guide::promise
