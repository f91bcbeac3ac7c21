#include "guide/promises.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.hpp"
#include "calendar/zone_database.hpp"

namespace amends::guide {
namespace {

/// One line of a file in tests/guide/promises: a sentence and what is expected of it. README.txt there tells the form.
struct Case {
    std::string place;
    base::Instant sent_at;
    const calendar::Zone* zone = nullptr;
    std::string text;
    std::string expected;
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::vector<Case> read_cases(const std::filesystem::path& file) {
    std::vector<Case> cases;
    std::ifstream in(file);
    std::string line;
    base::Instant sent_at;
    const calendar::Zone* zone = nullptr;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto place = file.filename().string() + ":" + std::to_string(number);
        if (line.starts_with("@ ")) {
            const auto name = base::trimmed(std::string_view(line).substr(22));
            const auto found = calendar::find_zone(std::string(name));
            const auto wall = base::parse_civil_date_time(line.substr(2, 19));
            EXPECT_TRUE(found && wall) << place << ": " << line;
            if (!found || !wall) return cases;
            zone = *found;
            sent_at = zone->instant(*wall);
            continue;
        }
        const auto arrow = line.rfind(" => ");
        EXPECT_NE(arrow, std::string::npos) << place << ": " << line;
        if (arrow == std::string::npos) continue;
        cases.push_back({place, sent_at, zone, replaced(line.substr(0, arrow), "\\n", "\n"), line.substr(arrow + 4)});
    }
    return cases;
}

std::string told(const std::vector<FoundPromise>& promises, const calendar::Zone& zone) {
    std::string all;
    for (const auto& promise : promises) {
        if (!all.empty()) all += " & ";
        if (const auto* date = std::get_if<base::CivilDate>(&promise.due)) {
            all += base::to_string(*date);
        } else if (const auto* moment = std::get_if<base::Instant>(&promise.due)) {
            all += base::to_string(zone.local(*moment)).substr(0, 16);
        } else if (!promise.ambiguous) {
            all += "undated";
        }
        if (promise.ambiguous) all += "?";
        if (promise.recurring) all += " [" + *promise.recurring + "]";
    }
    return all.empty() ? "none" : all;
}

class Sentences : public testing::TestWithParam<std::string> {};

TEST_P(Sentences, AreReadAsTheTableSays) {
    const auto cases = read_cases(std::filesystem::path(AMENDS_TESTS) / "guide" / "promises" / GetParam());
    EXPECT_GE(cases.size(), 20U);
    for (const auto& [place, sent_at, zone, text, expected] : cases) {
        EXPECT_EQ(told(find_promises(text, sent_at, *zone), *zone), expected) << place << ": " << text;
    }
}

INSTANTIATE_TEST_SUITE_P(Promises, Sentences,
                         testing::Values("days.txt", "times.txt", "spans.txt", "voices.txt", "no_promises.txt",
                                         "letters.txt", "mixed.txt", "plain.txt", "fourth.txt"),
                         [](const auto& param) { return param.param.substr(0, param.param.find('.')); });

const calendar::Zone& vienna() { return **calendar::find_zone("Europe/Vienna"); }
const base::Instant sent = *base::parse_rfc3339("2026-02-11T09:20:00+01:00");

TEST(Promises, SayWhichWordsTheyStandIn) {
    const std::string body = "Dear Ada,\n\nwe are sorry. We will send the new keys\nby  Friday, and that is that.\n";
    const auto found = find_promises(body, sent, vienna());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].text, "We will send the new keys by Friday");
    EXPECT_EQ(body.substr(found[0].start, found[0].end - found[0].start), "We will send the new keys\nby  Friday");
    EXPECT_EQ(body.substr(found[0].when_start, found[0].when_end - found[0].when_start), "by  Friday");
}

TEST(Promises, SplitOneClauseThatHoldsTwo) {
    const auto found = find_promises("I will send the plan by Monday and the model by Thursday.", sent, vienna());
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].text, "I will send the plan by Monday");
    EXPECT_EQ(found[1].text, "the model by Thursday");
}

TEST(Promises, RunToTheEndOfTheirClause) {
    for (const auto& [body, words] :
         {std::pair{"On Friday you will have what you asked for.", "On Friday you will have what you asked for"},
          {"By Monday, 16 February you will have what we agreed on, and I will check it.",
           "By Monday, 16 February you will have what we agreed on"},
          {"Tomorrow we will bring the lamp that you chose.", "Tomorrow we will bring the lamp that you chose"},
          {"You will have the plan on Friday, which is late.", "You will have the plan on Friday"}}) {
        const auto found = find_promises(body, sent, vienna());
        ASSERT_EQ(found.size(), 1U) << body;
        EXPECT_EQ(found[0].text, words);
    }
}

TEST(Promises, GiveTheRhythmToThePlan) {
    const auto found =
        find_promises("Until Easter I will report to you every Monday and Thursday at 9 am.", sent, vienna());
    ASSERT_EQ(found.size(), 1U);
    ASSERT_TRUE(found[0].rhythm);
    EXPECT_EQ(found[0].rhythm->unit, Rhythm::Unit::week);
    EXPECT_EQ(found[0].rhythm->weekdays, (std::array<bool, 7>{false, true, false, false, true, false, false}));
    EXPECT_EQ(found[0].rhythm->at, (base::CivilTime{9, 0, 0}));
}

TEST(Promises, EndTheRhythmWhereTheLetterDoes) {
    const auto found = find_promises("You will get a report every Friday until 27 March.", sent, vienna());
    ASSERT_EQ(found.size(), 1U);
    ASSERT_TRUE(found[0].rhythm);
    EXPECT_EQ(found[0].rhythm->until, base::parse_civil_date("2026-03-27"));
}

TEST(Promises, CountHolidaysAsNoWorkingDays) {
    const calendar::Holidays holidays{*base::parse_civil_date("2026-02-12")};
    const auto found = find_promises("We will reply within two working days.", sent, vienna(), holidays);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(std::get<base::CivilDate>(found[0].due), *base::parse_civil_date("2026-02-16"));
}

TEST(Promises, LeaveQuotedMailAndQuotationsAlone) {
    const std::string body =
        "Thank you for telling me.\n\nOn Mon, 9 Feb 2026 at 10:00, Ada wrote:\n> We will send it by Friday.\n"
        "> I will call you tomorrow.\n";
    EXPECT_TRUE(find_promises(body, sent, vienna()).empty());
    EXPECT_TRUE(find_promises("You wrote \"we will pay on Friday\" and I filed it.", sent, vienna()).empty());
}

TEST(Promises, TakeAnyBytes) {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
    EXPECT_TRUE(find_promises(bytes, sent, vienna()).empty());
    for (std::size_t cut = 0; cut < 60; ++cut) {
        const std::string text =
            "We\xE2\x80\x99ll send it by the 5\xE2\x80\x91th of Mar. \xE2\x80\x94 5 p.m. \xF0\x9F\x99\x82";
        (void)find_promises(text.substr(0, std::min(cut, text.size())), sent, vienna());
    }
}

// How the time grows is measured by ./dev bench.
TEST(Promises, StayWithinLongHostileText) {
    for (const std::string piece :
         {"We will send it by Friday and ", "and send ", "the 5th of the ", "if you ", "every week on ", "5.5.5.",
          "Monday to ", "ships ", "will ", "by the end of ", "- \n", "within two or three ", "a week from ", "\n\n",
          "''''", "20:20:20", "the end of "}) {
        std::string text;
        while (text.size() < 20'000) text += piece;
        for (const auto& promise : find_promises(text, sent, vienna())) {
            ASSERT_LT(promise.start, promise.end) << piece;
            ASSERT_LE(promise.end, text.size()) << piece;
        }
    }
}

TEST(Rhythm, ComesBackOnItsDays) {
    const auto day = [](std::string_view text) { return *base::parse_civil_date(text); };
    Rhythm weekly{.unit = Rhythm::Unit::week, .every = 2};
    weekly.weekdays[1] = true;
    EXPECT_EQ(next_day(weekly, day("2026-02-16"), day("2026-02-16")), day("2026-03-02"));
    Rhythm last_friday{.unit = Rhythm::Unit::month, .nth = -1};
    last_friday.weekdays[5] = true;
    EXPECT_EQ(next_day(last_friday, day("2026-02-27"), day("2026-02-27")), day("2026-03-27"));
    const Rhythm end_of_month{.unit = Rhythm::Unit::month, .day_of_month = 31};
    EXPECT_EQ(next_day(end_of_month, day("2026-01-31"), day("2026-01-31")), day("2026-02-28"));
    const Rhythm working{.unit = Rhythm::Unit::business_day};
    EXPECT_EQ(next_day(working, day("2026-02-13"), day("2026-02-13")), day("2026-02-16"));
    const Rhythm ended{.unit = Rhythm::Unit::day, .until = day("2026-02-14")};
    EXPECT_EQ(next_day(ended, day("2026-02-12"), day("2026-02-13")), day("2026-02-14"));
    EXPECT_EQ(next_day(ended, day("2026-02-12"), day("2026-02-14")), std::nullopt);
    const Rhythm leap{.unit = Rhythm::Unit::year};
    EXPECT_EQ(next_day(leap, day("2028-02-29"), day("2028-02-29")), day("2029-02-28"));
}

}  // namespace
}  // namespace amends::guide
