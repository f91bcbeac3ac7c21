#pragma once
// Makes a letter of a message that the user sent.
#include <string>
#include <vector>

#include "app/engine.hpp"

namespace amends::app {

/// Refused with what to do where the message is not from the account's owner or went to nobody else.
base::Result<core::Letter> letter_from(const std::string& account, const base::MessageFacts& facts,
                                       const TrackOptions& options, const std::vector<std::string>& own_addresses,
                                       base::Instant now);

}  // namespace amends::app
