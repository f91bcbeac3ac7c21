#pragma once
// Table `steps`: a step is known by its key within its letter.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/letter.hpp"
#include "store/database.hpp"

namespace amends::store {

void write_step(Database& database, const core::Letter& letter, const core::Step& step);
/// In the order in which they were first written.
std::vector<core::Step> steps_of(Database& database, base::LetterId letter);
/// Of the letters in the temporary table `chosen` (letters.cpp), ascending by letter only.
std::vector<std::pair<base::LetterId, core::Step>> steps_of_chosen(Database& database);
/// Letters of the account with a planned step due at `now` or before, the longest waiting first.
std::vector<base::LetterId> letters_due(Database& database, const std::string& account, base::Instant now);
/// How many planned steps are due at `now` that were meant for an instant after `after`.
int became_due(Database& database, const std::string& account, base::Instant after, base::Instant now);
/// Letters of the account whose check-in is to be sent, planned or under way, by their ids.
std::vector<base::LetterId> letters_to_be_sent(Database& database, const std::string& account);
std::optional<base::Instant> next_planned(Database& database, const std::string& account);

}  // namespace amends::store
