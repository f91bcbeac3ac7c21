#pragma once
// Table `accounts`: what the daemon remembers of an account beyond its configuration.
#include <optional>
#include <string>

#include "core/breaker.hpp"
#include "store/database.hpp"

namespace amends::store {

void write_paused(Database& database, const std::string& account, bool on, base::Instant at);
void write_hold(Database& database, const std::string& account, const core::AccountHold& hold);
void end_hold(Database& database, const std::string& account, base::Instant at);
bool is_paused(Database& database, const std::string& account);
std::optional<core::AccountHold> hold_of(Database& database, const std::string& account);
void write_turn(Database& database, const std::string& account, const core::ClockReading& turn);
std::optional<core::ClockReading> last_turn_of(Database& database, const std::string& account);
/// The instant of the first call for this account.
base::Instant first_start_of(Database& database, const std::string& account, base::Instant now);
void write_last_summary(Database& database, const std::string& account, base::Instant at);
std::optional<base::Instant> last_summary_of(Database& database, const std::string& account);

}  // namespace amends::store
