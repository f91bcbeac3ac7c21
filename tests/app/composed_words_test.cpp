// What the letters say that Amends writes, from the shipped templates.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/composer.hpp"
#include "calendar/zone_database.hpp"
#include "message/read.hpp"

namespace amends::app {
namespace {

using core::StepKind;
using core::StepState;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

base::Instant at(const char* rfc3339) { return base::parse_rfc3339(rfc3339).value(); }

class ComposedWords : public ::testing::Test {
protected:
    ComposedWords() {
        config.user_window.zone = calendar::find_zone("Europe/Berlin").value();
        AccountConfig account;
        account.mail.name = "main";
        account.mail.user_name = "Mara Quill";
        account.mail.addresses = {"me@user.example"};
        config.accounts.push_back(account);
        letter.id = {7};
        letter.account = "main";
        letter.message_id = {"letter@user.example"};
        letter.from = {"Mara Quill", "me@user.example"};
        letter.recipients = {{{"Bob Baker", "bob@client.example"}, core::RecipientField::to, false}};
        letter.subject = "Sorry about the late files";
        letter.sent_at = at("2026-03-01T09:00:00Z");
    }

    std::string bytes(StepKind kind, core::ActionKind action) {
        const core::StepKey key{kind, 1};
        if (std::ranges::find(steps, key, &core::Step::key) == steps.end()) {
            core::Step step;
            step.key = key;
            steps.push_back(step);
        }
        const TemplateComposer composer{config, guide::Shelf::stock({}).value()};
        const auto item = composer.compose(letter, steps, {action, key, std::nullopt}, now);
        if (!item) throw std::runtime_error(item.error().message);
        return item->bytes;
    }
    base::MessageFacts composed(StepKind kind, core::ActionKind action) {
        return message::read(bytes(kind, action)).value();
    }
    std::string call_after(core::Means means, StepState state, const std::string& outcome = "") {
        core::Step check_in;
        check_in.means = means;
        check_in.state = state;
        check_in.outcome = outcome;
        steps = {check_in};
        const auto mail = composed(StepKind::call, core::ActionKind::append_reminder);
        return one_line(mail.text);
    }
    static std::string one_line(std::string text) {
        std::ranges::replace(text, '\n', ' ');
        return text;
    }
    base::MessageFacts draft(StepKind kind) { return composed(kind, core::ActionKind::append_draft); }

    Config config;
    core::Letter letter;
    std::vector<core::Step> steps;
    base::Instant now = at("2026-03-05T08:30:00Z");
};

TEST_F(ComposedWords, ACheckInNamesTheDayAndTheLetterInWholeSentences) {
    letter.subject = "The late files";
    EXPECT_THAT(draft(StepKind::check_in).text,
                AllOf(HasSubstr("Hello Bob,\n\nI am "), HasSubstr("my email of Sunday, 1 March, \"The late files\"."),
                      HasSubstr("\nMara Quill")));
    EXPECT_THAT(draft(StepKind::make_good).text,
                AllOf(HasSubstr("Hello Bob,\n\nIt has "), HasSubstr("my email of Sunday, 1 March, \"The late")));
}

TEST_F(ComposedWords, ACheckInDoesNotApologiseAgainByTheSubjectOfItsLetter) {
    for (const auto kind : {StepKind::check_in, StepKind::make_good}) {
        const auto mail = draft(kind);
        EXPECT_EQ(mail.subject, "Re: Sorry about the late files");
        EXPECT_THAT(mail.text, AllOf(HasSubstr("my email of Sunday, 1 March"), Not(HasSubstr("Sorry"))));
    }
}

TEST_F(ComposedWords, ALetterWithoutASubjectGetsACheckInWithOne) {
    for (const char* nothing : {"", "Re:", " AW: Re: "}) {
        letter.subject = nothing;
        for (const auto kind : {StepKind::check_in, StepKind::make_good}) {
            const auto mail = draft(kind);
            EXPECT_EQ(mail.subject, "My email of Sunday, 1 March");
            EXPECT_THAT(mail.text, AllOf(HasSubstr("my email of Sunday, 1 March"), Not(HasSubstr("\""))));
        }
    }
}

TEST_F(ComposedWords, ASubjectStandsInASentenceWithoutReplyPrefixesAndWithSingleQuotesInside) {
    letter.subject = "Re: AW: [EXT] The \"final\" \u201cinvoice\u201d";
    const auto mail = draft(StepKind::check_in);
    EXPECT_THAT(mail.text, HasSubstr(", \"[EXT] The 'final' \u2018invoice\u2019\"."));
    EXPECT_EQ(mail.subject, "Re: [EXT] The \"final\" \u201cinvoice\u201d");
}

TEST_F(ComposedWords, ALetterOfAnotherYearIsNamedWithItsYear) {
    letter.sent_at = at("2025-12-31T12:00:00Z");
    EXPECT_THAT(draft(StepKind::check_in).text, HasSubstr("Wednesday, 31 December 2025"));
    letter.sent_at = at("2025-12-31T23:30:00Z");  // New Year in Berlin
    EXPECT_THAT(draft(StepKind::check_in).text, HasSubstr("Thursday, 1 January."));
}

TEST_F(ComposedWords, ACheckInRepeatsWhatTheLetterSaysIsDone) {
    letter.repair = "We have printed the files again at our cost.";
    letter.change = "A second person now reads each file.";
    EXPECT_THAT(
        one_line(draft(StepKind::check_in).text),
        HasSubstr("In it I wrote: \"We have printed the files again at our cost.\" I would like to know whether "
                  "that is what you need.  How are things on your side now?"));
    EXPECT_THAT(one_line(draft(StepKind::make_good).text),
                HasSubstr("This is what I told you then: \"We have printed the files again at our cost.\""));
    letter.repair = "";
    EXPECT_THAT(draft(StepKind::check_in).text, HasSubstr("\"A second person now reads each file.\""));
}

TEST_F(ComposedWords, ACheckInRepeatsNoFragmentAndNobodyElsesDay) {
    for (const char* words : {"On Friday, 27 November you will have", "By Monday, 23 November it will be done",
                              "they'll be with you tomorrow before 1 pm", "The inspector comes on Thursday",
                              "You will hear from me by Friday"}) {
        core::Promise promise;
        promise.words = words;
        letter.promises = {promise};
        EXPECT_THAT(draft(StepKind::check_in).text, Not(HasSubstr("In it I wrote"))) << words;
    }
}

TEST_F(ComposedWords, AfterAKeptPromiseTheCheckInAsksAboutTheChangeAndSaysOnlyWhatIsTrue) {
    core::Promise kept;
    kept.words = "You will have the files on Monday";
    kept.state = core::PromiseState::kept;
    core::Promise open;
    open.ordinal = 2;
    open.words = "I will send you the list by Friday";
    letter.promises = {kept, open};
    letter.repair = "We have printed the files again at our cost.";
    letter.change = "A second person now reads each file.";
    EXPECT_THAT(draft(StepKind::check_in).text,
                HasSubstr("I told you what changes on our side: \"A second person now reads each file.\"\n"));
    letter.change = "";
    EXPECT_THAT(draft(StepKind::check_in).text,
                AllOf(Not(HasSubstr("what changes on our side")), Not(HasSubstr("is done")), Not(HasSubstr("wrote"))));
    letter.promises = {kept};
    EXPECT_THAT(draft(StepKind::check_in).text, HasSubstr("What I promised you there is done, and you"));
}

TEST_F(ComposedWords, AMessageAboutAPromiseIsTrueOfThatPromiseAlone) {
    core::Promise promise;
    promise.words = "By Monday, 23 November it will be done";
    promise.state = core::PromiseState::kept;
    core::Step step;
    step.key = {StepKind::kept_message, 1};
    step.promise = 1;
    steps = {step};
    letter.promises = {promise};
    EXPECT_THAT(draft(StepKind::kept_message).text, HasSubstr("What I promised you there is done."));
    core::Promise other;
    other.ordinal = 2;
    letter.promises = {promise, other};
    EXPECT_THAT(draft(StepKind::kept_message).text, HasSubstr("One thing that I promised you there is done."));
}

TEST_F(ComposedWords, ADateThatSlipsIsOwnedAfterItsDayAndToldBeforeIt) {
    core::Promise promise;
    promise.words = "You will have the files on Friday";
    promise.due = core::by_end_of(*base::parse_civil_date("2026-03-13"), *config.user_window.zone, "as the user says");
    core::Step step;
    step.key = {StepKind::slipped_message, 1};
    step.promise = 1;
    steps = {step};
    constexpr const char* late = "The first date was mine to keep, and I have not kept it.";
    for (const auto& [was, says_late] : {std::pair{"2026-03-04", true}, {"2026-03-05", false}, {"2026-03-06", false}}) {
        promise.was_due = base::parse_civil_date(was);
        letter.promises = {promise};
        const auto text = draft(StepKind::slipped_message).text;
        EXPECT_EQ(text.find(late) != std::string::npos, says_late) << was << text;
        EXPECT_EQ(text.find("before the day and not after it") == std::string::npos, says_late) << was << text;
        EXPECT_THAT(text, HasSubstr("\"You will have the files.\"")) << "its old day is not repeated";
    }
}

TEST_F(ComposedWords, ACheckInEndsLikeALetter) {
    EXPECT_THAT(draft(StepKind::check_in).text, HasSubstr("\nKind regards,\nMara Quill"));
    EXPECT_THAT(bytes(StepKind::check_in, core::ActionKind::append_draft), Not(HasSubstr("Account Manager")));
    config.accounts.front().position = "Account Manager";
    // Who reads such a mail leaves out what stands below the name.
    for (const auto kind : {StepKind::check_in, StepKind::make_good})
        EXPECT_THAT(bytes(kind, core::ActionKind::append_draft),
                    HasSubstr("\r\nKind regards,\r\nMara Quill\r\nAccount Manager\r\n"));
}

TEST_F(ComposedWords, TheCallReminderSaysWhatBecameOfTheCheckIn) {
    using core::Means;
    constexpr const char* out = "The mail that followed it stayed without an answer too";
    constexpr const char* in_drafts = "The check-in still lies in your Drafts folder, unsent.";
    constexpr const char* unsure = "Nobody can tell whether the check-in reached them.";
    constexpr const char* deleted = "You deleted the draft of the check-in";
    constexpr const char* none = "No check-in of mine has gone out.";
    const auto says_only = [&](const std::string& text, const std::string& wanted) {
        for (const char* said : {out, in_drafts, unsure, deleted, none}) {
            EXPECT_EQ(text.find(said) != std::string::npos, said == wanted) << said << "\n" << text;
        }
    };
    says_only(call_after(Means::send, StepState::done), out);
    says_only(call_after(Means::draft, StepState::done), out);
    says_only(call_after(Means::draft, StepState::satisfied, "The user wrote to the client themselves."), out);
    says_only(call_after(Means::draft, StepState::withdrawn, "The user wrote to the client themselves."), out);
    says_only(call_after(Means::draft, StepState::drafted, "The user wrote to the client themselves."), out);
    says_only(call_after(Means::draft, StepState::drafted), in_drafts);
    says_only(call_after(Means::send, StepState::unknown), unsure);
    says_only(call_after(Means::draft, StepState::declined), deleted);
    says_only(call_after(Means::reminder, StepState::done), none);
    says_only(call_after(Means::send, StepState::cancelled), none);
}

TEST_F(ComposedWords, TheCallReminderOfASeriousLetterSaysToGoThere) {
    constexpr const char* go = "Go and see them where you can";
    constexpr const char* call = "A short call says more than a mail";
    EXPECT_THAT(call_after(core::Means::send, StepState::done), AllOf(HasSubstr(call), Not(HasSubstr(go))));
    letter.severity = guide::Offence::minor;
    EXPECT_THAT(call_after(core::Means::send, StepState::done), AllOf(HasSubstr(call), Not(HasSubstr(go))));
    letter.severity = guide::Offence::serious;
    EXPECT_THAT(call_after(core::Means::send, StepState::done), AllOf(HasSubstr(go), Not(HasSubstr(call))));
}

TEST_F(ComposedWords, TheCallReminderSpeaksOfAllToWhomTheLetterWent) {
    EXPECT_THAT(call_after(core::Means::send, StepState::done),
                HasSubstr("Bob Baker has not answered your letter \"Sorry about the late files\" of Sunday, 1 March in "
                          "3 days. The mail"));
    letter.recipients.push_back({{"", "carl@client.example"}, core::RecipientField::to, false});
    letter.recipients.push_back({{"Dora Dale", "dora@client.example"}, core::RecipientField::cc, false});
    letter.recipients.push_back({{"", "gone@client.example"}, core::RecipientField::to, true});
    EXPECT_THAT(call_after(core::Means::send, StepState::done),
                AllOf(HasSubstr("went to 3 people, and none of them has answered in 3 days."),
                      Not(HasSubstr("Bob Baker has not answered"))));
    EXPECT_EQ(composed(StepKind::call, core::ActionKind::append_reminder).subject,
              "Consider a call: Bob Baker and 1 other, Sorry about the late files");
}

TEST_F(ComposedWords, ASummaryIsTrueForOneLetterAndForMany) {
    const TemplateComposer composer{config, guide::Shelf::stock({}).value()};
    core::Step call;
    call.key = {StepKind::call, 1};
    call.state = StepState::done;
    for (const std::size_t many : {1U, 2U}) {
        const auto item = composer.compose_summary("main", std::vector<SummaryLine>(many, {letter, call}), now);
        const std::string text = message::read(item.value().bytes).value().text;
        EXPECT_THAT(text,
                    AllOf(HasSubstr("so this one holds what else there is:"), Not(HasSubstr("More came together")),
                          Not(HasSubstr("each of them")), HasSubstr("7  Bob Baker: Sorry about")));
    }
}

}  // namespace
}  // namespace amends::app
