#include "cli/letters_text.hpp"

#include <gtest/gtest.h>

#include "cli/status_text.hpp"
#include "tests/rpc/fake_service.hpp"

namespace amends::cli {
namespace {

using rpc::fake_letter;
using rpc::fake_now;

const calendar::Zone& berlin() {
    static const calendar::Zone zone("Europe/Berlin", {{{0}, 3600}});
    return zone;
}
const calendar::Zone& utc() {
    static const calendar::Zone zone("UTC", {{{0}, 0}});
    return zone;
}
const Reader in_berlin{&berlin(), fake_now};

TEST(List, SaysWhatToDoWhereThereIsNoLetter) {
    EXPECT_EQ(list_text({}, false, false, {}, in_berlin),
              "No letter is open. Track an apology that you have sent with `amends track FILE`, or with `amends track "
              "--message-id ID`. `amends list --all` shows the closed ones.\n");
    EXPECT_EQ(list_text({}, false, true, {}, in_berlin),
              "No letter is tracked yet. Track an apology that you have sent with `amends track FILE`, or with `amends "
              "track --message-id ID`.\n");
}

TEST(List, TellsWhatIsDueWhenInWordsAndLocalTime) {
    EXPECT_EQ(list_text({fake_letter(3)}, false, false, {}, in_berlin),
              "  3  Bo Client: Sorry for the late delivery\n"
              "     sent on Friday 20 November, no answer yet; did not reach boss@client.example\n"
              "     check-in draft on Wednesday 25 November, 09:30 (Berlin)\n");
}

TEST(List, SaysThatASendIsHeldAndWhy) {
    auto letter = fake_letter(3);
    letter.send_held = core::HoldCause::restored;
    const std::string said = "sends are held, since the mailbox holds messages that the database knows nothing of";
    EXPECT_NE(list_text({letter}, false, false, {}, in_berlin).find("     " + said), std::string::npos);
    EXPECT_NE(letter_text(letter, {}, in_berlin, {"en"}).find("Sending   " + said), std::string::npos);
}

core::Promise promised(int ordinal, const char* words, const char* day = nullptr) {
    core::Promise promise;
    promise.ordinal = ordinal;
    promise.words = words;
    if (day != nullptr) {
        promise.due = core::by_end_of(base::parse_civil_date(day).value(), berlin(), "as the letter says");
    }
    return promise;
}

TEST(List, ShowsOpenPromisesWithTheirDays) {
    auto letter = fake_letter(3);
    auto recurring = promised(2, "news every Monday", "2026-11-30");
    recurring.rhythm = core::rhythm_from("1 week; mon");
    auto late = promised(4, "", "2026-11-20");
    late.slips = 2;
    auto kept = promised(5, "it is repaired");
    kept.state = core::PromiseState::kept;
    kept.settled_at = fake_now;
    auto unclear = promised(6, "by 03/04");
    unclear.ambiguous = true;
    letter.letter.promises = {
        promised(1, "the new plans", "2026-11-27"), recurring, promised(3, "the rest"), late, kept, unclear};
    auto reminder = rpc::fake_step(core::StepKind::promise_due, core::Means::reminder, core::StepState::planned,
                                   fake_now + std::chrono::hours(24));
    reminder.promise = 1;
    letter.steps.push_back(reminder);
    EXPECT_EQ(list_text({letter}, false, false, {}, in_berlin),
              "  3  Bo Client: Sorry for the late delivery\n"
              "     sent on Friday 20 November, no answer yet; did not reach boss@client.example\n"
              "     check-in draft on Wednesday 25 November, 09:30 (Berlin)\n"
              "     promise 1, by Friday 27 November: \"the new plans\"\n"
              "     promise 2, every Monday, next on Monday 30 November: \"news every Monday\"\n"
              "     promise 3, no day yet: \"the rest\"\n"
              "     promise 4, was due by Friday 20 November, slipped 2 times\n"
              "     promise 6, whose day is not clear: \"by 03/04\"\n");
    const std::string shown = letter_text(letter, {}, in_berlin, {"en"});
    EXPECT_NE(shown.find("- promise 5: kept on Monday 23 November: \"it is repaired\"\n"), std::string::npos) << shown;
    EXPECT_NE(shown.find("- reminder of promise 1 on Tuesday 24 November, 09:00 (Berlin)\n"), std::string::npos)
        << shown;
    letter.steps.clear();
    EXPECT_EQ(short_text(letter, {}, in_berlin).find("nothing is planned"), std::string::npos);
}

TEST(List, AddsTheReadersOwnTimeWhereItDiffers) {
    auto letter = fake_letter(3);
    letter.steps.front().due.zone = "America/New_York";
    letter.steps.front().due.wall = {base::parse_civil_date("2026-11-25").value(), {3, 30, 0}};
    const std::string text = list_text({letter}, false, false, {}, in_berlin);
    EXPECT_NE(text.find("on Wednesday 25 November, 03:30 (New York; here 09:30)\n"), std::string::npos) << text;
    letter.steps.front().due.wall = {base::parse_civil_date("2026-11-24").value(), {22, 30, 0}};
    const std::string other_day = list_text({letter}, false, false, {}, in_berlin);
    EXPECT_NE(other_day.find("on Tuesday 24 November, 22:30 (New York; here Wednesday 25 November, 09:30)\n"),
              std::string::npos)
        << other_day;
}

TEST(List, PartsSeveralLettersAndNamesTheAccountsWhereTheyDiffer) {
    auto second = fake_letter(12);
    second.letter.account = "side";
    second.letter.recipients = {{.address = {.name = "", .mailbox = "kim@other.example"}},
                                {.address = {.name = "Lee", .mailbox = "lee@other.example"}}};
    second.letter.state = core::LetterState::answered;
    second.letter.answered_at = fake_now;
    second.letter.answered_by = "phone";
    second.letter.sent_at = base::parse_rfc3339("2025-12-30T12:00:00Z").value();
    second.steps.front().key.kind = core::StepKind::make_good;
    second.steps.front().state = core::StepState::drafted;
    second.steps.front().acted_at = fake_now;
    EXPECT_EQ(list_text({fake_letter(3), second}, true, false, {}, in_berlin),
              "  3  Bo Client: Sorry for the late delivery [work]\n"
              "     sent on Friday 20 November, no answer yet; did not reach boss@client.example\n"
              "     check-in draft on Wednesday 25 November, 09:30 (Berlin)\n"
              "\n"
              " 12  kim@other.example and 1 other: Sorry for the late delivery [side]\n"
              "     sent on Tuesday 30 December 2025, answered on Monday 23 November by phone\n"
              "     make-good check-in draft lies in Drafts since Monday 23 November, 09:00\n"
              "\n"
              "     There are more letters: `amends list --limit 0` shows them all.\n");
}

TEST(List, CopesWithANarrowTerminalAndWideLetters) {
    auto letter = fake_letter(3);
    letter.letter.recipients = {{.address = {.name = "山田太郎", .mailbox = "t@client.example"}}};
    letter.letter.subject = "納品の遅れについて";
    const std::string text = list_text({letter}, false, false, {.columns = 30}, in_berlin);
    EXPECT_EQ(text,
              "  3  山田太郎:\n"
              "     納品の遅れについて\n"
              "     sent on Friday 20\n"
              "     November, no answer yet\n"
              "     check-in draft on\n"
              "     Wednesday 25 November,\n"
              "     09:30 (Berlin)\n");
}

TEST(List, LetsNoSubjectSteerTheTerminal) {
    auto letter = fake_letter(3);
    letter.letter.subject = "Sorry\x1b]0;owned\x07\r\n  4  Fake: entry";
    letter.letter.recipients.front().address.name = "B\x1b[2Jo";
    const std::string text = list_text({letter}, false, false, {}, in_berlin);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(List, SaysSinceWhenAStepIsOverdue) {
    auto letter = fake_letter(3);
    letter.steps.front().due.at = fake_now - std::chrono::hours(1);
    letter.steps.front().due.wall = berlin().local(letter.steps.front().due.at);
    const std::string text = list_text({letter}, false, false, {}, in_berlin);
    EXPECT_NE(text.find("check-in draft due since Monday 23 November, 08:00 (Berlin)"), std::string::npos) << text;
}

TEST(List, AsksForAllWhereClosedLettersWereAskedForToo) {
    const std::string text = list_text({fake_letter(3)}, true, true, {}, in_berlin);
    EXPECT_NE(text.find("`amends list --all --limit 0`"), std::string::npos) << text;
}

TEST(Steps, StandInTheOrderOfTheirTimesAfterWhatIsOver) {
    using core::Means, core::StepKind, core::StepState;
    auto letter = fake_letter(3);
    const auto later = [](int days) { return fake_now + std::chrono::hours(24 * days); };
    letter.steps = {rpc::fake_step(StepKind::make_good, Means::draft, StepState::planned, later(11)),
                    rpc::fake_step(StepKind::withdrawn_notice, Means::reminder, StepState::planned, later(1)),
                    rpc::fake_step(StepKind::call, Means::reminder, StepState::acting, later(20)),
                    rpc::fake_step(StepKind::check_in, Means::draft, StepState::withdrawn, later(30))};
    for (const std::string& text :
         {list_text({letter}, false, true, {}, in_berlin), letter_text(letter, {}, in_berlin, {"en"})}) {
        const std::size_t notice = text.find("told that the draft"), make_good = text.find("make-good");
        EXPECT_LT(text.find("call reminder"), notice) << text;
        EXPECT_LT(notice, make_good) << text;
        EXPECT_NE(make_good, std::string::npos) << text;
    }
    const std::string shown = letter_text(letter, {}, in_berlin, {"en"});
    EXPECT_LT(shown.find("check-in draft: withdrawn"), shown.find("call reminder")) << shown;
}

TEST(Show, TellsAllAboutALetter) {
    auto letter = fake_letter(3);
    letter.letter.note = "She was\nkind.";
    letter.letter.auto_send = true;
    letter.steps.front().means = core::Means::send;
    EXPECT_EQ(letter_text(letter, {}, in_berlin, {"en"}),
              "Letter    3 (account work)\n"
              "From      Ada Freelance <ada@us.example>\n"
              "To        Bo Client <bo@client.example>\n"
              "Cc        boss@client.example (did not arrive)\n"
              "Subject   Sorry for the late delivery\n"
              "Sent      Friday 20 November, 09:00\n"
              "State     no answer yet\n"
              "Check-in  is sent at its time\n"
              "Zone      Europe/Berlin, the client's\n"
              "Note      She was kind.\n"
              "Id        letter3@us.example\n"
              "\n"
              "- automatic check-in on Wednesday 25 November, 09:30 (Berlin)\n"
              "  3 business days after 2026-11-20\n");
}

TEST(Show, SaysOfTheCheckInWhatIs) {
    using core::Means, core::StepState;
    const auto shown = [](Means means, StepState state) {
        auto letter = fake_letter(3);
        letter.letter.auto_send = true;
        letter.steps = {rpc::fake_step(core::StepKind::check_in, means, state, fake_now + std::chrono::hours(24))};
        const std::string text = letter_text(letter, {}, in_berlin, {"en"});
        const std::size_t line = text.find("Check-in  ");
        return line == std::string::npos ? "" : text.substr(line + 10, text.find('\n', line) - line - 10);
    };
    EXPECT_EQ(shown(Means::send, StepState::planned), "is sent at its time");
    EXPECT_EQ(shown(Means::draft, StepState::planned), "becomes a draft");
    EXPECT_EQ(shown(Means::reminder, StepState::planned), "you write it yourself; a reminder comes");
    EXPECT_EQ(shown(Means::draft, StepState::drafted), "lies in Drafts; you send it");
    EXPECT_EQ(shown(Means::send, StepState::unknown), "nobody knows whether it went out");
    EXPECT_EQ(shown(Means::send, StepState::cancelled), "");
}

TEST(Show, SaysWhyNoDraftIsWritten) {
    auto letter = fake_letter(3);
    letter.steps.front().means = core::Means::reminder;
    letter.letter.language = "de";
    EXPECT_NE(letter_text(letter, {}, in_berlin, {"en"}).find("comes: no template in the letter's language (de)\n"),
              std::string::npos);
    EXPECT_EQ(letter_text(letter, {}, in_berlin, {"de"}).find("no template"), std::string::npos);
    letter.letter.language = "und";
    EXPECT_NE(letter_text(letter, {}, in_berlin, {"en"}).find("no template in the letter's language\n"),
              std::string::npos);
}

TEST(Show, TellsTheAnswerInItsColumn) {
    auto letter = fake_letter(3);
    letter.letter.last_words = "All is well.";
    EXPECT_NE(letter_text(letter, {}, in_berlin, {"en"}).find("\nAnswer    All is well.\n"), std::string::npos);
}

TEST(Steps, PutTheDayOfANoticeBeforeWhatItTells) {
    auto step = rpc::fake_step(core::StepKind::withdrawn_notice, core::Means::reminder, core::StepState::planned,
                               fake_now + std::chrono::hours(24));
    EXPECT_EQ(in_words(step, in_berlin),
              "on Tuesday 24 November, 09:00 (Berlin): you are told that the draft was withdrawn");
    step.due.at = fake_now;
    EXPECT_TRUE(in_words(step, in_berlin).starts_with("due since ")) << in_words(step, in_berlin);
}

TEST(Why, TellsTheDecisionsInOrderWithLocalTimes) {
    const std::vector<ports::JournalEntry> entries{
        {.id = 1, .at = fake_now, .account = "work", .letter = {3}, .reason = "The letter is tracked."},
        {.id = 2,
         .at = fake_now + std::chrono::hours(49),
         .account = "work",
         .letter = {3},
         .step = core::StepKey{core::StepKind::check_in, 1},
         .reason = "Three business days of silence: a draft is made."}};
    EXPECT_EQ(journal_text(entries, {}, {&utc(), fake_now}),
              "2026-11-23 08:00  The letter is tracked.\n"
              "2026-11-25 09:00  check in: Three business days of silence: a draft is made.\n");
    EXPECT_EQ(journal_text(entries, {.columns = 40}, in_berlin),
              "2026-11-23 09:00  The letter is tracked.\n"
              "2026-11-25 10:00  check in: Three\n"
              "                  business days of\n"
              "                  silence: a draft is\n"
              "                  made.\n");
    EXPECT_EQ(journal_text({}, {}, in_berlin), "Nothing has been decided about this letter yet.\n");
}

TEST(Steps, HaveWordsForEveryKindMeansAndState) {
    for (int kind = 0; kind <= static_cast<int>(core::StepKind::slipped_message); ++kind)
        for (int state = 0; state <= static_cast<int>(core::StepState::cancelled); ++state)
            for (int means = 0; means <= static_cast<int>(core::Means::send); ++means) {
                auto step = rpc::fake_step(static_cast<core::StepKind>(kind), static_cast<core::Means>(means),
                                           static_cast<core::StepState>(state), fake_now);
                EXPECT_GT(in_words(step, in_berlin).size(), 10U) << kind << " " << state;
            }
}

TEST(Status, TellsProblemsFirstAndWhatToDoAboutThem) {
    rpc::DaemonStatus status{.version = "0.1.0",
                             .now = fake_now,
                             .simulated_clock = true,
                             .started_at = fake_now - std::chrono::hours(2),
                             .configuration = "/home/ada/.config/amends/amends.toml",
                             .next_wake = fake_now + std::chrono::hours(1),
                             .accounts = {{.name = "work",
                                           .state = "watching",
                                           .last_look = fake_now,
                                           .hold = core::AccountHold{},
                                           .open_letters = 1,
                                           .outbox = 2},
                                          {.name = "side",
                                           .state = "cannot work",
                                           .problem = "The server refuses the password.",
                                           .next_try = fake_now + std::chrono::hours(1)}},
                             .problems = {"Account side cannot log in: check its password_command."}};
    EXPECT_EQ(status_text(status, {}, in_berlin),
              "amendsd 0.1.0, running since Monday 23 November, 07:00\n"
              "The clock is simulated: it says Monday 23 November, 09:00.\n"
              "Problem: Account side cannot log in: check its password_command.\n"
              "\n"
              "work: watching, last look on Monday 23 November, 09:00\n"
              "  1 letter open, 2 actions under way\n"
              "  held: nothing is sent; `amends release` allows it again\n"
              "side: cannot work, next try on Monday 23 November, 10:00\n"
              "  0 letters open, nothing under way\n"
              "  The server refuses the password.\n"
              "\n"
              "Next: Monday 23 November, 10:00\n"
              "Configuration: /home/ada/.config/amends/amends.toml\n");
    status.accounts.front().hold = {core::HoldCause::user, fake_now, "the move", true};
    EXPECT_NE(status_text(status, {}, in_berlin).find("  held (\"the move\"): nothing is sent;"), std::string::npos);
    status.accounts.front().hold = {core::HoldCause::clock, fake_now, "", true};
    EXPECT_NE(status_text(status, {}, in_berlin)
                  .find("  held since Monday 23 November, 09:00: the machine's clock jumped by more than an hour. "
                        "Nothing is sent by itself until `amends release`; drafts and reminders come\n"),
              std::string::npos)
        << status_text(status, {}, in_berlin);
    status.configuration_problem = "amends.toml:1:1: bad";
    const std::string told = status_text(status, {}, in_berlin);
    EXPECT_NE(told.find("Problem: The changed configuration is not in force: amends.toml:1:1: bad\n"),
              std::string::npos)
        << told;
    status.problems = {"Amends goes on by its old configuration: amends.toml:1:1: bad"};
    const std::string once = status_text(status, {}, in_berlin);
    EXPECT_EQ(once.find("amends.toml:1:1"), once.rfind("amends.toml:1:1")) << once;
    status.problems = {"side: The server refuses the password."};
    EXPECT_EQ(status_text(status, {}, in_berlin).find("\n  The server refuses"), std::string::npos);  // told already
}

}  // namespace
}  // namespace amends::cli
