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

/// What the letter's own text promises, its relative days read from the moment of sending in the user's zone.
std::vector<core::Promise> promises_in(const base::MessageFacts& facts, const core::Letter& letter,
                                       const calendar::Window& user_window);

}  // namespace amends::app
