#pragma once
// What is known of a client when the next apology to them is written or tracked: earlier letters, open promises.
#include <string>
#include <vector>

#include "rpc/service.hpp"

namespace amends::app {

/// Of the clients with these canonical addresses, before `at`; the letter with the id `except` is left out.
base::Result<rpc::ClientHistory> history_of(ports::Store& store, const std::vector<std::string>& mailboxes,
                                            base::Instant at, const base::MessageId& except = {});

}  // namespace amends::app
