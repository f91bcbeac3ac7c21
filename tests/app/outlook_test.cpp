// What the mail client shows before a letter is sent is what tracking it then decides, and nothing is kept of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* sent = "2026-03-02T09:00:00Z";

struct Case {
    const char* name;
    const char* text;
    app::TrackOptions options;
};

std::vector<core::Step> without_ids(std::vector<core::Step> steps) {
    for (core::Step& step : steps) step.id = {};
    return steps;
}

class Outlook : public ::testing::Test {
protected:
    Outlook() { world.start(); }
    void lay_in_sent(const std::string& id, const std::string& text = "I am sorry about the broken export.") {
        world.send_letter_saying(id, text);
    }
    std::vector<std::string> notes(const app::Outlook& outlook) {
        std::vector<std::string> all;
        for (const core::Reason& reason : outlook.decision.reasons)
            if (!reason.step) all.push_back(reason.sentence);
        return all;
    }
    World world{sent};
};

TEST_F(Outlook, IsWhatTrackingThenDecides) {
    const std::vector<Case> cases = {
        {"plain", "I am sorry about the broken export.", {}},
        {"promises", "I am sorry. I will send you the new file by Friday. I will call you every Monday.", {}},
        {"sent", "I am sorry about the broken export.", {.auto_send = true}},
        {"off", "I am sorry. I will send you the new file by Friday.", {.check_in = {.wanted = false}}},
        {"chosen",
         "I am sorry about the broken export.",
         {.check_in = {.on = base::CivilDate{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{14}}}}},
        {"zone", "I am sorry about the broken export.", {.client_zone = "America/New_York", .situation = "other"}},
        {"foreign",
         "Es tut mir sehr leid, dass die Lieferung gestern nicht angekommen ist, wie ich es Ihnen "
         "versprochen hatte. Wir haben den Fehler gefunden und behoben.",
         {}},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.name);
        const std::string id = std::string(each.name) + "@user.example";
        lay_in_sent(id, each.text);
        const auto before = world.outlook(id, each.options);
        ASSERT_TRUE(before) << before.error().message;
        ASSERT_TRUE(world.track_in("main", id, each.options));
        const auto tracked = world.letter(id);
        EXPECT_EQ(without_ids(tracked.steps), before->decision.steps);
        core::Letter letter = tracked.letter;
        letter.id = {};
        EXPECT_EQ(letter, before->decision.letter);
        for (const std::string& note : notes(*before)) EXPECT_THAT(world.reasons(id), Contains(note));
        EXPECT_EQ(before->client_zone, each.options.client_zone.value_or("Europe/Berlin"));
        EXPECT_FALSE(before->zone_is_guess);
        const auto emptied = world.store().forget_client("anna@client.example");
        ASSERT_TRUE(emptied);
    }
}

TEST_F(Outlook, LeavesNothingBehind) {
    lay_in_sent("letter-1@user.example");
    ASSERT_TRUE(world.outlook("letter-1@user.example"));
    EXPECT_TRUE(world.store().letters({.with_closed = true}).value().empty());
    EXPECT_TRUE(world.store().journal({}, "", 0).value().empty());
    EXPECT_EQ(world.store().fact("look_back.main").value().value_or(""), "");
}

TEST_F(Outlook, OfAClientLeftInPeaceHasNoCheckIn) {
    ASSERT_TRUE(world.store().leave_client("anna@client.example", true, world.clock.now()));
    lay_in_sent("letter-1@user.example");
    const auto outlook = world.outlook("letter-1@user.example");
    ASSERT_TRUE(outlook);
    EXPECT_TRUE(outlook->decision.steps.empty());
    EXPECT_THAT(notes(*outlook), Contains(HasSubstr("left in peace")));
    ASSERT_TRUE(world.track_in("main", "letter-1@user.example"));
    EXPECT_TRUE(world.letter("letter-1@user.example").steps.empty());
}

TEST_F(Outlook, SaysWhatWentBefore) {
    lay_in_sent("letter-1@user.example", "I am sorry. I will send you the new file by Friday.");
    ASSERT_TRUE(world.track_in("main", "letter-1@user.example"));
    lay_in_sent("letter-2@user.example");
    const auto outlook = world.outlook("letter-2@user.example");
    ASSERT_TRUE(outlook);
    EXPECT_THAT(notes(*outlook), Contains(HasSubstr("still open: 1")));
}

TEST_F(Outlook, InAGuessedZoneSaysThatItIsAGuess) {
    for (int day = 0; day < 4; ++day)
        ASSERT_TRUE(world.store().note_offset("anna@client.example",
                                              {world.clock.now() + std::chrono::hours{24 * day}, 9 * 3600}));
    lay_in_sent("letter-1@user.example");
    const auto outlook = world.outlook("letter-1@user.example");
    ASSERT_TRUE(outlook);
    EXPECT_TRUE(outlook->zone_is_guess);
    EXPECT_NE(outlook->client_zone, "Europe/Berlin");
    ASSERT_FALSE(outlook->decision.steps.empty());
    EXPECT_EQ(outlook->decision.steps.front().due.zone, outlook->client_zone);
}

TEST_F(Outlook, IsRefusedWhereTrackingIs) {
    lay_in_sent("letter-1@user.example");
    const app::TrackOptions options{.client_zone = "Nowhere/Land"};
    const auto outlook = world.outlook("letter-1@user.example", options);
    const auto tracked = world.track_in("main", "letter-1@user.example", options);
    ASSERT_FALSE(outlook);
    ASSERT_FALSE(tracked);
    EXPECT_EQ(outlook.error().message, tracked.error().message);
}

}  // namespace
}  // namespace amends::tests
