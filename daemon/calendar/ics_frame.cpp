#include "calendar/ics_frame.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace amends::calendar {
namespace {

constexpr std::size_t most_bytes = 16U << 20U;

tl::unexpected<base::Error> wrong(std::string message) {
    return base::failure(base::Fault::configuration, base::Retry::after_change, std::move(message));
}

/// "VEVENT" of "BEGIN:VEVENT" where `key` is "BEGIN:"; nothing else.
std::string_view value_of(std::string_view line, std::string_view key) {
    if (!base::equals_ignoring_case(line.substr(0, key.size()), key)) return {};
    return base::trimmed(line.substr(key.size()));
}

}  // namespace

base::Status check_frame(std::string_view ics) {
    if (ics.size() > most_bytes) return wrong("it is larger than 16 MiB; a holiday calendar is not");
    if (ics.find('\0') != std::string_view::npos) return wrong("it is not a text file");
    if (ics.starts_with("\xEF\xBB\xBF")) ics.remove_prefix(3);
    std::vector<std::string> open;
    bool seen = false;
    for (int number = 1; !ics.empty(); ++number) {
        const auto line = ics.substr(0, ics.find('\n'));
        ics.remove_prefix(std::min(line.size() + 1, ics.size()));
        if (base::trimmed(line).empty()) continue;
        if (const auto begins = value_of(line, "BEGIN:"); !begins.empty()) {
            if (open.empty() && !base::equals_ignoring_case(begins, "VCALENDAR")) {
                return wrong(fmt::format("line {} should be BEGIN:VCALENDAR", number));
            }
            open.emplace_back(begins);
            seen = true;
        } else if (const auto ends = value_of(line, "END:"); !ends.empty()) {
            if (open.empty())
                return wrong(fmt::format("line {} ends {}, which was never begun", number, ends.substr(0, 40)));
            if (!base::equals_ignoring_case(open.back(), ends)) {
                return wrong(fmt::format("line {} should be END:{}", number, open.back().substr(0, 40)));
            }
            open.pop_back();
        } else if (open.empty()) {
            return wrong(fmt::format("line {} should be BEGIN:VCALENDAR; this is no iCalendar file", number));
        }
    }
    if (!open.empty()) return wrong(fmt::format("it breaks off: END:{} is missing", open.back().substr(0, 40)));
    return seen ? base::Status{} : wrong("it is empty; an iCalendar file begins with BEGIN:VCALENDAR");
}

}  // namespace amends::calendar
