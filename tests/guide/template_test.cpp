#include "guide/template.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace amends::guide {
namespace {

constexpr const char* name_field = R"(
[[fields]]
name = "name"
label = "Client's name"
example = "Ann"
)";

Template made(const std::string& body, const std::string& fields = name_field) {
    auto form = parse_template(
        "t.toml", "id = \"t\"\nkind = \"reminder\"\nsubject = \"s\"\nbody = '''\n" + body + "'''\n" + fields);
    EXPECT_TRUE(form) << form.error().message;
    return form.value_or(Template{});
}

std::string error_of(const std::string& toml) {
    const auto form = parse_template("t.toml", toml);
    return form ? "" : form.error().message;
}

TEST(Template, RendersWithoutEscapingAnything) {
    const auto out = render(made("Dear {{name}},\n"), {{"name", "A & B <\"O'Hara\">"}});
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(out->body, "Dear A & B <\"O'Hara\">,\n");
}

TEST(Template, NamesAMissingFieldByItsLabel) {
    const auto out = render(made("Dear {{name}},\n"), {});
    ASSERT_FALSE(out);
    EXPECT_NE(out.error().message.find("Client's name"), std::string::npos);
}

TEST(Template, TakesABlankValueForMissing) { EXPECT_FALSE(render(made("Dear {{name}},\n"), {{"name", " \n"}})); }

TEST(Template, NeedsTheFieldsOfItsSubjectToo) {
    const auto form = parse_template(
        "t.toml",
        std::string("id = \"t\"\nkind = \"check_in\"\nsubject = \"About {{name}}\"\nbody = 'x'\n") + name_field);
    ASSERT_TRUE(form);
    EXPECT_FALSE(render(*form, {}));
    const auto out = render(*form, {{"name", "a\r\nBcc: b"}});
    ASSERT_TRUE(out);
    EXPECT_EQ(out->subject.find('\n'), std::string::npos);
}

TEST(Template, LeavesOutASectionWithoutAValueAndNeedsNothingOfIt) {
    const auto form = made("One.\n{{#name}}\n\nTwo {{name}}.\n{{/name}}\n\nThree.\n");
    EXPECT_EQ(render(form, {})->body, "One.\n\nThree.\n");
    EXPECT_EQ(render(form, {{"name", "x"}})->body, "One.\n\nTwo x.\n\nThree.\n");
}

TEST(Template, StillNeedsAFieldThatIsUsedOutsideItsSectionToo) {
    const auto form = made("{{#name}}{{name}}{{/name}} and {{name}}\n");
    EXPECT_FALSE(render(form, {}));
}

TEST(Template, ShowsAnInvertedSectionOnlyWithoutTheValue) {
    const auto form = made("{{^name}}nobody{{/name}}{{#name}}{{name}}{{/name}}\n");
    EXPECT_EQ(render(form, {})->body, "nobody\n");
    EXPECT_EQ(render(form, {{"name", "Ann"}})->body, "Ann\n");
}

constexpr const char* list_field = R"(
[[fields]]
name = "people"
label = "People"
[[fields.items]]
who = "Ann"
note = "new"
)";

TEST(Template, RepeatsAListSection) {
    const auto form = made("{{#people}}\n- {{who}}{{#note}} ({{note}}){{/note}}\n{{/people}}\n", list_field);
    const auto out = render(form, {{"people", std::vector<Item>{{{"who", "Ann"}, {"note", "new"}}, {{"who", "Bob"}}}}});
    ASSERT_TRUE(out) << out.error().message;
    EXPECT_EQ(out->body, "- Ann (new)\n- Bob\n");
}

TEST(Template, NamesWhatAListItemLacks) {
    const auto form = made("{{#people}}\n- {{who}} {{note}}\n{{/people}}\n", list_field);
    EXPECT_FALSE(render(form, {{"people", std::vector<Item>{{{"who", "Bob"}}}}}));
}

TEST(Template, DoesNotRenderWhatAValueContains) {
    const auto out = render(made("{{name}}\n"), {{"name", "{{other}} {{#name}}"}});
    ASSERT_TRUE(out);
    EXPECT_EQ(out->body, "{{other}} {{#name}}\n");
}

TEST(Template, KeepsTheSpaceOfASignatureLine) {
    EXPECT_EQ(render(made("x  \n-- \n{{name}}\n"), {{"name", "Ann"}})->body, "x\n-- \nAnn\n");
}

TEST(Template, SaysWhereAnUndeclaredFieldIsUsed) {
    EXPECT_EQ(error_of("id = \"t\"\nkind = \"reminder\"\nsubject = \"s\"\nbody = '''\nDear\n  {{nmae}},\n'''\n"),
              "t.toml:6:3: {{nmae}} is used but no [[fields]] entry declares it.");
}

TEST(Template, SaysWhereATagIsBroken) {
    EXPECT_EQ(error_of("id = \"t\"\nkind = \"reminder\"\nsubject = \"s\"\nbody = '''\nDear {{name\n'''\n"),
              "t.toml:5:6: a \"{{\" has no \"}}\".");
    EXPECT_EQ(error_of(std::string("id = \"t\"\nkind = \"reminder\"\nsubject = \"s\"\nbody = '''\n{{#name}}x\n'''\n") +
                       name_field),
              "t.toml:5:1: {{#name}} is never closed by {{/name}}.");
}

TEST(Template, RefusesPartialsAndOtherDelimiters) {
    for (const char* tag : {"{{> part}}", "{{=<% %>=}}", "{{a.b}}", "{{}}"}) {
        EXPECT_NE(error_of(std::string("id = \"t\"\nkind = \"reminder\"\nsubject = \"s\"\nbody = '") + tag + "'\n"), "")
            << tag;
    }
}

TEST(Template, RefusesAFieldThatIsNeverUsed) {
    EXPECT_EQ(error_of(std::string("id = \"t\"\nkind = \"reminder\"\nsubject = \"s\"\nbody = 'x'\n") + name_field),
              "t.toml:6:1: field \"name\" is declared but never used.");
}

TEST(Template, RefusesTheWrongKindAndTextThatIsNotUtf8) {
    EXPECT_EQ(error_of("id = \"t\"\nkind = \"letter\"\nsubject = \"s\"\nbody = 'x'\n"),
              "t.toml:2:8: \"kind\" must be \"check_in\" or \"reminder\".");
    EXPECT_NE(error_of("id = \"\xff\"\n"), "");
    EXPECT_NE(error_of("id = \"t\"\nkind = \"reminder\"\nsubject = \"a\\nb\"\nbody = 'x'\n"), "");
    EXPECT_NE(error_of("id = \"t\"\nkind = 3\nsubject = \"a\"\nbody = 'x'\n"), "");
}

TEST(Template, TellsWhatIsWrongWithoutControlCharacters) {
    for (const char* text : {"id = t\rrue\n", "\"\\u001b[2J\" = 1\n", "\"\\u007f\" = 1\n",
                             "id = \"a\"\nkind = \"reminder\"\nsubject = \"s\"\nbody = \"{{#x\\u0007}}\"\n"}) {
        const auto error = error_of(text);
        EXPECT_NE(error, "");
        EXPECT_TRUE(std::ranges::none_of(error, [](unsigned char byte) { return byte < ' ' || byte == 0x7f; }))
            << error;
    }
}

}  // namespace
}  // namespace amends::guide
