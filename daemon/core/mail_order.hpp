#pragma once
// The user's own answer to a reminder, as an order: "done", "later 3d", "kept 2". Pure. That the user wrote it is the
// caller's to know: it counts only where nobody else writes, in Sent.
#include <optional>
#include <string>
#include <string_view>

#include "calendar/zone.hpp"
#include "core/observation.hpp"

namespace amends::core {

struct MailOrder {
    std::optional<Observation> order;  ///< nothing where it is not understood
    std::string said;                  ///< for the journal: the order's word, or what is unclear; none of the text
};

/// Reads the first line of what the user newly wrote. Words about time are meant from `sent_at` on, in the user's zone.
MailOrder read_mail_order(std::string_view text, base::Instant sent_at, const calendar::Zone& zone);

}  // namespace amends::core
