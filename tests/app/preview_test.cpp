// What the preview of a check-in shows is what the order would make, and it refuses what the order would refuse.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

class Preview : public ::testing::Test {
protected:
    void begin() {
        world.send_letter(letter);
        world.advance_to(sent);
    }
    /// The order's own words, which the preview repeats; "" where either of them is not refused.
    std::string refused(bool own_words = false) {
        const auto preview = world.preview(letter, own_words);
        const auto order =
            world.order(letter, core::CheckInNow{own_words ? std::optional<std::string>("My words.") : std::nullopt});
        if (preview || order) return "";
        EXPECT_EQ(preview.error().message, order.error().message);
        return preview.error().message;
    }
    World world{sent};
};

TEST_F(Preview, ShowsWhatTheOrderMakesAndThenTheDraftItself) {
    begin();
    const auto before = world.preview(letter).value();
    EXPECT_EQ(before.lies_in, "");
    EXPECT_THAT(before.text, HasSubstr("Hello Anna,"));
    EXPECT_EQ(before.to, "Anna <anna@client.example>");
    world.order(letter, core::CheckInNow{}).value();
    ASSERT_TRUE(world.settle());
    const auto& drafts = world.mailbox.folder("Drafts").messages;
    ASSERT_EQ(drafts.size(), 1U);
    EXPECT_EQ(drafts.begin()->second.bytes, before.message);
    const auto after = world.preview(letter).value();
    EXPECT_EQ(after.lies_in, "Drafts");
    EXPECT_EQ(after.message, before.message);
    EXPECT_EQ(after.text, before.text);
}

TEST_F(Preview, ShowsTheRemindersThatAreToCome) {
    begin();
    world.order(letter, core::CheckInNow{}).value();
    ASSERT_TRUE(world.settle());
    const auto shown = world.preview(letter).value();
    std::size_t planned = 0;
    for (const auto& step : world.letter(letter).steps)
        planned += step.state == core::StepState::planned && step.means == core::Means::reminder ? 1 : 0;
    EXPECT_EQ(shown.reminders.size(), planned);
    for (const auto& each : shown.reminders) EXPECT_FALSE(each.subject.empty() || each.text.empty());
}

TEST_F(Preview, ShowsADraftInTheUsersOwnWords) {
    begin();
    world.order(letter, core::CheckInNow{"Dear Anna,\n\n> the fitting\n\nhow did it go?\n"}).value();
    ASSERT_TRUE(world.settle());
    EXPECT_EQ(world.preview(letter).value().text, "Dear Anna,\n\n> the fitting\n\nhow did it go?\n");
    EXPECT_THAT(refused(true), HasSubstr("lies in Drafts already"));
}

TEST_F(Preview, IsRefusedWhereTheOrderIs) {
    begin();
    world.order(letter, core::Drop{}).value();
    EXPECT_THAT(refused(), HasSubstr("closed"));
    EXPECT_THAT(refused(true), HasSubstr("closed"));
    world.order(letter, core::Done{}).value();
    EXPECT_THAT(refused(), HasSubstr("made good"));
}

TEST_F(Preview, OfAnAnsweredLetterIsTheMakeGoodCheckIn) {
    begin();
    const auto silent = world.preview(letter).value();
    world.order(letter, core::Answered{"phone", ""}).value();
    const auto answered = world.preview(letter).value();
    EXPECT_THAT(answered.text, HasSubstr("It has been a while"));
    EXPECT_THAT(silent.text, Not(HasSubstr("It has been a while")));
}

TEST_F(Preview, WithoutATemplateLeavesRoomForOwnWordsOnly) {
    world.config.languages = std::set<std::string>{};
    begin();
    core::Letter french = world.letter(letter).letter;
    french.language = "fr";
    world.store().commit({.at = world.clock.now(), .account = "main", .letter = french}).value();
    EXPECT_THAT(refused(), HasSubstr("no template"));
    const auto own = world.preview(letter, true).value();
    EXPECT_EQ(own.text, "");
    EXPECT_EQ(own.subject, "Re: The broken export");
}

}  // namespace
}  // namespace amends::tests
