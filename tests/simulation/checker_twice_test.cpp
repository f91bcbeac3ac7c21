// Promises 1 and 2: for each rule a life that keeps it, and the smallest change that breaks it.
#include <gtest/gtest.h>

#include "tests/simulation/checker_sample.hpp"

namespace amends::simulation {
namespace {

TEST(NeverTwice, SeesAStepThatBecomesASecondDraft) {
    Life life;
    life.put("2026-11-08T15:30:00Z", {2, StepKind::notice, 1}, Form::draft);
    EXPECT_KEPT(life);
    const auto second = life.put("2026-11-08T15:30:00Z", cy_check_in, Form::draft);
    life.add("2026-11-09T10:00:12Z", JournalEntry{2, cy_check_in, "the client has answered"});
    life.add("2026-11-09T10:00:14Z", MessageGone{second, Hand::program});
    EXPECT_BROKEN(life, "twice.step");
}

TEST(NeverTwice, SeesAReminderOfWhatAlreadyLiesInDrafts) {
    Life life;
    life.put("2026-11-06T15:20:00Z", cy_check_in, Form::reminder);
    EXPECT_BROKEN(life, "twice.step");
}

TEST(NeverTwice, SeesTheSameNoticeAgain) {
    Life life;
    const Step notice{1, StepKind::notice, 0};
    life.put("2026-11-19", notice, Form::reminder);
    const auto second = life.put("2026-11-20", notice, Form::reminder);
    EXPECT_KEPT(life);
    life.change<MessageAppeared>([&](MessageAppeared& message) {
        if (message.steps.front() == notice) message.message_id = {"notice@x"};
    });
    EXPECT_BROKEN(life, "twice.step");
    life.without<MessageAppeared>([&](const auto& message) { return message.message == second; });
    life.put("2026-11-20", {1, StepKind::notice, 1}, Form::reminder);
    EXPECT_KEPT(life);
    life.put("2026-11-21", {1, StepKind::notice, 1}, Form::reminder);
    EXPECT_BROKEN(life, "twice.step");
}

TEST(NeverTwice, SeesASecondMailForAStep) {
    Life life;
    life.order("2026-11-10", {.kind = OrderKind::opt_in, .letter = 2});
    EXPECT_KEPT(life);
    life.send("2026-11-05T16:00:00Z", bo_check_in, "bo", 12);
    EXPECT_BROKEN(life, "twice.send", "cap.letter", "cap.client");
}

TEST(NeverTwice, SeesADraftMadeAgainAfterTheUserDeletedIt) {
    Life life;
    life.letter("2026-11-02T10:00:00Z", 4, "eve", false, {});
    const Step step{4, StepKind::check_in, 0};
    life.change<Tracked>([&](Tracked& tracked) {
        if (tracked.letter == 4) tracked.plan = {{step, Form::draft, at("2026-11-06T15:00:00Z"), 0}};
    });
    const auto draft = life.put("2026-11-06T16:00:00Z", step, Form::draft);
    life.add("2026-11-06T17:00:00Z", MessageGone{draft, Hand::user});
    EXPECT_KEPT(life);
    life.put("2026-11-07T17:00:00Z", step, Form::draft);
    EXPECT_BROKEN(life, "twice.after_deletion");
}

TEST(NeverTwice, LetsAServerBringADeletedDraftBack) {
    Life life;
    const auto gone = 9001;
    life.add("2026-11-10T17:00:00Z",
             MessageAppeared{gone, "Drafts", {"old@x"}, Hand::server, Form::draft, {cy_check_in}});
    EXPECT_KEPT(life);
}

TEST(NeverTwice, SeesAStepRepeatedAfterTheUserSentItsDraft) {
    Life life;
    life.put("2026-11-10T17:00:00Z", di_check_in, Form::draft);
    EXPECT_BROKEN(life, "twice.after_the_user");
}

TEST(NeverTwice, SeesAReminderThatARestoredBackupRepeats) {
    Life life;
    life.add("2026-11-18T09:30:00Z", BackupRestored{at("2026-11-15")});
    EXPECT_KEPT(life);
    life.put("2026-11-19T09:00:00Z", bo_call, Form::reminder);
    EXPECT_BROKEN(life, "twice.restored");
}

TEST(NeverTwice, ForgivesWhatNobodyCouldKnowAfterARestoredBackup) {
    Life life;
    life.add("2026-11-18T09:30:00Z", BackupRestored{at("2026-11-15")});
    life.put("2026-11-19T09:00:00Z", bo_call, Form::reminder);
    EXPECT_BROKEN(life, "twice.restored");
    int reminder = 0;
    life.change<MessageAppeared>([&](MessageAppeared& message) {
        if (reminder == 0 && message.steps.front() == bo_call) reminder = message.message;
    });
    life.add("2026-11-16T12:00:00Z", MessageGone{reminder, Hand::user});
    EXPECT_KEPT(life);
}

TEST(NeverTwice, SeesASecondCopyInSent) {
    Life life;
    const base::MessageId id{"sent.x@studio.example"};
    life.add("2026-11-05T15:00:09Z", MessageAppeared{901, "Sent", id, Hand::program, Form::send, {bo_check_in}});
    EXPECT_KEPT(life);
    life.add("2026-11-05T15:00:10Z", MessageAppeared{902, "Sent", id, Hand::program, Form::send, {bo_check_in}});
    EXPECT_BROKEN(life, "twice.copy");
}

TEST(NeverTwice, SeesOneMessageIdOnTwoMessages) {
    Life life;
    life.change<MessageAppeared>([](MessageAppeared& message) {
        if (message.steps.front() == di_ahead || message.steps.front() == bo_call) message.message_id = {"same@x"};
    });
    EXPECT_BROKEN(life, "twice.message_id");
}

// A mail comes ten minutes before the send, whose last looks saw all UIDs below 12. What it ends is given up after it.
Life with_mail(const std::string& folder, MailClass meant, std::uint32_t uid) {
    Life life;
    life.add("2026-11-05T14:50:00Z", MailArrived{50, folder, uid, meant, 1, "bo@client.example", {}});
    if (meant != MailClass::answer && meant != MailClass::invitation) return life;
    life.without<MessageAppeared>([](const auto& message) { return message.steps.front() == bo_call; });
    life.add("2026-11-16T09:00:00Z", JournalEntry{1, bo_call, "the client has answered"});
    return life;
}

TEST(NeverAfterAnAnswer, SeesASendAfterAnAnswerThatTheLastLookShowed) {
    EXPECT_KEPT(with_mail("INBOX", MailClass::answer, 12));  // the server had not shown it yet
    EXPECT_BROKEN(with_mail("INBOX", MailClass::answer, 11), "answer.send");
}

TEST(NeverAfterAnAnswer, SeesACallReminderAfterIt) {
    auto life = with_mail("INBOX", MailClass::answer, 12);
    EXPECT_KEPT(life);
    life.put("2026-11-16T10:00:00Z", bo_call, Form::reminder);
    EXPECT_BROKEN(life, "answer.step");
}

TEST(NeverAfterAnAnswer, LooksIntoEveryWatchedFolder) {
    EXPECT_KEPT(with_mail("Receipts", MailClass::answer, 1));
    EXPECT_BROKEN(with_mail("Junk", MailClass::answer, 1), "answer.send");
    EXPECT_BROKEN(with_mail("Archive", MailClass::invitation, 1), "answer.send");
}

TEST(NeverAfterAnAnswer, LeavesOutWhatIsNone) {
    for (const auto meant : {MailClass::unrelated, MailClass::receipt, MailClass::delay, MailClass::possible_answer}) {
        EXPECT_KEPT(with_mail("INBOX", meant, 11));
    }
}

TEST(NeverAfterAnAnswer, KnowsAnAnswerThatWasMovedBeforeTheLastLook) {
    auto life = with_mail("INBOX", MailClass::answer, 1);
    life.add("2026-11-05T14:55:00Z", MailMoved{50, "Receipts", 1});
    EXPECT_KEPT(life);
    life.add("2026-11-05T14:56:00Z", MailMoved{50, "Archive", 1});
    EXPECT_BROKEN(life, "answer.send");
}

TEST(NeverAfterAnAnswer, RemembersAnAnswerThatLayThereForADayAndIsGone) {
    auto life = with_mail("Receipts", MailClass::answer, 1);
    life.add("2026-11-03T10:00:00Z", MailArrived{51, "INBOX", 2, MailClass::answer, 1, "bo@client.example", {}});
    life.add("2026-11-05T14:00:00Z", MessageGone{51, Hand::user});
    EXPECT_KEPT(life);  // nobody had looked
    life.look(at("2026-11-03T10:05:00Z"), "INBOX", 3);
    EXPECT_BROKEN(life, "answer.send");
}

TEST(NeverAfterAnAnswer, SeesItUnderItsNewUidToo) {
    auto life = with_mail("INBOX", MailClass::answer, 900);
    EXPECT_KEPT(life);
    life.add("2026-11-05T14:52:00Z", UidValidityChanged{"INBOX"});
    EXPECT_BROKEN(life, "answer.send");
}

TEST(NeverAfterAnAnswer, SeesADraftAfterAnAnswerThatWasThereToSee) {
    const auto looked = [](const char* when, std::uint32_t uid_next) {
        Life life;
        life.add("2026-11-06T13:00:00Z", MailArrived{50, "INBOX", 5, MailClass::answer, 2, "cy@client.example", {}});
        life.look(at(when), "INBOX", uid_next);
        return life;
    };
    EXPECT_KEPT(looked("2026-11-06T14:00:00Z", 6));  // the draft may have been on its way
    EXPECT_KEPT(looked("2026-11-06T13:59:59Z", 5));
    EXPECT_BROKEN(looked("2026-11-06T13:59:59Z", 6), "answer.step");
}

TEST(NeverAfterAnAnswer, LetsTheUsersOwnMailStandForTheCheckIn) {
    EXPECT_KEPT(with_mail("Sent", MailClass::own_mail, 12));
    EXPECT_BROKEN(with_mail("Sent", MailClass::own_mail, 11), "answer.own_mail");
}

TEST(NeverAfterAnAnswer, WantsALookAtEveryFolderBetweenBodyAndDot) {
    Life life;
    int junk = 0;
    life.change<LookBegan>([&](LookBegan& look) {
        if (look.folder == "Junk") junk = look.look;
    });
    life.without<LookEnded>([&](const auto& look) { return look.look == junk; });
    EXPECT_BROKEN(life, "answer.no_last_look");
}

TEST(NeverAfterAnAnswer, TakesNoLookFromBeforeTheBody) {
    Life life;
    life.without<BodyWritten>([](const auto&) { return true; });
    int delivery = 0;
    life.change<DotWritten>([&](const DotWritten& dot) { delivery = dot.delivery; });
    life.add("2026-11-05T15:00:00Z", BodyWritten{delivery});
    EXPECT_KEPT(life);
    life.without<BodyWritten>([](const auto&) { return true; });
    life.add("2026-11-05T15:00:01Z", BodyWritten{delivery});
    EXPECT_BROKEN(life, "answer.no_last_look");
}

TEST(NeverAfterAnAnswer, WantsTheLookToBeFreshAtTheDot) {
    const auto later = [](int seconds) {
        Life life;
        int delivery = 0;
        life.change<DotWritten>([&](const DotWritten& dot) { delivery = dot.delivery; });
        life.without<DotWritten>([](const auto&) { return true; });
        life.without<MailAccepted>([](const auto& mail) { return mail.hand == Hand::program; });
        const auto dot = at("2026-11-05T15:00:02Z") + std::chrono::seconds{seconds};
        life.add(dot, DotWritten{delivery});
        life.add(dot, MailAccepted{
                          .delivery = delivery, .message_id = {"a@x"}, .step = bo_check_in, .auto_submitted = true});
        return life;
    };
    EXPECT_KEPT(later(120));
    EXPECT_BROKEN(later(121), "answer.old_look");
}

TEST(NeverAfterAnAnswer, WantsAnUntouchedDraftWithdrawn) {
    Life life;
    life.without<MessageGone>([](const auto& gone) { return gone.hand == Hand::program; });
    EXPECT_BROKEN(life, "answer.stale_draft");
}

TEST(NeverAfterAnAnswer, WantsAWarningWhereTheUserHadEditedTheDraft) {
    Life life;
    int draft = 0;
    life.change<MessageGone>([&](const MessageGone& gone) {
        if (gone.hand == Hand::program) draft = gone.message;
    });
    life.without<MessageGone>([](const auto& gone) { return gone.hand == Hand::program; });
    life.add("2026-11-07T10:00:00Z", DraftEdited{draft});
    EXPECT_BROKEN(life, "answer.no_warning");
    life.put("2026-11-09T10:01:00Z", {2, StepKind::notice, 1}, Form::reminder);
    EXPECT_KEPT(life);
}

}  // namespace
}  // namespace amends::simulation
