#pragma once
// Tables `sends` and `caps`: check-ins that may have reached a client, counted by triggers of the outbox (schema), and
// how many there may be. A send that lies in the future (the clock was set back) counts as just made.
#include "base/ids.hpp"
#include "store/database.hpp"

namespace amends::store {

/// How many check-ins may be sent without a human's hand; the schema refuses one more.
struct Caps {
    int per_hour = 5;    ///< of an account
    int per_day = 20;    ///< of an account
    int per_client = 1;  ///< in seven days, over all accounts
};

void write_caps(Database& database, const Caps& caps);
int sends_in(Database& database, const std::string& account, base::Instant now, std::chrono::seconds span);
/// Sends in the seven days before `now` of all letters that share a To address with this one.
int sends_to_client(Database& database, base::LetterId letter, base::Instant now);

}  // namespace amends::store
