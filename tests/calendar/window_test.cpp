#include "calendar/window.hpp"

#include <gtest/gtest.h>

#include "calendar/zone_database.hpp"

namespace amends::calendar {
namespace {

base::CivilDate date(const char* text) { return base::parse_civil_date(text).value(); }
base::Instant utc(const char* text) { return base::parse_rfc3339(text).value(); }

Window in(const char* zone) {
    Window window;
    window.zone = find_zone(zone).value();
    return window;
}

std::string opening(const Window& window, const char* at) { return base::to_rfc3339(next_open(window, utc(at))); }

TEST(Window, CountsBusinessDaysFromMondayToFridayLessHolidays) {
    auto window = in("Europe/Berlin");
    EXPECT_TRUE(is_business_day(window, date("2026-11-27")));
    EXPECT_FALSE(is_business_day(window, date("2026-11-28")));
    EXPECT_FALSE(is_business_day(window, date("2026-11-29")));
    window.holidays = {date("2026-12-25")};
    EXPECT_FALSE(is_business_day(window, date("2026-12-25")));
    EXPECT_EQ(business_days_after(window, date("2026-12-23"), 1), date("2026-12-24"));
    EXPECT_EQ(business_days_after(window, date("2026-12-24"), 1), date("2026-12-28"));
    EXPECT_EQ(business_days_after(window, date("2026-11-20"), 3), date("2026-11-25"));
    EXPECT_EQ(business_days_after(window, date("2026-11-21"), 3), date("2026-11-25"));
    EXPECT_EQ(business_days_after(window, date("2026-11-20"), 0), date("2026-11-23"));
}

TEST(Window, FollowsAWeekThatBeginsOnSunday) {
    auto window = in("Asia/Jerusalem");
    window.working_days = {true, true, true, true, true, false, false};
    EXPECT_EQ(business_days_after(window, date("2026-11-26"), 1), date("2026-11-29"));
}

TEST(Window, GivesUpAfterYearsOfHolidays) {
    auto window = in("UTC");
    for (auto day = date("2026-01-01"); day < date("2031-01-01"); day = base::plus_days(day, 1))
        window.holidays.insert(day);
    EXPECT_EQ(business_days_after(window, date("2026-01-01"), 1), date("2029-01-04"));
    EXPECT_GT(next_open(window, utc("2026-01-01T00:00:00Z")), utc("2029-01-01T00:00:00Z"));
    EXPECT_GT(due_after(window, utc("2026-01-01T00:00:00Z"), 2, {9, 30}).at, utc("2029-01-01T00:00:00Z"));
    Window never;
    never.working_days = {};
    EXPECT_GT(next_open(never, utc("2026-01-01T00:00:00Z")), utc("2028-12-31T00:00:00Z"));
    never.opens = never.closes;
    EXPECT_GT(next_open(never, utc("2026-01-01T00:00:00Z")), utc("2028-12-31T00:00:00Z"));
}

TEST(Window, IsOpenFromTheFirstSecondToTheLast) {
    const auto window = in("Europe/Berlin");
    EXPECT_FALSE(open_at(window, utc("2026-11-26T07:59:59Z")));
    EXPECT_TRUE(open_at(window, utc("2026-11-26T08:00:00Z")));
    EXPECT_TRUE(open_at(window, utc("2026-11-26T15:59:59Z")));
    EXPECT_FALSE(open_at(window, utc("2026-11-26T16:00:00Z")));
    EXPECT_FALSE(open_at(window, utc("2026-11-28T10:00:00Z")));
    EXPECT_TRUE(open_at(Window{}, utc("2026-11-26T09:00:00Z"))) << "no zone stands for UTC";
}

TEST(Window, OpensNextTodayTomorrowOrOnMonday) {
    const auto window = in("Europe/Berlin");
    EXPECT_EQ(opening(window, "2026-11-26T10:00:01Z"), "2026-11-26T10:00:01Z");
    EXPECT_EQ(opening(window, "2026-11-26T04:00:00Z"), "2026-11-26T08:00:00Z");
    EXPECT_EQ(opening(window, "2026-11-26T16:00:00Z"), "2026-11-27T08:00:00Z");
    EXPECT_EQ(opening(window, "2026-11-27T16:00:00Z"), "2026-11-30T08:00:00Z");
    EXPECT_EQ(opening(window, "2026-10-23T15:00:00Z"), "2026-10-26T08:00:00Z") << "winter time began on Sunday";
    EXPECT_EQ(opening(in("America/New_York"), "2027-03-12T23:00:00Z"), "2027-03-15T13:00:00Z");
    EXPECT_EQ(opening(in("Asia/Kolkata"), "2026-10-23T15:00:00Z"), "2026-10-26T03:30:00Z");
    EXPECT_EQ(opening(in("Australia/Lord_Howe"), "2026-10-02T15:00:00Z"), "2026-10-04T22:00:00Z");
}

TEST(Window, OpensAtTheGapThatSwallowsItsOpening) {
    auto window = in("Europe/Berlin");
    window.working_days.fill(true);
    window.opens = {2, 30};
    EXPECT_EQ(opening(window, "2027-03-28T00:00:00Z"), "2027-03-28T01:00:00Z");
    window.closes = {2, 45};
    EXPECT_EQ(opening(window, "2027-03-28T00:00:00Z"), "2027-03-29T00:30:00Z") << "the whole window is swallowed";
    EXPECT_EQ(opening(window, "2027-03-28T01:30:00Z"), "2027-03-29T00:30:00Z");
    EXPECT_EQ(opening(window, "2027-03-27T12:00:00Z"), "2027-03-29T00:30:00Z")
        << "and so it is seen from the day before";
}

TEST(Window, OpensTwiceWhereTheClockIsPutBackOverIt) {
    auto window = in("Europe/Berlin");
    window.working_days.fill(true);
    window.opens = {2, 30};
    EXPECT_EQ(opening(window, "2026-10-25T00:10:00Z"), "2026-10-25T00:30:00Z");
    EXPECT_EQ(opening(window, "2026-10-25T01:10:00Z"), "2026-10-25T01:30:00Z");
    window.opens = {3, 30};
    EXPECT_EQ(opening(window, "2026-10-25T00:10:00Z"), "2026-10-25T02:30:00Z");
}

TEST(Window, PassesOverADayThatItsZoneLeftOut) {
    const auto window = in("Pacific/Apia");
    EXPECT_FALSE(is_business_day(window, date("2011-12-30")));
    EXPECT_EQ(business_days_after(window, date("2011-12-29"), 1), date("2012-01-02"));
    EXPECT_EQ(opening(window, "2011-12-30T05:00:00Z"), "2012-01-01T19:00:00Z");
    EXPECT_EQ(base::to_string(due_after(window, utc("2011-12-29T20:00:00Z"), 1, {9, 30}).wall), "2012-01-02T09:30:00");
}

TEST(Window, CountsBusinessDaysBackwardsToo) {
    auto window = in("Europe/Berlin");
    window.holidays = {date("2026-12-24"), date("2026-12-25")};
    EXPECT_EQ(business_days_before(window, date("2026-11-26"), 1), date("2026-11-25"));
    EXPECT_EQ(business_days_before(window, date("2026-11-23"), 1), date("2026-11-20"));
    EXPECT_EQ(business_days_before(window, date("2026-11-22"), 2), date("2026-11-19"));
    EXPECT_EQ(business_days_before(window, date("2026-12-28"), 1), date("2026-12-23"));
    EXPECT_EQ(business_days_before(window, date("2026-12-28"), 0), date("2026-12-23")) << "at least one";
    window.working_days.fill(false);
    EXPECT_LT(business_days_before(window, date("2026-12-28"), 1), date("2024-01-01")) << "and gives up some day";
    const auto due = due_before_date(in("Europe/Berlin"), date("2026-10-26"), {9, 0}, 1);
    EXPECT_EQ(base::to_string(due.wall), "2026-10-23T09:00:00");
    EXPECT_EQ(due.at, utc("2026-10-23T07:00:00Z"));
    EXPECT_EQ(due.rule, "last business day before 2026-10-26");
    EXPECT_EQ(due_before_date(window, date("2026-10-26"), {9, 0}, 2).rule, "2 business days before 2026-10-26");
    EXPECT_EQ(due_after_date(in("Europe/Berlin"), date("2026-11-20"), {9, 0}, 3).rule,
              "3 business days after 2026-11-20");
}

TEST(DueTime, IsTheWallTimeOnTheNthBusinessDay) {
    const auto window = in("Europe/Berlin");
    const auto due = due_after(window, utc("2026-11-20T15:00:00Z"), 3, {9, 30});
    EXPECT_EQ(base::to_string(due.wall), "2026-11-25T09:30:00");
    EXPECT_EQ(due.zone, "Europe/Berlin");
    EXPECT_EQ(due.rule, "3 business days after 2026-11-20");
    EXPECT_EQ(due.at, utc("2026-11-25T08:30:00Z"));
    EXPECT_EQ(due_after(window, utc("2026-11-20T15:00:00Z"), 1, {9, 30}).rule, "1 business day after 2026-11-20");
}

TEST(DueTime, CountsFromTheLocalDay) {
    EXPECT_EQ(due_after(in("Pacific/Auckland"), utc("2026-11-25T20:00:00Z"), 1, {9, 30}).at,
              utc("2026-11-26T20:30:00Z"));
    EXPECT_EQ(due_after(in("America/Los_Angeles"), utc("2026-11-26T05:00:00Z"), 1, {9, 30}).at,
              utc("2026-11-26T17:30:00Z"));
}

TEST(DueTime, KeepsTheWallTimeAcrossAClockChange) {
    const auto due = due_after(in("Europe/Berlin"), utc("2026-10-23T15:00:00Z"), 1, {9, 30});
    EXPECT_EQ(due.at, utc("2026-10-26T08:30:00Z"));
    EXPECT_EQ(due_after(in("America/Sao_Paulo"), utc("2026-10-23T15:00:00Z"), 1, {9, 30}).at,
              utc("2026-10-26T12:30:00Z"));
    EXPECT_EQ(due_after(in("Asia/Kolkata"), utc("2026-10-23T15:00:00Z"), 1, {9, 30}).at, utc("2026-10-26T04:00:00Z"));
    EXPECT_EQ(due_after(in("Australia/Lord_Howe"), utc("2026-10-23T12:00:00Z"), 1, {9, 30}).at,
              utc("2026-10-25T22:30:00Z"));
}

TEST(DueTime, MovesToTheOpeningWhereTheTimeLiesOutsideTheHours) {
    auto window = in("UTC");
    window.opens = {10, 0};
    EXPECT_EQ(base::to_string(due_after(window, utc("2026-11-25T12:00:00Z"), 1, {9, 30}).wall), "2026-11-26T10:00:00");
    EXPECT_EQ(base::to_string(due_after(window, utc("2026-11-25T12:00:00Z"), 1, {17, 0}).wall), "2026-11-26T10:00:00");
    EXPECT_EQ(base::to_string(due_after(window, utc("2026-11-25T12:00:00Z"), 1, {16, 59}).wall), "2026-11-26T16:59:00");
}

TEST(DueTime, KeepsTheMeantWallTimeInAGap) {
    auto window = in("Europe/Berlin");
    window.working_days.fill(true);
    window.opens = {0, 0};
    const auto due = due_after_date(window, date("2027-03-27"), {2, 30});
    EXPECT_EQ(base::to_string(due.wall), "2027-03-28T02:30:00");
    EXPECT_EQ(due.at, utc("2027-03-28T01:00:00Z"));
    window.opens = {2, 0};
    window.closes = {3, 0};
    EXPECT_EQ(due_after_date(window, date("2027-03-27"), {2, 30}).at, utc("2027-03-29T00:00:00Z"));
}

TEST(DueTime, ComesOnTheFirstBusinessDayAfterADate) {
    const auto due = due_after_date(in("Europe/London"), date("2026-11-27"), {9, 30});
    EXPECT_EQ(base::to_string(due.wall), "2026-11-30T09:30:00");
    EXPECT_EQ(due.rule, "first business day after 2026-11-27");
}

TEST(DueTime, LeavesAGivenInstantAsItStands) {
    const auto due = due_at(in("Asia/Kolkata"), utc("2026-11-28T20:00:00Z"), "snoozed");
    EXPECT_EQ(due.at, utc("2026-11-28T20:00:00Z"));
    EXPECT_EQ(base::to_string(due.wall), "2026-11-29T01:30:00");
    EXPECT_EQ(due.rule, "snoozed");
}

}  // namespace
}  // namespace amends::calendar
