#include "core/promise.hpp"

#include <gtest/gtest.h>

namespace amends::core {
namespace {

using guide::Rhythm;

std::string read_again(const std::string& text) {
    const auto rhythm = rhythm_from(text);
    return rhythm ? to_text(*rhythm) : "nothing";
}

TEST(Rhythm, IsWrittenAndReadBackWhole) {
    for (const char* text :
         {"1 week", "2 week", "1 hour", "3 day", "1 business day", "1 week; mon thu", "1 month; fri; nth -1",
          "3 month; day 31", "1 year", "2 week; sun sat; at 09:30:00", "1 day; at 17:00:00; until 2026-12-31"}) {
        EXPECT_EQ(read_again(text), text);
    }
}

TEST(Rhythm, ThatMakesNoSenseIsNone) {
    for (const char* text : {"", "week", "0 week", "-1 week", "1", "1 ", "1 fortnight", "2 weeks", "x week", "1 week;",
                             "1 week; ", "1 week; moon", "1 week; at noon", "1 week; until soon", "1 month; nth",
                             "1 month; nth x", "1 month; day ", "1 week;mon", "99999999999 day"}) {
        EXPECT_EQ(read_again(text), "nothing") << text;
    }
}

TEST(Rhythm, IsSaidAsPeopleSayIt) {
    const auto said = [](const char* text) { return in_words(rhythm_from(text).value()); };
    EXPECT_EQ(said("1 week; mon"), "every Monday");
    EXPECT_EQ(said("1 week; mon wed fri"), "every Monday, Wednesday and Friday");
    EXPECT_EQ(said("2 week; tue"), "every 2 weeks on Tuesday");
    EXPECT_EQ(said("1 week"), "every week");
    EXPECT_EQ(said("1 business day"), "every business day");
    EXPECT_EQ(said("3 month"), "every 3 months");
}

TEST(Promise, SaysUntilWhenItIsToBeKept) {
    const calendar::Zone berlin("Europe/Berlin", {{{0}, 3600}});
    Promise promise;
    EXPECT_EQ(due_in_words(promise), "");
    promise.due = by_end_of(*base::parse_civil_date("2026-11-27"), berlin, "as the letter says");
    EXPECT_EQ(base::to_rfc3339(promise.due->at), "2026-11-27T22:59:59Z");
    EXPECT_EQ(due_in_words(promise), "Friday 2026-11-27");
    promise.due->wall.time = {12, 5, 0};
    promise.whole_day = false;
    EXPECT_EQ(due_in_words(promise), "Friday 2026-11-27 12:05 (Europe/Berlin)");
}

}  // namespace
}  // namespace amends::core
