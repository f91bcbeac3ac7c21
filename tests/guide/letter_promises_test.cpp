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

}  // namespace
}  // namespace amends::guide
