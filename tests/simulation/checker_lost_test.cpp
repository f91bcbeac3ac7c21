// Promises 3 and 4: for each rule a life that keeps it, and the smallest change that breaks it.
#include <gtest/gtest.h>

#include "tests/simulation/checker_sample.hpp"

namespace amends::simulation {
namespace {

void forget_step(Life& life, const Step& step) {
    life.without<MessageAppeared>([&](const auto& message) { return message.steps.front() == step; });
    life.without<JournalEntry>([&](const auto& entry) { return entry.step == step; });
}

TEST(NeverLost, MissesAStepThatNeverCame) {
    Life life;
    forget_step(life, di_ahead);
    life.without<Ordered>([](const auto&) { return true; }).without<Acknowledged>([](const auto&) { return true; });
    EXPECT_BROKEN(life, "lost.step");  // the reminder, and the question whether the promise was kept
}

TEST(NeverLost, TakesAnOrderForAReason) {
    Life life;
    forget_step(life, bo_call);
    EXPECT_BROKEN(life, "lost.step");
    life.order("2026-11-09T12:00:00Z", {.kind = OrderKind::answered, .letter = 1});
    life.add("2026-11-09T12:00:01Z", JournalEntry{1, {}, "the client answered by phone"});
    EXPECT_KEPT(life);
}

TEST(NeverLost, TakesAQuestionForAnAnswer) {
    Life life;
    forget_step(life, bo_call);
    life.add("2026-11-16T10:00:00Z", Notified{.letter = 2, .text = "about another letter"});
    EXPECT_BROKEN(life, "lost.step");
    life.add("2026-11-16T10:00:00Z", Notified{.letter = 1, .text = "did it go out?"});
    EXPECT_KEPT(life);
}

TEST(NeverLost, CountsASummaryForEachStepInIt) {
    const auto summary = [](const std::vector<Step>& steps) {
        Life life;
        forget_step(life, bo_call);
        forget_step(life, di_ahead);
        life.without<Ordered>([](const auto&) { return true; }).without<Acknowledged>([](const auto&) { return true; });
        life.add("2026-11-16T09:00:00Z", JournalEntry{1, {}, "part of a summary"});
        life.add("2026-11-16T09:00:00Z", JournalEntry{3, {}, "part of a summary"});
        life.add("2026-11-16T09:00:00Z",
                 MessageAppeared{80, "INBOX", {"summary@x"}, Hand::program, Form::reminder, steps});
        return life;
    };
    EXPECT_KEPT(summary({bo_call, di_ahead, di_kept}));
    EXPECT_BROKEN(summary({bo_call, di_ahead}), "lost.step");
}

TEST(NeverLost, JudgesOnlyWhatWasDueBeforeTheQuiet) {
    const auto due = [](const char* when) {
        Life life;
        forget_step(life, bo_call);
        life.change<Tracked>([&](Tracked& tracked) {
            if (tracked.letter == 1) tracked.plan.back().due = at(when);
        });
        return life;
    };
    EXPECT_KEPT(due("2026-12-01T09:00:00Z"));
    EXPECT_BROKEN(due("2026-12-01T08:59:59Z"), "lost.step");
}

TEST(NeverLost, RemembersAStepThatANewPlanLeavesOut) {
    Life life;
    forget_step(life, bo_call);
    life.add("2026-11-06T09:00:00Z", Replanned{1, {}});
    EXPECT_BROKEN(life, "lost.step");
}

TEST(NeverLost, DoesNotAskForWhatOnlyARestoredDatabaseHadForgotten) {
    Life life;
    forget_step(life, bo_call);
    life.add("2026-11-18T09:30:00Z", BackupRestored{at("2026-11-02T09:05:00Z")});
    EXPECT_BROKEN(life, "lost.step");  // tracked at 9:01, before the backup
    life.without<BackupRestored>([](const auto&) { return true; });
    life.add("2026-11-18T09:30:00Z", BackupRestored{at("2026-11-02T09:00:30Z")});
    EXPECT_KEPT(life);
}

TEST(NeverLost, FollowsTheKeyword) {
    Life life;
    life.add("2026-11-20", LetterSent{.letter = 9, .message_id = {"nine@x"}, .client = "flo"});
    EXPECT_KEPT(life);
    life.change<LetterSent>([](LetterSent& sent) { sent.keyword = true; });
    EXPECT_BROKEN(life, "lost.untracked");
}

TEST(NeverLost, TellsTheUserOfABounce) {
    Life life;
    life.add("2026-11-02T11:00:00Z", MailArrived{60, "INBOX", 3, MailClass::delay, 2, "mailer@x", {}});
    EXPECT_KEPT(life);
    life.change<MailArrived>([](MailArrived& mail) {
        if (mail.message == 60) mail.meant = MailClass::hard_bounce;
    });
    EXPECT_BROKEN(life, "lost.bounce");
    life.put("2026-11-02T11:01:00Z", {2, StepKind::notice, 1}, Form::reminder);
    EXPECT_KEPT(life);
}

TEST(NeverLost, WithdrawsNoDraftWithoutAReason) {
    Life life;
    life.change<MailArrived>([](MailArrived& mail) {
        if (mail.message == 12) mail.meant = MailClass::possible_answer;
    });
    EXPECT_KEPT(life);
    life.change<MailArrived>([](MailArrived& mail) {
        if (mail.message == 12) mail.meant = MailClass::unrelated;
    });
    EXPECT_BROKEN(life, "lost.draft");
    life.letter("2026-11-03T09:00:00Z", 4, "cy", false, {});
    life.add("2026-11-04T09:00:00Z", MailArrived{73, "INBOX", 13, MailClass::complaint, 3, "cy@client.example", {}});
    EXPECT_BROKEN(life, "lost.draft");
    life.add("2026-11-04T09:00:00Z", MailArrived{74, "INBOX", 14, MailClass::complaint, 4, "cy@client.example", {}});
    EXPECT_KEPT(life);
}

/// The check-in of letter 1, sent at another time than when it was due.
Life sent_at(const std::string& when, const std::string& due) {
    Life life;
    life.without<MailAccepted>([](const auto& mail) { return mail.hand == Hand::program; });
    life.without<MessageAppeared>([](const auto& message) { return message.form == Form::send; });
    life.change<Tracked>([&](Tracked& tracked) {
        if (tracked.letter == 1) tracked.plan.front().due = at(due);
    });
    life.send(when, bo_check_in, "bo", 12);
    return life;
}

TEST(NeverAtABadTime, KnowsTheClientsWorkingHours) {
    EXPECT_KEPT(sent_at("2026-11-05T14:00:00Z", "2026-11-05T13:00:00Z"));
    EXPECT_BROKEN(sent_at("2026-11-05T13:59:57Z", "2026-11-05T13:00:00Z"), "time.window");
    EXPECT_KEPT(sent_at("2026-11-05T21:59:58Z", "2026-11-05T13:00:00Z"));
    EXPECT_BROKEN(sent_at("2026-11-05T22:00:01Z", "2026-11-05T13:00:00Z"), "time.window");
    EXPECT_BROKEN(sent_at("2026-11-07T15:00:00Z", "2026-11-07T14:00:00Z"), "time.window");  // a Saturday
}

TEST(NeverAtABadTime, KnowsTheClientsHolidays) {
    auto life = sent_at("2026-11-06T15:00:00Z", "2026-11-06T15:00:00Z");
    EXPECT_KEPT(life);
    life.change<Tracked>([](Tracked& tracked) { tracked.window.holidays = {*base::parse_civil_date("2026-11-06")}; });
    EXPECT_BROKEN(life, "time.window");
}

TEST(NeverAtABadTime, FollowsNewZoneData) {
    auto life = sent_at("2026-11-05T14:30:00Z", "2026-11-05T13:00:00Z");
    EXPECT_KEPT(life);
    life.add("2026-11-04", ZoneChanged{"America/New_York", {{at("2026-11-01"), -21600}}});
    EXPECT_BROKEN(life, "time.window");
}

TEST(NeverAtABadTime, TakesTheUsersZoneForAnUnknownOne) {
    auto life = sent_at("2026-11-05T16:30:00Z", "2026-11-05T13:00:00Z");
    EXPECT_KEPT(life);
    life.change<Tracked>([](Tracked& tracked) { tracked.zone.clear(); });
    EXPECT_BROKEN(life, "time.window");  // half past five in Berlin
}

TEST(NeverAtABadTime, RemindsTheUserInTheUsersHours) {
    const auto reminded = [](const char* when) {
        Life life;
        forget_step(life, bo_call);
        life.put(when, bo_call, Form::reminder);
        return life;
    };
    EXPECT_KEPT(reminded("2026-11-16T16:00:00Z"));
    EXPECT_KEPT(reminded("2026-11-16T16:59:00Z"));  // it may have been on its way
    EXPECT_BROKEN(reminded("2026-11-16T17:01:00Z"), "time.user_hours");
}

TEST(NeverAtABadTime, ComesNotBeforeItIsDue) {
    EXPECT_KEPT(sent_at("2026-11-05T15:00:00Z", "2026-11-05T15:00:02Z"));
    EXPECT_BROKEN(sent_at("2026-11-05T15:00:00Z", "2026-11-05T15:00:03Z"), "time.early");
}

TEST(NeverAtABadTime, SendsNothingMoreThanADayLate) {
    EXPECT_KEPT(sent_at("2026-11-06T15:00:00Z", "2026-11-05T15:00:02Z"));
    EXPECT_BROKEN(sent_at("2026-11-06T15:00:00Z", "2026-11-05T15:00:01Z"), "time.late");
}

TEST(NeverAtABadTime, BelievesTheMachinesClockAsWell) {
    auto life = sent_at("2026-11-05T15:00:00Z", "2026-11-05T15:30:00Z");
    EXPECT_BROKEN(life, "time.early");
    life.add("2026-11-04", ClockJumped{std::chrono::minutes{30}});
    EXPECT_KEPT(life);
}

TEST(NeverAtABadTime, WaitsUntilASnoozeIsOver) {
    const auto snoozed = [](const char* until) {
        Life life;
        life.order("2026-11-04", {.kind = OrderKind::snooze, .letter = 1, .until = at(until)});
        return life;
    };
    EXPECT_KEPT(snoozed("2026-11-05T15:00:02Z"));
    EXPECT_BROKEN(snoozed("2026-11-05T15:00:03Z"), "time.snoozed");
}

TEST(NeverAtABadTime, WaitsUntilTheClientIsBack) {
    const auto away = [](const char* until) {
        Life life;
        life.change<MailArrived>([&](MailArrived& mail) {
            if (mail.last_day_away) mail.last_day_away = base::parse_civil_date(until);
        });
        return life;
    };
    EXPECT_KEPT(away("2026-11-09"));
    EXPECT_BROKEN(away("2026-11-10"), "time.absence");
}

TEST(NeverAtABadTime, ExcusesAnAbsenceThatNobodyCouldSee) {
    Life life;
    life.add("2026-11-10T14:59:30Z", MailArrived{61, "INBOX", 20, MailClass::out_of_office, 3, "di@client.example",
                                                 base::parse_civil_date("2026-11-20")});
    EXPECT_KEPT(life);
    life.change<MailArrived>([](MailArrived& mail) {
        if (mail.message == 61) mail.uid = 10;
    });
    EXPECT_KEPT(life);  // the draft may have been on its way
    life.look(at("2026-11-10T13:00:00Z"), "INBOX", 21);
    life.add("2026-11-10T12:00:00Z", MailArrived{62, "INBOX", 10, MailClass::out_of_office, 3, "di@client.example",
                                                 base::parse_civil_date("2026-11-20")});
    life.without<MailArrived>([](const auto& mail) { return mail.message == 61; });
    EXPECT_BROKEN(life, "time.absence");
}

TEST(NeverAtABadTime, WaitsForThreeBusinessDays) {
    EXPECT_KEPT(sent_at("2026-11-05T15:00:00Z", "2026-11-05T15:00:00Z"));
    auto early = sent_at("2026-11-04T15:00:00Z", "2026-11-04T15:00:00Z");
    EXPECT_BROKEN(early, "time.impatient");
    early.history.default_plan = false;
    EXPECT_KEPT(early);
}

}  // namespace
}  // namespace amends::simulation
