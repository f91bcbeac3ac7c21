// The calendars in config/holidays, against the days that the countries themselves publish.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "calendar/holidays.hpp"

namespace amends::app {
namespace {

std::string days(const char* country, int year) {
    std::ifstream file(std::string(AMENDS_SOURCE) + "/config/holidays/" + country + ".ics", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto read = calendar::read_holidays(text, std::chrono::year{year} / 1 / 1, std::chrono::year{year} / 12 / 31);
    if (!read) return read.error().message;
    std::string result;
    for (const auto& day : *read) result += (result.empty() ? "" : " ") + base::to_string(day).substr(5);
    return result;
}

TEST(HolidayCalendars, KnowGermany) {
    EXPECT_EQ(days("germany", 2026), "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26");
    EXPECT_EQ(days("germany", 2027), "01-01 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26");
}

TEST(HolidayCalendars, KnowAustria) {
    EXPECT_EQ(days("austria", 2026), "01-01 01-06 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26");
}

TEST(HolidayCalendars, KnowFrance) {
    EXPECT_EQ(days("france", 2026), "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25");
}

TEST(HolidayCalendars, KnowTheNetherlands) {
    EXPECT_EQ(days("netherlands", 2026), "01-01 04-05 04-06 04-27 05-14 05-24 05-25 12-25 12-26");
    EXPECT_EQ(days("netherlands", 2025), "01-01 04-20 04-21 04-26 05-05 05-29 06-08 06-09 12-25 12-26");
}

TEST(HolidayCalendars, KnowEnglandWithItsSubstituteDays) {
    EXPECT_EQ(days("england", 2026), "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28");
    EXPECT_EQ(days("england", 2027), "01-01 03-26 03-29 05-03 05-31 08-30 12-25 12-26 12-27 12-28");
    EXPECT_EQ(days("england", 2028), "01-01 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26");
}

TEST(HolidayCalendars, KnowTheUnitedStatesWithTheirObservedDays) {
    EXPECT_EQ(days("united-states", 2026), "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25");
    EXPECT_EQ(days("united-states", 2027),
              "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31");
}

TEST(HolidayCalendars, ListEasterUntil2030AndBeyond) {
    EXPECT_NE(days("germany", 2030).find("04-22"), std::string::npos);
    EXPECT_NE(days("england", 2030).find("04-19 04-22"), std::string::npos);
    EXPECT_NE(days("austria", 2035).find("05-24"), std::string::npos);
}

}  // namespace
}  // namespace amends::app
