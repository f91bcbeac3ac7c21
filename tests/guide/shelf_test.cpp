#include "guide/shelf.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "base/text.hpp"

namespace amends::guide {
namespace {

TEST(Shelf, ShipsWhatTheStepsNeed) {
    const auto shelf = Shelf::stock({});
    ASSERT_TRUE(shelf) << shelf.error().message;
    for (const char* id : {"silence", "make_good", "measures", "kept", "slipped"})
        EXPECT_NE(shelf->find(TemplateKind::check_in, id, "en"), nullptr) << id;
    for (const char* id :
         {"check_in", "make_good", "call", "bounce_notice", "withdrawn_notice", "edited_notice", "refused_notice",
          "unknown_notice", "summary", "promise_due", "promise_kept", "promise_undated", "unfilled_draft",
          "unsent_apology", "sends_held", "possible_answer", "upset_answer", "delay_notice", "complaint_notice"})
        EXPECT_NE(shelf->find(TemplateKind::reminder, id, "en"), nullptr) << id;
    EXPECT_EQ(shelf->find(TemplateKind::check_in, "silence", "de"), nullptr);
    EXPECT_EQ(shelf->languages(), std::vector<std::string>{"en"});
}

TEST(Shelf, PrefersTheUsersFileToTheShippedOne) {
    const std::string name = "en/check-ins/silence.toml";
    const std::string text = "id = \"silence\"\nkind = \"check_in\"\nsubject = \"s\"\nbody = 'own'\n";
    EXPECT_EQ(Shelf::stock({{name, text}})->find(TemplateKind::check_in, "silence", "en")->body, "own");
}

TEST(Shelf, RefusesAFileThatItCannotUseAndTakesTheShippedOne) {
    const auto shelf = Shelf::stock({{"en/check-ins/silence.toml", "id = \n"}, {"en/letters/parcel.toml", "x = 1\n"}});
    ASSERT_TRUE(shelf);
    ASSERT_EQ(shelf->refused().size(), 2U);
    EXPECT_EQ(shelf->refused()[0].rfind("en/check-ins/silence.toml:1:", 0), 0U) << shelf->refused()[0];
    EXPECT_NE(shelf->refused()[0].find("comes with Amends is used instead"), std::string::npos);
    EXPECT_EQ(shelf->refused()[1], "en/letters/parcel.toml:1:1: \"x\" is not known here. This file is left out.");
    EXPECT_EQ(*shelf->find(TemplateKind::check_in, "silence", "en"),
              *Shelf::stock({})->find(TemplateKind::check_in, "silence", "en"));
}

TEST(Shelf, RefusesAFileThatWouldHideTheOneInItsPlace) {
    const std::string text = "id = \"other\"\nkind = \"check_in\"\nsubject = \"s\"\nbody = 'own'\n";
    const auto shelf = Shelf::stock({{"en/check-ins/silence.toml", text}});
    ASSERT_TRUE(shelf);
    ASSERT_EQ(shelf->refused().size(), 1U);
    EXPECT_NE(shelf->refused()[0].find("belongs at en/check-ins/other.toml"), std::string::npos) << shelf->refused()[0];
    EXPECT_NE(shelf->find(TemplateKind::check_in, "silence", "en"), nullptr);
}

TEST(Shelf, LeavesFilesOfOthersAlone) {
    const auto shelf = Shelf::stock({{"en/review/own.toml", "rule = 1"}, {"notes.toml", "nonsense"}, {"", ""}});
    ASSERT_TRUE(shelf);
    EXPECT_TRUE(shelf->refused().empty());
}

/// Check-ins and reminders: letters have tests of their own.
std::vector<TemplateText> shipped_messages() {
    std::vector<TemplateText> all;
    std::ranges::copy_if(shipped_templates(), std::back_inserter(all), [](const TemplateText& file) {
        return file.name.find("/check-ins/") != std::string::npos || file.name.find("/reminders/") != std::string::npos;
    });
    return all;
}

class ShippedTemplate : public testing::TestWithParam<TemplateText> {};
INSTANTIATE_TEST_SUITE_P(All, ShippedTemplate, testing::ValuesIn(shipped_messages()), [](const auto& one) {
    auto name = one.param.name;
    std::replace_if(
        name.begin(), name.end(), [](char byte) { return !isalnum(static_cast<unsigned char>(byte)); }, '_');
    return name;
});

TEST_P(ShippedTemplate, RendersWithItsExamplesAndLeavesNothingOpen) {
    const auto form = parse_template(GetParam().name, GetParam().text);
    ASSERT_TRUE(form) << form.error().message;
    const auto out = render(*form, example_values(*form));
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(unfilled(out->subject), std::nullopt);
    EXPECT_EQ(unfilled(out->body), std::nullopt);
    EXPECT_TRUE(base::is_utf8(out->body));
    EXPECT_EQ(out->body.find("\n\n\n"), std::string::npos);
}

TEST_P(ShippedTemplate, NeedsEachFieldThatIsRequiredAndNoOther) {
    const auto form = parse_template(GetParam().name, GetParam().text);
    ASSERT_TRUE(form);
    for (const auto& field : form->fields) {
        auto values = example_values(*form);
        values.erase(field.name);
        if (field.list) continue;  // a list without items is shown as nothing, which is what it says
        // The bounce notice asks for the day only where it is not about the check-in, which its example says.
        const bool rendered = render(*form, values).has_value();
        if (field.name != "sent_on") {
            EXPECT_EQ(rendered, !field.required) << field.name;
        }
    }
}

TEST(ShippedCheckIns, AreShortAndKindAndAskOnce) {
    const auto shelf = Shelf::stock({});
    ASSERT_TRUE(shelf);
    for (const char* id : {"silence", "make_good", "measures", "kept", "slipped"}) {
        SCOPED_TRACE(id);
        const auto* form = shelf->find(TemplateKind::check_in, id, "en");
        ASSERT_NE(form, nullptr);
        const auto out = render(*form, example_values(*form));
        ASSERT_TRUE(out);
        std::istringstream words(out->body);
        EXPECT_LT(std::distance(std::istream_iterator<std::string>(words), {}), 100);
        EXPECT_EQ(std::count(out->body.begin(), out->body.end(), '?'), 1);
        const auto text = base::lower_ascii(out->subject + out->body);
        EXPECT_EQ(text.find("sorry"), std::string::npos);
        EXPECT_EQ(text.find("apolog"), std::string::npos);
        EXPECT_TRUE(out->body.starts_with("Hello Joyce,\n")) << out->body;
        EXPECT_NE(out->body.find("The late brochure"), std::string::npos);
        EXPECT_TRUE(out->body.ends_with("\nKind regards,\nMara Quill\nAccount Manager\n")) << out->body;
    }
}

TEST(Unfilled, FindsBracesAndLabelsOfOurOwn) {
    EXPECT_EQ(unfilled("Dear {{name}}"), "{{");
    EXPECT_EQ(unfilled("Dear name}}"), "}}");
    EXPECT_EQ(unfilled("Dear [Client\u2019s name],"), "[Client\u2019s name]");
    EXPECT_EQ(unfilled("on [ DATE ]"), "[ DATE ]");
    EXPECT_EQ(unfilled("[Your name]"), "[Your name]");
}

TEST(Unfilled, LeavesOtherBracketsAlone) {
    for (const char* text : {"Re: [Projekt Alpha] 12", "see [1]", "[x] done", "a[i]", "[", "]", "[unclosed", "{ {"})
        EXPECT_EQ(unfilled(text), std::nullopt) << text;
}

TEST(OpenFields, AreNamedOnceInTheOrderOfTheText) {
    EXPECT_EQ(open_fields("Dear [Client\u2019s name], [sic] on [New day], then [client's name] and [ New day ]."),
              (std::vector<std::string>{"Client\u2019s name", "New day", "client's name"}));
    EXPECT_TRUE(open_fields("All is [well] here, [").empty());
}

}  // namespace
}  // namespace amends::guide
