// What is read, and what must not be overlooked: the mailbox between faked servers, the database real.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/inserted_letters.hpp"
#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::LetterState;
using core::StepKind;
using core::StepState;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* client = "Anna <anna@client.example>";
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

class Reading : public ::testing::Test {
protected:
    void begin() {
        world.send_letter(letter);
        world.advance_to(sent);
    }
    void kill_while_reading(const std::string& folder) {
        world.set_hook([this, folder](const std::string& operation, bool before) {
            if (operation == "begin_reading" && !before && !world.mailbox.folder(folder).messages.empty()) {
                throw fakes::Killed{};
            }
        });
        if (world.starts() == kills_) world.start();
        EXPECT_THROW(world.settle(), fakes::Killed);
        world.kill();
        world.set_hook({});
        ++kills_;
    }
    [[nodiscard]] std::size_t in(const std::string& folder) const {
        return world.mailbox.folder(folder).messages.size();
    }
    World world{sent};

private:
    int kills_ = 0;
};

TEST_F(Reading, LosesNoAnswerToConnectionsThatBreak) {
    begin();
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    world.mailbox.lose("message", fakes::FailsWhen::before_effect, 3);
    world.advance_to(due);
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
    EXPECT_EQ(world.notifier.count("passed-over"), 0);
}

/// The inbox is read before Sent, and another letter to the same client goes by the same subject.
TEST_F(Reading, GivesAnAnswerToTheLetterThatItNamesThoughThatBecameKnownLater) {
    begin();
    world.kill();
    world.clock.set(*base::parse_rfc3339("2026-03-03T10:00:00Z"));
    world.send_letter("letter-2@user.example");
    auto answer =
        "From: " + std::string(client) +
        "\r\nTo: me@user.example\r\nSubject: Re: The broken export\r\nDate: Tue, 03 Mar 2026 10:30:00 +0000\r\n"
        "Message-ID: <answer-1@client.example>\r\nIn-Reply-To: <letter-2@user.example>\r\n\r\nThat is fine.\r\n";
    world.clock.set(*base::parse_rfc3339("2026-03-03T10:30:00Z"));
    world.mailbox.deliver("INBOX", answer);
    world.advance_to("2026-03-03T11:00:00Z");
    EXPECT_EQ(world.letter("letter-2@user.example").letter.state, LetterState::answered);
}

TEST_F(Reading, GivesAnAbsenceToTheLetterThatItNamesThoughThatBecameKnownLater) {
    begin();
    world.kill();
    world.clock.set(*base::parse_rfc3339("2026-03-03T10:00:00Z"));
    world.send_letter("letter-2@user.example");
    world.mailbox.deliver(
        "INBOX",
        "From: anna@client.example\r\nTo: me@user.example\r\nSubject: Automatic reply: The broken export\r\n"
        "Date: Tue, 03 Mar 2026 10:01:00 +0000\r\nMessage-ID: <away@client.example>\r\nIn-Reply-To: "
        "<letter-2@user.example>\r\nAuto-Submitted: auto-replied\r\n\r\nI am out of the office until 19 March "
        "2026.\r\n");
    world.advance_to("2026-03-03T11:00:00Z");
    EXPECT_GE(world.step("letter-2@user.example", StepKind::check_in).due.at,
              *base::parse_rfc3339("2026-03-19T08:00:00Z"));
}

TEST_F(Reading, PassesOverAMessageThatEndsTheProgramTwiceAndSaysSo) {
    begin();
    world.kill();
    const auto deadly = world.deliver("Junk", "deadly@client.example", client, letter);
    world.start();
    kill_while_reading("Junk");
    world.start();
    // Under its own mark now.
    int marks = 0;
    world.set_hook([&](const std::string& operation, bool before) {
        if (operation == "begin_reading" && !before && ++marks == 2) throw fakes::Killed{};
    });
    EXPECT_THROW(world.settle(), fakes::Killed);
    world.kill();
    world.set_hook({});
    world.deliver("Junk", "harmless@client.example", client, letter);
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(world.notifier.count("passed-over.main.Junk." + std::to_string(deadly)), 1);
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered) << "by the message behind it";
}

TEST_F(Reading, PassesOverNothingAfterOneDeath) {
    begin();
    world.kill();
    world.deliver("Junk", "answer-1@client.example", client, letter);
    world.start();
    kill_while_reading("Junk");
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(world.notifier.count("passed-over"), 0);
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
}

TEST_F(Reading, FindsTheAnswerThatCameBeforeTheLetterWasKnown) {
    world.send_letter(letter, client, {"\\Seen"});
    world.deliver("Archive", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-02T10:00:00Z");
    world.track(letter);
    world.advance_to("2026-03-02T11:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
}

TEST_F(Reading, LooksBackForEachOfTwoLettersThatAreTrackedOneAfterTheOther) {
    world.send_letter(letter, client, {"\\Seen"});
    world.clock.advance(std::chrono::hours{1});
    world.send_letter("letter-2@user.example", client, {"\\Seen"});
    world.deliver("Junk", "answer-2@client.example", client, "letter-2@user.example");
    world.advance_to("2026-03-02T11:00:00Z");
    world.track(letter);
    bool tracked = false;
    world.set_hook([&](const std::string& operation, bool before) {
        // The look back for the first one has passed Junk, and the second one becomes known.
        if (operation != "open" || !before || tracked || world.mailbox.calls.back() != "open Archive") return;
        tracked = true;
        world.track("letter-2@user.example");
    });
    world.advance_to("2026-03-02T11:01:00Z");
    ASSERT_TRUE(tracked);
    EXPECT_EQ(world.letter("letter-2@user.example").letter.state, LetterState::answered);
}

TEST_F(Reading, KnowsTheUsersOwnMessageInSentByWhateverAlias) {
    begin();
    world.deliver("Sent", "by-hand@alias.example", "Mara <mara@alias.example>", letter);
    world.advance_to(due);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::satisfied);
    EXPECT_EQ(in("Drafts"), 0u);
}

TEST_F(Reading, TakesTheClientsAnswerForOneEvenWhereItWasFiledInSent) {
    begin();
    world.deliver("Sent", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
}

TEST_F(Reading, ReadsAFolderAnewThatWasPutBackToAnEarlierState) {
    begin();
    for (int i = 0; i < 3; ++i)
        world.deliver("INBOX", "news-" + std::to_string(i) + "@else.example", "n@else.example", "");
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.put_back("INBOX", 2);
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-02T11:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
}

TEST_F(Reading, ReadsOnWhereTheServerDoesNotGiveOutOneMessage) {
    begin();
    world.deliver("INBOX", "broken@else.example", "n@else.example", "");
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    const base::Error no{base::Fault::answer_is_no, base::Retry::never, "The server said: NO [SERVERBUG]."};
    world.mailbox.fail("heads", fakes::FailsWhen::before_effect, no, 2);  // both together, then the first one
    world.advance_to("2026-03-02T10:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
    EXPECT_EQ(world.notifier.count("passed-over.main.INBOX.1"), 1);
}

TEST_F(Reading, AForgottenLetterIsNotTakenUpAgainByItsMark) {
    begin();
    ASSERT_EQ(*world.store().forget_client("anna@client.example"), 1);
    world.kill();
    const auto marked = world.mailbox.folder("Sent").messages.begin()->first;
    world.mailbox.set_flags("Sent", marked, {"\\Seen", "\\Flagged", "Amends"});
    world.advance_to("2026-03-02T12:00:00Z");
    EXPECT_FALSE(world.store().letter_by_message_id("main", {letter})->has_value());
    world.track(letter);
    EXPECT_TRUE(world.store().letter_by_message_id("main", {letter})->has_value()) << "an order does take it up";
}

TEST_F(Reading, ReadsOnlyWhatChangedAmongTheMarkedLetters) {
    for (int i = 0; i < 5; ++i) world.send_letter("old-" + std::to_string(i) + "@user.example");
    begin();
    world.kill();
    const long heads = world.mailbox.count("heads");
    const auto uid = world.deliver("Sent", "another@user.example", "me@user.example", "");
    world.advance_to("2026-03-02T12:00:00Z");
    EXPECT_EQ(world.mailbox.count("heads"), heads + 1) << "the new one";
    world.mailbox.set_flags("Sent", uid, {"\\Seen"});
    world.advance_to("2026-03-02T13:00:00Z");
    EXPECT_EQ(world.mailbox.count("heads"), heads + 1) << "no marked letter changed";
}

TEST_F(Reading, PlansNothingForAClientWhoIsLeftInPeace) {
    world.send_letter(letter, client, {"\\Seen"});
    world.advance_to(sent);
    ASSERT_TRUE(world.store().leave_client("anna@client.example", true, world.clock.now()));
    world.track(letter);
    EXPECT_TRUE(world.letter(letter).steps.empty());
}

TEST_F(Reading, AnOrderThatChangedNothingIsNotTheLastOne) {
    begin();
    world.order(letter, core::Drop{}).value();
    world.order(letter, core::Drop{}).value();
    ASSERT_TRUE(world.store().undo(world.clock.now()));
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::open);
}

TEST_F(Reading, SeesAKeywordThatIsSetLater) {
    world.send_letter(letter, client, {"\\Seen"});
    world.advance_to("2026-03-02T10:00:00Z");
    world.mailbox.set_flags("Sent", world.mailbox.folder("Sent").messages.begin()->first, {"\\Seen", "Amends"});
    world.advance_to("2026-03-02T11:00:00Z");
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::open);
}

TEST_F(Reading, AsksForNoBodyOfAMarkedLetterThatIsTrackedAlready) {
    begin();
    world.kill();
    const long read = world.mailbox.count("message");
    world.deliver("Sent", "another@user.example", "me@user.example", "");
    world.advance_to("2026-03-02T12:00:00Z");
    EXPECT_EQ(world.mailbox.count("message"), read);
}

class ReadingWithANote : public Reading {
protected:
    ReadingWithANote() {
        directory_ = std::filesystem::temp_directory_path() / "amends-inserted-XXXXXX";
        directory_ = ::mkdtemp(directory_.string().data()) + std::string("/state/inserted");
        world.setup.look.inserted = directory_;
    }
    ~ReadingWithANote() override { std::filesystem::remove_all(directory_.parent_path().parent_path()); }
    void note(const std::string& mailbox, const std::string& at = sent) {
        const std::string words =
            "Dear Anna, we broke the export on Monday and your report was late because of us. It is repaired now, and "
            "we have added a check that runs every night. Kind regards Mara";
        ASSERT_TRUE(notes().note({.at = *base::parse_rfc3339(at),
                                  .situation = "technical_issues",
                                  .recipients = {mailbox},
                                  .subject = "The broken export",
                                  .marks = core::marks_of(words)}));
    }
    [[nodiscard]] app::InsertedLetters notes() const { return app::InsertedLetters(directory_); }
    [[nodiscard]] std::size_t letters() { return world.store().letters({.with_closed = true})->size(); }

private:
    std::filesystem::path directory_;
};

TEST_F(ReadingWithANote, TracksTheSentCopyOfALetterThatWasInserted) {
    note("anna@client.example");
    world.send_letter(letter, client, {"\\Seen"});
    world.advance_to(sent);
    EXPECT_EQ(world.letter(letter).letter.situation, "technical_issues");
    EXPECT_TRUE(notes().all(world.clock.now()).empty());
    // The same words again are nobody's letter.
    world.send_letter("again@user.example", client, {"\\Seen"}, "Fwd: The broken export");
    EXPECT_TRUE(world.settle());
    EXPECT_EQ(letters(), 1U);
}

TEST_F(ReadingWithANote, TracksNoOrdinaryMailMeanwhile) {
    note("anna@client.example");
    world.mailbox.deliver("Sent",
                          "Message-ID: <list@user.example>\r\nFrom: me@user.example\r\nTo: anna@client.example\r\n"
                          "Subject: The list\r\nDate: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\nHere is the list.\r\n",
                          {"\\Seen"});
    world.advance_to(sent);
    EXPECT_EQ(letters(), 0U);
    EXPECT_EQ(notes().all(world.clock.now()).size(), 1U);
}

TEST_F(ReadingWithANote, TracksNothingThatWasSentBefore) {
    note("anna@client.example", "2026-03-02T12:00:00Z");
    world.send_letter(letter, client, {"\\Seen"});
    world.advance_to(sent);
    EXPECT_EQ(letters(), 0U);
    EXPECT_EQ(notes().all(world.clock.now()).size(), 1U);
}

}  // namespace
}  // namespace amends::tests
