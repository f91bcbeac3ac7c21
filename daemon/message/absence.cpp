#include "message/absence.hpp"

#include "message/date_words.hpp"
#include "message/patterns_compiled.hpp"

namespace amends::message {
namespace {

constexpr std::size_t most_bytes = 8 * 1024;  // a note says it at its beginning

std::optional<base::CivilDate> last_day_in(std::string_view text, std::optional<base::CivilDate> written,
                                           const Patterns::Compiled& patterns) {
    std::optional<base::CivilDate> found;
    const char* earliest = nullptr;
    for (const auto& pattern : patterns.absences) {
        re2::StringPiece rest(text.data(), text.size());
        re2::StringPiece words;
        while (RE2::FindAndConsume(&rest, *pattern.text, &words)) {
            const auto date = read_date_words({words.data(), words.size()}, written);
            if (!date) continue;
            if (earliest == nullptr || words.data() < earliest) {
                earliest = words.data();
                found = pattern.source.means == base::AbsenceDate::last_day ? *date : base::plus_days(*date, -1);
            }
            break;
        }
    }
    return found;
}

}  // namespace

std::optional<base::CivilDate> last_day_of_absence(std::string_view subject, std::string_view text,
                                                   std::optional<base::CivilDate> written, const Patterns& patterns) {
    const auto& compiled = patterns.compiled();
    text = text.substr(0, most_bytes);
    if (compiled.absence_words) {
        const auto speaks = [&](std::string_view one) {
            return RE2::PartialMatch(re2::StringPiece(one.data(), one.size()), *compiled.absence_words);
        };
        if (!speaks(subject) && !speaks(text)) return std::nullopt;
    }
    if (const auto date = last_day_in(text, written, compiled)) return date;
    return last_day_in(subject, written, compiled);
}

}  // namespace amends::message
