#pragma once
// Whether a mail that the user has sent was one of our drafts: their mail program gives it another Message-ID, and its
// words are all that tells. Pure.
#include <optional>
#include <vector>

#include "base/mail.hpp"
#include "core/letter.hpp"
#include "ports/store.hpp"

namespace amends::app {

/// The step of the letter whose draft, perhaps edited, the mail is; `lying` are the drafts of the account that lie in
/// Drafts as far as is known.
std::optional<core::StepKey> draft_used(const std::vector<ports::OutboxItem>& lying, base::LetterId letter,
                                        const base::MessageFacts& sent);

}  // namespace amends::app
