#include "calendar/holidays.hpp"

#include <gtest/gtest.h>

namespace amends::calendar {
namespace {

base::CivilDate date(const char* text) { return base::parse_civil_date(text).value(); }

std::string calendar(const std::string& events) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + events + "END:VCALENDAR\r\n";
}
std::string event(const std::string& lines) { return "BEGIN:VEVENT\r\nSUMMARY:Feast\r\n" + lines + "END:VEVENT\r\n"; }

std::string days(const std::string& ics, const char* first = "2026-01-01", const char* last = "2027-12-31") {
    const auto read = read_holidays(ics, date(first), date(last));
    if (!read) return "error: " + read.error().message;
    std::string result;
    for (const auto& day : *read) result += (result.empty() ? "" : " ") + base::to_string(day);
    return result;
}
std::string days_of(const std::string& lines) { return days(calendar(event(lines))); }

TEST(Holidays, AreAllDayEvents) {
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261225\r\n"), "2026-12-25");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\n"), "2026-12-25");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261225\r\n"), "2026-12-25");
    EXPECT_EQ(days_of("DTSTART:20261225\r\n"), "2026-12-25") << "as some exporters write it";
}

TEST(Holidays, LastUntilTheDayBeforeDtend) {
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n"),
              "2026-12-24 2026-12-25 2026-12-26");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261231\r\nDURATION:P2D\r\n"), "2026-12-31 2027-01-01");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20261231\r\nDURATION:P1W\r\n").substr(66), "2027-01-06");
}

TEST(Holidays, CountTheLocalDaysThatATimedEventTouches) {
    EXPECT_EQ(days_of("DTSTART:20261224T120000\r\nDTEND:20261224T180000\r\n"), "2026-12-24");
    EXPECT_EQ(days_of("DTSTART:20261224T120000\r\nDTEND:20261225T000000\r\n"), "2026-12-24");
    EXPECT_EQ(days_of("DTSTART:20261224T120000\r\nDTEND:20261225T000001\r\n"), "2026-12-24 2026-12-25");
    EXPECT_EQ(days_of("DTSTART:20261224T120000\r\n"), "2026-12-24");
    EXPECT_EQ(days_of("DTSTART:20261224T230000\r\nDURATION:PT2H\r\n"), "2026-12-24 2026-12-25");
    EXPECT_EQ(days_of("DTSTART;TZID=Pacific/Auckland:20261224T010000\r\nDURATION:PT2H\r\n"), "2026-12-24");
    EXPECT_EQ(days_of("DTSTART;TZID=No Such Zone:20261224T010000\r\nDURATION:PT2H\r\n"), "2026-12-24");
}

TEST(Holidays, RepeatByRule) {
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=YEARLY\r\n"), "2026-01-01 2027-01-01");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:19711122\r\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH\r\n"),
              "2026-11-26 2027-11-25");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20251231\r\nDTEND;VALUE=DATE:20260102\r\nRRULE:FREQ=YEARLY\r\n"),
              "2026-01-01 2026-12-31 2027-01-01 2027-12-31");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260501\r\nRRULE:FREQ=YEARLY;UNTIL=20260601\r\n"), "2026-05-01");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20250501\r\nRRULE:FREQ=YEARLY;COUNT=2\r\n"), "2026-05-01");
    EXPECT_EQ(days_of("DTSTART:20261225T235959\r\nDURATION:PT1S\r\nRRULE:FREQ=YEARLY;COUNT=1\r\n"), "2026-12-25");
}

TEST(Holidays, RepeatOnNamedDatesAndLeaveOthersOut) {
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260406\r\nRDATE;VALUE=DATE:20270329,20280417\r\n"),
              "2026-04-06 2027-03-29");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20250101\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20260101\r\n"),
              "2027-01-01");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20250101\r\nRRULE:FREQ=YEARLY\r\nEXDATE:20260101T000000\r\n"), "2027-01-01");
    EXPECT_EQ(days_of("DTSTART:20260101T090000\r\nRRULE:FREQ=YEARLY\r\nEXDATE:20260101T090000\r\n"), "2027-01-01");
    EXPECT_EQ(days_of("DTSTART:20260101T090000\r\nRRULE:FREQ=YEARLY\r\nEXDATE:20260101T100000\r\n"),
              "2026-01-01 2027-01-01");
    EXPECT_EQ(days_of("DTSTART;TZID=Europe/Berlin:20260101T090000\r\nRRULE:FREQ=YEARLY\r\nEXDATE:20260101T080000Z\r\n"),
              "2027-01-01");
    EXPECT_EQ(
        days_of("DTSTART:20260101T090000\r\nDTEND:20260101T100000\r\nRDATE;VALUE=PERIOD:20260301T090000/PT1H\r\n"),
        "2026-01-01 2026-03-01");
}

TEST(Holidays, FollowOneOccurrenceThatWasMoved) {
    const auto master = event("UID:a\r\nDTSTART;VALUE=DATE:20260601\r\nRRULE:FREQ=YEARLY\r\n");
    const auto moved = event("UID:a\r\nRECURRENCE-ID;VALUE=DATE:20260601\r\nDTSTART;VALUE=DATE:20260608\r\n");
    const auto dropped =
        event("UID:a\r\nRECURRENCE-ID;VALUE=DATE:20260601\r\nSTATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20260601\r\n");
    EXPECT_EQ(days(calendar(master + moved)), "2026-06-08 2027-06-01");
    EXPECT_EQ(days(calendar(moved + master)), "2026-06-08 2027-06-01");
    EXPECT_EQ(days(calendar(master + dropped)), "2027-06-01");
}

TEST(Holidays, LeaveOutWhatWasCancelledAndWhatLiesOutside) {
    EXPECT_EQ(days_of("STATUS:CANCELLED\r\nDTSTART;VALUE=DATE:20261225\r\n"), "");
    EXPECT_EQ(days(calendar(event("DTSTART;VALUE=DATE:20200101\r\nDTEND;VALUE=DATE:20300101\r\n")), "2026-05-01",
                   "2026-05-02"),
              "2026-05-01 2026-05-02");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20280101\r\n"), "");
    EXPECT_EQ(days(calendar("")), "");
}

TEST(Holidays, AreReadFromSeveralCalendarsInOneFile) {
    EXPECT_EQ(
        days(calendar(event("DTSTART;VALUE=DATE:20260101\r\n")) + calendar(event("DTSTART;VALUE=DATE:20260102\r\n"))),
        "2026-01-01 2026-01-02");
}

TEST(Holidays, DoNotMindLineEndsMarksAndPropertiesThatAreBroken) {
    EXPECT_EQ(days("\xEF\xBB\xBF"
                   "BEGIN:VCALENDAR\nBEGIN:VEVENT\nLOCATION:\nGEO:nowhere\nDTSTART;VALUE=DATE:20260101\nEND:"
                   "VEVENT\nEND:VCALENDAR"),
              "2026-01-01");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:2026\r\n 1225\r\n"), "2026-12-25") << "a folded line";
}

TEST(Holidays, SayWhatIsWrongWithABrokenCalendar) {
    EXPECT_EQ(days(""), "error: it is empty; an iCalendar file begins with BEGIN:VCALENDAR");
    EXPECT_EQ(days("<html>"), "error: line 1 should be BEGIN:VCALENDAR; this is no iCalendar file");
    EXPECT_EQ(days("BEGIN:VEVENT\nEND:VEVENT\n"), "error: line 1 should be BEGIN:VCALENDAR");
    EXPECT_EQ(days("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n"), "error: line 3 should be END:VEVENT");
    EXPECT_EQ(days("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n"), "error: it breaks off: END:VEVENT is missing");
    EXPECT_EQ(days("BEGIN:VCALENDAR\nEND:VCALENDAR\nEND:VCALENDAR\n"),
              "error: line 3 ends VCALENDAR, which was never begun");
    EXPECT_EQ(days(std::string("BEGIN:VCALENDAR\0", 16)), "error: it is not a text file");
}

TEST(Holidays, SayWhatIsWrongWithABrokenEvent) {
    EXPECT_EQ(days_of(""), "error: the event \"Feast\" has no DTSTART");
    EXPECT_EQ(days(calendar("BEGIN:VEVENT\r\nEND:VEVENT\r\n")), "error: an event without a SUMMARY has no DTSTART");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:2026-xx\r\n"),
              "error: the DTSTART of the event \"Feast\" cannot be read: 2026-xx");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260230\r\n"),
              "error: the event \"Feast\" starts on a day that does not exist");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260230\r\n"),
              "error: the event \"Feast\" ends on a day that does not exist");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260105\r\nDTEND;VALUE=DATE:20260101\r\n"),
              "error: the event \"Feast\" ends before it begins; DTEND must come after DTSTART");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260105\r\nDURATION:-P1D\r\n"),
              "error: the event \"Feast\" ends before it begins; its DURATION is negative");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=OFTEN\r\n"),
              "error: the RRULE of the event \"Feast\" cannot be read: FREQ=OFTEN");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260101\r\nRRULE FREQ=YEARLY\r\n"),
              "error: the RRULE of the event \"Feast\" cannot be read: RRULE FREQ=YEARLY");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:never\r\n"),
              "error: the EXDATE of the event \"Feast\" cannot be read: never");
}

TEST(Holidays, RefuseRulesThatWouldNeverEnd) {
    EXPECT_EQ(days_of("DTSTART:19000101T000000\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n"),
              "error: the event \"Feast\" repeats within a day, which no holiday does; use FREQ=YEARLY");
    EXPECT_EQ(days_of("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"),
              "error: the event \"Feast\" has an RRULE that cannot be followed");
    EXPECT_EQ(days_of("DTSTART:15000101T000000\r\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12\r\n"),
              "error: the event \"Feast\" repeats too often since its DTSTART; let it start later");
}

}  // namespace
}  // namespace amends::calendar
