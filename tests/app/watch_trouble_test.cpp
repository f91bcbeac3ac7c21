// What can go wrong with the watching: it comes back without wearing a server out, and the user hears what they must.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using ::testing::ElementsAre;

constexpr const char* start = "2026-03-02T09:00:00Z";

base::Instant at(const std::string& rfc3339) { return *base::parse_rfc3339(rfc3339); }

TEST(WatchTrouble, AServerThatWasNeverReachedIsToldAfterADay) {
    World world{start};
    world.mailbox.set_down(true);
    world.start();
    world.let_run();
    EXPECT_EQ(world.notifier.count("trouble.main"), 0);
    world.clock.set(at("2026-03-03T09:01:00Z"));
    world.account().poke(true);
    world.let_run();
    EXPECT_EQ(world.notifier.count("trouble.main"), 1);
}

int count_of(const std::string& text, const std::string& part) {
    int count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(WatchTrouble, StandsInTheLogOnceWhenItBeginsAndOnceWhenItEnds) {
    ::unsetenv("JOURNAL_STREAM");
    World world{start};
    world.setup.rest = [](int, const base::Error&, double) { return std::chrono::milliseconds{1}; };
    world.mailbox.set_down(true);
    testing::internal::CaptureStderr();
    world.start();
    for (int times = 0; times < 3; ++times) {
        world.account().poke(true);
        world.let_run();
    }
    const std::string begun = testing::internal::GetCapturedStderr();
    EXPECT_EQ(count_of(begun, "warning: Account main: "), 1) << begun;
    testing::internal::CaptureStderr();
    world.mailbox.set_down(false);
    world.account().poke(true);
    EXPECT_TRUE(world.settle());
    const std::string ended = testing::internal::GetCapturedStderr();
    EXPECT_EQ(count_of(ended, "info: Account main: all is well again."), 1) << ended;
}

TEST(WatchTrouble, ConversationsThatNeverLastCountAsFailuresInARow) {
    World world{start};
    std::vector<int> rests;
    world.setup.rest = [&](int failures, const base::Error&, double) {
        rests.push_back(failures);
        return std::chrono::milliseconds{1};
    };
    world.advance_to(start);
    for (int times = 0; times < 3; ++times) {
        world.mailbox.drop_all();
        world.clock.bell().ring();
        world.let_run();
        ASSERT_TRUE(world.settle());
    }
    EXPECT_THAT(rests, ElementsAre(1, 2, 3));
    world.advance_to("2026-03-02T09:05:00Z");
    world.mailbox.drop_all();
    world.clock.bell().ring();
    world.let_run();
    EXPECT_THAT(rests, ElementsAre(1, 2, 3, 1)) << "the last one stood for five minutes";
}

TEST(WatchTrouble, NewsWithoutEndIsReadAtItsOwnPace) {
    World world{start};
    world.setup.between_turns = std::chrono::minutes{10};
    world.advance_to(start);
    const long before = world.mailbox.count("folders");
    for (int times = 0; times < 5; ++times) {
        world.deliver("INBOX", "news-" + std::to_string(times) + "@else.example", "news@else.example", "");
        world.let_run();
    }
    EXPECT_EQ(world.mailbox.count("folders"), before);
    world.account().poke(false);
    world.let_run();
    EXPECT_EQ(world.mailbox.count("folders"), before + 1) << "an order does not wait";
}

TEST(WatchTrouble, AlertsOfAConversationThatFailedAreTold) {
    World world{start};
    world.setup.rest = [](int, const base::Error&, double) { return std::chrono::hours{1}; };
    world.advance_to(start);
    world.mailbox.alert("Your mailbox moves tonight.");
    world.mailbox.lose("folders", fakes::FailsWhen::before_effect);
    world.account().poke(false);
    world.let_run();
    EXPECT_EQ(world.notifier.count("alert.main"), 1);
}

TEST(WatchTrouble, AConversationThatFailedIsEndedBeforeTheRest) {
    World world{start};
    world.setup.rest = [](int, const base::Error&, double) { return std::chrono::hours{1}; };
    world.advance_to(start);
    const base::Error refused{base::Fault::mail_server, base::Retry::after_change, "The folder is not for us."};
    world.mailbox.fail("open", fakes::FailsWhen::before_effect, refused);
    world.account().poke(false);
    world.let_run();
    EXPECT_EQ(world.account().status().state, "cannot work");
    EXPECT_EQ(world.mailbox.count("logout"), 1);
}

}  // namespace
}  // namespace amends::tests
