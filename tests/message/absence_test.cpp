#include "message/absence.hpp"

#include <gtest/gtest.h>

namespace amends::message {
namespace {

struct Note {
    const char* text;
    const char* last_day;  // "" for none
};

std::string last_day(const char* text, const char* written = "2026-02-26", const char* subject = "") {
    const auto date = last_day_of_absence(subject, text, base::parse_civil_date(written), Patterns::shipped());
    return date ? base::to_string(*date) : "";
}

class AbsenceNote : public testing::TestWithParam<Note> {};

// Written on Thursday, 26 February 2026.
INSTANTIATE_TEST_SUITE_P(
    All, AbsenceNote,
    testing::Values(Note{"I am on annual leave until Friday, 6 March and will answer then.", "2026-03-06"},
                    Note{"I'm away and will be back on 9 March.", "2026-03-08"},
                    Note{"I am out of the office and back in the office on Monday, 9 March 2026.", "2026-03-08"},
                    Note{"I am out of the office from 2 March to 6 March.", "2026-03-06"},
                    Note{"I am out of office from 2 to 6 March with no email.", "2026-03-06"},
                    Note{"I will be away from March 2nd through March 6th, 2026.", "2026-03-06"},
                    Note{"I am on vacation until March 6.", "2026-03-06"},
                    Note{"Our office is closed 2026-03-02 until 2026-03-06.", "2026-03-06"},
                    Note{"I am away until 13/03/2026.", "2026-03-13"},
                    Note{"I am away until 03/13/2026.", "2026-03-13"}, Note{"I am away until 03/06/2026.", ""},
                    Note{"I am on holiday, returning on the 9th of March.", "2026-03-08"},
                    Note{"I am away until tomorrow.", "2026-02-27"},
                    Note{"I am out of the office and will return on Monday.", "2026-03-01"},
                    Note{"I am away until next Thursday.", "2026-03-05"},
                    Note{"On maternity leave until 2 January.", "2027-01-02"},
                    Note{"I was away until 20 February.", ""},
                    Note{"Ich bin bis einschließlich 6. März nicht im Büro.", "2026-03-06"},
                    Note{"Ich bin bis zum 06.03.2026 im Urlaub.", "2026-03-06"},
                    Note{"Ich bin vom 2. bis 6. März abwesend.", "2026-03-06"},
                    Note{"Ich bin vom 27.02. bis zum 06.03. abwesend und ohne Zugang.", "2026-03-06"},
                    Note{"Ich bin im Urlaub und ab dem 9. März wieder erreichbar.", "2026-03-08"},
                    Note{"Ich bin wieder im Büro am Montag, den 9. März 2026.", "2026-03-08"},
                    Note{"Ich bin am 9.3. zurück.", "2026-03-08"}, Note{"Ich bin bis Freitag abwesend.", "2026-02-27"},
                    Note{"Bin auf Dienstreise bis Dienstag, 3. März.", "2026-03-03"},
                    Note{"Please send the plan until Friday, 6 March.", ""},
                    Note{"I am out of the office. Call Tom on 020 7946 0150.", ""}, Note{"Away until 31 February.", ""},
                    Note{"", ""}));

TEST_P(AbsenceNote, GivesItsLastDay) { EXPECT_EQ(last_day(GetParam().text), GetParam().last_day) << GetParam().text; }

TEST(Absence, IsReadFromTheSubjectWhereTheTextIsSilent) {
    EXPECT_EQ(last_day("Thank you.", "2026-02-26", "Out of office until 6 March"), "2026-03-06");
    EXPECT_EQ(last_day("The plan is good until 6 March.", "2026-02-26", "Automatic reply: hello"), "2026-03-06");
}

TEST(Absence, NeedsTheMessagesDateForAMissingYear) {
    EXPECT_EQ(last_day_of_absence("", "I am away until 6 March.", std::nullopt, Patterns::shipped()), std::nullopt);
    EXPECT_EQ(last_day_of_absence("", "I am away until 6 March 2026.", std::nullopt, Patterns::shipped()),
              base::parse_civil_date("2026-03-06"));
}

TEST(Absence, FillsTheYearAcrossNewYear) {
    EXPECT_EQ(last_day("I am away until 6 January.", "2026-12-20"), "2027-01-06");
    EXPECT_EQ(last_day("I am away until 30 December.", "2026-12-31"), "2026-12-30");
    EXPECT_EQ(last_day("I am away until 29 February.", "2027-12-20"), "2028-02-29");
}

}  // namespace
}  // namespace amends::message
