// Promise 5, and the bursts of promise 4: for each rule a life that keeps it, and the smallest change that breaks it.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "tests/simulation/checker_sample.hpp"

namespace amends::simulation {
namespace {

void change_mail(Life& life, const std::function<void(MailAccepted&)>& how) {
    life.change<MailAccepted>([&](MailAccepted& mail) {
        if (mail.hand == Hand::program) how(mail);
    });
}

TEST(NeverBySurprise, SendsNothingWithoutAnOptIn) {
    Life life;
    life.change<Tracked>([](Tracked& tracked) { tracked.opted_in = false; });
    EXPECT_BROKEN(life, "surprise.no_opt_in");
    life.order("2026-11-04", {.kind = OrderKind::opt_in, .letter = 1});
    EXPECT_KEPT(life);
}

TEST(NeverBySurprise, ObeysAnOptOutThatItSaidYesTo) {
    Life life;
    life.add("2026-11-04", Ordered{.order = 1, .kind = OrderKind::opt_out, .letter = 1});
    EXPECT_KEPT(life);  // the program may never have got it
    life.add("2026-11-04", Acknowledged{1});
    EXPECT_BROKEN(life, "surprise.no_opt_in");
}

TEST(NeverBySurprise, ExcusesAnOptOutThatARestoredBackupLost) {
    Life life;
    life.order("2026-11-04", {.kind = OrderKind::opt_out, .letter = 1});
    life.add("2026-11-04T12:00:00Z", BackupRestored{at("2026-11-04T09:00:02Z")});
    EXPECT_BROKEN(life, "surprise.no_opt_in");
    life.change<BackupRestored>([](BackupRestored& restored) { restored.taken = at("2026-11-04T09:00:01Z"); });
    EXPECT_KEPT(life);
}

TEST(NeverBySurprise, SendsNothingUnderAHold) {
    Life life;
    life.order("2026-11-04", {.kind = OrderKind::hold});
    EXPECT_BROKEN(life, "surprise.held");
    life.order("2026-11-05", {.kind = OrderKind::release});
    EXPECT_KEPT(life);
}

TEST(NeverBySurprise, SendsNothingDuringAPause) {
    Life life;
    life.order("2026-11-04", {.kind = OrderKind::pause});
    EXPECT_BROKEN(life, "surprise.paused");
    life.order("2026-11-05", {.kind = OrderKind::resume});
    EXPECT_KEPT(life);
}

TEST(NeverBySurprise, SendsNothingAfterADropUpToTheDot) {
    Life life;
    life.without<MessageAppeared>([](const auto& message) { return message.steps.front() == bo_call; });
    life.add("2026-11-06", JournalEntry{1, bo_call, "the letter was dropped"});
    life.add("2026-11-05T15:00:00Z", Ordered{.order = 1, .kind = OrderKind::drop, .letter = 1});
    life.add("2026-11-05T15:00:03Z", Acknowledged{1});
    EXPECT_KEPT(life);
    life.without<Acknowledged>([](const auto& yes) { return yes.order == 1; });
    life.add("2026-11-05T15:00:01Z", Acknowledged{1});
    EXPECT_BROKEN(life, "surprise.let_go");
}

TEST(NeverBySurprise, BringsNoStepThatTheUserHadLetGo) {
    const auto ordered = [](const Ordered& order) {
        Life life;
        life.order("2026-11-10T09:00:00Z", order);
        return life;
    };
    EXPECT_BROKEN(ordered({.kind = OrderKind::drop, .letter = 1}), "surprise.let_go");
    EXPECT_BROKEN(ordered({.kind = OrderKind::done, .letter = 3}), "surprise.let_go");
    EXPECT_BROKEN(ordered({.kind = OrderKind::answered, .letter = 1}), "surprise.let_go");
    EXPECT_BROKEN(ordered({.kind = OrderKind::leave_client, .client = "bo"}), "surprise.let_go");
    EXPECT_BROKEN(ordered({.kind = OrderKind::forget, .client = "di"}), "surprise.let_go");
    EXPECT_KEPT(ordered({.kind = OrderKind::leave_client, .client = "eve"}));
    auto taken_back = ordered({.kind = OrderKind::drop, .letter = 1});
    taken_back.order("2026-11-12", {.kind = OrderKind::track, .letter = 1});
    EXPECT_KEPT(taken_back);
}

TEST(NeverBySurprise, KeepsThePromisesOfAnAnsweredLetter) {
    Life life;
    life.order("2026-11-10T17:00:00Z", {.kind = OrderKind::answered, .letter = 3});
    EXPECT_KEPT(life);
}

TEST(NeverBySurprise, BringsOnlyWhatIsPlanned) {
    Life life;
    life.put("2026-11-10T17:00:00Z", {1, StepKind::notice, 7}, Form::draft);
    EXPECT_KEPT(life);
    life.put("2026-11-10T17:00:00Z", {1, StepKind::make_good, 0}, Form::draft);
    EXPECT_BROKEN(life, "surprise.unplanned");
}

TEST(NeverBySurprise, LetsNoOpenFieldLeave) {
    Life life;
    change_mail(life, [](MailAccepted& mail) { mail.open_fields = true; });
    EXPECT_BROKEN(life, "surprise.open_fields");
}

TEST(NeverBySurprise, MarksWhatNoHumanHandSent) {
    Life life;
    change_mail(life, [](MailAccepted& mail) { mail.auto_submitted = false; });
    EXPECT_BROKEN(life, "surprise.not_marked");
}

TEST(NeverBySurprise, WritesToNobodyElse) {
    Life life;
    change_mail(life, [](MailAccepted& mail) { mail.recipients.emplace_back("anna@studio.example"); });
    EXPECT_KEPT(life);
    change_mail(life, [](MailAccepted& mail) { mail.recipients.emplace_back("di@client.example"); });
    EXPECT_BROKEN(life, "surprise.recipient");
}

TEST(NeverBySurprise, NeverTouchesAnEditedDraft) {
    Life life;
    int draft = 0;
    life.change<MessageGone>([&](const MessageGone& gone) {
        if (gone.hand == Hand::program) draft = gone.message;
    });
    life.add("2026-11-09T10:00:14Z", DraftEdited{draft});
    EXPECT_KEPT(life);
    life.add("2026-11-07", DraftEdited{draft});
    life.without<DraftEdited>([first = true](const auto&) mutable { return !std::exchange(first, false); });
    EXPECT_BROKEN(life, "surprise.edited_draft");
}

/// So many letters to different clients, sent automatically so many minutes apart, from 15:00 on.
Life with_sends(int count, int minutes, bool one_client = false) {
    Life life;
    for (int number = 10; number < 10 + count; ++number) {
        const Step step{number, StepKind::check_in, 0};
        const auto client = one_client ? std::string{"gus"} : fmt::format("client{}", number);
        const auto when = at("2026-11-09T14:30:00Z") + std::chrono::minutes{minutes * (number - 10)};
        life.letter("2026-11-02T12:00:00Z", number, client, true, {{step, Form::send, when, 0}});
        life.send(base::to_rfc3339(when), step, client);
    }
    return life;
}

TEST(Caps, AllowFiveSendsAnHour) {
    EXPECT_KEPT(with_sends(5, 5));
    EXPECT_BROKEN(with_sends(6, 5), "cap.hour");
    EXPECT_KEPT(with_sends(12, 12));
    EXPECT_BROKEN(with_sends(12, 11), "cap.hour");
}

TEST(Caps, AllowTwentySendsADay) {
    EXPECT_KEPT(with_sends(20, 20));
    EXPECT_BROKEN(with_sends(21, 20), "cap.day");
}

TEST(Caps, AllowOneSendForAClientIn7Days) {
    EXPECT_KEPT(with_sends(2, 7 * 24 * 60, true));
    EXPECT_BROKEN(with_sends(2, 6 * 24 * 60, true), "cap.client", "time.window");  // the sixth day is a Sunday
    EXPECT_BROKEN(with_sends(2, 4 * 24 * 60, true), "cap.client");
}

TEST(Caps, AllowOneSendForALetter) {
    auto life = with_sends(1, 1);
    const Step second{10, StepKind::make_good, 0};
    life.add("2026-11-10", Replanned{10, {{second, Form::send, at("2026-11-19T15:00:00Z"), 0}}});
    life.change<Replanned>([](Replanned& plan) { plan.plan.front().form = Form::draft; });
    auto drafted = life;
    drafted.put("2026-11-19T15:00:00Z", second, Form::draft);
    EXPECT_KEPT(drafted);
    life.send("2026-11-19T15:00:00Z", second, "client10");
    EXPECT_BROKEN(life, "cap.letter");
}

TEST(Caps, AllowFiveDraftsAndRemindersAnHour) {
    const auto quiet = [](int count, int minutes) {
        Life life;
        for (int number = 10; number < 10 + count; ++number) {
            const Step step{number, StepKind::check_in, 0};
            const auto when = at("2026-11-09T14:30:00Z") + std::chrono::minutes{minutes * (number - 10)};
            life.letter("2026-11-02T12:00:00Z", number, fmt::format("client{}", number), false,
                        {{step, Form::draft, at("2026-11-09T14:30:00Z"), 0}});
            life.put(base::to_rfc3339(when), step, Form::draft);
        }
        return life;
    };
    EXPECT_KEPT(quiet(5, 5));
    EXPECT_BROKEN(quiet(6, 5), "cap.quiet");
    EXPECT_KEPT(quiet(6, 12));
}

TEST(NeverABurst, HoldsAfterTheClockHasJumped) {
    Life life;
    life.add("2026-11-04", ClockJumped{-std::chrono::hours{1}});
    EXPECT_KEPT(life);
    life.change<ClockJumped>([](ClockJumped& jump) { jump.by -= std::chrono::seconds{1}; });
    EXPECT_BROKEN(life, "burst.clock");
    life.order("2026-11-04T10:00:00Z", {.kind = OrderKind::release});
    EXPECT_KEPT(life);
}

TEST(NeverABurst, HoldsWhatFellDueDuringALongAbsence) {
    const auto away = [](const char* from) {
        Life life;
        life.add(from, ProcessEnded{End::suspended}).add("2026-11-05T15:00:00Z", ProcessStarted{});
        life.without<BodyWritten>([](const auto&) { return true; }).without<DotWritten>([](const auto&) {
            return true;
        });
        life.without<MailAccepted>([](const auto& mail) { return mail.hand == Hand::program; });
        life.without<MessageAppeared>([](const auto& message) { return message.form == Form::send; });
        life.send("2026-11-05T15:00:01Z", bo_check_in, "bo", 12);
        return life;
    };
    EXPECT_KEPT(away("2026-11-04T15:00:00Z"));
    auto longer = away("2026-11-04T14:59:59Z");
    EXPECT_BROKEN(longer, "burst.away");
    longer.order("2026-11-05T15:00:00Z", {.kind = OrderKind::release});
    EXPECT_KEPT(longer);
}

TEST(NeverABurst, HoldsWhereMoreThanTenStepsFellDueAtOnce) {
    const auto due = [](int count) {
        Life life;
        life.add("2026-11-09T12:00:00Z", ProcessEnded{End::stopped}).add("2026-11-09T14:45:00Z", ProcessStarted{});
        for (int number = 10; number < 10 + count; ++number) {
            const Step step{number, StepKind::check_in, 0};
            life.letter("2026-11-02T12:00:00Z", number, fmt::format("client{}", number), true,
                        {{step, Form::send, at("2026-11-09T14:30:00Z"), 0}});
            life.send(base::to_rfc3339(at("2026-11-09T15:00:00Z") + std::chrono::minutes{15 * (number - 10)}), step,
                      fmt::format("client{}", number));
        }
        return life;
    };
    EXPECT_KEPT(due(10));
    EXPECT_BROKEN(due(11), "burst.many");
}

TEST(NeverABurst, HoldsAfterABackupThatDoesNotKnowWhatLiesThere) {
    const auto restored = [](const char* taken) {
        auto life = with_sends(1, 1);
        life.add("2026-11-07", BackupRestored{at(taken)});
        return life;
    };
    EXPECT_KEPT(restored("2026-11-06T15:00:01Z"));
    auto older = restored("2026-11-06T15:00:00Z");
    EXPECT_BROKEN(older, "burst.restored");
    older.order("2026-11-08", {.kind = OrderKind::release});
    EXPECT_KEPT(older);
}

}  // namespace
}  // namespace amends::simulation
