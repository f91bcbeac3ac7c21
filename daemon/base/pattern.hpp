#pragma once
// Patterns for mail as plain values: what the files in templates/<language>/mail say. guide/ reads them, message/
// compiles and applies them. Every expression is RE2 syntax, matched without regard to case, '^' and '$' at any line.
#include <string>
#include <vector>

#include "base/mail.hpp"

namespace amends::base {

/// How one kind of server says in plain words that a message did not arrive.
struct ReportPattern {
    std::string id;
    std::string opening;     ///< the words that give the report away
    std::string recipients;  ///< its first group is one failed mailbox; searched from the end of `opening` on
    std::string ends;        ///< where the returned message begins; empty: the whole text is the report
    ReportAction action = ReportAction::failed;
    friend bool operator==(const ReportPattern&, const ReportPattern&) = default;
};

/// What the date in an absence note stands for.
enum class AbsenceDate { last_day, first_day_back };

/// One way to announce the end of an absence; "{date}" stands where the date is written, "{start}" for one that does
/// not count.
struct AbsencePattern {
    std::string id;
    std::string text;
    AbsenceDate means = AbsenceDate::last_day;
    friend bool operator==(const AbsencePattern&, const AbsencePattern&) = default;
};

struct MailPatterns {
    std::vector<ReportPattern> reports;      ///< the first one that fits decides
    std::vector<AbsencePattern> absences;    ///< the earliest hit in the text decides
    std::vector<std::string> absence_words;  ///< at least one must occur in the subject or the text
};

}  // namespace amends::base
