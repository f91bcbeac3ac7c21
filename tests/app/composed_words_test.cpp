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

    base::MessageFacts composed(StepKind kind, core::ActionKind action) {
        const core::StepKey key{kind, 1};
        if (std::ranges::find(steps, key, &core::Step::key) == steps.end()) {
            core::Step step;
            step.key = key;
            steps.push_back(step);
        }
        const TemplateComposer composer{config, guide::Shelf::stock({}).value()};
        const auto item = composer.compose(letter, steps, {action, key, std::nullopt}, now);
        if (!item) throw std::runtime_error(item.error().message);
        return message::read(item->bytes).value();
    }
    base::MessageFacts draft(StepKind kind) { return composed(kind, core::ActionKind::append_draft); }

    Config config;
    core::Letter letter;
    std::vector<core::Step> steps;
    base::Instant now = at("2026-03-05T08:30:00Z");
};

TEST_F(ComposedWords, ACheckInNamesTheDayAndTheLetterInWholeSentences) {
    EXPECT_THAT(
        draft(StepKind::check_in).text,
        AllOf(HasSubstr("Hello Bob Baker,\n\nI am "),
              HasSubstr("my email of Sunday, 1 March, \"Sorry about the late files\"."), HasSubstr("\nMara Quill")));
    EXPECT_THAT(draft(StepKind::make_good).text,
                AllOf(HasSubstr("Hello Bob Baker,\n\nIt has "), HasSubstr("my email of Sunday, 1 March, \"Sorry")));
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
    EXPECT_THAT(draft(StepKind::check_in).text, HasSubstr("Thursday, 1 January, \""));
}

}  // namespace
}  // namespace amends::app
