// What a letter promises, from its own text to the user's inbox: between faked servers, with the shipped templates.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/plan.hpp"
#include "message/read.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::PromiseState;
using core::StepKind;
using core::StepState;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* letter = "letter-1@user.example";
// Monday 2 March 2026, 10:00 in Berlin.
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* report = "You will have the corrected report by Friday.";

class Promises : public ::testing::Test {
protected:
    void begin(const std::string& text) {
        world.send_letter_saying(letter, text);
        world.advance_to(sent);
    }
    /// The newest message of the folder, its text on one line.
    base::MessageFacts newest(const std::string& folder) {
        const auto& messages = world.mailbox.folder(folder).messages;
        if (messages.empty()) throw std::runtime_error("there is nothing in " + folder);
        base::MessageFacts facts = message::read(messages.rbegin()->second.bytes).value();
        std::ranges::replace(facts.text, '\n', ' ');
        return facts;
    }
    core::Promise promise(int ordinal = 1) {
        return world.letter(letter).letter.promises.at(static_cast<std::size_t>(ordinal - 1));
    }
    std::string why() {
        std::string all;
        for (const std::string& reason : world.reasons(letter)) all += reason + "\n";
        return all;
    }
    World world{sent};
};

TEST_F(Promises, AreReadFromTheLetterAndBroughtToMindTheDayBefore) {
    begin(report);
    ASSERT_EQ(world.letter(letter).letter.promises.size(), 1U);
    EXPECT_THAT(promise().words, HasSubstr("the corrected report by Friday"));
    EXPECT_EQ(core::due_in_words(promise()), "Friday 2026-03-06");
    EXPECT_THAT(why(), HasSubstr("Promise 1 was found: it is due by Friday 2026-03-06."));
    world.advance_to("2026-03-05T07:59:00Z");
    EXPECT_TRUE(world.mailbox.folder("INBOX").messages.empty());
    world.advance_to("2026-03-05T08:00:00Z");
    const auto mail = newest("INBOX");
    EXPECT_EQ(mail.subject, "Promised for Friday, 6 March: Anna, The broken export");
    EXPECT_THAT(mail.text, AllOf(HasSubstr("the corrected report by Friday"), HasSubstr("amends kept 1 "),
                                 HasSubstr("amends slipped 1 --to DATE"), Not(HasSubstr("--last"))));
    world.advance_to("2026-03-09T08:00:00Z");
    EXPECT_EQ(newest("INBOX").subject, "Was it kept? Anna, The broken export");
    EXPECT_THAT(newest("INBOX").text, HasSubstr("amends kept 1 --draft"));
    world.advance_to("2026-03-09T08:30:00Z");
    // The check-in names the remedy, in the letter's own words, but no day: days move.
    EXPECT_THAT(newest("Drafts").text,
                AllOf(HasSubstr("In it I wrote: \"You will have the corrected report.\" I would"), HasSubstr("Anna")));
}

TEST_F(Promises, ThatAreKeptAreTakenBackByUndoAndToldByADraft) {
    begin(report);
    world.order(letter, core::Kept{}).value();
    EXPECT_EQ(promise().state, PromiseState::kept);
    ASSERT_TRUE(world.store().undo(world.clock.now()));
    EXPECT_EQ(promise().state, PromiseState::open);
    EXPECT_EQ(world.step(letter, StepKind::promise_due).state, StepState::planned);
    world.order(letter, core::Kept{.draft = true}).value();
    ASSERT_TRUE(world.settle());
    const auto draft = newest("Drafts");
    EXPECT_EQ(draft.subject, "Re: The broken export");
    EXPECT_THAT(draft.text, AllOf(HasSubstr("\"You will have the corrected report.\""),
                                  HasSubstr("It is done, as of Monday, 2 March")));
    EXPECT_EQ(draft.to.front().mailbox, "anna@client.example");
    world.advance_to("2026-03-05T09:00:00Z");
    EXPECT_TRUE(world.mailbox.folder("INBOX").messages.empty()) << "no reminder of what is kept";
    // Thursday is the third business day, but the client was told Friday.
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::planned);
    world.advance_to("2026-03-09T08:30:00Z");
    EXPECT_THAT(newest("Drafts").text,
                AllOf(HasSubstr("What I promised you there is done"), Not(HasSubstr("what changes on our side"))))
        << "the check-in on what was done; the letter names no change";
}

TEST_F(Promises, ThatAreKeptAreFollowedByTheChangeThatTheLetterNamed) {
    begin(
        "You will have the corrected report by Friday. I have also changed how I plan. A second person now reads each "
        "report before it goes out.");
    world.order(letter, core::Kept{}).value();
    world.advance_to("2026-03-09T08:30:00Z");
    EXPECT_THAT(
        newest("Drafts").text,
        AllOf(HasSubstr("I told you what changes on our side: \"A second person now reads each report before it "
                        "goes out.\""),
              Not(HasSubstr("the corrected report"))));
}

TEST_F(Promises, ThatSlippedLeaveNoOldDayInTheCheckIn) {
    begin("I have stopped the old export. By Friday, 6 March you will have the corrected report.");
    world.order(letter, core::Slipped{.to = *base::parse_civil_date("2026-03-10"), .draft = false}).value();
    world.advance_to("2026-03-11T09:00:00Z");
    EXPECT_THAT(newest("Drafts").text,
                AllOf(HasSubstr("In it I wrote: \"I have stopped the old export.\""), Not(HasSubstr("6 March"))));
}

TEST_F(Promises, ThatSlipAreToldWithTheNewDay) {
    begin(report);
    world.advance_to("2026-03-05T08:00:00Z");
    world.order(letter, core::Slipped{.to = *base::parse_civil_date("2026-03-11")}).value();
    ASSERT_TRUE(world.settle());
    EXPECT_THAT(newest("Drafts").text,
                AllOf(HasSubstr("it will be done on Wednesday, 11 March, not on Friday, 6 March."),
                      HasSubstr("before the day and not after it"), Not(HasSubstr("I have not kept it"))))
        << "Friday is still to come";
    world.order(letter, core::Slipped{.to = *base::parse_civil_date("2026-03-13")}).value();
    ASSERT_TRUE(world.settle());
    ASSERT_EQ(world.mailbox.folder("Drafts").messages.size(), 1U) << "the older draft is withdrawn";
    EXPECT_THAT(newest("Drafts").text, HasSubstr("it will be done on Friday, 13 March, not on Wednesday, 11 March"));
    EXPECT_EQ(promise().slips, 2);
}

TEST_F(Promises, WithoutADayAreAskedAboutOnce) {
    begin("I will send you the other exports soon.");
    ASSERT_EQ(world.letter(letter).letter.promises.size(), 1U);
    world.advance_to("2026-03-03T08:00:00Z");
    EXPECT_EQ(newest("INBOX").subject, "When? Anna, The broken export");
    EXPECT_THAT(newest("INBOX").text, AllOf(HasSubstr("without a day"), HasSubstr("amends slipped 1 --to DATE")));
    world.advance_to("2026-03-20T08:00:00Z");
    EXPECT_EQ(promise().state, PromiseState::open);
}

TEST_F(Promises, WithAnUnclearDayAreAskedAboutAndNotGuessed) {
    begin("We will send you the corrected report by 03/04.");
    ASSERT_EQ(world.letter(letter).letter.promises.size(), 1U);
    EXPECT_FALSE(promise().due);
    world.advance_to("2026-03-03T08:00:00Z");
    EXPECT_THAT(newest("INBOX").text, AllOf(HasSubstr("a day that can be read in two ways"), HasSubstr("by 03/04")));
}

TEST_F(Promises, ThatComeBackAreBroughtToMindEachTime) {
    begin("I will send you an update every Friday.");
    world.advance_to("2026-03-05T08:00:00Z");
    EXPECT_THAT(newest("INBOX").text,
                AllOf(HasSubstr("due on Friday, 6 March, and then every Friday"), HasSubstr("amends kept 1 --last")));
    world.advance_to("2026-03-12T08:00:00Z");
    EXPECT_THAT(newest("INBOX").text, HasSubstr("due on Friday, 13 March"));
    world.order(letter, core::Kept{.last = true}).value();
    const auto reminders = world.mailbox.folder("INBOX").messages.size();
    world.advance_to("2026-03-19T08:00:00Z");
    EXPECT_EQ(promise().state, PromiseState::ended);
    const bool only_the_call = world.mailbox.folder("INBOX").messages.size() <= reminders + 1;
    EXPECT_TRUE(only_the_call);
}

TEST_F(Promises, OutliveTheAnswer) {
    begin(report);
    world.clock.set(*base::parse_rfc3339("2026-03-03T10:00:00Z"));
    world.deliver("INBOX", "answer-1@client.example", "Anna <anna@client.example>", letter);
    world.advance_to("2026-03-05T08:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.state, core::LetterState::answered);
    EXPECT_THAT(newest("INBOX").subject, HasSubstr("Promised for"));
    EXPECT_THAT(newest("INBOX").text, HasSubstr("Thank you, that is fine with me."));
}

TEST_F(Promises, OfALetterWhoseTextIsNotKeptHaveNoWords) {
    world.config.accounts.front().policy.store_bodies = false;
    begin(report);
    EXPECT_EQ(promise().words, "");
    world.advance_to("2026-03-05T08:00:00Z");
    EXPECT_THAT(newest("INBOX").text, AllOf(HasSubstr("promise 1 (its words are not kept)"), Not(HasSubstr("report"))));
}

TEST_F(Promises, AreNamedByTheirNumberWhereThereAreSeveral) {
    begin("You will have the corrected report by Friday. The new export will be ready by 13 March.");
    ASSERT_EQ(world.letter(letter).letter.promises.size(), 2U);
    world.advance_to("2026-03-05T08:00:00Z");
    EXPECT_THAT(newest("INBOX").text, HasSubstr("amends kept 1 1 "));
    EXPECT_THAT(world.order(letter, core::Kept{}).error().message, HasSubstr("several open promises"));
}

TEST_F(Promises, OfEarlierLettersAreToldWhenTheNextApologyIsTracked) {
    begin(report);
    world.advance_to("2026-03-02T09:02:00Z");  // two letters of one second would be one with two ids
    world.send_letter_saying("letter-2@user.example", "We are sorry.");
    world.advance_to("2026-03-02T09:04:00Z");
    world.send_letter_saying("letter-3@user.example", "We are sorry again.", "Anna <Anna@Client.example>");
    world.send_letter_saying("letter-4@user.example", "We are sorry.", "Ben <ben@client.example>");
    world.advance_to("2026-03-02T09:10:00Z");
    const auto reasons = world.reasons("letter-3@user.example");
    EXPECT_THAT(reasons, testing::Contains(HasSubstr("apology 3 to this client within 90 days")));
    EXPECT_THAT(reasons, testing::Contains(HasSubstr("still open: 1.")));
    EXPECT_THAT(world.reasons("letter-2@user.example"), Not(testing::Contains(HasSubstr("within 90 days"))));
    EXPECT_THAT(world.reasons("letter-4@user.example"), Not(testing::Contains(HasSubstr("still open"))));
}

}  // namespace
}  // namespace amends::tests
