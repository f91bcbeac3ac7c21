#pragma once
// Why amendsd did not start, in a file beside its socket: for `amends`, which has no daemon to ask then, and so that a
// service manager that tries again and again is no reason to tell the user again and again.
#include <string>

#include "app/paths.hpp"
#include "base/time.hpp"

namespace amends::app {

/// False where the same reason was noted within the last day.
bool note_not_started(const Environment& environment, const std::string& why, base::Instant now);
/// A start that went well: nothing is to be said any more.
void note_started(const Environment& environment);
/// "" where the last start went well.
std::string why_not_started(const Environment& environment);

}  // namespace amends::app
