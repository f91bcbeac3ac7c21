#include "guide/field_value.hpp"

#include <gtest/gtest.h>

#include "guide/date_value.hpp"

namespace amends::guide {
namespace {

constexpr base::CivilDate today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{3}};  // a Tuesday

std::string date(std::string_view text, bool past = false) {
    const auto read = read_date(text, today, past);
    return read ? base::to_string(*read) : read.error().message;
}

TEST(DateValue, ReadsWhatPeopleType) {
    for (const auto& [typed, meant] :
         std::vector<std::pair<std::string, std::string>>{{"2026-03-06", "2026-03-06"},
                                                          {"6 March", "2026-03-06"},
                                                          {"March 6", "2026-03-06"},
                                                          {"6th of March", "2026-03-06"},
                                                          {"Friday, 6 March", "2026-03-06"},
                                                          {"fri 6 mar 2026", "2026-03-06"},
                                                          {"March 6th, 2027", "2027-03-06"},
                                                          {"06.03.2026", "2026-03-06"},
                                                          {"25/12/2026", "2026-12-25"},
                                                          {"12/25/2026", "2026-12-25"},
                                                          {"5/5/2026", "2026-05-05"},
                                                          {"tomorrow", "2026-03-04"},
                                                          {"Today", "2026-03-03"},
                                                          {"yesterday", "2026-03-02"},
                                                          {"friday", "2026-03-06"},
                                                          {"next Friday", "2026-03-13"},
                                                          {"last friday", "2026-02-27"},
                                                          {"tuesday", "2026-03-10"},
                                                          {"by Friday", "2026-03-06"},
                                                          {"28 December", "2025-12-28"},
                                                          {"29 February 2028", "2028-02-29"},
                                                          {"1 sept", "2026-09-01"},
                                                          {"in three days", "2026-03-06"},
                                                          {"3 days ago", "2026-02-28"},
                                                          {"this friday", "2026-03-06"},
                                                          {"next week", "2026-03-13"},
                                                          {"the 30th", "2026-03-30"},
                                                          {"30.11.", "2025-11-30"},
                                                          {"6/6", "2026-06-06"},
                                                          {"the day after tomorrow", "2026-03-05"}})
        EXPECT_EQ(date(typed), meant) << typed;
}

TEST(DateValue, LooksBackWhereTheDayLiesBehind) {
    EXPECT_EQ(date("friday", true), "2026-02-27");
    EXPECT_EQ(date("tuesday", true), "2026-02-24");
    EXPECT_EQ(date("next friday", true), "2026-03-13");
}

TEST(DateValue, RefusesWhatDoesNotExist) {
    EXPECT_EQ(date("2026-02-31"), "31 February 2026 does not exist: February 2026 has 28 days.");
    EXPECT_EQ(date("31 February"), "31 February 2026 does not exist: February 2026 has 28 days.");
    EXPECT_EQ(date("31 June 2027"), "31 June 2027 does not exist: June 2027 has 30 days.");
    EXPECT_EQ(date("2026-13-01"), "there is no month 13; there are 12.");
    EXPECT_EQ(date("261 March"), "261 March 2026 does not exist: March 2026 has 31 days.");
    EXPECT_EQ(date("0 March"), "0 March 2026 does not exist: March 2026 has 31 days.");
    EXPECT_EQ(date("Monday, 6 March"), "6 March 2026 is a Friday, not a Monday.");
}

TEST(DateValue, DoesNotGuess) {
    EXPECT_EQ(date("03/04/2026"), "\"03/04/2026\" can be two days; write 2026-03-04 or 2026-04-03.");
    EXPECT_EQ(date("03/04"), "\"03/04\" can be two days; write 2026-03-04 or 2026-04-03.");
    for (const char* text : {"soon", "March", "6", "2026", "friday 6", "6 6 March", "6 March 2026 2027",
                             "6 March 99999", "", "2026-03-06T10:00", "Mo", "\xff"})
        EXPECT_NE(date(text).find("is not a date; write it like 2026-03-06, 6 March or friday."), std::string::npos)
            << text << ": " << date(text);
}

TEST(DateValue, IsWrittenForTheReader) {
    const auto words = [](const char* text) { return date_for_reader(*read_date(text, today, false), today); };
    EXPECT_EQ(words("2026-03-06"), "Friday, 6 March");
    EXPECT_EQ(words("2027-01-15"), "Friday, 15 January 2027");
}

std::string value(FieldType type, std::string_view given, bool sentence = false) {
    const Field field{.name = "f", .label = "F", .type = type, .example = "EUR 120", .sentence = sentence};
    const auto read = read_field_value(field, given, today);
    return read ? *read : "refused: " + read.error().message;
}

TEST(FieldValue, TakesASumWithItsCurrency) {
    for (const char* text : {"EUR 120", "120 EUR", "€120", "$1,200.50", "1 200 zł", "CHF 1'000", "120 euros", "£5"})
        EXPECT_EQ(value(FieldType::money, text), text);
    EXPECT_EQ(value(FieldType::money, " EUR \n 120 "), "EUR 120");
    EXPECT_EQ(value(FieldType::money, "1\u202f200,50\u00a0\u20ac"), "1 200,50 \u20ac");
    EXPECT_EQ(value(FieldType::money, "EUR"), "refused: \"EUR\" has no amount; write it like EUR 120.");
    EXPECT_EQ(value(FieldType::money, "120"), "refused: \"120\" has no currency; write it like EUR 120.");
    EXPECT_EQ(value(FieldType::money, "EUR 0"), "refused: \"EUR 0\" is no amount to speak of; write it like EUR 120.");
    EXPECT_EQ(value(FieldType::money, "EUR 5 or 6"),
              "refused: \"EUR 5 or 6\" has more than one amount; write it like EUR 120.");
    EXPECT_EQ(value(FieldType::money, "20%"), "refused: \"20%\" is a share; write it like EUR 120.");
    EXPECT_EQ(value(FieldType::money, "EUR -5"), "refused: \"EUR -5\" is less than nothing; write it like EUR 120.");
}

TEST(FieldValue, TakesNothingForAnAmountWhereItMayBeNothing) {
    const Field field{.name = "f", .label = "F", .type = FieldType::money, .example = "EUR 120", .zero = true};
    for (const char* text : {"EUR 0", "0,00 \u20ac", "nothing", "Zero", "none."})
        EXPECT_EQ(read_field_value(field, text, today).value_or("refused"), "nothing") << text;
    EXPECT_EQ(read_field_value(field, "EUR 5", today).value_or("refused"), "EUR 5");
    EXPECT_EQ(value(FieldType::money, "EUR 50."), "EUR 50");
    EXPECT_NE(value(FieldType::money, "nothing"), "nothing");
}

TEST(FieldValue, TakesANameAndNoAddress) {
    EXPECT_EQ(value(FieldType::person, " Ms  Okafor\n"), "Ms Okafor");
    EXPECT_EQ(value(FieldType::person, "joyce@lakeside.example"),
              "refused: \"joyce@lakeside.example\" is an address; write the person's name.");
    EXPECT_EQ(value(FieldType::person, "42"), "refused: \"42\" is no name; write it as in a greeting.");
}

TEST(FieldValue, MakesASentenceOfASentence) {
    EXPECT_EQ(value(FieldType::text, "you had to wait", true), "You had to wait.");
    EXPECT_EQ(value(FieldType::text, "You had to wait!", true), "You had to wait!");
    EXPECT_EQ(value(FieldType::text, "You read \"late\"", true), "You read \"late\".");
    EXPECT_EQ(value(FieldType::text, "You read \"Late.\"", true), "You read \"Late.\"");
    EXPECT_EQ(value(FieldType::text, "iPhones were lost", true), "iPhones were lost.");
    EXPECT_EQ(value(FieldType::text, "état des lieux", true), "état des lieux.");
    EXPECT_EQ(value(FieldType::text, "one\n\ntwo", true), "One two.");
}

TEST(FieldValue, FitsWordsIntoASentence) {
    EXPECT_EQ(value(FieldType::text, "The spring brochure."), "the spring brochure");
    EXPECT_EQ(value(FieldType::text, "Eight hours"), "eight hours");
    EXPECT_EQ(value(FieldType::text, "Invoice #8841"), "invoice #8841");
    EXPECT_EQ(value(FieldType::text, "Windows 11"), "Windows 11");
    EXPECT_EQ(value(FieldType::text, "Order desk"), "Order desk");
    EXPECT_EQ(value(FieldType::text, "Acme Inc."), "Acme Inc.");
    EXPECT_EQ(value(FieldType::text, "A/B test"), "A/B test");
    EXPECT_EQ(value(FieldType::text, "and so on..."), "and so on...");
    EXPECT_EQ(value(FieldType::text, "a\tb\x1b[31m"), "a b [31m");
}

TEST(FieldValue, RefusesWhatIsNoText) {
    EXPECT_EQ(value(FieldType::text, "\xff"), "refused: this is not UTF-8 text.");
    EXPECT_EQ(value(FieldType::text, std::string(3'000, 'x')),
              "refused: this is too long for one field; at most 2000 characters.");
    EXPECT_EQ(value(FieldType::date, " \n"), "");
}

TEST(FieldValue, ShowsAnExampleThatCanBeGiven) {
    const Field field{.name = "f", .label = "F", .type = FieldType::date, .example = "friday"};
    EXPECT_EQ(example_of(field, today), "2026-03-06");
    const Field behind{.name = "f", .label = "F", .type = FieldType::date, .example = "friday", .past = true};
    EXPECT_EQ(example_of(behind, today), "2026-02-27");
}

}  // namespace
}  // namespace amends::guide
