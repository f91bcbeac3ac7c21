#include "rpc/domain_json.hpp"

#include <gtest/gtest.h>

#include "tests/rpc/fake_service.hpp"

namespace amends::rpc {
namespace {

LetterView rich_letter() {
    LetterView view = fake_letter(7);
    view.letter.state = core::LetterState::answered;
    view.letter.protection = base::Protection::is_signed;
    view.letter.auto_send = true;
    view.letter.let_go = true;
    view.letter.answered_at = fake_now;
    view.letter.answered_by = "phone";
    view.letter.note = "she said \"fine\"\n";
    view.letter.last_words = "Danke schön 山田";
    view.letter.tone = core::Tone::question;
    view.letter.hold = core::Hold::upset_answer;
    view.send_held = core::HoldCause::clock;
    view.letter.recipients.front().instead = "desk@client.example";
    view.zone_guess = "Asia/Tokyo";
    view.zone_guess_dates = 6;
    view.zone_guess_fit = 5;
    view.hours_guess = calendar::HoursGuess{{false, true, true, true, true, false, false}, {10, 0, 0}, {18, 0, 0}, 33};
    core::Step step = fake_step(core::StepKind::make_good, core::Means::send, core::StepState::withdrawn, fake_now);
    step.key.ordinal = 2;
    step.acted_at = fake_now;
    step.outcome = "The client answered.";
    view.steps.push_back(step);
    core::Step question =
        fake_step(core::StepKind::promise_kept, core::Means::reminder, core::StepState::planned, fake_now);
    question.promise = 2;
    view.steps.push_back(question);
    view.letter.situation = "missed_deadline";
    view.letter.severity = guide::Offence::serious;
    core::Promise dated;
    dated.words = "You will have it by \"noon\".";
    dated.due = step.due;
    dated.whole_day = false;
    core::Promise recurring;
    recurring.ordinal = 2;
    recurring.due = step.due;
    recurring.ambiguous = true;
    recurring.rhythm = core::rhythm_from("1 week; mon");
    recurring.first = base::parse_civil_date("2026-11-23");
    recurring.slips = 2;
    recurring.was_due = base::parse_civil_date("2026-11-20");
    core::Promise kept;
    kept.ordinal = 3;
    kept.state = core::PromiseState::kept;
    kept.settled_at = fake_now;
    view.letter.promises = {dated, recurring, kept};
    return view;
}

void expect_same(const LetterView& a, const LetterView& b) {
    EXPECT_EQ(a.letter, b.letter);
    EXPECT_EQ(a.steps, b.steps);
}

TEST(DomainJson, GivesALetterBackAsItWas) {
    const auto back = read_letter(to_json(rich_letter()));
    ASSERT_TRUE(back);
    expect_same(*back, rich_letter());
    const auto plain = read_letter(to_json(fake_letter(3)));
    ASSERT_TRUE(plain);
    expect_same(*plain, fake_letter(3));
}

TEST(DomainJson, GivesEveryWordOfTheVocabularyBack) {
    for (int kind = 0; kind <= static_cast<int>(core::StepKind::complaint_notice); ++kind)
        for (int state = 0; state <= static_cast<int>(core::StepState::cancelled); ++state) {
            LetterView view = fake_letter(3);
            view.steps = {fake_step(static_cast<core::StepKind>(kind), core::Means::reminder,
                                    static_cast<core::StepState>(state), fake_now)};
            view.letter.state = static_cast<core::LetterState>(state % 4);
            view.letter.protection = static_cast<base::Protection>(state % 3);
            const auto back = read_letter(to_json(view));
            ASSERT_TRUE(back);
            expect_same(*back, view);
        }
}

TEST(DomainJson, TellsTimesAsRfc3339AndDueTimesWithTheirWallTimeAndZone) {
    const std::string text = to_json(fake_letter(3));
    EXPECT_NE(text.find(R"("due":{"at":"2026-11-25T08:30:00Z","wall":"2026-11-25T09:30:00","zone":"Europe/Berlin")"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find(R"("sent_at":"2026-11-20T08:00:00Z")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("answered_at":null)"), std::string::npos) << text;
    EXPECT_EQ(text.find('\n'), std::string::npos);
}

TEST(DomainJson, GivesAClientsHistoryBack) {
    const ClientHistory history{
        .letters = {rich_letter(), fake_letter(3)}, .letters_in_90_days = 1, .open_promises = 2};
    const auto back = read_history(to_json(history));
    ASSERT_TRUE(back);
    ASSERT_EQ(back->letters.size(), 2U);
    expect_same(back->letters.front(), rich_letter());
    EXPECT_EQ(back->letters_in_90_days, 1);
    EXPECT_EQ(back->open_promises, 2);
    EXPECT_FALSE(read_history("{}"));
}

TEST(DomainJson, SaysARhythmInWordsAndForPrograms) {
    const std::string text = to_json(rich_letter());
    EXPECT_NE(text.find(R"("recurring":"every Monday","rhythm":"1 week; mon")"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("number":3,"words":null,"state":"kept","due":null)"), std::string::npos) << text;
}

TEST(DomainJson, TellsASubjectThatIsNotUtf8) {
    LetterView view = fake_letter(3);
    view.letter.subject = "Sorry \xff\xfe";
    const auto back = read_letters(to_json(std::vector{view}));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->front().letter.subject, "Sorry \xef\xbf\xbd\xef\xbf\xbd");
}

TEST(DomainJson, GivesTheJournalBack) {
    const std::vector<ports::JournalEntry> entries{{.id = 1,
                                                    .at = fake_now,
                                                    .account = "work",
                                                    .letter = {3},
                                                    .step = core::StepKey{core::StepKind::call, 2},
                                                    .reason = "Silence."},
                                                   {.id = 2, .at = fake_now, .account = "work", .reason = "Started."}};
    const auto back = read_journal(to_json(entries));
    ASSERT_TRUE(back);
    ASSERT_EQ(back->size(), 2U);
    EXPECT_EQ(back->at(0).step, entries[0].step);
    EXPECT_EQ(back->at(0).letter.value, 3);
    EXPECT_EQ(back->at(0).reason, "Silence.");
    EXPECT_EQ(back->at(1).step, std::nullopt);
    EXPECT_FALSE(back->at(1).letter.stored());
}

TEST(DomainJson, GivesTheStatusBack) {
    const DaemonStatus status{.version = "1",
                              .now = fake_now,
                              .zone = "Asia/Tokyo",
                              .simulated_clock = true,
                              .dry_run = true,
                              .started_at = fake_now,
                              .configuration = "/c",
                              .configuration_problem = "bad",
                              .database = "/d",
                              .next_wake = fake_now,
                              .accounts = {{.name = "work",
                                            .state = "watching",
                                            .problem = "p",
                                            .last_look = fake_now,
                                            .paused = true,
                                            .open_letters = 3,
                                            .outbox = 1},
                                           {.name = "home",
                                            .state = "watching",
                                            .hold = core::AccountHold{core::HoldCause::away, fake_now, "why", true}}},
                              .languages = {"en", "fr"},
                              .problems = {"one", "two"}};
    const auto back = read_status(to_json(status));
    ASSERT_TRUE(back);
    EXPECT_EQ(to_json(*back), to_json(status));
    EXPECT_EQ(back->zone, "Asia/Tokyo");
    EXPECT_EQ(back->languages, (std::vector<std::string>{"en", "fr"}));
    EXPECT_EQ(back->accounts.front().last_look, fake_now);
    EXPECT_EQ(back->accounts.front().next_try, std::nullopt);
    EXPECT_TRUE(back->simulated_clock && back->dry_run && back->accounts.front().paused &&
                !back->accounts.front().hold);
    EXPECT_EQ(back->accounts.back().hold, status.accounts.back().hold);
}

TEST(DomainJson, GivesAnOrderToTrackBackWithItsBytes) {
    const TrackRequest request{.account = "work",
                               .message = std::string("a\0\xff\r\n", 5),
                               .auto_send = true,
                               .client_zone = "Asia/Tokyo",
                               .situation = "billing_error",
                               .severity = guide::Offence::serious,
                               .from_sendmail = true};
    const auto back = read_track_request(to_json(request));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->account, request.account);
    EXPECT_EQ(back->message, request.message);
    EXPECT_EQ(back->message_id, std::nullopt);
    EXPECT_EQ(back->client_zone, request.client_zone);
    EXPECT_TRUE(back->auto_send && back->from_sendmail);
    EXPECT_EQ(back->situation, request.situation);
    EXPECT_EQ(back->severity, request.severity);
}

TEST(DomainJson, OfAnotherVersionIsAnError) {
    const std::string good = to_json(fake_letter(3));
    for (const std::string& bad :
         {std::string("{}"), std::string("[]"), std::string("no json"), good.substr(0, good.size() / 2),
          std::string(good).replace(good.find("check_in"), 8, "new_kind"),
          std::string(good).replace(good.find("\"id\":3"), 6, "\"id\":\"3\"")}) {
        const auto back = read_letter(bad);
        ASSERT_FALSE(back) << bad;
        EXPECT_NE(back.error().message.find("version"), std::string::npos);
    }
    EXPECT_FALSE(read_track_request("[]"));
    EXPECT_FALSE(read_track_request("{\"surprise\":1}"));
    EXPECT_FALSE(read_count("{\"letters\":\"2\"}"));
}

}  // namespace
}  // namespace amends::rpc
