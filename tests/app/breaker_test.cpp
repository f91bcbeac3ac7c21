// The breaker between faked servers: what holds the sends, what the user hears of it, and what a release lets go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::HoldCause;
using core::StepKind;
using core::StepState;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* own = "me@user.example";
// Monday 2 March 2026, 10:00 in Berlin; three business days later is Thursday, 09:30 in Berlin.
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

class Breaker : public ::testing::Test {
protected:
    void SetUp() override {
        world.clock.be_of_a_machine();
        world.send_letter(letter);
        world.advance_to(sent);
    }
    /// Turns every few hours, as a machine that is never off has them.
    void live_until(const std::string& rfc3339) {
        const base::Instant end = *base::parse_rfc3339(rfc3339);
        while (world.clock.now() + std::chrono::hours{10} < end)
            world.advance_to(base::to_rfc3339(world.clock.now() + std::chrono::hours{10}));
        world.advance_to(rfc3339);
    }
    std::optional<HoldCause> held() {
        const auto hold = world.store().hold("main").value();
        return hold ? std::optional(hold->because) : std::nullopt;
    }
    [[nodiscard]] std::size_t in(const std::string& folder) const {
        return world.mailbox.folder(folder).messages.size();
    }
    std::string id_of(StepKind kind) { return core::derived_message_id(world.letter(letter).letter, {kind, 1}).value; }
    World world{sent};
};

TEST_F(Breaker, LetsASendGoWhereNothingHasHappened) {
    world.opt_in(letter);
    live_until(due);
    EXPECT_EQ(held(), std::nullopt);
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(Breaker, HoldsAndAsksOnceAfterMoreThanADayAway) {
    world.opt_in(letter);
    world.kill();
    world.advance_to(due);
    EXPECT_EQ(held(), HoldCause::away);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_THAT(world.reasons(letter), Contains(HasSubstr("held back, since the mailbox was not looked at")));
    ASSERT_EQ(in("INBOX"), 1u);
    const std::string notice = world.mailbox.folder("INBOX").messages.begin()->second.bytes;
    EXPECT_THAT(notice, HasSubstr("Subject: May I go on sending?"));
    EXPECT_THAT(notice, HasSubstr("the check-in of 1 (a letter's number"));
    EXPECT_EQ(world.notifier.count("held."), 1);

    world.kill();
    world.advance_to("2026-03-05T09:00:00Z");
    EXPECT_EQ(held(), HoldCause::away) << "a restart changes nothing";
    EXPECT_EQ(in("INBOX"), 1u);
    EXPECT_EQ(world.notifier.count("held."), 1);

    world.release();
    world.advance_to("2026-03-05T09:01:00Z");
    EXPECT_EQ(held(), std::nullopt);
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(Breaker, LetsNothingGoThatWasOvertakenWhileItWasHeld) {
    world.opt_in(letter);
    world.kill();
    world.advance_to(due);
    world.release();
    world.deliver("INBOX", "answer-1@client.example", "Anna <anna@client.example>", letter);
    world.advance_to("2026-03-05T09:01:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(world.letter(letter).letter.state, core::LetterState::answered);
}

TEST_F(Breaker, MakesADraftOfWhatIsHeldForMoreThanADay) {
    world.opt_in(letter);
    world.kill();
    world.advance_to(due);
    live_until("2026-03-06T09:00:00Z");
    EXPECT_EQ(held(), HoldCause::away);
    EXPECT_EQ(in("Drafts"), 1u);
    world.release();
    world.advance_to("2026-03-06T10:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 0u);
}

TEST_F(Breaker, HoldsWhenTheClockJumps) {
    world.opt_in(letter);
    live_until("2026-03-05T05:00:00Z");
    world.clock.jump(std::chrono::hours{4});
    world.advance_to("2026-03-05T09:00:10Z");
    EXPECT_EQ(held(), HoldCause::clock);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
}

TEST_F(Breaker, HoldsWhenTheClockJumpsUnderASend) {
    world.opt_in(letter);
    live_until("2026-03-05T08:29:00Z");
    bool jumped = false;
    world.set_hook([&](const std::string& operation, bool before) {
        if (operation == "smtp look" && before && !std::exchange(jumped, true)) world.clock.jump(std::chrono::hours{2});
    });
    world.advance_to(due);
    ASSERT_TRUE(jumped);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(held(), HoldCause::clock);
}

TEST_F(Breaker, AsksOnlyWhenASendWaitsForTheAnswer) {
    world.clock.jump(std::chrono::hours{2});
    world.advance_to("2026-03-02T11:00:10Z");
    EXPECT_EQ(held(), HoldCause::clock);
    EXPECT_EQ(in("INBOX"), 0u);
    world.opt_in(letter);
    world.advance_to("2026-03-02T11:00:20Z");
    EXPECT_EQ(in("INBOX"), 1u);
    EXPECT_EQ(world.notifier.count("held."), 1);
}

TEST_F(Breaker, IsNotInTheWayOfWhoSendsNothing) {
    world.kill();
    world.advance_to(due);
    EXPECT_EQ(held(), std::nullopt);
    EXPECT_EQ(in("Drafts"), 1u);
}

TEST_F(Breaker, HoldsWhenMoreThanTenStepsBecomeDueAtOnce) {
    for (int i = 2; i <= 12; ++i) {
        const std::string id = "letter-" + std::to_string(i) + "@user.example";
        world.send_letter(id, "Client <client@c" + std::to_string(i) + ".example>");
    }
    world.advance_to("2026-03-02T09:00:10Z");
    world.opt_in("letter-12@user.example");
    live_until("2026-03-05T08:29:00Z");
    world.advance_to(due);
    EXPECT_EQ(held(), HoldCause::many);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(in("Drafts"), 5u) << "drafts come at their cap";
    world.release();
    world.advance_to("2026-03-05T08:40:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
    world.advance_to("2026-03-05T09:30:10Z");
    EXPECT_EQ(held(), std::nullopt) << "what was put off does not become due anew";
    EXPECT_EQ(in("Drafts"), 10u);
}

// A restored backup: the mailbox holds what the database knows nothing of.

TEST_F(Breaker, AdoptsADraftThatTheDatabaseDoesNotKnow) {
    world.deliver("Drafts", id_of(StepKind::check_in), own, letter);
    world.kill();
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(held(), HoldCause::restored);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::drafted);
    world.mailbox.erase("Drafts", world.mailbox.folder("Drafts").messages.begin()->first);
    live_until("2026-03-06T09:00:00Z");
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::declined);
    EXPECT_EQ(in("Drafts"), 0u);
}

TEST_F(Breaker, TakesAnAdoptedDraftBackWhenTheClientHasAnswered) {
    world.advance_to("2026-03-05T08:00:00Z");
    world.advance_to(due);
    const std::string draft = world.mailbox.folder("Drafts").messages.begin()->second.bytes;
    World restored{sent};
    restored.send_letter(letter);
    restored.advance_to(sent);
    restored.kill();
    restored.mailbox.deliver("Drafts", draft, {"\\Draft", "\\Seen"});
    restored.deliver("INBOX", "answer-1@client.example", "Anna <anna@client.example>", letter);
    restored.advance_to(due);
    EXPECT_EQ(restored.mailbox.folder("Drafts").messages.size(), 0u);
    EXPECT_EQ(restored.step(letter, StepKind::check_in).state, StepState::withdrawn);
}

TEST_F(Breaker, IsNotTrippedAgainByWhatItHasAskedAbout) {
    world.deliver("Drafts", id_of(StepKind::make_good), own, letter);  // of an answer that nobody remembers
    world.kill();
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(held(), HoldCause::restored);
    world.release();
    world.kill();
    world.advance_to("2026-03-02T11:00:00Z");
    EXPECT_EQ(held(), std::nullopt);
}

TEST_F(Breaker, HoldsForWhatLiesInSent) {
    world.deliver("Sent", id_of(StepKind::check_in), own, letter);
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(held(), HoldCause::restored);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::done);
}

TEST_F(Breaker, CountsASendThatTheDatabaseDoesNotKnow) {
    world.opt_in(letter);
    live_until(due);
    ASSERT_EQ(world.transport.accepted.size(), 1u);
    World restored{sent};
    restored.send_letter(letter);
    restored.advance_to(sent);
    restored.mailbox.deliver("Sent", world.transport.accepted.front().bytes, {"\\Seen"});
    restored.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(restored.step(letter, StepKind::check_in).means, core::Means::send);
    EXPECT_EQ(restored.store().account_context("main", restored.clock.now()).value().sends_in_day, 1);
}

TEST_F(Breaker, MakesNoReminderThatLiesInTheInboxAlready) {
    live_until(due);
    world.deliver("INBOX", id_of(StepKind::call), own, letter);
    live_until("2026-03-16T08:30:00Z");
    EXPECT_EQ(world.step(letter, StepKind::call).state, StepState::done);
    EXPECT_EQ(world.mailbox.with_id("INBOX", id_of(StepKind::call)).size(), 1u);
}

TEST_F(Breaker, IsNotFooledByAReminderThatWasMailed) {
    live_until(due);
    const std::string planted =
        fakes::small_message(id_of(StepKind::call), {"In-Reply-To: <" + std::string(letter) + ">"});
    world.mailbox.deliver("INBOX", "Return-Path: <anna@client.example>\r\nReceived: from client.example\r\n" + planted);
    live_until("2026-03-16T08:30:00Z");
    EXPECT_EQ(world.mailbox.with_id("INBOX", id_of(StepKind::call)).size(), 2u);
}

TEST_F(Breaker, TakesADraftInTrashForANo) {
    live_until("2026-03-04T09:00:00Z");
    world.deliver("Trash", id_of(StepKind::check_in), own, "");
    live_until(due);
    EXPECT_EQ(in("Drafts"), 0u);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::declined);
}

}  // namespace
}  // namespace amends::tests
