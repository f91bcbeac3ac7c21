// What our own letters promise has to be found in them, or nobody is reminded of it.
#include <gtest/gtest.h>

#include <algorithm>

#include "calendar/zone_database.hpp"
#include "guide/date_value.hpp"
#include "guide/field_value.hpp"
#include "guide/letter.hpp"
#include "guide/promises.hpp"
#include "guide/shelf.hpp"

namespace amends::guide {
namespace {

constexpr base::CivilDate today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{3}};

TEST(LetterPromises, AreFoundWithEachDayThatTheLetterNames) {
    const auto shelf = Shelf::stock({});
    ASSERT_TRUE(shelf);
    const auto zone = calendar::find_zone("Europe/Berlin");
    ASSERT_TRUE(zone);
    const auto sent = *base::parse_rfc3339("2026-03-03T09:00:00Z");
    for (const auto* situation : shelf->situations("en")) {
        for (const auto tone : {LetterTone::personal, LetterTone::empathetic}) {
            SCOPED_TRACE(situation->id + (tone == LetterTone::personal ? " personal" : " empathetic"));
            Given given;
            std::vector<base::CivilDate> days;
            for (const auto& field : situation->fields) {
                given[field.name] = example_of(field, today);
                if (field.type == FieldType::date && !field.past)
                    days.push_back(*read_date(field.example, today, false));
            }
            const auto letter = write_letter(*situation, tone, given, today);
            ASSERT_TRUE(letter);
            const auto found = find_promises(letter->body, sent, **zone);
            std::string told;
            for (const auto& promise : found) {
                EXPECT_FALSE(promise.ambiguous) << promise.text;
                const auto* day = std::get_if<base::CivilDate>(&promise.due);
                told +=
                    "\n  " + promise.text + " -> " + (day ? base::to_string(*day) : promise.recurring.value_or("-"));
            }
            for (const auto day : days)
                EXPECT_TRUE(std::ranges::any_of(
                    found, [&](const FoundPromise& promise) { return promise.due == Due(day) && !promise.recurring; }))
                    << base::to_string(day) << " in" << told;
        }
    }
}

std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> all(1);
    for (const char byte : text) {
        if (byte == '.' || byte == '?' || byte == '\n') {
            all.emplace_back();
        } else {
            all.back() += byte;
        }
    }
    return all;
}

// What the writer typed is what is promised: whatever the letter says will happen names a day that they gave.
void says_only_what_was_typed(const Situation& situation, LetterTone tone) {
    SCOPED_TRACE(situation.id + (tone == LetterTone::personal ? " personal" : " empathetic"));
    Given given;
    std::vector<std::string> days;
    for (const auto& field : situation.fields) {
        given[field.name] = field.sentence ? "You had a bad day." : example_of(field, today);
        if (field.type == FieldType::date && !field.past)
            days.push_back(read_field_value(field, given[field.name], today).value_or("none"));
    }
    const auto letter = write_letter(situation, tone, given, today);
    ASSERT_TRUE(letter) << letter.error().message;
    for (const auto& sentence : sentences_of(letter->body)) {
        const bool of_a_day =
            std::ranges::any_of(days, [&](const std::string& day) { return sentence.find(day) != std::string::npos; });
        EXPECT_TRUE(of_a_day || sentence.find(" will ") == std::string::npos) << sentence;
        for (const char* more : {"my report", "check it myself", "costs you nothing", "none of the work",
                                 "before my other work", " always ", " at once", "straight to me"})
            EXPECT_EQ(sentence.find(more), std::string::npos) << sentence;
    }
}

TEST(LetterPromises, AreOnlyThoseThatTheWriterTyped) {
    const auto shelf = Shelf::stock({});
    ASSERT_TRUE(shelf);
    for (const auto* situation : shelf->situations("en"))
        for (const auto tone : {LetterTone::personal, LetterTone::empathetic})
            says_only_what_was_typed(*situation, tone);
}

}  // namespace
}  // namespace amends::guide
