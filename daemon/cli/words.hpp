#pragma once
// Times, steps and letters in the words of the command line. Pure; what comes from mails is made harmless here.
#include <string>

#include "base/time.hpp"
#include "calendar/zone.hpp"
#include "core/letter.hpp"

namespace amends::cli {

/// Who reads, and when: times are told in this zone, and this year's without their year.
struct Reader {
    const calendar::Zone* zone = nullptr;
    base::Instant now;
};

/// "Wednesday 25 November", with the year where it is another one than the reader's.
std::string in_words(base::CivilDate date, const Reader& reader);
/// "Wednesday 25 November, 09:30", in the reader's zone.
std::string in_words(base::Instant at, const Reader& reader);
/// "Wednesday 25 November, 09:30 (New York; here 15:30)": in the zone it was meant in.
std::string in_words(const calendar::DueTime& due, const Reader& reader);
/// "2026-11-25 09:30", for columns.
std::string in_figures(base::Instant at, const Reader& reader);

/// "check-in draft", "automatic check-in", "call reminder", "reminder of promise 2" …
std::string name_of(const core::Step& step);
/// "check-in draft on Wednesday 25 November, 09:30 (Berlin)"; "check-in draft lies in Drafts since …".
std::string in_words(const core::Step& step, const Reader& reader);

/// "promise 2, by Friday 27 November, slipped once", "promise 1, every Monday, next on Monday 30 November".
std::string in_words(const core::Promise& promise, const Reader& reader);

/// "Bo Client", "bo@client.example", "Bo Client and 2 others": whom the letter went to.
std::string client_of(const core::Letter& letter);
/// "no answer yet", "answered on Friday 20 November by mail", "made good" …
std::string state_in_words(const core::Letter& letter, const Reader& reader);

}  // namespace amends::cli
