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
/// Of all letters that the SQL `ids` chooses, ascending by letter only; `account` is its ?1 where it has one.
std::vector<std::pair<base::LetterId, core::Step>> steps_of_all(Database& database, const std::string& ids,
                                                                const std::optional<std::string>& account);
/// Letters of the account with a planned step due at `now` or before, the longest waiting first.
std::vector<base::LetterId> letters_due(Database& database, const std::string& account, base::Instant now);
std::optional<base::Instant> next_planned(Database& database, const std::string& account);

}  // namespace amends::store
