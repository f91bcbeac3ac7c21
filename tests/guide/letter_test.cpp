#include "guide/letter.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.hpp"
#include "guide/field_value.hpp"
#include "guide/shelf.hpp"

namespace amends::guide {
namespace {

constexpr base::CivilDate today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{3}};  // a Tuesday

const Shelf& shelf() {
    static const auto stocked = Shelf::stock({});
    return *stocked;
}

const Situation& situation(const std::string& id) { return **shelf().situation(id, "en"); }

Given examples(const Situation& one) {
    Given given;
    for (const auto& field : one.fields) given[field.name] = example_of(field, today);
    return given;
}

Given required_only(const Situation& one) {
    Given given = examples(one);
    for (const auto& field : one.fields)
        if (!field.required) given.erase(field.name);
    return given;
}

TEST(Situations, AreTheTwelveOfTheGuidesAndOther) {
    std::vector<std::string> ids;
    for (const auto* one : shelf().situations("en")) ids.push_back(one->id);
    EXPECT_EQ(ids, (std::vector<std::string>{"additional_costs", "billing_error", "inaccurate_deliverables",
                                             "missed_deadline", "misunderstanding", "poor_communication",
                                             "product_failure", "service_disruption", "service_lapse",
                                             "staff_misconduct", "technical_issues", "unmet_expectations", "other"}));
    EXPECT_TRUE(shelf().situations("de").empty());
}

TEST(Situations, AreNamedToWhoeverMistypes) {
    for (const auto& [typed, meant] :
         std::vector<std::pair<std::string, std::string>>{{"missed-deadline", "missed_deadline"},
                                                          {"Missed Deadline", "missed_deadline"},
                                                          {"biling_error", "billing_error"}}) {
        const auto found = shelf().situation(typed, "en");
        ASSERT_FALSE(found) << typed;
        EXPECT_EQ(found.error().fault, base::Fault::wrong_use);
        EXPECT_NE(found.error().message.find("did you mean " + meant), std::string::npos) << found.error().message;
    }
    EXPECT_NE(shelf().situation("xyz", "en").error().message.find("`amends situations`"), std::string::npos);
}

class EveryLetter : public testing::TestWithParam<std::tuple<const Situation*, LetterTone>> {
protected:
    [[nodiscard]] const Situation& one() const { return *std::get<0>(GetParam()); }
    [[nodiscard]] WrittenLetter written(const Given& given) const {
        auto letter = write_letter(one(), std::get<1>(GetParam()), given, today);
        EXPECT_TRUE(letter) << letter.error().message;
        return letter.value_or(WrittenLetter{});
    }
};
INSTANTIATE_TEST_SUITE_P(Shipped, EveryLetter,
                         testing::Combine(testing::ValuesIn(shelf().situations("en")),
                                          testing::Values(LetterTone::personal, LetterTone::empathetic)),
                         [](const auto& one) {
                             return std::get<0>(one.param)->id +
                                    (std::get<1>(one.param) == LetterTone::personal ? "_personal" : "_empathetic");
                         });

TEST_P(EveryLetter, IsWholeWithItsExamplesAndWithoutItsOptionalParts) {
    for (const auto& given : {examples(one()), required_only(one())}) {
        const auto letter = written(given);
        EXPECT_TRUE(letter.missing.empty());
        EXPECT_TRUE(letter.notes.empty()) << letter.notes.front();
        EXPECT_EQ(unfilled(letter.subject), std::nullopt);
        EXPECT_EQ(unfilled(letter.body), std::nullopt);
        EXPECT_EQ(letter.subject.find('\n'), std::string::npos);
        for (const char* slip : {"  ", "..", " .", " ,", "\n\n\n"})
            EXPECT_EQ(letter.body.find(slip), std::string::npos) << "\"" << slip << "\" in\n" << letter.body;
        EXPECT_TRUE(letter.body.starts_with("Dear Joyce,\n\n")) << letter.body;
        EXPECT_TRUE(letter.body.ends_with("\n\nKind regards,\nMara Quill\nAccount Manager\n")) << letter.body;
    }
}

TEST_P(EveryLetter, OwnsTheFaultOnceAndWithoutCondition) {
    const auto text = base::lower_ascii(written(examples(one())).body);
    const auto first = text.find("i am sorry");
    EXPECT_NE(first, std::string::npos);
    EXPECT_EQ(text.find("i am sorry", first + 1), std::string::npos);
    for (const char* never :
         {" if ", " but ", "however", "because", "unfortunately", "inconvenience", "your understanding", "patience",
          "hope", "never", " any ", "may have", "please", "feel", "soon", "apolog"})
        EXPECT_EQ(text.find(never), std::string::npos) << never << " in\n" << text;
}

TEST_P(EveryLetter, ShowsEachFieldThatWasGiven) {
    const auto all = examples(one());
    const auto letter = written(all);
    for (const auto& field : one().fields) {
        const auto shown = read_field_value(field, all.at(field.name), today);
        ASSERT_TRUE(shown);
        EXPECT_NE((letter.subject + letter.body).find(*shown), std::string::npos) << field.name;
        if (field.required) continue;
        auto without = all;
        without.erase(field.name);
        EXPECT_NE(written(without).body, letter.body) << field.name;
    }
}

TEST_P(EveryLetter, LeavesAMissingFieldAsItsLabelAndListsIt) {
    const auto empty = written({});
    std::size_t required = 0;
    for (const auto& field : one().fields) {
        if (!field.required) continue;
        ++required;
        EXPECT_NE((empty.subject + empty.body).find("[" + field.label + "]"), std::string::npos) << field.label;
        EXPECT_NE(std::ranges::find(empty.missing, field.name), empty.missing.end()) << field.name;
        EXPECT_EQ(unfilled("[" + field.label + "]"), "[" + field.label + "]");
    }
    EXPECT_EQ(empty.missing.size(), required);
}

TEST_P(EveryLetter, StandsLongNamesAndOddCharacters) {
    auto given = examples(one());
    for (const auto& field : one().fields) {
        if (field.type == FieldType::text) given[field.name] = "\"{{work}} & <b>Łódź</b> #1\"\nsecond line {{/x}}";
        if (field.type == FieldType::text && !field.begins_with.empty()) given[field.name].insert(0, "at ");
        if (!field.differs_from.empty() && field.type == FieldType::text) given[field.name] += " 2";
        if (field.type == FieldType::person)
            given[field.name] = "Dr. María-José \u201cPepa\u201d O'Neill-\u0160t\u011bp\u00e1nkov\u00e1, PhD";
    }
    const auto letter = written(given);
    EXPECT_TRUE(letter.missing.empty());
    EXPECT_TRUE(base::is_utf8(letter.body));
    EXPECT_NE(letter.body.find("\"{{work}} & <b>Łódź</b> #1\" second line {{/x}}"), std::string::npos) << letter.body;
    EXPECT_TRUE(letter.body.starts_with("Dear Dr. María-José")) << letter.body;
}

TEST_P(EveryLetter, IsShortEnoughToBeRead) {
    const auto body = written(examples(one())).body;
    const auto words = std::ranges::count_if(body, [](char byte) { return byte == ' ' || byte == '\n'; });
    EXPECT_LT(words, 220) << body;
}

TEST(Letter, DiffersBetweenTheTones) {
    for (const auto* one : shelf().situations("en")) {
        const auto personal = write_letter(*one, LetterTone::personal, examples(*one), today);
        const auto empathetic = write_letter(*one, LetterTone::empathetic, examples(*one), today);
        EXPECT_NE(personal->body, empathetic->body) << one->id;
        EXPECT_EQ(personal->subject, empathetic->subject) << one->id;
    }
}

TEST(Letter, NamesTheNearestFieldAndEveryBadValueAtOnce) {
    const auto letter =
        write_letter(situation("missed_deadline"), LetterTone::personal,
                     {{"new_dat", "friday"}, {"due_date", "31 February"}, {"compensation", "a lot"}}, today);
    ASSERT_FALSE(letter);
    EXPECT_EQ(letter.error().fault, base::Fault::wrong_use);
    EXPECT_EQ(letter.error().message,
              "Amount you take off (compensation): \"a lot\" has no amount; write it like EUR 120.\n"
              "Day it was due (due_date): 31 February 2026 does not exist: February 2026 has 28 days.\n"
              "missed_deadline has no field \"new_dat\"; did you mean new_date?");
}

TEST(Letter, NotesADayOnTheWrongSideOfToday) {
    auto given = examples(situation("missed_deadline"));
    given["new_date"] = "2026-02-27";
    given["due_date"] = "2026-03-06";
    const auto letter = write_letter(situation("missed_deadline"), LetterTone::personal, given, today);
    ASSERT_TRUE(letter);
    EXPECT_EQ(letter->notes, (std::vector<std::string>{"Day it was due: Friday, 6 March is still to come.",
                                                       "New day: Friday, 27 February has passed."}));
    EXPECT_NE(letter->body.find("on Friday, 27 February."), std::string::npos) << letter->body;
}

TEST(Letter, TakesABlankValueForMissing) {
    auto given = examples(situation("other"));
    given["impact"] = "  ";
    const auto letter = write_letter(situation("other"), LetterTone::personal, given, today);
    ASSERT_TRUE(letter);
    EXPECT_EQ(letter->missing, std::vector<std::string>{"impact"});
}

TEST(Letter, KeepsTheFullStopOfAnAbbreviationToOne) {
    auto given = examples(situation("other"));
    given["topic"] = "the order from Acme Inc.";
    const auto letter = write_letter(situation("other"), LetterTone::personal, given, today);
    ASSERT_TRUE(letter);
    EXPECT_NE(letter->body.find("with the order from Acme Inc. I sent"), std::string::npos) << letter->body;
}

std::string refused(const std::string& id, const Given& changes) {
    auto given = examples(situation(id));
    for (const auto& [name, value] : changes) given[name] = value;
    const auto letter = write_letter(situation(id), LetterTone::personal, given, today);
    return letter ? "" : letter.error().message;
}

TEST(Letter, RefusesAValueThatCannotStandThere) {
    EXPECT_EQ(
        refused("staff_misconduct", {{"occasion", "the phone call"}}),
        "Where it happened (occasion): \"the phone call\" cannot stand there: it has to begin with \"at\", \"in\", "
        "\"on\", \"during\", \"before\", \"after\", \"by\", \"over\", \"outside\" or \"near\"; write it like "
        "\"at the reception of our showroom\".");
    EXPECT_EQ(refused("staff_misconduct", {{"occasion", "On the phone"}}), "");
    EXPECT_EQ(refused("billing_error", {{"wrong", "EUR 100"}, {"right", "100.00 EUR"}}),
              "What is right (right): \"100.00 EUR\" is the same as What was charged (wrong); one of the two must be "
              "another.");
    EXPECT_EQ(refused("billing_error", {{"wrong", "EUR 1,000"}, {"right", "EUR 100"}}), "");
    EXPECT_NE(refused("unmet_expectations", {{"expected", "two drafts"}, {"received", "Two drafts."}}), "");
    EXPECT_NE(refused("billing_error", {{"wrong", "EUR 0"}}), "");
}

TEST(Letter, SaysOfABillForNothingThatNothingWasOwed) {
    for (const char* typed : {"EUR 0", "nothing", "0.00 \u20ac", "None"}) {
        auto given = examples(situation("billing_error"));
        given["right"] = typed;
        for (const auto tone : {LetterTone::personal, LetterTone::empathetic}) {
            const auto letter = write_letter(situation("billing_error"), tone, given, today);
            ASSERT_TRUE(letter) << letter.error().message;
            EXPECT_NE(letter->body.find("and you owed us nothing."), std::string::npos) << letter->body;
        }
    }
}

std::vector<std::string> notes_on(const std::string& id, const std::string& field, const std::string& value) {
    auto given = examples(situation(id));
    given[field] = value;
    return write_letter(situation(id), LetterTone::personal, given, today).value_or(WrittenLetter{}).notes;
}

TEST(Letter, NotesWhatWouldReadOddly) {
    using Notes = std::vector<std::string>;
    EXPECT_EQ(
        notes_on("missed_deadline", "work", "Ivory roses"),
        Notes{"What was due: \"Ivory roses\" stands in the middle of a sentence; write \"ivory roses\", unless it "
              "is a name."});
    EXPECT_EQ(notes_on("missed_deadline", "work", "brochure"),
              Notes{"What was due: \"brochure\" stands in the middle of a sentence; write \"the brochure\" or \"your "
                    "brochure\", unless it needs neither."});
    EXPECT_EQ(
        notes_on("missed_deadline", "impact", "Lost a sale."),
        Notes{"What it meant for the client: \"Lost a sale.\" does not begin with \"You\" or \"Your\"; see that it "
              "is a whole sentence about them."});
    EXPECT_EQ(notes_on("missed_deadline", "doing", "EUR 50."),
              Notes{"What is being done: \"EUR 50.\" is not a whole sentence."});
    for (const char* fine : {"the brochure", "three drafts", "spring brochures", "BookRight", "both halves"})
        EXPECT_EQ(notes_on("missed_deadline", "work", fine), Notes{}) << fine;
}

constexpr const char* own = R"(id = "parcel"
title = "A parcel was lost"
subject = "Your parcel"
personal = 'Dear {{name}}, it is on its way.'
empathetic = 'Dear {{name}}, you waited.'
[[fields]]
name = "name"
label = "Client's name"
type = "person"
example = "Ann"
)";

std::string refusal(const std::string& from, const std::string& to) {
    std::string text = own;
    if (const auto at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
    const auto read = parse_situation("en/letters/parcel.toml", text);
    return read ? "" : read.error().message;
}

TEST(OwnSituation, IsListedBesideTheOthers) {
    const auto with = Shelf::stock({{"en/letters/parcel.toml", own}});
    ASSERT_TRUE(with);
    EXPECT_TRUE(with->refused().empty());
    EXPECT_EQ(with->situations("en").size(), 14U);
    EXPECT_EQ((*with->situation("parcel", "en"))->title, "A parcel was lost");
}

TEST(OwnSituation, IsRefusedWithItsPlace) {
    EXPECT_EQ(refusal("id = \"parcel\"", "id = \"box\""),
              "en/letters/parcel.toml:1:6: \"id\" must be \"parcel\", as the file is called.");
    EXPECT_EQ(refusal("\"person\"", "\"name\""),
              "en/letters/parcel.toml:9:8: \"type\" must be \"text\", \"date\", \"money\" or \"person\".");
    EXPECT_EQ(refusal("you waited", "{{who}} waited"),
              "en/letters/parcel.toml:5:30: {{who}} is used but no [[fields]] entry declares it.");
    EXPECT_EQ(refusal("title", "titel"),
              "en/letters/parcel.toml:2:1: \"titel\" is not known here; did you mean \"title\"?");
    EXPECT_EQ(refusal("\"Ann\"", "\"ann@b.example\""),
              "en/letters/parcel.toml:10:11: the example of \"name\": \"ann@b.example\" is an address; write the "
              "person's name.");
    EXPECT_NE(refusal("{{name}}, it", "{{name}, it"), "");
    EXPECT_NE(refusal("empathetic = 'Dear {{name}}, you waited.'", ""), "");
    EXPECT_EQ(refusal("example = \"Ann\"", "example = \"Ann\"\nsentence = true"),
              "en/letters/parcel.toml:11:12: only a field of type \"text\" can be a sentence.");
    EXPECT_EQ(refusal("type = \"person\"\nexample = \"Ann\"", "type = \"money\"\nexample = \"lots\""),
              "en/letters/parcel.toml:10:11: the example of \"name\": \"lots\" has no amount; write it like EUR 120.");
    EXPECT_EQ(refusal("example = \"Ann\"", "example = \"Ann\"\ndiffers_from = \"nane\""),
              "en/letters/parcel.toml:11:16: \"differs_from\" must name another field; \"nane\" is none.");
    EXPECT_EQ(refusal("type = \"person\"", "begins_with = []"),
              "en/letters/parcel.toml:9:15: \"begins_with\" must be a list of words in quotation marks.");
}

}  // namespace
}  // namespace amends::guide
