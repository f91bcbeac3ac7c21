#pragma once
// Until when somebody is away, as their note says it.
#include <optional>
#include <string_view>

#include "base/mail.hpp"
#include "message/patterns.hpp"

namespace amends::message {

/// The last day of the absence that `text` (or else `subject`) announces; nothing where neither speaks of one or the
/// day cannot be known. `written` is the message's own date, `language` that of the text (ISO 639-1), which tells the
/// order of day and month in figures. A message known to answer by itself need not say that somebody is away.
std::optional<base::CivilDate> last_day_of_absence(std::string_view subject, std::string_view text,
                                                   std::optional<base::CivilDate> written, const Patterns& patterns,
                                                   std::string_view language = {}, bool answers_by_itself = false);

}  // namespace amends::message
