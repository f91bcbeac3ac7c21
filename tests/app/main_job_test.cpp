// The main job between faked servers: what the mailboxes hold in the end is what counts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/plan.hpp"
#include "tests/app/world.hpp"

namespace amends::tests {
namespace {

using core::LetterState;
using core::StepKind;
using core::StepState;
using ::testing::HasSubstr;

constexpr const char* letter = "letter-1@user.example";
constexpr const char* client = "Anna <anna@client.example>";
// Monday 2 March 2026, 10:00 in Berlin; three business days later is Thursday, 09:30 in Berlin.
constexpr const char* sent = "2026-03-02T09:00:00Z";
constexpr const char* due = "2026-03-05T08:30:00Z";

class MainJob : public ::testing::Test {
protected:
    void SetUp() override {
        world.send_letter(letter);
        world.advance_to(sent);
    }
    [[nodiscard]] std::size_t in(const std::string& folder) const {
        return world.mailbox.folder(folder).messages.size();
    }
    [[nodiscard]] std::string only(const std::string& folder) const {
        return world.mailbox.folder(folder).messages.begin()->second.bytes;
    }
    World world{sent};
};

TEST_F(MainJob, TracksALetterThatCarriesTheKeyword) {
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::open);
    EXPECT_EQ(world.step(letter, StepKind::check_in).due.at, *base::parse_rfc3339(due));
}

TEST_F(MainJob, PutsACheckInIntoDraftsWhenTheTimeHasCome) {
    world.advance_to("2026-03-05T08:29:00Z");
    EXPECT_EQ(in("Drafts"), 0u);
    world.advance_to(due);
    ASSERT_EQ(in("Drafts"), 1u);
    EXPECT_THAT(only("Drafts"), HasSubstr("In-Reply-To: <letter-1@user.example>"));
    EXPECT_THAT(only("Drafts"), HasSubstr("To: Anna <anna@client.example>"));
    EXPECT_THAT(only("Drafts"), testing::Not(HasSubstr("Auto-Submitted")));
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::drafted);
}

TEST_F(MainJob, StaysSilentAfterAnAnswer) {
    world.clock.set(*base::parse_rfc3339("2026-03-05T08:29:59Z"));
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    world.advance_to(due);
    EXPECT_EQ(in("Drafts"), 0u);
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
}

TEST_F(MainJob, TakesTheDraftBackWhenTheClientAnswers) {
    world.advance_to(due);
    world.deliver("Archive", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-05T10:00:00Z");
    EXPECT_EQ(in("Drafts"), 0u);
    EXPECT_EQ(in("INBOX"), 1u) << "the reason is told";
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::withdrawn);
}

// A mail program files its copy of an edited draft first, under a new Message-ID, and takes the draft away after that.
TEST_F(MainJob, LeavesASentDraftToTheMailProgramThatTakesItAway) {
    world.advance_to(due);
    world.deliver("Sent", "edited@user.example", "me@user.example", letter);
    world.advance_to("2026-03-05T08:30:20Z");
    ASSERT_EQ(in("Drafts"), 1u);
    world.mailbox.erase("Drafts", world.mailbox.folder("Drafts").messages.begin()->first);
    world.advance_to("2026-03-05T10:00:00Z");
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::done);
    EXPECT_EQ(in("INBOX"), 0u) << "there is nothing to tell";
}

TEST_F(MainJob, TakesTheDraftBackThatTheUserDidNotUse) {
    world.advance_to(due);
    world.deliver("Sent", "by-hand@user.example", "me@user.example", letter);
    world.advance_to("2026-03-05T09:00:00Z");
    world.advance_to("2026-03-05T10:00:00Z");
    EXPECT_EQ(in("Drafts"), 0u);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::withdrawn);
    EXPECT_EQ(in("INBOX"), 1u) << "the reason is told";
}

TEST_F(MainJob, LeavesADraftThatTheUserEdited) {
    world.advance_to(due);
    const auto uid = world.mailbox.folder("Drafts").messages.begin()->first;
    std::string edited = only("Drafts");
    edited.replace(edited.find("Kind regards"), 4, "Best");
    world.mailbox.edit("Drafts", uid, edited);
    world.advance_to("2026-03-05T09:00:00Z");
    world.deliver("INBOX", "answer-1@client.example", client, letter);
    world.advance_to("2026-03-05T10:00:00Z");
    EXPECT_EQ(in("Drafts"), 1u);
    EXPECT_EQ(only("Drafts"), edited);
}

// A restored backup, or a second machine: the database knows nothing of what was made, but the mailbox does.
TEST_F(MainJob, SendsNothingWhoseTwinLiesInSent) {
    world.opt_in(letter);
    const auto id = core::derived_message_id(world.letter(letter).letter, {StepKind::check_in, 1});
    world.deliver("Sent", id.value, "me@user.example", "");
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::done);
}

TEST_F(MainJob, MakesNoDraftWhoseTwinLiesThere) {
    const auto id = core::derived_message_id(world.letter(letter).letter, {StepKind::check_in, 1});
    world.deliver("Drafts", id.value, "me@user.example", "");
    world.advance_to(due);
    EXPECT_EQ(in("Drafts"), 1u);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::drafted);
}

TEST_F(MainJob, TakesADeletedDraftForANo) {
    world.advance_to(due);
    world.mailbox.erase("Drafts", world.mailbox.folder("Drafts").messages.begin()->first);
    world.advance_to("2026-03-05T09:00:00Z");
    world.advance_to("2026-03-05T09:05:00Z");
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::declined);
    world.advance_to("2026-03-06T09:00:00Z");
    EXPECT_EQ(in("Drafts"), 0u);
}

// A mail program keeps a draft of the user's own by storing it anew and taking the older one away.
TEST_F(MainJob, AsksWhereNobodyCanTellWhetherADraftWasMade) {
    bool lost = false;
    world.set_hook([&](const std::string& operation, bool before) {
        if (operation != "append" || !before || lost) return;
        lost = true;
        const auto own = world.deliver("Drafts", "own@user.example", "me@user.example", "");
        world.mailbox.erase("Drafts", own);
        world.mailbox.lose("append", fakes::FailsWhen::before_effect);
    });
    world.advance_to(due);
    world.advance_to("2026-03-05T08:40:00Z");
    EXPECT_EQ(in("Drafts"), 0u) << "it is not made again on a guess";
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::declined);
    world.advance_to("2026-03-05T10:00:00Z");
    ASSERT_EQ(in("INBOX"), 1u);
    EXPECT_THAT(only("INBOX"), HasSubstr("You have never seen it"));
    EXPECT_THAT(only("INBOX"), testing::Not(HasSubstr("handed over")));
}

TEST_F(MainJob, SendsOnceWhereTheUserOptedIn) {
    world.opt_in(letter);
    world.advance_to(due);
    ASSERT_EQ(world.transport.accepted.size(), 1u);
    EXPECT_THAT(world.transport.accepted.front().bytes, HasSubstr("Auto-Submitted: auto-generated"));
    EXPECT_EQ(in("Sent"), 2u) << "the letter and the copy of the check-in";
    EXPECT_EQ(in("Drafts"), 0u);
    world.advance_to("2026-03-09T09:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(MainJob, TheLastLookStopsASend) {
    world.opt_in(letter);
    world.set_hook([this](const std::string& operation, bool before) {
        if (operation == "smtp look" && before && world.mailbox.folder("Junk").messages.empty()) {
            world.deliver("Junk", "answer-1@client.example", client, letter);
        }
    });
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::answered);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::cancelled);
}

TEST_F(MainJob, TheLastLookSeesThatTheUserWroteThemselves) {
    world.opt_in(letter);
    world.set_hook([this](const std::string& operation, bool before) {
        if (operation == "smtp look" && before && in("Sent") == 1) {
            world.deliver("Sent", "by-hand@user.example", "me@user.example", letter);
        }
    });
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::open);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::satisfied);
}

TEST_F(MainJob, AnAbsenceSeenByTheLastLookPutsTheSendOff) {
    world.opt_in(letter);
    world.set_hook([this](const std::string& operation, bool before) {
        if (operation != "smtp look" || !before || in("INBOX") != 0) return;
        world.mailbox.deliver("INBOX",
                              "From: anna@client.example\r\nTo: me@user.example\r\nSubject: Automatic reply\r\n"
                              "Message-ID: <away@client.example>\r\nIn-Reply-To: <letter-1@user.example>\r\n"
                              "Date: Thu, 05 Mar 2026 08:30:00 +0000\r\nAuto-Submitted: auto-replied\r\n\r\n"
                              "I am out of the office until 13 March 2026.\r\n");
    });
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(world.step(letter, StepKind::check_in).due.at, *base::parse_rfc3339("2026-03-16T08:30:00Z"));
    world.set_hook({});
    world.advance_to("2026-03-16T08:30:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(MainJob, AHoldDuringTheLastLookOnlyPutsTheSendOff) {
    world.opt_in(letter);
    world.set_hook([this](const std::string& operation, bool before) {
        if (operation == "smtp look" && before) {
            world.hold();
        }
    });
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(world.letter(letter).letter.state, LetterState::open);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::planned);
    world.set_hook({});
    world.release();
    world.advance_to("2026-03-05T09:30:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(MainJob, NeverSendsAgainWhatMayHaveBeenSent) {
    world.opt_in(letter);
    world.transport.fates = {fakes::Fate::lose_after_acceptance};
    world.advance_to(due);
    EXPECT_EQ(world.step(letter, StepKind::check_in).state, StepState::unknown);
    world.advance_to("2026-03-05T12:00:00Z");
    EXPECT_EQ(world.transport.sends, 1);
    EXPECT_EQ(in("INBOX"), 1u) << "a question to the user";
}

TEST_F(MainJob, TriesAgainWhatSurelyWasNotSent) {
    world.opt_in(letter);
    world.transport.fates = {fakes::Fate::lose_before_last_look};
    world.advance_to(due);
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    world.advance_to("2026-03-05T08:40:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

// A machine that was asleep, or a program that was stopped, between the decision to send and the sending.
class HeldUpSend : public MainJob {
protected:
    void SetUp() override {
        MainJob::SetUp();
        world.opt_in(letter);
    }
    /// The send has been decided on; before it begins, time is `then`.
    void decided_and_asleep_until(const std::string& then) {
        world.set_hook([this, then](const std::string& operation, bool before) {
            if (operation != "connect" || !before || world.clock.now() != *base::parse_rfc3339(due)) return;
            world.clock.set(*base::parse_rfc3339(then));
        });
        world.advance_to(due);
        world.set_hook({});
    }
    void decided_and_killed() {
        world.set_hook([](const std::string& operation, bool before) {
            if (operation == "connect" && before) throw fakes::Killed{};
        });
        world.clock.set(*base::parse_rfc3339(due));
        EXPECT_THROW(world.settle(), fakes::Killed);
        world.kill();
        world.set_hook({});
    }
};

TEST_F(HeldUpSend, DoesNotLeaveAtNightWhenTheMachineSlept) {
    decided_and_asleep_until("2026-03-05T23:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    world.advance_to("2026-03-06T07:59:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 0u) << "before nine in Berlin";
    world.advance_to("2026-03-06T08:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(HeldUpSend, DoesNotLeaveAtNightWhenTheProgramWasStopped) {
    decided_and_killed();
    world.advance_to("2026-03-06T02:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    world.advance_to("2026-03-06T08:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 1u);
}

TEST_F(HeldUpSend, BecomesADraftAfterADay) {
    decided_and_killed();
    world.advance_to("2026-03-09T09:00:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(in("Drafts"), 1u);
}

TEST_F(HeldUpSend, BecomesADraftAfterADayAsleep) {
    decided_and_asleep_until("2026-03-09T09:00:00Z");
    world.advance_to("2026-03-09T09:01:00Z");
    EXPECT_EQ(world.transport.accepted.size(), 0u);
    EXPECT_EQ(in("Drafts"), 1u);
}

TEST_F(MainJob, AlertsTheUserOfABounceAtOnce) {
    world.mailbox.deliver(
        "INBOX",
        "From: MAILER-DAEMON@user.example\r\nTo: me@user.example\r\nSubject: Undelivered\r\nMessage-ID: "
        "<b@user.example>\r\n"
        "Return-Path: <>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; "
        "boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nNo such user.\r\n--B\r\nContent-Type: "
        "message/delivery-status\r\n\r\nReporting-MTA: dns; mx.user.example\r\n\r\nFinal-Recipient: rfc822; "
        "anna@client.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--B\r\nContent-Type: "
        "message/rfc822\r\n\r\nMessage-ID: <letter-1@user.example>\r\nFrom: me@user.example\r\n\r\nDear\r\n--B--\r\n");
    world.advance_to("2026-03-02T21:00:00Z");
    EXPECT_EQ(in("INBOX"), 2u) << "the bounce and the alert, at night too";
    world.advance_to(due);
    EXPECT_EQ(in("Drafts"), 0u);
}

TEST_F(MainJob, ComesBackAfterAMailServerThatWasAway) {
    world.mailbox.lose("status", fakes::FailsWhen::before_effect, 2);
    world.advance_to(due);
    EXPECT_EQ(in("Drafts"), 1u);
}

TEST_F(MainJob, LooksTwiceAtNothingThatIsNotNew) {
    for (int i = 0; i < 5; ++i)
        world.deliver("INBOX", "news-" + std::to_string(i) + "@else.example", "news@else.example", "");
    world.advance_to("2026-03-02T10:00:00Z");
    const long read = world.mailbox.count("heads");
    world.advance_to("2026-03-02T11:00:00Z");
    EXPECT_EQ(world.mailbox.count("heads"), read);
}

}  // namespace
}  // namespace amends::tests
