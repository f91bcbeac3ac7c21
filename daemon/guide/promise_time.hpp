#pragma once
// Words that say when ("by the end of next week", "Friday at 3 pm CET") as a value that is not yet a date: reading the
// words and reckoning the due moment are two steps, because most time words in a letter are no promise's.
#include <optional>

#include "guide/promise_rhythm.hpp"
#include "guide/promise_words.hpp"

namespace amends::guide::promise {

/// How the time words are tied to what they say something about.
enum class Lead { none, by, on, at, before, within, in, from, after, until, of, since, lasting };

/// Which kind of day the words name.
enum class Anchor {
    none,
    relative,       ///< n days from today: today, tomorrow
    weekday,        ///< n is the weekday, [0] Sunday
    date,           ///< year (0: not said), month, day
    day_of_month,   ///< "the 5th"; offset is the month where it is said
    period,         ///< unit, offset from this one, part of it
    named_month,    ///< "March", part of it
    year,           ///< a year alone
    named_quarter,  ///< "Q3"
    weekend,
    duration,     ///< n units, counted in `amount`
    feast,        ///< n is the Feast
    nth_weekday,  ///< the n-th (`nth`) weekday of a month
    antecedent,   ///< "by then": what was named last
    unknown,      ///< day and month cannot be told apart
    vague,        ///< "in a few days"
};

enum class Which { plain, this_one, next, after_next, last };
enum class Part { whole, start, first_week, early, middle, late, end };

/// Without `minute` known the hour stands alone ("at 3"), which leaves its half of the day open.
struct Clock {
    int hour = 0, minute = 0;
    bool half_known = false;                 ///< false: "at 3" may be 3 or 15
    std::optional<std::int64_t> utc_offset;  ///< of a named zone, standard and summer time told apart by its name
    bool us_rule = false;                    ///< "ET": the offset is that of standard time, moved by the American rule
    bool foreign = false;                    ///< "your time": a zone that nobody named
};

struct TimeWords {
    Span words;
    Lead lead = Lead::none;
    Lead clock_lead = Lead::none;  ///< "on Friday before 5": the clock's own
    Anchor anchor = Anchor::none;
    Which which = Which::plain;
    Part part = Part::whole;
    Unit unit = Unit::day;
    int n = 0;
    int nth = 0;
    int offset = 0;      ///< periods and months from the current one
    int shift_days = 0;  ///< "a week on Monday", "the day before Christmas"
    double amount = 0;   ///< of a duration
    int year = 0;
    unsigned month = 0, day = 0;
    int weekday = -1;       ///< said besides a date: it must fit
    bool anchored = false;  ///< counted from an event of unknown date: "within 3 days of receipt"
    bool past = false;      ///< last Friday, two days ago
    bool hedged = false;    ///< another reading is possible
    std::optional<Clock> clock;
    DayPart day_part = DayPart::none;
    bool attributive = false;  ///< belongs to a thing, not to a deed: "Monday's notes", "the March invoice"
    std::optional<Rhythm> rhythm;
    bool inner = false;  ///< read as a piece of other time words: it has none inside itself
};

/// The longest time words that begin with the token at `at`, within the sentence that ends before `last`.
std::optional<TimeWords> read_time_words(const Tokens& tokens, std::size_t at, std::size_t last);

/// The time words of a sentence in order; `timed` becomes which of its tokens are in one.
std::vector<TimeWords> times_in(const Tokens& tokens, Span sentence, std::vector<bool>& timed);

// The pieces of read_time_words(); each returns how many tokens it took, 0 for none, and fills its part.
std::size_t read_day(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
std::size_t read_date(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
std::size_t read_period(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
std::size_t read_duration(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
std::size_t read_clock(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
std::size_t read_day_part(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
std::size_t read_feast(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
std::size_t read_rhythm(const Tokens& tokens, std::size_t at, std::size_t last, TimeWords& into);
/// "two", "twenty-four", "a couple of", "2 to 3" (the greater); vague ones ("a few") set `vague`.
std::size_t read_amount(const Tokens& tokens, std::size_t at, std::size_t last, double& amount, bool& vague);
/// "5", "5th", "fifth", "twenty-first".
std::size_t read_day_number(const Tokens& tokens, std::size_t at, std::size_t last, unsigned& day, bool& ordinal);
/// "CET", "EDT".
bool names_a_zone(const Token& word);
/// True where a noun follows: "Friday delivery", "the 5th floor".
bool noun_follows(const Tokens& tokens, std::size_t at, std::size_t last);
/// The words in sequence, "end of the"; how many tokens, 0 where they do not stand there.
std::size_t read_all_words(const Tokens& tokens, std::size_t at, std::size_t last, std::string_view words);
inline std::size_t read_words(const Tokens& tokens, std::size_t at, std::size_t last, std::string_view words) {
    if (at >= last) return 0;
    const auto first = tokens[at].word, second = tokens[at + 1].word;
    if (first.front() != words.front()) return 0;
    // The second word's first letter, too, before all of them are compared.
    const bool more = first.size() < words.size();
    if (more && (words[first.size()] != ' ' || !second.starts_with(words[first.size() + 1]))) return 0;
    return read_all_words(tokens, at, last, words);
}

enum class Feast {
    easter,
    good_friday,
    easter_monday,
    maundy_thursday,
    palm_sunday,
    ash_wednesday,
    ascension,
    whit_sunday,
    whit_monday,
    christmas,
    christmas_eve,
    boxing_day,
    new_year,
    new_years_eve,
    epiphany,
    valentine,
    halloween,
    all_saints,
    st_patrick,
    thanksgiving,
    independence_day,
    st_nicholas,
    may_day
};
base::CivilDate feast_day(Feast feast, int year);

}  // namespace amends::guide::promise
