// What can go wrong with a send short of death: the user hears of it, nothing gets stuck, and nothing is sent twice.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::StepKind;
using core::StepState;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

class SendTrouble : public ::testing::Test {
protected:
    void SetUp() override {
        world.send_letter(letter);
        world.advance_to(sent);
        world.opt_in(letter);
    }
    StepState check_in() { return world.step(letter, StepKind::check_in).state; }
    core::HandoverState send_item() {
        const auto item = world.store().outbox_of_step(world.letter(letter).letter.id, {StepKind::check_in, 1},
                                                       core::ActionKind::send);
        return item.value().value().state;
    }
    /// At the dot: what `order` does comes too late to stop it.
    void at_the_dot(std::function<void()> order) {
        world.set_hook([order = std::move(order)](const std::string& operation, bool before) {
            if (operation == "smtp dot" && before) order();
        });
    }
    World world{sent};
};

TEST_F(SendTrouble, ARefusedLoginIsSaidAndStaysSaid) {
    world.transport.fates = {fakes::Fate::refuse_login};
    world.advance_to(due);
    EXPECT_THAT(world.account().status().problem, HasSubstr("refused the password"));
    EXPECT_EQ(world.notifier.count("trouble.main"), 1);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("refused the password")));
    world.advance_to("2026-03-05T08:31:00Z");
    EXPECT_THAT(world.account().status().problem, HasSubstr("refused the password")) << "a good look mends no login";
    EXPECT_EQ(world.transport.sends, 1);
    world.advance_to("2026-03-05T09:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
    EXPECT_EQ(world.account().status().problem, "");
}

TEST_F(SendTrouble, ARefusedLoginIsNotTriedForEachOfManySends) {
    for (int number = 2; number <= 4; ++number) {
        const std::string id = "letter-" + std::to_string(number) + "@user.example";
        world.send_letter(id, "Client <client" + std::to_string(number) + "@else.example>");
        world.advance_to(sent);
        world.opt_in(id);
    }
    world.transport.fates = {10, fakes::Fate::refuse_login};
    world.setup.rest = [](int, const base::Error&, double) { return std::chrono::hours{1}; };
    world.kill();
    world.advance_to("2026-03-05T08:29:00Z");
    world.clock.set(*base::parse_rfc3339(due));
    for (int times = 0; times < 5; ++times) {
        world.account().poke(false);
        world.let_run();
    }
    EXPECT_EQ(world.transport.sends, 1);
}

TEST_F(SendTrouble, AMessageThatNoServerWouldTakeIsGivenUp) {
    world.transport.fates = {fakes::Fate::find_unfit};
    world.advance_to(due);
    EXPECT_EQ(check_in(), StepState::cancelled);
    EXPECT_EQ(world.step(letter, StepKind::refused_notice).state, StepState::done);
    world.advance_to("2026-03-05T12:00:00Z");
    EXPECT_EQ(world.transport.sends, 1);
}

TEST_F(SendTrouble, RestsBetweenLoginsToTheMailbox) {
    world.setup.rest = [](int, const base::Error&, double) { return std::chrono::hours{1}; };
    world.kill();
    world.advance_to("2026-03-05T08:29:00Z");
    world.mailbox.fail("connect", fakes::FailsWhen::before_effect,
                       {base::Fault::mail_server, base::Retry::after_change, "The password was refused."}, 10);
    world.clock.set(*base::parse_rfc3339(due));
    const long before = world.mailbox.count("connect");
    for (int times = 0; times < 5; ++times) {
        world.account().poke(false);
        world.let_run();
    }
    EXPECT_EQ(world.mailbox.count("connect") - before, 1);
    EXPECT_EQ(world.notifier.count("trouble.main"), 1);
    EXPECT_EQ(world.account().status().problem, "The password was refused.");
}

TEST_F(SendTrouble, AHoldAtTheDotOfADeferredSendLeavesNothingStuck) {
    world.transport.fates = {fakes::Fate::defer};
    at_the_dot([this] { world.hold(); });
    world.advance_to(due);
    EXPECT_EQ(send_item(), core::HandoverState::not_sent);
    EXPECT_EQ(check_in(), StepState::planned);
    world.set_hook({});
    world.release();
    world.advance_to("2026-03-05T09:30:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(SendTrouble, ADropAtTheDotOfADeferredSendLeavesNothingStuck) {
    world.transport.fates = {fakes::Fate::defer};
    at_the_dot([this] { ASSERT_TRUE(world.order(letter, core::Drop{})); });
    world.advance_to(due);
    EXPECT_EQ(send_item(), core::HandoverState::cancelled);
    EXPECT_EQ(check_in(), StepState::cancelled);
    world.set_hook({});
    world.advance_to("2026-03-05T12:00:00Z");
    EXPECT_EQ(world.transport.sends, 1);
}

TEST_F(SendTrouble, AFullDiskAfterTheDotLosesNoOutcome) {
    world.set_hook([this](const std::string& operation, bool before) {
        if (operation == "smtp dot" && !before) world.refused_commits = 1;
    });
    world.advance_to(due);
    EXPECT_EQ(check_in(), StepState::done);
    EXPECT_EQ(send_item(), core::HandoverState::sent);
    world.advance_to("2026-03-05T12:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(SendTrouble, AFullDiskAtTheLastLookOnlyPutsTheSendOff) {
    bool struck = false;
    world.set_hook([&](const std::string& operation, bool before) {
        if (operation == "smtp look" && before && !std::exchange(struck, true)) world.refused_commits = 2;
    });
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(send_item(), core::HandoverState::not_sent);
    world.advance_to("2026-03-05T08:40:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

}  // namespace
}  // namespace amends::tests
