#pragma once
// Tables `sends` and `caps`: check-ins that may have reached a client, counted by triggers of the outbox (schema), and
// how many there may be. A send that lies in the future (the clock was set back) counts as just made.
#include <map>
#include <string>

#include "base/ids.hpp"
#include "store/database.hpp"

namespace amends::store {

/// How many check-ins an account may send without a human's hand; the schema refuses one more.
struct Caps {
    int per_hour = 5;
    int per_day = 20;
    int per_client = 1;  ///< in seven days; what other accounts sent to the client counts as well
};

/// `of_account`: the accounts that have caps of their own; `rest` holds for every other one.
void write_caps(Database& database, const Caps& rest, const std::map<std::string, Caps>& of_account);
int sends_in(Database& database, const std::string& account, base::Instant now, std::chrono::seconds span);
/// Sends in the seven days before `now` of all letters that share a To address with this one.
int sends_to_client(Database& database, base::LetterId letter, base::Instant now);

}  // namespace amends::store
