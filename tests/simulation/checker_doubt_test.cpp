// Where the design leaves room, or nobody could have known, the checker finds nothing: each life here is a little away
// from one in which it does.
#include <gtest/gtest.h>

#include "tests/simulation/checker_sample.hpp"

namespace amends::simulation {
namespace {

Life without_the_call() {
    Life life;
    life.without<MessageAppeared>([](const auto& message) { return message.steps.front() == bo_call; });
    life.without<JournalEntry>([](const auto& entry) { return entry.step == bo_call; });
    return life;
}

/// The check-in of letter 1, due on Thursday at 15:00, is sent at another time.
Life sent_at(const std::string& when) {
    Life life;
    life.without<MailAccepted>([](const auto& mail) { return mail.hand == Hand::program; });
    life.without<MessageAppeared>([](const auto& message) { return message.form == Form::send; });
    life.send(when, bo_check_in, "bo", 12);
    return life;
}

TEST(Doubt, ExcusesWhatAPauseStillHoldsBack) {
    auto life = without_the_call();
    life.order("2026-11-10T18:00:00Z", {.kind = OrderKind::pause});
    EXPECT_KEPT(life);
    life.add("2026-11-20", Ordered{.order = 1, .kind = OrderKind::resume});
    EXPECT_KEPT(life);
    life.add("2026-11-20", Acknowledged{1});
    EXPECT_BROKEN(life, "lost.step");
}

TEST(Doubt, ExcusesAStepThatWhatCameHasOvertaken) {
    const auto with = [](MailClass meant) {
        auto life = without_the_call();
        life.add("2026-11-10", MailArrived{72, "INBOX", 12, meant, 1, "bo@client.example", {}});
        life.add("2026-11-10", JournalEntry{1, bo_call, "something came"});
        return life;
    };
    for (const auto meant : {MailClass::answer, MailClass::invitation, MailClass::possible_answer, MailClass::complaint,
                             MailClass::own_mail}) {
        EXPECT_KEPT(with(meant));
    }
    for (const auto meant : {MailClass::unrelated, MailClass::receipt, MailClass::delay, MailClass::out_of_office}) {
        EXPECT_BROKEN(with(meant), "lost.step");
    }
}

TEST(Doubt, ExcusesEveryLetterToAClientWhoComplainedAboutOne) {
    const auto with_complaint_about = [](int letter) {
        auto life = without_the_call();
        life.letter("2026-11-09", 4, "bo", false, {});
        life.add("2026-11-10", MailArrived{72, "INBOX", 12, MailClass::complaint, letter, "bo@client.example", {}});
        life.add("2026-11-10", JournalEntry{1, bo_call, "a complaint"});
        return life;
    };
    EXPECT_KEPT(with_complaint_about(4));
    EXPECT_BROKEN(with_complaint_about(3), "lost.step");
}

TEST(Doubt, LetsASnoozeMeetAReminderOnItsWay) {
    const auto snoozed = [](const char* when) {
        Life life;
        life.order(when, {.kind = OrderKind::snooze, .letter = 1, .until = at("2026-11-20")});
        return life;
    };
    EXPECT_KEPT(snoozed("2026-11-16T08:00:00Z"));
    EXPECT_BROKEN(snoozed("2026-11-16T07:59:00Z"), "time.snoozed");
}

TEST(Doubt, CountsLatenessFromTheEndOfASnooze) {
    auto life = sent_at("2026-11-09T15:00:00Z");
    EXPECT_BROKEN(life, "time.late");
    life.order("2026-11-04", {.kind = OrderKind::snooze, .letter = 3, .until = at("2026-11-09")});
    EXPECT_BROKEN(life, "time.late");
    life.order("2026-11-04", {.kind = OrderKind::snooze, .letter = 1, .until = at("2026-11-08T15:00:02Z")});
    EXPECT_KEPT(life);
}

TEST(Doubt, CountsLatenessFromTheFirstMorningAfterAnAbsence) {
    const auto away = [](const char* until) {
        auto life = sent_at("2026-11-09T21:00:00Z");
        life.add("2026-11-03", MailArrived{70, "INBOX", 4, MailClass::out_of_office, 1, "bo@client.example",
                                           base::parse_civil_date(until)});
        return life;
    };
    EXPECT_BROKEN(away("2026-11-05"), "time.late");
    EXPECT_KEPT(away("2026-11-06"));  // back on Monday, the 9th
    EXPECT_BROKEN(away("2026-11-09"), "time.absence");
}

TEST(Doubt, DoesNotCallLateWhatOnlyOneClockCallsLate) {
    auto life = sent_at("2026-11-06T15:20:00Z");
    EXPECT_BROKEN(life, "time.late");
    life.add("2026-11-06T10:00:00Z", ClockJumped{-std::chrono::minutes{30}});
    EXPECT_KEPT(life);
    auto other = sent_at("2026-11-06T14:50:00Z");
    other.add("2026-11-06T10:00:00Z", ClockJumped{std::chrono::minutes{30}});
    EXPECT_KEPT(other);
}

TEST(Doubt, KnowsOfANoticeThatIsAboutNoLetter) {
    Life life;
    life.add("2026-11-20",
             MessageAppeared{71, "INBOX", {"hold@x"}, Hand::program, Form::reminder, {{0, StepKind::notice, 1}}});
    EXPECT_KEPT(life);
}

TEST(Doubt, LeavesADraftWhereNoAnswerCame) {
    Life life;
    life.change<MailArrived>([](MailArrived& mail) {
        if (mail.message == 12) mail.meant = MailClass::receipt;
    });
    life.without<MessageGone>([](const auto& gone) { return gone.hand == Hand::program; });
    EXPECT_KEPT(life);
}

TEST(Doubt, DoesNotAskForAWordAboutADiskThatNothingHadToBeWrittenTo) {
    Life life;
    life.add("2026-11-19", TroubleBegan{Trouble::disk_full, {}})
        .add("2026-11-25", TroubleEnded{Trouble::disk_full, {}});
    EXPECT_KEPT(life);
    life.change<TroubleBegan>([](TroubleBegan& trouble) { trouble.what = Trouble::database_damaged; });
    life.change<TroubleEnded>([](TroubleEnded& trouble) { trouble.what = Trouble::database_damaged; });
    EXPECT_BROKEN(life, "broken.silent");
}

TEST(Doubt, DoesNotLetADropReachTheReminderOnItsWay) {
    const auto dropped = [](const char* when) {
        Life life;
        life.order(when, {.kind = OrderKind::drop, .letter = 1});
        return life;
    };
    EXPECT_KEPT(dropped("2026-11-16T08:00:00Z"));
    EXPECT_BROKEN(dropped("2026-11-16T07:59:00Z"), "surprise.let_go");
}

}  // namespace
}  // namespace amends::simulation
