#include "base/time.hpp"

#include <gtest/gtest.h>

namespace amends::base {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

CivilDate date(int y, unsigned m, unsigned d) { return {year{y}, month{m}, day{d}}; }

TEST(Time, AddsDaysAcrossMonthsYearsAndLeapDays) {
    EXPECT_EQ(plus_days(date(2028, 2, 28), 1), date(2028, 2, 29));
    EXPECT_EQ(plus_days(date(2027, 2, 28), 1), date(2027, 3, 1));
    EXPECT_EQ(plus_days(date(2026, 12, 31), 1), date(2027, 1, 1));
    EXPECT_EQ(plus_days(date(2026, 3, 1), -1), date(2026, 2, 28));
}

TEST(Time, KnowsTheWeekday) { EXPECT_EQ(weekday_of(date(2026, 11, 26)), std::chrono::Thursday); }

TEST(Time, ReadsTheWallClockAtAnOffsetAndBack) {
    const Instant at{1'792'830'600};  // 2026-10-24T08:30:00Z
    EXPECT_EQ(to_string(civil_at_offset(at, 0)), "2026-10-24T08:30:00");
    EXPECT_EQ(to_string(civil_at_offset(at, 5 * 3600 + 1800)), "2026-10-24T14:00:00");
    EXPECT_EQ(to_string(civil_at_offset(at, -10 * 3600)), "2026-10-23T22:30:00");
    EXPECT_EQ(instant_at_offset(civil_at_offset(at, -10 * 3600), -10 * 3600), at);
}

TEST(Time, CountsBackwardsBefore1970) {
    EXPECT_EQ(to_rfc3339(Instant{-1}), "1969-12-31T23:59:59Z");
    EXPECT_EQ(parse_rfc3339("1969-12-31T23:59:59Z"), Instant{-1});
}

TEST(Time, PrintsWithLeadingZeros) {
    EXPECT_EQ(to_string(date(2026, 3, 4)), "2026-03-04");
    EXPECT_EQ(to_string(CivilDateTime{date(2026, 3, 4), {5, 6, 7}}), "2026-03-04T05:06:07");
}

TEST(Time, ReadsEveryFormOfRfc3339) {
    const auto wanted = parse_rfc3339("2026-11-26T08:30:00Z");
    ASSERT_TRUE(wanted);
    EXPECT_EQ(to_rfc3339(*wanted), "2026-11-26T08:30:00Z");
    EXPECT_EQ(parse_rfc3339("2026-11-26T09:30:00+01:00"), wanted);
    EXPECT_EQ(parse_rfc3339("2026-11-26 04:00:00.75-04:30"), wanted);
    EXPECT_EQ(parse_rfc3339("2026-11-26t08:30:00z"), wanted);
    EXPECT_EQ(parse_rfc3339("2016-12-31T23:59:60Z"), parse_rfc3339("2016-12-31T23:59:59Z"));
}

TEST(Time, RefusesWhatIsNotRfc3339) {
    for (const auto* text :
         {"", "2026-11-26", "2026-11-26T08:30Z", "2026-11-26T08:30:00", "2026-11-26T08:30:00.Z",
          "2026-11-26T08:30:00.5", "2026-02-29T08:30:00Z", "2026-13-01T08:30:00Z", "2026-11-26T24:00:00Z",
          "2026-11-26T08:60:00Z", "2026-11-26T08:30:61Z", "2026-11-26T08:30:00+0100", "2026-11-26T08:30:00+24:00",
          "2026-11-26T08:30:00Zx", " 2026-11-26T08:30:00Z", "26-11-26T08:30:00Z", "2026-11-26T08:30:00",
          "+026-11-26T08:30:00Z"}) {
        EXPECT_FALSE(parse_rfc3339(text)) << text;
    }
}

TEST(Time, ReadsDatesThatExist) {
    EXPECT_EQ(parse_civil_date("2028-02-29"), date(2028, 2, 29));
    for (const auto* text :
         {"", "2027-02-29", "2026-00-10", "2026-1-10", "2026-01-10 ", "2026/01/10", "2026-01-1", "x026-01-10"}) {
        EXPECT_FALSE(parse_civil_date(text)) << text;
    }
}

TEST(Time, ReadsTimesOfDay) {
    EXPECT_EQ(parse_civil_time("09:30"), (CivilTime{9, 30, 0}));
    EXPECT_EQ(parse_civil_time("23:59:58"), (CivilTime{23, 59, 58}));
    for (const auto* text : {"", "9:30", "24:00", "12:60", "12:30:60", "12:30:", "12", "12:3", "12:30pm", "-1:30"}) {
        EXPECT_FALSE(parse_civil_time(text)) << text;
    }
}

TEST(Time, ReadsBackTheCivilTimesItPrints) {
    const CivilDateTime civil{date(2026, 11, 26), {9, 30, 5}};
    EXPECT_EQ(parse_civil_date_time(to_string(civil)), civil);
    for (const auto* text :
         {"2026-11-26", "2026-11-26T09:30", "2026-11-26 09:30:05", "2026-11-26T09:30:05Z", "2026-11-26T09:30:60"}) {
        EXPECT_FALSE(parse_civil_date_time(text)) << text;
    }
}

}  // namespace
}  // namespace amends::base
