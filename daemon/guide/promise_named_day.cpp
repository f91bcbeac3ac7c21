#include "guide/promise_named_day.hpp"

#include <algorithm>

namespace amends::guide::promise {
namespace {

namespace chrono = std::chrono;

base::CivilDate made(int year, unsigned month, unsigned day) {
    return base::CivilDate{chrono::year{year}, chrono::month{month}, chrono::day{day}};
}

base::CivilDate last_of_month(int year, unsigned month) {
    return base::CivilDate{
        chrono::year_month_day_last{chrono::year{year}, chrono::month_day_last{chrono::month{month}}}};
}

base::CivilDate monday_of(base::CivilDate date) {
    return base::plus_days(date, -static_cast<int>(base::weekday_of(date).iso_encoding() - 1));
}

int iso_weekday(int weekday) { return weekday == 0 ? 7 : weekday; }

Day weekday_after(const TimeWords& time, base::CivilDate today) {
    const int now = static_cast<int>(base::weekday_of(today).iso_encoding());
    const int wanted = iso_weekday(time.n);
    const int ahead = (wanted - now + 7) % 7;
    Day day;
    switch (time.which) {
        case Which::plain:
            day.date = base::plus_days(today, ahead == 0 ? 7 : ahead);
            day.ambiguous = ahead == 0;
            break;
        case Which::this_one: day.date = base::plus_days(today, ahead); break;
        case Which::next:
            day.date = base::plus_days(monday_of(today), 7 + wanted - 1);
            day.ambiguous = wanted > now && time.nth == 0;
            break;
        case Which::after_next:
            day.date = base::plus_days(today, (ahead == 0 ? 7 : ahead) + 7);
            day.ambiguous = true;
            break;
        case Which::last:
            day.date = base::plus_days(today, ahead - 7);
            day.past = true;
            break;
    }
    return day;
}

/// A day of a month; without a year the next one. A weekday said besides it must fit.
Day named_date(const TimeWords& time, base::CivilDate today) {
    Day day;
    const int this_year = static_cast<int>(today.year());
    const auto fits = [&](base::CivilDate date) {
        return time.weekday < 0 || static_cast<int>(base::weekday_of(date).c_encoding()) == time.weekday;
    };
    if (time.year != 0) {
        const auto date = made(time.year, time.month, time.day);
        if (!date.ok()) {
            day.ambiguous = true;
            return day;
        }
        day.past = date < today;
        if (fits(date)) day.date = date;
        day.ambiguous = !day.date;
        return day;
    }
    for (int year = this_year; year <= this_year + 8; ++year) {
        const auto date = made(year, time.month, time.day);
        if (!date.ok() || date < today) continue;
        if (fits(date)) {
            day.date = date;
            return day;
        }
        if (year > this_year + 1) break;
    }
    day.ambiguous = true;  // no such day, or not that weekday
    return day;
}

Day nth_weekday(const TimeWords& time, base::CivilDate today) {
    const chrono::weekday weekday{static_cast<unsigned>(time.weekday)};
    const auto in_month = [&](chrono::year_month month) -> std::optional<base::CivilDate> {
        if (time.nth < 0) return base::CivilDate{chrono::sys_days{month / weekday[chrono::last]}};
        const auto date = month / weekday[static_cast<unsigned>(time.nth)];
        if (!date.ok()) return std::nullopt;
        return base::CivilDate{chrono::sys_days{date}};
    };
    Day day;
    if (time.month != 0) {
        const int first = time.year != 0 ? time.year : static_cast<int>(today.year());
        for (int year = first; year <= first + 1 && !day.date; ++year) {
            day.date = in_month(chrono::year{year} / chrono::month{time.month});
            if (day.date && *day.date < today && time.year == 0) day.date.reset();
        }
    } else {
        const chrono::year_month current{today.year(), today.month()};
        day.date = in_month(current + chrono::months{time.offset});
        if (day.date && *day.date < today) day.date = in_month(current + chrono::months{1});
    }
    day.ambiguous = !day.date;
    day.past = day.date && *day.date < today;
    return day;
}

Day day_of_month(const TimeWords& time, base::CivilDate today) {
    Day day;
    chrono::year_month month{today.year(), today.month()};
    month += chrono::months{time.offset};
    for (int tries = 0; tries < 13; ++tries, month += chrono::months{1}) {
        const base::CivilDate date{month.year(), month.month(), chrono::day{time.day}};
        if (!date.ok() || date <= today) continue;
        day.date = date;
        break;
    }
    return day;
}

/// The day that stands for a part of the time from `first` to `last`.
Day part_of(Part part, base::CivilDate first, base::CivilDate last, base::CivilDate middle, base::CivilDate early) {
    Day day;
    day.is_period = true;
    day.first = first;
    switch (part) {
        case Part::start: day.date = first; break;
        case Part::first_week: day.date = base::plus_days(first, 6); break;
        case Part::early:
            day.date = early;
            day.ambiguous = true;
            break;
        case Part::middle: day.date = middle; break;
        case Part::whole:
        case Part::late:
        case Part::end: day.date = last; break;
    }
    return day;
}

Day week(const TimeWords& time, base::CivilDate today) {
    const auto monday = base::plus_days(monday_of(today), 7 * time.offset);
    const bool weekend = base::weekday_of(today).iso_encoding() > 5;
    // On a Saturday "this week" can only end on Sunday.
    const int friday = weekend && time.offset == 0 ? 6 : 4;
    return part_of(time.part, monday, base::plus_days(monday, friday), base::plus_days(monday, 2),
                   base::plus_days(monday, 1));
}

Day months(const TimeWords& time, base::CivilDate first, int count) {
    const auto end = plus_months(first, count);
    const auto last = base::plus_days(end, -1);
    auto middle = count == 1 ? base::plus_days(first, 14) : plus_months(first, count / 2);
    if (count == 3) middle = base::plus_days(plus_months(first, 1), 14);
    const auto early = count == 1 ? base::plus_days(first, 9) : base::plus_days(plus_months(first, 1), -1);
    return part_of(time.part, first, last, middle, early);
}

Day period(const TimeWords& time, base::CivilDate today) {
    const int year = static_cast<int>(today.year());
    const auto this_month = made(year, static_cast<unsigned>(today.month()), 1);
    const int quarter_start = static_cast<int>((static_cast<unsigned>(today.month()) - 1) / 3 * 3);
    switch (time.unit) {
        case Unit::week: return week(time, today);
        case Unit::month: return months(time, plus_months(this_month, time.offset), 1);
        case Unit::quarter: return months(time, plus_months(made(year, 1, 1), quarter_start + 3 * time.offset), 3);
        case Unit::year: return months(time, made(year + time.offset, 1, 1), 12);
        case Unit::minute:
        case Unit::hour:
        case Unit::day:
        case Unit::working_day:
        case Unit::fortnight: break;
    }
    return {};
}

/// Of March or Q3: in this year while it lasts, else in the next.
Day named_period(const TimeWords& time, base::CivilDate today) {
    const bool quarter = time.anchor == Anchor::named_quarter;
    const int count = quarter ? 3 : 1;
    const unsigned month = quarter ? static_cast<unsigned>(time.n - 1) * 3 + 1 : time.month;
    const int year = static_cast<int>(today.year());
    auto first = made(time.year != 0 ? time.year : year, month, 1);
    Day day = months(time, first, count);
    if (time.year == 0 && day.date && *day.date < today) {
        first = made(year + 1, month, 1);
        day = months(time, first, count);
    }
    day.past = day.date && *day.date < today;
    // "by March" is its first day to some and its last to others.
    if (time.lead == Lead::by && time.part == Part::whole) day.ambiguous = true;
    return day;
}

Day feast(const TimeWords& time, base::CivilDate today) {
    Day day;
    const int year = static_cast<int>(today.year());
    day.date = feast_day(static_cast<Feast>(time.n), year);
    if (base::plus_days(*day.date, time.shift_days) < today) day.date = feast_day(static_cast<Feast>(time.n), year + 1);
    return day;
}

Day weekend(const TimeWords& time, base::CivilDate today) {
    Day day;
    const auto sunday = base::plus_days(monday_of(today), 6 + 7 * time.offset);
    // What is due by or before a weekend is due on the Friday.
    const bool before_it = time.lead == Lead::by || time.lead == Lead::before;
    day.date = before_it && time.part == Part::whole ? base::plus_days(sunday, -2) : sunday;
    if (time.lead == Lead::after) day.date = base::plus_days(sunday, 1);
    if (time.lead == Lead::before) day.is_period = true;
    if (*day.date < today) day.date = sunday;
    day.ambiguous = time.offset > 0;
    return day;
}

}  // namespace

base::CivilDate plus_months(base::CivilDate date, int months) {
    const auto shifted = chrono::year_month{date.year(), date.month()} + chrono::months{months};
    const auto last = last_of_month(static_cast<int>(shifted.year()), static_cast<unsigned>(shifted.month()));
    return base::CivilDate{shifted.year(), shifted.month(), std::min(date.day(), last.day())};
}

Day named_day(const TimeWords& time, base::CivilDate today) {
    Day day;
    switch (time.anchor) {
        case Anchor::relative: day.date = base::plus_days(today, time.n); break;
        case Anchor::weekday: day = weekday_after(time, today); break;
        case Anchor::date: day = named_date(time, today); break;
        case Anchor::day_of_month:
            day = day_of_month(time, today);
            if (day.date && time.weekday >= 0 &&
                static_cast<int>(base::weekday_of(*day.date).c_encoding()) != time.weekday) {
                day.date.reset();
                day.ambiguous = true;
            }
            break;
        case Anchor::period: day = period(time, today); break;
        case Anchor::named_month:
        case Anchor::named_quarter: day = named_period(time, today); break;
        case Anchor::year: day = months(time, made(time.year, 1, 1), 12); break;
        case Anchor::weekend: day = weekend(time, today); break;
        case Anchor::feast: day = feast(time, today); break;
        case Anchor::nth_weekday: day = nth_weekday(time, today); break;
        case Anchor::unknown: day.ambiguous = true; break;
        case Anchor::none:
        case Anchor::duration:
        case Anchor::antecedent:
        case Anchor::vague: break;
    }
    if (day.date) day.date = base::plus_days(*day.date, time.shift_days);
    day.past = day.past || time.past || (day.date && *day.date < today);
    return day;
}

}  // namespace amends::guide::promise
