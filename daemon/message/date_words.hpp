#pragma once
// Dates as people write them in a note, in the languages of the absence patterns: "9 March", "March 9th, 2026",
// "6. März", "06.03.2026", "2026-03-06", "3月9日", "March 2-6", "next Monday", "end of March", "tomorrow", "KW 12",
// "the 9th". No hours. A day and a month in figures count only where their order cannot be mistaken.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace amends::message {

/// "9 March"; "March", which stands for its first day; "end of March", its last one; "KW 12", which stands for its
/// Friday
enum class Grain { day, month, end, week };

struct WrittenDate {
    base::CivilDate date;
    Grain grain = Grain::day;
};

/// A text whose dates are replaced by marks: 0x02, two letters that tell which, 0x03. A date that nobody can tell, and
/// the first day of "2 to 6 March", have a mark without a date.
struct MarkedText {
    std::string text;
    std::vector<std::optional<WrittenDate>> dates;

    /// What the letters of a mark stand for.
    [[nodiscard]] std::optional<WrittenDate> at(std::string_view letters) const;
};

/// `written` is the day of the message: it gives a missing year and the week of a weekday; without it such dates are
/// not told. `language` (ISO 639-1, "" unknown) settles the order of day and month in figures.
MarkedText mark_dates(std::string_view text, std::optional<base::CivilDate> written, std::string_view language);

}  // namespace amends::message
