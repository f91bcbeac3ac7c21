#include "calendar/zone_guess.hpp"

#include <gtest/gtest.h>

#include "calendar/zone_database.hpp"

namespace amends::calendar {
namespace {

const Zone* zone(const std::string& name) { return find_zone(name).value(); }

std::vector<const Zone*> likely(const std::string& users_own = "Europe/Berlin") {
    std::vector<const Zone*> zones{zone(users_own)};
    for (const std::string& name : likely_zone_names()) zones.push_back(zone(name));
    return zones;
}

/// Mail on the first of each of these months of 2026, as somebody in that zone writes it.
std::vector<OffsetSeen> mail_from(const std::string& name, const std::vector<unsigned>& months) {
    std::vector<OffsetSeen> seen;
    for (const unsigned month : months) {
        const base::CivilDateTime wall{std::chrono::year{2026} / std::chrono::month{month} / 1, {10, 0, 0}};
        const base::Instant at = zone(name)->instant(wall);
        seen.push_back({at, (base::instant_at_offset(wall, 0) - at).count()});
    }
    return seen;
}

std::string guessed(const std::vector<OffsetSeen>& seen, const std::string& users_own = "Europe/Berlin") {
    const auto guess = guess_zone(seen, likely(users_own));
    return guess ? guess->zone->name() : "";
}

TEST(ZoneGuess, FindsTheZoneThatKeepsTimeLikeThat) {
    for (const char* const name : {"America/New_York", "Asia/Kolkata", "Europe/London", "Australia/Sydney",
                                   "America/Phoenix", "Asia/Tokyo", "America/Sao_Paulo", "Africa/Lagos"}) {
        EXPECT_EQ(guessed(mail_from(name, {1, 2, 4, 6, 8, 11})), name);
    }
}

TEST(ZoneGuess, PrefersTheUsersOwnWhereItExplainsAsMuch) {
    EXPECT_EQ(guessed(mail_from("Europe/Berlin", {1, 2, 12}), "Africa/Lagos"), "Africa/Lagos");
    EXPECT_EQ(guessed(mail_from("Europe/Berlin", {1, 7, 12}), "Africa/Lagos"), "Europe/Berlin");
    EXPECT_EQ(guessed(mail_from("Europe/Berlin", {1, 7, 12}), "Europe/Vienna"), "Europe/Vienna");
}

TEST(ZoneGuess, SaysHowSureItIs) {
    auto seen = mail_from("America/New_York", {1, 2, 3, 4, 5});
    seen.push_back({seen.back().at + std::chrono::days{1}, 7200});  // on a journey
    const auto guess = guess_zone(seen, likely());
    ASSERT_TRUE(guess);
    EXPECT_EQ(guess->zone->name(), "America/New_York");
    EXPECT_EQ(guess->seen, 6);
    EXPECT_EQ(guess->fit, 5);
}

TEST(ZoneGuess, GuessesNothingOutOfTooLittle) {
    EXPECT_EQ(guessed({}), "");
    EXPECT_EQ(guessed(mail_from("America/New_York", {1, 2})), "");
    auto mixed = mail_from("America/New_York", {1, 2, 3});
    for (const auto& one : mail_from("Asia/Tokyo", {5, 6, 7})) mixed.push_back(one);
    EXPECT_EQ(guessed(mixed), "") << "half here, half there";
    EXPECT_EQ(guessed({{{1'790'000'000}, 1234}, {{1'791'000'000}, 1234}, {{1'792'000'000}, 1234}}), "");
}

TEST(ZoneGuess, TakesUtcForWhatServersWrite) {
    EXPECT_EQ(guessed(mail_from("Europe/London", {1, 2, 12})), "") << "in winter nobody can tell";
    EXPECT_EQ(guessed(mail_from("Europe/London", {1, 2, 7})), "Europe/London");
}

TEST(ZoneGuess, FollowsWhoeverHasMoved) {
    auto seen = mail_from("Asia/Tokyo", {1, 2, 3});
    for (auto& one : seen) one.at = one.at - std::chrono::days{800};
    for (const auto& one : mail_from("America/New_York", {1, 2, 6})) seen.push_back(one);
    EXPECT_EQ(guessed(seen), "America/New_York");
}

TEST(ZoneGuess, KnowsOnlyZonesThatThereAre) {
    for (const std::string& name : likely_zone_names()) EXPECT_TRUE(find_zone(name)) << name;
}

}  // namespace
}  // namespace amends::calendar
