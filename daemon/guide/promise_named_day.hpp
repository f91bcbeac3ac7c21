#pragma once
// The day that time words name, before clock times and parts of the day. Pure.
#include <optional>

#include "guide/promise_time.hpp"

namespace amends::guide::promise {

/// The day that the words name, before clock times and parts of the day.
struct Day {
    std::optional<base::CivilDate> date;
    bool ambiguous = false;
    bool past = false;
    bool is_period = false;  ///< "before" it means its last day where its end is named, else the day before its first
    std::optional<base::CivilDate> first;  ///< of a period
};

Day named_day(const TimeWords& time, base::CivilDate today);
/// The same day that many months later; a short month's last day for a later one.
base::CivilDate plus_months(base::CivilDate date, int months);

}  // namespace amends::guide::promise
