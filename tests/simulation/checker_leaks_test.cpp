// Promises 6 to 8, and the driver's own mistakes: for each rule a life that keeps it, and the smallest change that
// breaks it.
#include <gtest/gtest.h>

#include "tests/simulation/checker_sample.hpp"

namespace amends::simulation {
namespace {

Life written(Place place, const std::string& text) {
    Life life;
    life.add("2026-11-20", TextRecorded{place, "before " + text + " after"});
    return life;
}

TEST(NeverLeaked, FindsAPasswordAnywhere) {
    for (const auto place : {Place::log, Place::error_text, Place::journal, Place::core_dump, Place::file}) {
        EXPECT_KEPT(written(place, "correct-hors"));
        EXPECT_BROKEN(written(place, "correct-horse"), "leak.secret");
    }
}

TEST(NeverLeaked, KeepsNamesAndTextsOutOfTheJournal) {
    EXPECT_KEPT(written(Place::file, "cy@client.example"));
    EXPECT_BROKEN(written(Place::journal, "cy@client.example"), "leak.journal");
    EXPECT_BROKEN(written(Place::journal, "the invoice of March"), "leak.journal");
}

TEST(NeverLeaked, KeepsTheTextOfALetterOutOfTheLog) {
    EXPECT_KEPT(written(Place::file, "the invoice of March"));
    EXPECT_BROKEN(written(Place::log, "the invoice of March"), "leak.body");
    EXPECT_BROKEN(written(Place::error_text, "sealed words"), "leak.body");
}

TEST(NeverLeaked, StoresNoEncryptedTextEver) { EXPECT_BROKEN(written(Place::file, "sealed words"), "leak.encrypted"); }

TEST(NeverLeaked, StoresNoTextWhereTheUserTurnedThatOff) {
    auto life = written(Place::file, "the invoice of March");
    EXPECT_KEPT(life);
    life.history.store_bodies = false;
    EXPECT_BROKEN(life, "leak.stored_body");
}

TEST(NeverLeaked, ForgetsAClient) {
    auto life = written(Place::file, "cy@client.example");
    life.order("2026-11-21", {.kind = OrderKind::forget, .client = "cy"});
    EXPECT_KEPT(life);
    life.add("2026-11-22", TextRecorded{Place::file, "cy@client.example"});
    EXPECT_BROKEN(life, "leak.forgotten");
    life.add("2026-11-21T12:00:00Z", LetterSent{.letter = 7, .message_id = {"seven@x"}, .client = "cy"});
    EXPECT_KEPT(life);
}

TEST(NeverLeaked, ConnectsToTheUsersServersOnly) {
    Life life;
    life.add("2026-11-20", Connected{"smtp.studio.example"});
    EXPECT_KEPT(life);
    life.add("2026-11-20", Connected{"tracker.example"});
    EXPECT_BROKEN(life, "leak.stranger");
}

TEST(NeverLeaked, GivesThePasswordToNobodyElse) {
    const auto given = [](const PasswordSent& sent) {
        Life life;
        life.add("2026-11-20", sent);
        return life;
    };
    EXPECT_KEPT(given({"smtp.studio.example", true, true}));
    EXPECT_BROKEN(given({"smtp.studio.example", false, true}), "leak.password");
    EXPECT_BROKEN(given({"smtp.studio.example", true, false}), "leak.password");
    EXPECT_BROKEN(given({"tracker.example", true, true}), "leak.password");
}

TEST(AlwaysExplained, WantsAReasonForEachDeed) {
    Life life;
    life.change<JournalEntry>([](JournalEntry& entry) {
        if (entry.step == di_ahead) entry.step.reset();
    });
    EXPECT_KEPT(life);
    life.change<JournalEntry>([](JournalEntry& entry) {
        if (!entry.step) entry.reason = " ";
    });
    EXPECT_BROKEN(life, "journal.deed");
}

TEST(AlwaysExplained, WantsTheReasonBeforeTheDeed) {
    Life life;
    life.without<JournalEntry>([](const auto& entry) { return entry.step == di_ahead; });
    life.add("2026-11-11T09:00:01Z", JournalEntry{3, di_ahead, "it was due"});
    EXPECT_BROKEN(life, "journal.deed");
}

TEST(AlwaysExplained, WantsAReasonOfItsOwnForAWithdrawal) {
    Life life;
    life.without<JournalEntry>([](const auto& entry) { return entry.reason == "the client has answered"; });
    EXPECT_BROKEN(life, "journal.deed");
}

TEST(AlwaysExplained, WantsAReasonForWhatWasGivenUp) {
    Life life;
    life.without<JournalEntry>([](const auto& entry) { return entry.step == di_kept; });
    EXPECT_BROKEN(life, "journal.silence");
}

TEST(NeverSilentlyBroken, TellsOfAServerThatIsAwayForADay) {
    const auto away = [](const char* until) {
        Life life;
        life.add("2026-11-20T09:00:00Z", TroubleBegan{Trouble::server_away, "main"});
        life.add(until, TroubleEnded{Trouble::server_away, "main"});
        return life;
    };
    EXPECT_KEPT(away("2026-11-21T10:00:00Z"));
    auto longer = away("2026-11-21T10:00:01Z");
    EXPECT_BROKEN(longer, "broken.silent");
    longer.add("2026-11-21T09:30:00Z", Notified{.text = "the server does not answer"});
    EXPECT_KEPT(longer);
}

TEST(NeverSilentlyBroken, TellsOfARefusedLogin) {
    const auto refused = [](const char* until) {
        Life life;
        life.add("2026-11-12T12:00:00Z", TroubleBegan{Trouble::login_refused, "main"});
        life.add(until, TroubleEnded{Trouble::login_refused, "main"});
        return life;
    };
    EXPECT_KEPT(refused("2026-11-12T13:00:00Z"));
    auto longer = refused("2026-11-12T13:00:01Z");
    EXPECT_BROKEN(longer, "broken.silent");
    longer.add("2026-11-12T12:30:00Z", Notified{.about = Trouble::server_away});
    longer.add("2026-11-12T12:30:00Z", Notified{.letter = 1});
    EXPECT_BROKEN(longer, "broken.silent");
    longer.add("2026-11-12T12:30:00Z", Notified{.about = Trouble::login_refused});
    EXPECT_KEPT(longer);
}

TEST(NeverSilentlyBroken, AsksNothingOfAProcessThatDoesNotRun) {
    Life life;
    life.add("2026-11-12T12:00:00Z", TroubleBegan{Trouble::login_refused, "main"});
    life.add("2026-11-12T12:59:00Z", ProcessEnded{End::killed});
    life.add("2026-11-12T15:00:00Z", ProcessStarted{});
    life.add("2026-11-12T16:00:00Z", TroubleEnded{Trouble::login_refused, "main"});
    EXPECT_KEPT(life);
    life.without<ProcessEnded>([&](const auto& ended) { return ended.how == End::killed; });
    life.without<ProcessStarted>([](const auto&) { return true; });
    life.add("2026-11-01T08:00:00Z", ProcessStarted{});
    EXPECT_BROKEN(life, "broken.silent");
}

TEST(Driver, KeepsItsEventsInOrder) {
    Life life;
    std::swap(life.history.events[0], life.history.events[5]);
    EXPECT_THAT(broken(life), testing::Contains("history.backwards"));
}

TEST(Driver, NamesOnlyWhatItRecordedBefore) {
    const auto with = [](const What& what) {
        Life life;
        life.add("2026-11-20", what);
        return life;
    };
    for (const auto& what :
         {What{Acknowledged{77}}, What{LookEnded{77, 1}}, What{DotWritten{77}}, What{MessageGone{77, Hand::user}},
          What{DraftEdited{77}}, What{MailMoved{77, "INBOX", 1}}, What{Tracked{.letter = 77}},
          What{Replanned{.letter = 77}}, What{MailAccepted{.delivery = 77, .auto_submitted = true}},
          What{MessageAppeared{77, "INBOX", {"a@x"}, Hand::program, Form::reminder, {{77, StepKind::notice, 1}}}},
          What{Tracked{.letter = 1, .zone = "Mars/Base"}}}) {
        EXPECT_BROKEN(with(what), "history.unknown");
    }
}

TEST(Driver, EndsAHistoryQuietly) {
    const auto with = [](const char* when, const What& what) {
        Life life;
        life.add(when, what);
        return life;
    };
    EXPECT_KEPT(with("2026-12-01", ClockJumped{}));
    EXPECT_BROKEN(with("2026-12-01T09:00:01Z", ClockJumped{}), "history.not_quiet");
    EXPECT_BROKEN(with("2026-11-30", TroubleBegan{Trouble::disk_full, "main"}), "history.not_quiet");
    EXPECT_BROKEN(with("2026-11-30", ProcessEnded{}), "history.not_quiet");
}

}  // namespace
}  // namespace amends::simulation
