// Reminders of apologies that lie unsent in Drafts, on a faked mailbox and a real database.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "message/read.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* apology =
    "Dear Anna,\r\n\r\nI am sorry that the brochure came two days late. The mistake was mine: I gave the printer the "
    "wrong date. The printer sends you the rest today at my cost.\r\n\r\nKind regards\r\nMara\r\n";
constexpr const char* id = "draft@user.example";

std::string draft(const std::string& message_id, const std::string& text = apology,
                  const std::string& subject = "The late brochure", const std::string& more = "") {
    return "From: Mara Quill <me@user.example>\r\nTo: Anna Berg <anna@client.example>\r\nSubject: " + subject +
           "\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n" +
           (message_id.empty() ? "" : "Message-ID: <" + message_id + ">\r\n") + more +
           "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text;
}

/// Everything that Amends wrote into INBOX.
std::vector<base::MessageFacts> reminders(World& world) {
    std::vector<base::MessageFacts> all;
    for (const auto& [uid, message] : world.mailbox.folder("INBOX").messages) {
        all.push_back(message::read(message.bytes).value());
    }
    return all;
}

class UnsentDrafts : public ::testing::Test {
protected:
    UnsentDrafts() { world.advance_to("2026-03-02T09:00:00Z"); }

    ports::Uid write(const std::string& bytes) { return world.mailbox.deliver("Drafts", bytes, {"\\Draft"}); }
    std::size_t reminded_by(const std::string& rfc3339) {
        world.advance_to(rfc3339);
        return reminders(world).size();
    }

    World world;
};

TEST_F(UnsentDrafts, AreBroughtToMindOnceAfterADay) {
    write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(reminded_by("2026-03-03T09:59:00Z"), 0U);
    EXPECT_EQ(reminded_by("2026-03-03T10:00:00Z"), 1U);
    const base::MessageFacts reminder = reminders(world).front();
    EXPECT_EQ(reminder.to.at(0).mailbox, "me@user.example");
    EXPECT_EQ(reminder.subject, "Not sent yet: The late brochure");
    EXPECT_THAT(reminder.text, HasSubstr("to Anna Berg"));
    EXPECT_THAT(reminder.text, HasSubstr("\"Drafts\""));
    EXPECT_THAT(reminder.text, HasSubstr("Monday, 2 March"));
    world.kill();
    EXPECT_EQ(reminded_by("2026-03-04T10:00:00Z"), 1U);
    EXPECT_EQ(reminded_by("2026-03-20T10:00:00Z"), 1U);
    EXPECT_TRUE(world.mailbox.violations.empty());
}

TEST_F(UnsentDrafts, ThatAreNoApologyStayUnmentioned) {
    write(draft(id, "Dear Anna,\r\n\r\nthe brochure is ready. Shall we meet on Friday?\r\n\r\nMara\r\n"));
    EXPECT_EQ(reminded_by("2026-03-02T10:00:00Z"), 0U);
    EXPECT_EQ(reminded_by("2026-03-05T10:00:00Z"), 0U);
}

TEST_F(UnsentDrafts, ThatWereDeletedBeforeADayStayUnmentioned) {
    const auto uid = write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.erase("Drafts", uid);
    EXPECT_EQ(reminded_by("2026-03-05T10:00:00Z"), 0U);
}

TEST_F(UnsentDrafts, ThatAreMarkedAsDeletedStayUnmentioned) {
    const auto uid = write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.set_flags("Drafts", uid, {"\\Draft", "\\Deleted"});
    EXPECT_EQ(reminded_by("2026-03-05T10:00:00Z"), 0U);
}

TEST_F(UnsentDrafts, WhoseCopyLiesInSentStayUnmentioned) {
    write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.deliver("Sent", draft(id));
    EXPECT_EQ(reminded_by("2026-03-05T10:00:00Z"), 0U);
}

TEST_F(UnsentDrafts, CountTheDayFromTheirLastChange) {
    const auto uid = write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    world.advance_to("2026-03-03T09:00:00Z");
    world.mailbox.edit("Drafts", uid, draft(id, std::string(apology) + "P.S. I will call you.\r\n"));
    EXPECT_EQ(reminded_by("2026-03-03T09:30:00Z"), 0U);
    EXPECT_EQ(reminded_by("2026-03-03T15:00:00Z"), 0U);
    EXPECT_EQ(reminded_by("2026-03-04T09:30:00Z"), 1U);
}

TEST_F(UnsentDrafts, ChangedAfterTheReminderAreNotMentionedAgain) {
    auto uid = write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    ASSERT_EQ(reminded_by("2026-03-03T10:00:00Z"), 1U);
    uid = world.mailbox.edit("Drafts", uid, draft(id, std::string(apology) + "P.S. I will call you.\r\n"));
    world.advance_to("2026-03-03T11:00:00Z");
    world.mailbox.edit("Drafts", uid, draft("another@user.example", std::string(apology) + "P.P.S. Soon.\r\n"));
    world.advance_to("2026-03-03T12:00:00Z");
    EXPECT_EQ(reminded_by("2026-03-09T12:00:00Z"), 1U);
}

TEST_F(UnsentDrafts, OfAProgramThatNamesEachVersionAnewAreOneDraft) {
    const auto uid = write(draft("first@user.example"));
    world.advance_to("2026-03-02T10:00:00Z");
    ASSERT_EQ(reminded_by("2026-03-03T10:00:00Z"), 1U);
    write(draft("second@user.example"));  // the next version comes before the first one is taken away
    world.advance_to("2026-03-03T10:05:00Z");
    world.mailbox.erase("Drafts", uid);
    world.advance_to("2026-03-03T10:10:00Z");
    EXPECT_EQ(reminded_by("2026-03-09T12:00:00Z"), 1U);
}

TEST_F(UnsentDrafts, WithoutAMessageIdAreKnownByTheirLook) {
    const auto uid = write(draft(""));
    world.advance_to("2026-03-02T10:00:00Z");
    ASSERT_EQ(reminded_by("2026-03-03T10:00:00Z"), 1U);
    world.mailbox.edit("Drafts", uid, draft("", std::string(apology) + "P.S. I will call you.\r\n"));
    EXPECT_EQ(reminded_by("2026-03-09T12:00:00Z"), 1U);
}

TEST_F(UnsentDrafts, ToTwoClientsAreTwo) {
    write(draft("a@user.example"));
    write(draft("b@user.example", apology, "The late invoice"));
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(reminded_by("2026-03-03T10:00:00Z"), 2U);
}

TEST_F(UnsentDrafts, WithOpenFieldsAreToldWhichTheyAre) {
    write(draft(id,
                "Dear [Client's name],\r\n\r\nI am sorry that the brochure came two days late. The mistake was mine. "
                "You will have it on [New day], [sic] and [New day] it is.\r\n\r\nKind regards\r\nMara\r\n"));
    world.advance_to("2026-03-02T10:00:00Z");
    ASSERT_EQ(reminded_by("2026-03-03T10:00:00Z"), 1U);
    const base::MessageFacts reminder = reminders(world).front();
    EXPECT_EQ(reminder.subject, "Still open in your draft: The late brochure");
    EXPECT_THAT(reminder.text, HasSubstr("Client's name\n  New day\n"));
    EXPECT_THAT(reminder.text, Not(HasSubstr("sic")));
    EXPECT_EQ(reminded_by("2026-03-09T10:00:00Z"), 1U);
}

TEST_F(UnsentDrafts, OfOursAreNotMentioned) {
    world.send_letter("letter@user.example");
    world.advance_to("2026-03-02T10:00:00Z");
    world.advance_to("2026-03-05T09:00:00Z");  // its check-in draft
    ASSERT_EQ(world.mailbox.folder("Drafts").messages.size(), 1U);
    const auto& [uid, lying] = *world.mailbox.folder("Drafts").messages.begin();
    world.mailbox.edit("Drafts", uid,
                       draft("edited@user.example", apology, "Re: The broken export",
                             "In-Reply-To: <letter@user.example>\r\nReferences: <letter@user.example>\r\n"));
    world.advance_to("2026-03-05T10:00:00Z");
    const auto before = reminders(world).size();
    EXPECT_EQ(reminded_by("2026-03-09T10:00:00Z"), before);
}

TEST(UnsentDraftsAtTheFirstStart, CountFromTheFirstLook) {
    World world;
    world.clock.set(base::parse_rfc3339("2026-02-20T09:00:00Z").value());
    world.mailbox.deliver("Drafts", draft(id), {"\\Draft"});
    world.advance_to("2026-03-02T09:00:00Z");
    EXPECT_TRUE(reminders(world).empty());
    world.advance_to("2026-03-03T08:59:00Z");
    EXPECT_TRUE(reminders(world).empty());
    world.advance_to("2026-03-03T09:00:00Z");
    EXPECT_EQ(reminders(world).size(), 1U);
}

TEST(UnsentDraftsAtTheFirstStart, OfLongAgoAreNobodysNextLetter) {
    World world;
    world.clock.set(base::parse_rfc3339("2025-12-20T09:00:00Z").value());
    world.mailbox.deliver("Drafts", draft(id), {"\\Draft"});
    world.advance_to("2026-03-02T09:00:00Z");
    world.advance_to("2026-03-09T09:00:00Z");
    EXPECT_TRUE(reminders(world).empty());
}

TEST_F(UnsentDrafts, ReadAgainAfterARenumberingStayOne) {
    write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.renumber_folder("Drafts");
    world.advance_to("2026-03-02T15:00:00Z");
    ASSERT_EQ(reminded_by("2026-03-03T10:00:00Z"), 1U) << "a new number is no change";
    world.mailbox.renumber_folder("Drafts");
    EXPECT_EQ(reminded_by("2026-03-09T10:00:00Z"), 1U);
}

TEST_F(UnsentDrafts, WaitWhileTheAccountIsPaused) {
    write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    ASSERT_TRUE(world.store().set_paused("main", true, world.clock.now()));
    EXPECT_EQ(reminded_by("2026-03-03T10:00:00Z"), 0U);
    ASSERT_TRUE(world.store().set_paused("main", false, world.clock.now()));
    EXPECT_EQ(reminded_by("2026-03-03T11:00:00Z"), 1U);
}

TEST_F(UnsentDrafts, KeepToTheShareOfTheHour) {
    world.config.accounts.front().policy.notices_per_hour = 2;
    for (int i = 0; i < 5; ++i) {
        write(draft("d" + std::to_string(i) + "@user.example", apology, "Late brochure " + std::to_string(i)));
    }
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(reminded_by("2026-03-03T10:00:00Z"), 2U);
    EXPECT_EQ(reminded_by("2026-03-03T11:00:00Z"), 4U);
    EXPECT_EQ(reminded_by("2026-03-03T12:00:00Z"), 5U);
}

TEST_F(UnsentDrafts, AreNotMentionedWhereTheUserDoesNotWantIt) {
    world.kill();
    world.setup.unsent.is_apology = nullptr;
    write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(reminded_by("2026-03-05T10:00:00Z"), 0U);
}

TEST_F(UnsentDrafts, SentBeforeTheReminderLeftTakeItBack) {
    const auto uid = write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.fail("append", fakes::FailsWhen::before_effect,
                       {base::Fault::mail_server, base::Retry::after_change, "over quota"}, 1);
    ASSERT_EQ(reminded_by("2026-03-03T10:00:00Z"), 0U);
    world.mailbox.erase("Drafts", uid);
    EXPECT_EQ(reminded_by("2026-03-03T15:00:00Z"), 0U);
    EXPECT_TRUE(world.store().outbox_open("main")->empty());
}

TEST_F(UnsentDrafts, AreBroughtToMindOnceWhateverBreaksOff) {
    write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    int call = 0;
    for (int at = 1; at < 60; ++at) {
        World broken;
        broken.advance_to("2026-03-02T09:00:00Z");
        broken.mailbox.deliver("Drafts", draft(id), {"\\Draft"});
        broken.advance_to("2026-03-02T10:00:00Z");
        call = 0;
        broken.set_hook([&](const std::string&, bool) {
            if (++call == at) throw fakes::Killed{};
        });
        broken.advance_to("2026-03-03T10:00:00Z");
        broken.advance_to("2026-03-03T11:00:00Z");
        ASSERT_EQ(reminders(broken).size(), 1U) << "killed at call " << at;
        if (call < at) break;
    }
    EXPECT_GT(call, 10);
}

TEST_F(UnsentDrafts, OfAForgottenClientLeaveNoTrace) {
    write(draft(id));
    world.advance_to("2026-03-02T10:00:00Z");
    ASSERT_EQ(reminded_by("2026-03-03T10:00:00Z"), 1U);
    ASSERT_EQ(world.store().unsent_drafts("main")->size(), 1U);
    ASSERT_TRUE(world.store().forget_client("anna@client.example"));
    EXPECT_TRUE(world.store().unsent_drafts("main")->empty());
    EXPECT_EQ(reminded_by("2026-03-09T10:00:00Z"), 1U);
    world.mailbox.renumber_folder("Drafts");
    EXPECT_EQ(reminded_by("2026-03-12T10:00:00Z"), 1U) << "a folder that is read anew brings nothing back";
    EXPECT_TRUE(world.store().unsent_drafts("main")->empty());
}

}  // namespace
}  // namespace amends::tests
