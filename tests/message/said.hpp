#pragma once
// What the notes of several tests of this folder are judged to be.
#include <ostream>
#include <string>

#include "message/absence.hpp"
#include "message/automatic.hpp"
#include "message/language.hpp"

namespace amends::message::said {

/// A note of absence and its last day, "" for none.
struct Absence {
    const char* text;
    const char* last_day;
};
inline void PrintTo(const Absence& note, std::ostream* out) { *out << note.text; }

/// The last day that the text tells, written on that day; "" for none.
inline std::string last_day(const Absence& note, std::string_view written_on, bool automatic = false) {
    const auto date = last_day_of_absence("", note.text, base::parse_civil_date(written_on), Patterns::shipped(),
                                          language_of(note.text), automatic);
    return date ? base::to_string(*date) : "";
}

struct Mail {
    const char* subject;
    const char* text;
};
inline void PrintTo(const Mail& mail, std::ostream* out) { *out << mail.subject << " / " << mail.text; }

/// What the words alone make of it.
inline base::AutomaticNote note_of(const Mail& mail) {
    return judged_note(mail.subject, mail.text, Patterns::shipped()).note;
}

}  // namespace amends::message::said
