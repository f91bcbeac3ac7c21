#include "calendar/day_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace amends::calendar {
namespace {

const base::CivilDate thursday = *base::parse_civil_date("2026-11-26");

std::string read(std::string_view text, Lean lean = Lean::near, base::CivilDate today = thursday) {
    const auto day = read_day_words(text, today, lean);
    if (!day) return "not understood";
    return *day ? base::to_string(**day) : day->error().message;
}

TEST(DayWords, RefuseAYearThatNobodyMeans) {
    for (const auto* text : {"0206-03-06", "0206/13/04", "06.03.0206", "06/30/0206"})
        EXPECT_EQ(read(text), "the year 206 is not meant; write it like 2026-03-06.") << text;
    EXPECT_EQ(read("1899-12-31"), "the year 1899 is not meant; write it like 2026-03-06.");
    EXPECT_EQ(read("1900-01-01"), "1900-01-01");
}

TEST(DayWords, CountFromToday) {
    for (const auto& [text, day] : {std::pair{"today", "2026-11-26"},
                                    {"tonight", "2026-11-26"},
                                    {"Tomorrow", "2026-11-27"},
                                    {"yesterday", "2026-11-25"},
                                    {"the day after tomorrow", "2026-11-28"},
                                    {"day before yesterday", "2026-11-24"},
                                    {"in three days", "2026-11-29"},
                                    {"in 3 days", "2026-11-29"},
                                    {"3 days", "2026-11-29"},
                                    {"3d", "2026-11-29"},
                                    {"3 days from now", "2026-11-29"},
                                    {"3 days ago", "2026-11-23"},
                                    {"a week ago", "2026-11-19"},
                                    {"in two weeks", "2026-12-10"},
                                    {"2w", "2026-12-10"},
                                    {"in a month", "2026-12-26"},
                                    {"in 3 months", "2027-02-26"}})
        EXPECT_EQ(read(text), day) << text;
    EXPECT_EQ(read("3 days", Lean::back), "not understood") << "three days ago, or after what?";
    EXPECT_EQ(read("3 days ago", Lean::back), "2026-11-23");
    EXPECT_EQ(read("in a month", Lean::near, *base::parse_civil_date("2027-01-31")), "2027-02-28");
}

TEST(DayWords, NameADayOfThisWeekOrTheNext) {
    EXPECT_EQ(read("friday"), "2026-11-27");
    EXPECT_EQ(read("thursday"), "2026-12-03") << "never today";
    EXPECT_EQ(read("friday", Lean::back), "2026-11-20");
    EXPECT_EQ(read("last friday"), "2026-11-20");
    EXPECT_EQ(read("this friday"), "2026-11-27");
    EXPECT_EQ(read("this Thursday"), "2026-11-26");
    EXPECT_EQ(read("this monday", Lean::back), "2026-11-23");
    EXPECT_EQ(read("next friday"), "2026-12-04");
    EXPECT_EQ(read("next monday"), "2026-11-30");
    EXPECT_EQ(read("next monday", Lean::near, *base::parse_civil_date("2026-11-29")), "2026-11-30") << "on a Sunday";
    EXPECT_EQ(read("next week"), "2026-12-04");
    EXPECT_EQ(read("this week"), "2026-11-27");
    EXPECT_EQ(read("the end of the week"), "2026-11-27");
    EXPECT_EQ(read("end of next week"), "2026-12-04");
    EXPECT_EQ(read("this week", Lean::near, *base::parse_civil_date("2026-11-28")), "not understood") << "it is over";
    EXPECT_EQ(read("end of the month"), "2026-11-30");
    EXPECT_EQ(read("next month"), "2026-12-31");
    EXPECT_EQ(read("next week", Lean::back), "not understood");
}

TEST(DayWords, NameADayOfAMonth) {
    EXPECT_EQ(read("the 30th"), "2026-11-30");
    EXPECT_EQ(read("26th"), "2026-11-26");
    EXPECT_EQ(read("the 3rd"), "2026-12-03");
    EXPECT_EQ(read("the 30th", Lean::back), "2026-10-30");
    EXPECT_EQ(read("the 31st"), "2026-12-31");
    EXPECT_EQ(read("30"), "not understood");
    EXPECT_EQ(read("2 December"), "2026-12-02");
    EXPECT_EQ(read("Wednesday, December 2nd"), "2026-12-02");
    EXPECT_EQ(read("20 November"), "2026-11-20");
    EXPECT_EQ(read("20 November", Lean::ahead), "2027-11-20");
    EXPECT_EQ(read("31 November"), "31 November 2026 does not exist: November 2026 has 30 days.");
    EXPECT_EQ(read("Monday, 2 December"), "2 December 2026 is a Wednesday, not a Monday.");
}

TEST(DayWords, ReadFigures) {
    EXPECT_EQ(read("2026-12-01"), "2026-12-01");
    EXPECT_EQ(read("30.11."), "2026-11-30");
    EXPECT_EQ(read("30.11"), "2026-11-30");
    EXPECT_EQ(read("30.11.26"), "2026-11-30");
    EXPECT_EQ(read("30.11.2026"), "2026-11-30");
    EXPECT_EQ(read("30/11"), "2026-11-30");
    EXPECT_EQ(read("11/30/2026"), "2026-11-30");
    EXPECT_EQ(read("12/12"), "2026-12-12");
    EXPECT_EQ(read("03/04"), "\"03/04\" can be two days; write 2027-03-04 or 2027-04-03.");
    EXPECT_EQ(read("03/04/2026"), "\"03/04/2026\" can be two days; write 2026-03-04 or 2026-04-03.");
    EXPECT_EQ(read("03/04/26"), "\"03/04/26\" can be two days; write 2026-03-04 or 2026-04-03.");
}

TEST(DayWords, AreNothingElse) {
    for (const char* text : {"",        "soon",        "next",          "the",       "monday tuesday",
                             "3",       "0 days",      "-3d",           "99999d",    "3-4",
                             "1/2/3/4", "in days",     "in 3 days ago", "next 30th", "march",
                             "2026",    "friday 2026", "before friday", "a friday",  "3 fridays"})
        EXPECT_EQ(read(text), "not understood") << text;
}

}  // namespace
}  // namespace amends::calendar
