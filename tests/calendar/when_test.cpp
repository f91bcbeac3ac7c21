#include "calendar/when.hpp"

#include <gtest/gtest.h>

namespace amends::calendar {
namespace {

/// Berlin in 2026: +1 until 29 March, +2 until 25 October.
const calendar::Zone& berlin() {
    static const calendar::Zone zone("Europe/Berlin",
                                     {{{1761440400}, 3600}, {{1774746000}, 7200}, {{1792890000}, 3600}});
    return zone;
}

constexpr base::Instant monday{1795420800};  // 2026-11-23T08:00:00Z, a Monday, 09:00 in Berlin

std::string read(std::string_view text, base::Instant now = monday) {
    const auto at = read_when(text, now, berlin());
    return at ? base::to_string(berlin().local(*at)) : "refused: " + at.error().message;
}

TEST(When, KeepsAnAbsoluteTimeAsItIs) {
    EXPECT_EQ(read("2026-11-25T09:30:00+01:00"), "2026-11-25T09:30:00");
    EXPECT_EQ(read("2026-11-25T12:00:00Z"), "2026-11-25T13:00:00");
}

TEST(When, TakesADateAsTheMorningOfThatDay) {
    EXPECT_EQ(read("2026-12-01"), "2026-12-01T09:00:00");
    EXPECT_EQ(read("2026-12-01 16:45"), "2026-12-01T16:45:00");
}

TEST(When, CountsDaysAndWeeksToTheirMorningAndHoursFromNow) {
    EXPECT_EQ(read("3d"), "2026-11-26T09:00:00");
    EXPECT_EQ(read("2w"), "2026-12-07T09:00:00");
    EXPECT_EQ(read("5h"), "2026-11-23T14:00:00");
    EXPECT_EQ(read("1d", monday + std::chrono::hours(15)), "2026-11-25T09:00:00");  // past local midnight
}

TEST(When, TakesAWeekdayAsOneOfTheNextSevenDaysAndNeverToday) {
    EXPECT_EQ(read("tuesday"), "2026-11-24T09:00:00");
    EXPECT_EQ(read("sun"), "2026-11-29T09:00:00");
    EXPECT_EQ(read("Monday"), "2026-11-30T09:00:00");
    EXPECT_EQ(read("  FRIDAY   14:00 "), "2026-11-27T14:00:00");
}

TEST(When, KnowsTodayAndTomorrow) {
    EXPECT_EQ(read("tomorrow"), "2026-11-24T09:00:00");
    EXPECT_EQ(read("tomorrow 07:15"), "2026-11-24T07:15:00");
    EXPECT_EQ(read("today 18:00"), "2026-11-23T18:00:00");
}

TEST(When, TakesATimeAloneAsTheNextOne) {
    EXPECT_EQ(read("14:00"), "2026-11-23T14:00:00");
    EXPECT_EQ(read("9:00"), "2026-11-24T09:00:00");
    EXPECT_EQ(read("noon"), "2026-11-23T12:00:00");
    EXPECT_EQ(read("noon", monday + std::chrono::hours(3)), "2026-11-24T12:00:00");
}

TEST(When, TakesNextAsTheWeekThatBeginsWithTheNextMonday) {
    EXPECT_EQ(read("next monday"), "2026-11-30T09:00:00");
    EXPECT_EQ(read("Next Friday 14:00"), "2026-12-04T14:00:00");
    EXPECT_EQ(read("next sunday"), "2026-12-06T09:00:00");
    EXPECT_EQ(read("next monday", monday + std::chrono::hours(6 * 24)), "2026-11-30T09:00:00");  // on a Sunday
}

TEST(When, KnowsSpansAndTimesAsPeopleWriteThem) {
    EXPECT_EQ(read("3 days"), read("3d"));
    EXPECT_EQ(read("in 1 day"), read("1d"));
    EXPECT_EQ(read("2 Weeks"), read("2w"));
    EXPECT_EQ(read("5 hours"), read("5h"));
    EXPECT_EQ(read("tomorrow 9:15"), "2026-11-24T09:15:00");
    EXPECT_EQ(read("friday at noon"), "2026-11-27T12:00:00");
    EXPECT_EQ(read("2026-12-01T14:00"), "2026-12-01T14:00:00");
    EXPECT_EQ(read("2026-12-01T14:00:30"), "2026-12-01T14:00:30");
}

TEST(When, TakesEveryDayThatALetterTakesWithATimeBehindIt) {
    EXPECT_EQ(read("3d 10:00"), "2026-11-26T10:00:00");
    EXPECT_EQ(read("the 30th 16:00"), "2026-11-30T16:00:00");
    EXPECT_EQ(read("2 December"), "2026-12-02T09:00:00");
    EXPECT_EQ(read("in three months"), "2027-02-23T09:00:00");
    EXPECT_EQ(read("next week"), "2026-11-30T09:00:00") << "to wait until next week is to wait for its beginning";
    EXPECT_EQ(read("2026-02-29"), "refused: 29 February 2026 does not exist: February 2026 has 28 days.");
    EXPECT_EQ(read("03/04"), "refused: \"03/04\" can be two days; write 2027-03-04 or 2027-04-03.");
}

std::string day(std::string_view text) {
    const auto read = read_day(text, monday, berlin());
    return read ? base::to_string(*read) : "refused: " + read.error().message;
}

TEST(When, ReadsADayToComeAsALetterDoes) {
    EXPECT_EQ(day("2 December"), "2026-12-02");
    EXPECT_EQ(day("3 March"), "2027-03-03") << "the next one, though the last is nearer in spring";
    EXPECT_EQ(day("30.11."), "2026-11-30");
    EXPECT_EQ(day("today"), "2026-11-23");
    EXPECT_EQ(day("next week"), "2026-12-04");
    EXPECT_EQ(day("friday 14:00"), "2026-11-27");
    EXPECT_EQ(day("5h"), "2026-11-23");
    EXPECT_EQ(day("2026-11-25T09:30:00Z"), "2026-11-25");
    EXPECT_NE(day("3 days ago").find("lies in the past"), std::string::npos) << day("3 days ago");
    EXPECT_NE(day("yesterday").find("lies in the past"), std::string::npos);
    EXPECT_NE(day("someday").find("It is not clear when \"someday\" is."), std::string::npos);
    EXPECT_NE(day("Monday, 2 December").find("is a Wednesday, not a Monday"), std::string::npos);
}

TEST(When, GivesExamplesOfEveryKind) {
    const std::string said = read("soon");
    for (const char* example :
         {"5h", "3 days", "2w", "14:00", "today 18:00", "tomorrow", "next monday", "friday 14:00"}) {
        EXPECT_NE(said.find(example), std::string::npos) << example;
        EXPECT_FALSE(read(example).starts_with("refused")) << example;
    }
}

TEST(When, RefusesThePast) {
    for (const char* text : {"today", "today 08:00", "2026-11-22", "2025-01-01T00:00:00Z"})
        EXPECT_NE(read(text).find("lies in the past"), std::string::npos) << text << ": " << read(text);
}

TEST(When, RefusesMoreThanFiveYearsAhead) {
    EXPECT_NE(read("2040-01-01").find("five years"), std::string::npos);
    EXPECT_NE(read("9999w").find("five years"), std::string::npos);
}

TEST(When, AnswersUnclearWordsWithExamples) {
    for (const char* text : {"",
                             "soon",
                             "next",
                             "next 3d",
                             "next tomorrow",
                             "14:00 friday",
                             "monday tuesday",
                             "3",
                             "d",
                             "0d",
                             "-3d",
                             "99999d",
                             "tomorrow 25:00",
                             "mo",
                             "3 d",
                             "0 days",
                             "tomorrow 9",
                             "monday 10:00 sharp",
                             "2026-12-01T",
                             "2026-12-01X09:30"})
        EXPECT_NE(read(text).find("friday 14:00"), std::string::npos) << text << ": " << read(text);
}

TEST(When, PutsATimeThatTheClockChangeSkipsAtTheChange) {
    const base::Instant saturday{1774706400};  // 2026-03-28T14:00:00Z
    EXPECT_EQ(read("tomorrow 02:30", saturday), "2026-03-29T03:00:00");
}

}  // namespace
}  // namespace amends::calendar
