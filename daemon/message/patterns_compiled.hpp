#pragma once
// The inside of Patterns. Not for other folders: it shows RE2.
#include <re2/re2.h>

#include <memory>
#include <string>
#include <vector>

#include "message/patterns.hpp"

namespace amends::message {

struct CompiledReport {
    base::ReportPattern source;
    std::unique_ptr<RE2> opening;
    std::unique_ptr<RE2> recipients;  ///< null where the source has none
    std::unique_ptr<RE2> ends;        ///< null where the source has none
};

struct CompiledAbsence {
    base::AbsencePattern source;
    std::unique_ptr<RE2> text;  ///< its first group is the date as written
};

struct Patterns::Compiled {
    std::vector<CompiledReport> reports;
    std::vector<CompiledAbsence> absences;
    std::unique_ptr<RE2> absence_words;  ///< null where there are none: every text may announce an absence
};

}  // namespace amends::message
