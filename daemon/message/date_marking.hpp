#pragma once
// How dates are read out of one text, form by form: what was read becomes a mark, which no later form takes for a date.
// For date_words.hpp only; date_marking.cpp holds the order of the forms and what they share, date_figures.cpp the
// forms that name a month or write it in figures, date_days.cpp those of days and weeks alone,
// date_lengths.cpp ends of weeks and months, and lengths, date_places.cpp days told by their place in a month.
#include <re2/re2.h>

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "message/date_words.hpp"

namespace amends::message {

using MaybeDate = std::optional<WrittenDate>;

inline constexpr int days_back = 31;            // a note may be left standing so long
inline constexpr std::size_t most_dates = 200;  // two letters tell them apart

unsigned number_of(std::string_view digits);
/// Nothing where there is no such day, or nobody would write of it.
MaybeDate made_date(int year, unsigned month, unsigned day);
int days_between(base::CivilDate from, base::CivilDate to);

class Marking {
public:
    Marking(std::string_view text, std::optional<base::CivilDate> written, std::string_view language);
    MarkedText take();

private:
    using Groups = std::array<std::string, 5>;
    using Reading = std::function<std::optional<MaybeDate>(const Groups&)>;  // nothing: it is no date at all

    /// Replaces what `form` finds and `reading` accepts; of a range the date read is its end.
    void each(const RE2& form, const Reading& reading, bool is_range = false);
    /// The same for the forms with names. They are long, and RE2 is slow to tell the groups of a long expression: what
    /// was found is taken to pieces here. Groups: the figures in their order, the month's name last.
    void each_named(const RE2& form, const Reading& reading, bool is_range = false);
    /// The same for a date that only the words around it tell: just the first group is replaced.
    void each_within(const RE2& form, const Reading& reading);
    static Groups pieces(std::string_view found);
    std::string add(MaybeDate date);
    /// A day without a year lies near the day of writing.
    [[nodiscard]] MaybeDate near(unsigned month, unsigned day) const;
    [[nodiscard]] MaybeDate from_parts(std::string_view year, unsigned month, unsigned day) const;

    // The forms
    void years_first();
    static std::string lead();
    void days_and_names();
    static std::string day_month();
    void names_and_days();
    static const RE2& figures_form();
    /// With one and the same sign between: "22.12-03.01" are two dates.
    static std::string with_year(std::string_view sign);
    static const RE2& slashes_with_year();
    static const RE2& slashes_to_slashes();
    /// 13 and above cannot be a month: one such date tells the order for the whole text.
    void settle_order();
    /// Nothing where the day and the month could change places.
    [[nodiscard]] MaybeDate ordered(std::string_view year, unsigned a, unsigned b, bool dotted) const;
    void figures();
    /// "9.3." and "09.03" are dates, "2.1" of a program and "8.30" of a clock are not.
    [[nodiscard]] std::optional<MaybeDate> dotted(unsigned day, unsigned month) const;
    void ends_of_months();
    void months();
    static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

    /// "The 9th", "lunes 9": the next such day.
    void days_alone();
    /// The next day of that number; the text has not named its month.
    [[nodiscard]] std::optional<MaybeDate> next_day(std::string_view figures) const;
    /// "Je reprends le 15.", "dal 17", "de 14e", "15日から": an article and the end of the clause make it a day.
    void days_after_articles();
    /// "KW 34 und 35", "calendar week 12": of several the last one, as its Friday.
    void weeks();
    /// The Friday of a week by ISO 8601, in the year that brings it nearest after the day of writing.
    [[nodiscard]] MaybeDate friday_of(int week) const;
    /// "二〇二六年七月十三日": figures for the numerals before a year, a month and a day.
    void figures_of_han();
    void days_of_weeks();
    void cjk_weekdays();
    /// "The rest of this week", "all of next week", "the end of the month".
    void ends_of_weeks();
    /// "Back in a week", "in zwei Wochen wieder da": that day.
    void lengths_from_now();
    /// "For two weeks from 9 November", "ten working days from today", "for the next two weeks": until the last day.
    void lengths_from_a_day();
    void lengths_in_cjk();
    /// "Monday the 16th of this month", "am 7. nächsten Monats".
    void days_of_this_month();
    /// "The first Monday in April", "le dernier vendredi de mars".
    void weekdays_of_months();

    std::string text_;
    std::optional<base::CivilDate> written_;
    bool english_ = false;
    bool day_first_ = false;
    bool month_first_ = false;
    std::vector<MaybeDate> dates_;
};

}  // namespace amends::message
