#pragma once
// Patterns for mail as plain values: what the files in templates/<language>/mail say. guide/ reads them, message/
// compiles and applies them. Every expression is RE2 syntax, matched without regard to case, '^' and '$' at any line.
#include <array>
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
enum class AbsenceDate {
    last_day,
    first_day_back,
    until,     ///< the last day, but a Monday or a month is the first one back
    only_day,  ///< the one day away, where the note tells no other date
};

/// One way to announce the end of an absence; "{date}" stands where the date is written, "{start}" for one that does
/// not count.
struct AbsencePattern {
    std::string id;
    std::string text;
    AbsenceDate means = AbsenceDate::last_day;
    friend bool operator==(const AbsencePattern&, const AbsencePattern&) = default;
};

/// Words that give an automatic message away, in its subject or in a sentence of its text; exactly one of the two is
/// set. A message is one whose sentences are notices (2 and above) or go with them (1), none a person's (below 0).
struct AutomaticPattern {
    std::string id;
    std::string subject;
    std::string text;
    AutomaticNote says = AutomaticNote::automatic;
    int weight = 4;  ///< 4: says so itself, whatever else stands there; 5: nobody could mean it otherwise
};

struct MailPatterns {
    std::vector<ReportPattern> reports;         ///< the first one that fits decides
    std::vector<AbsencePattern> absences;       ///< the latest return decides, else the earliest hit
    std::vector<AutomaticPattern> automatic;    ///< each sentence is what the heaviest one says
    std::vector<std::string> absence_words;     ///< at least one must occur in the subject or the text
    std::vector<std::string> other_people;      ///< words by which a note turns to somebody else
    std::vector<std::string> oneself;           ///< words by which it turns back to its writer
    std::vector<std::string> going_words;       ///< beside a day: the absence begins on it ...
    std::vector<std::string> coming_words;      ///< ... unless one of these is there as well
    std::vector<std::string> report_senders;    ///< in From: mail systems, never people
    std::vector<std::string> report_subjects;   ///< at the beginning of a report's subject
    std::vector<std::string> report_words;      ///< in a report whose form is not among `reports`
    std::vector<std::string> delay_words;       ///< in a report that has not given up
    std::vector<std::string> final_words;       ///< in one that has, whatever it says of delays
    std::vector<std::string> full_words;        ///< about a recipient: the mailbox is full
    std::vector<std::string> for_good_words;    ///< ... no mail will ever arrive there
    std::vector<std::string> for_now_words;     ///< ... it may work later
    std::vector<std::string> returned_message;  ///< the line above the message that a report gives back as text
    std::vector<std::string> new_addresses;     ///< the first group is where somebody has moved to
    std::vector<std::string> stand_ins;         ///< the first group is an address to write to instead
    std::vector<std::string> desk_fields;       ///< "name: value" of fields that only help desks' programs set
    std::vector<std::string> reply_above;       ///< the line above or below which such a program wants the answer
    std::vector<std::string> desk_heads;        ///< lines that it puts above somebody's words: who writes, and where
    std::vector<std::string> desk_feet;         ///< ... and below them: nothing of the writer's follows
    std::vector<std::string> no_reply;          ///< at the beginning of an address: nobody reads what is sent there
    std::vector<std::string> roles;             ///< local parts of whoever helps with mail, and is no client's address
};

/// The lists of plain expressions, with their names in the files.
struct PatternList {
    const char* name;
    std::vector<std::string> MailPatterns::*list;
};
inline constexpr std::array<PatternList, 22> pattern_lists{{
    {"absence_words", &MailPatterns::absence_words},
    {"other_people", &MailPatterns::other_people},
    {"oneself", &MailPatterns::oneself},
    {"going_words", &MailPatterns::going_words},
    {"coming_words", &MailPatterns::coming_words},
    {"report_senders", &MailPatterns::report_senders},
    {"report_subjects", &MailPatterns::report_subjects},
    {"report_words", &MailPatterns::report_words},
    {"delay_words", &MailPatterns::delay_words},
    {"final_words", &MailPatterns::final_words},
    {"full_words", &MailPatterns::full_words},
    {"for_good_words", &MailPatterns::for_good_words},
    {"for_now_words", &MailPatterns::for_now_words},
    {"returned_message", &MailPatterns::returned_message},
    {"new_addresses", &MailPatterns::new_addresses},
    {"stand_ins", &MailPatterns::stand_ins},
    {"desk_fields", &MailPatterns::desk_fields},
    {"reply_above", &MailPatterns::reply_above},
    {"desk_heads", &MailPatterns::desk_heads},
    {"desk_feet", &MailPatterns::desk_feet},
    {"no_reply", &MailPatterns::no_reply},
    {"roles", &MailPatterns::roles},
}};

}  // namespace amends::base
