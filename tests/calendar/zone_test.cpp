#include "calendar/zone.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

#include "calendar/zone_database.hpp"

namespace amends::calendar {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Zone& zone(const std::string& name) {
    const auto found = find_zone(name);
    if (!found) throw std::runtime_error(found.error().message);
    return **found;
}

base::CivilDateTime wall(const char* text) { return base::parse_civil_date_time(text).value(); }
base::Instant utc(const char* text) { return base::parse_rfc3339(text).value(); }
std::string instant(const std::string& name, const char* text) {
    return base::to_rfc3339(zone(name).instant(wall(text)));
}

TEST(Zone, TakesTheInstantOfTheGapForAWallTimeThatIsSkipped) {
    EXPECT_EQ(instant("Europe/Berlin", "2027-03-28T01:59:59"), "2027-03-28T00:59:59Z");
    EXPECT_EQ(instant("Europe/Berlin", "2027-03-28T02:00:00"), "2027-03-28T01:00:00Z");
    EXPECT_EQ(instant("Europe/Berlin", "2027-03-28T02:59:59"), "2027-03-28T01:00:00Z");
    EXPECT_EQ(instant("Europe/Berlin", "2027-03-28T03:00:00"), "2027-03-28T01:00:00Z");
    EXPECT_EQ(instant("America/New_York", "2027-03-14T02:30:00"), "2027-03-14T07:00:00Z");
    EXPECT_EQ(instant("Australia/Lord_Howe", "2026-10-04T02:15:00"), "2026-10-03T15:30:00Z");
    EXPECT_EQ(instant("America/Sao_Paulo", "2018-11-04T00:00:00"), "2018-11-04T03:00:00Z");
}

TEST(Zone, TakesTheFirstOfTwoEqualWallTimes) {
    EXPECT_EQ(instant("Europe/Berlin", "2026-10-25T02:00:00"), "2026-10-25T00:00:00Z");
    EXPECT_EQ(instant("Europe/Berlin", "2026-10-25T02:30:00"), "2026-10-25T00:30:00Z");
    EXPECT_EQ(instant("Europe/Berlin", "2026-10-25T03:00:00"), "2026-10-25T02:00:00Z");
    EXPECT_EQ(instant("America/New_York", "2026-11-01T01:30:00"), "2026-11-01T05:30:00Z");
    EXPECT_EQ(instant("Australia/Lord_Howe", "2026-04-05T01:45:00"), "2026-04-04T14:45:00Z");
}

TEST(Zone, FindsTheFirstInstantAfterADayThatWasSkipped) {
    EXPECT_EQ(instant("Pacific/Apia", "2011-12-30T12:00:00"), "2011-12-30T10:00:00Z");
    EXPECT_EQ(zone("Pacific/Apia").local(utc("2011-12-30T10:00:00Z")), wall("2011-12-31T00:00:00"));
    EXPECT_EQ(zone("Pacific/Apia").local(utc("2011-12-30T09:59:59Z")), wall("2011-12-29T23:59:59"));
}

TEST(Zone, KnowsDaylightSavingThatRunsBackwards) {
    EXPECT_EQ(zone("Africa/Casablanca").local(utc("2026-03-01T12:00:00Z")), wall("2026-03-01T12:00:00"));
    EXPECT_EQ(zone("Africa/Casablanca").local(utc("2026-06-01T12:00:00Z")), wall("2026-06-01T13:00:00"));
}

TEST(Zone, LetsItsFirstOffsetStandForAllTimeBefore) {
    const Zone made("Made/Up", {{{1000}, 3600}, {{10'000}, 7200}});
    EXPECT_EQ(made.local({-500}), base::civil_at_offset({-500}, 3600));
    EXPECT_EQ(made.instant(base::civil_at_offset({-500}, 3600)), base::Instant{-500});
    EXPECT_EQ(Zone("Empty", {}).local({0}), base::civil_at_offset({0}, 0));
}

TEST(Zone, StepsOverTwoGapsThatFollowEachOther) {
    const Zone made("Made/Up", {{{0}, 0}, {{100'000}, 3600}, {{100'900}, 7200}});
    EXPECT_EQ(made.instant(base::civil_at_offset({100'100}, 0)), base::Instant{100'000});
    EXPECT_EQ(made.instant(base::civil_at_offset({101'000}, 3600)), base::Instant{100'900});
    EXPECT_EQ(made.instant(base::civil_at_offset({200'000}, 7200)), base::Instant{200'000});
}

TEST(ZoneDatabase, NamesTheClosestZonesForAnUnknownOne) {
    const auto message = [](const char* name) { return find_zone(name).error().message; };
    EXPECT_NE(message("Europe/Berlim").find("Europe/Berlin"), std::string::npos) << message("Europe/Berlim");
    EXPECT_NE(message("new york").find("America/New_York"), std::string::npos) << message("new york");
    EXPECT_NE(message("europe/berlin").find("Europe/Berlin"), std::string::npos);
    EXPECT_NE(message("xyzzyxyzzyxyzzy").find("write it like"), std::string::npos);
    for (const auto* name :
         {"", "localtime", "../../../etc/passwd", "/usr/share/zoneinfo/UTC", "Europe", "posix/UTC"}) {
        EXPECT_FALSE(find_zone(name)) << name;
    }
    EXPECT_EQ(find_zone("nowhere").error().fault, base::Fault::configuration);
}

TEST(ZoneDatabase, GivesTheSameZoneEveryTime) { EXPECT_EQ(&zone("Europe/Berlin"), &zone("Europe/Berlin")); }

TEST(ZoneDatabase, KnowsTheZoneOfTheProcess) {
    const char* before = std::getenv("TZ");
    const std::string kept = before == nullptr ? "" : before;
    setenv("TZ", ":Asia/Kolkata", 1);
    EXPECT_EQ(local_zone_name(), "Asia/Kolkata");
    unsetenv("TZ");
    EXPECT_TRUE(find_zone(local_zone_name()));
    if (before != nullptr) setenv("TZ", kept.c_str(), 1);
}

TEST(ZoneDatabase, KnowsDaylightSavingForTheNextTenYears) {
    EXPECT_EQ(zone("Europe/Berlin").local(utc("2036-07-01T12:00:00Z")), wall("2036-07-01T14:00:00"));
    EXPECT_EQ(zone("Europe/Berlin").local(utc("2036-12-01T12:00:00Z")), wall("2036-12-01T13:00:00"));
}

TEST(ZoneDatabase, TellsItsVersion) { EXPECT_FALSE(zone_data_version().empty()); }

/// Walks two years in steps of 15 minutes where a clock changes and of 3 hours elsewhere.
void walk(const Zone& place) {
    const auto end = utc("2028-01-01T00:00:00Z");
    auto at = utc("2026-01-01T00:00:00Z");
    auto before = base::instant_at_offset(place.local(at), 0);
    auto latest = before;
    std::chrono::seconds step{0};
    for (; at < end; at = at + step) {
        // Wall times as numbers, so that their differences can be taken.
        const auto clock = [&](base::Instant when) { return base::instant_at_offset(place.local(when), 0); };
        const auto now = clock(at);
        const auto found = place.instant(base::civil_at_offset(now, 0));
        if (now > latest || step.count() == 0) {
            ASSERT_EQ(found, at) << place.name();
        } else {
            ASSERT_LT(found, at) << place.name();
            ASSERT_EQ(clock(found), now) << place.name();
        }
        for (auto skipped = before + step + minutes{15}; step == minutes{15} && skipped <= now;
             skipped = skipped + minutes{15}) {
            ASSERT_EQ(place.instant(base::civil_at_offset(skipped - minutes{15}, 0)), at) << place.name();
        }
        const std::time_t number = at.seconds;
        std::tm parts{};
        localtime_r(&number, &parts);
        ASSERT_EQ(now.seconds, number + parts.tm_gmtoff) << place.name();
        before = now;
        latest = std::max(latest, now);
        const bool even = clock(at + hours{3}) - now == hours{3} && clock(at - hours{3}) - now == -hours{3};
        step = even ? std::chrono::seconds{hours{3}} : std::chrono::seconds{minutes{15}};
    }
}

TEST(ZoneDatabase, AgreesWithTheCLibraryInEveryZoneForTwoYears) {
    const char* before = std::getenv("TZ");
    const std::string kept = before == nullptr ? "" : before;
    const auto names = zone_names();
    EXPECT_GT(names.size(), 300U);
    for (const auto& name : names) {
        setenv("TZ", (":" + name).c_str(), 1);
        tzset();
        walk(zone(name));
        if (HasFatalFailure()) break;
    }
    before == nullptr ? unsetenv("TZ") : setenv("TZ", kept.c_str(), 1);
    tzset();
}

}  // namespace
}  // namespace amends::calendar
