// Calendars of holidays.
#include <string>

#include "calendar/holidays.hpp"
#include "tests/fuzz/holds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace amends;
    const auto first = base::parse_civil_date("2026-01-01").value();
    const auto last = base::parse_civil_date("2031-12-31").value();
    const auto days = calendar::read_holidays(std::string(fuzz::as_text(data, size)), first, last);
    if (!days) {
        fuzz::holds(!days.error().message.empty(), "a refusal says why");
        return 0;
    }
    for (const auto& day : *days)
        fuzz::holds(day.ok() && first <= day && day <= last, "a holiday lies where it was asked for");
    return 0;
}
