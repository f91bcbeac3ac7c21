#include "calendar/hours_guess.hpp"

#include <gtest/gtest.h>

#include "calendar/zone_database.hpp"

namespace amends::calendar {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Window usual(const std::string& zone = "Europe/Berlin") {
    Window window;
    window.zone = find_zone(zone).value();
    return window;
}

/// A mail at `time`, in that zone, on each of `count` days from 2026-03-02 on, a Monday, that are in `on` (0 is
/// Sunday).
std::vector<base::Instant> mail(int count, const std::vector<base::CivilTime>& times, const std::string& on = "12345",
                                const std::string& zone = "Europe/Berlin") {
    std::vector<base::Instant> written;
    for (auto day = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}; static_cast<int>(written.size()) < count;
         day += std::chrono::days{1}) {
        const auto weekday = std::chrono::weekday{day}.c_encoding();
        if (on.find(static_cast<char>('0' + weekday)) == std::string::npos) continue;
        const base::CivilDateTime wall{std::chrono::year_month_day{day}, times[written.size() % times.size()]};
        written.push_back(find_zone(zone).value()->instant(wall));
    }
    return written;
}

std::string told(const std::optional<HoursGuess>& guess) {
    if (!guess) return "";
    std::string text;
    for (const bool works : guess->working_days) text += works ? 'x' : '-';
    return text + " " + std::to_string(guess->opens.hour) + "-" + std::to_string(guess->closes.hour);
}

TEST(HoursGuess, ShiftsTheWindowToWhenMailIsWritten) {
    EXPECT_EQ(told(guess_hours(mail(25, {{12, 10}, {14, 0}, {16, 30}, {18, 40}}), usual())), "-xxxxx- 12-19");
    EXPECT_EQ(told(guess_hours(mail(25, {{7, 20}, {9, 0}, {11, 30}}), usual())), "-xxxxx- 7-12");
}

TEST(HoursGuess, NeverMakesItLongerThanItWas) {
    EXPECT_EQ(told(guess_hours(mail(40, {{7, 10}, {13, 0}, {19, 50}}), usual())), "") << "9 to 17 lies within";
    EXPECT_EQ(told(guess_hours(mail(40, {{10, 10}, {13, 0}, {19, 50}}), usual())), "-xxxxx- 10-18");
    EXPECT_EQ(told(guess_hours(mail(40, {{7, 10}, {11, 0}, {15, 50}}), usual())), "-xxxxx- 8-16");
}

TEST(HoursGuess, StaysOutOfTheNightAndTheWeekend) {
    EXPECT_EQ(told(guess_hours(mail(60, {{3, 0}, {23, 30}}), usual())), "");
    EXPECT_EQ(told(guess_hours(mail(60, {{11, 0}}, "06"), usual())), "");
    // Whoever writes late writes seldom in the day: the days that tell are too few.
    EXPECT_EQ(told(guess_hours(mail(36, {{22, 0}, {19, 50}}), usual())), "");
    EXPECT_EQ(told(guess_hours(mail(60, {{22, 0}, {19, 50}}), usual())), "-xxxxx- 16-20") << "four hours at the least";
}

TEST(HoursGuess, LeavesOutDaysWithoutMail) {
    EXPECT_EQ(told(guess_hours(mail(40, {{10, 0}, {15, 0}}, "1234"), usual())), "-xxxx-- 10-16");
    EXPECT_EQ(told(guess_hours(mail(29, {{10, 0}, {15, 0}}, "1234"), usual())), "-xxxxx- 10-16") << "too few for days";
    EXPECT_EQ(told(guess_hours(mail(40, {{10, 0}, {15, 0}}, "24"), usual())), "-xxxxx- 10-16")
        << "who writes on two days only need not work on two days only";
}

TEST(HoursGuess, GuessesNothingOutOfTooLittle) {
    EXPECT_EQ(told(guess_hours({}, usual())), "");
    EXPECT_EQ(told(guess_hours(mail(19, {{12, 0}, {18, 0}}, "1"), usual())), "");
    EXPECT_NE(told(guess_hours(mail(20, {{12, 0}, {18, 0}}, "1"), usual())), "");
    EXPECT_EQ(told(guess_hours(mail(20, {{12, 0}, {18, 0}}, "0123456"), usual())), "") << "less than four weeks";
}

TEST(HoursGuess, ForgetsWhatIsMoreThanAYearOld) {
    auto written = mail(30, {{7, 10}, {8, 0}});
    for (const base::Instant at : mail(30, {{13, 0}, {18, 0}})) written.push_back(at + std::chrono::days{371});
    EXPECT_EQ(told(guess_hours(written, usual())), "-xxxxx- 13-19");
}

TEST(HoursGuess, ReadsTheMailInTheClientsZone) {
    const auto written = mail(25, {{12, 10}, {16, 40}}, "12345", "America/New_York");
    EXPECT_EQ(told(guess_hours(written, usual("America/New_York"))), "-xxxxx- 12-17");
    EXPECT_EQ(told(guess_hours(written, usual("Asia/Tokyo"))), "");
}

TEST(HoursGuess, IsPutIntoTheWindow) {
    auto window = usual();
    window.holidays.insert(std::chrono::year{2026} / 3 / 2);
    const auto guess = guess_hours(mail(40, {{12, 0}, {15, 0}}, "1234"), window);
    ASSERT_TRUE(guess);
    const auto learnt = with_hours(window, *guess);
    EXPECT_EQ(learnt.zone, window.zone);
    EXPECT_EQ(learnt.holidays, window.holidays);
    EXPECT_FALSE(learnt.working_days[5]);
    EXPECT_EQ(learnt.opens.hour, 12);
    EXPECT_EQ(guess->seen, 40);
}

}  // namespace
}  // namespace amends::calendar
