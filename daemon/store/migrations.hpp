#pragma once
// The schema's history. A migration never changes once it has been released: the fixture of each version is opened by
// the tests for ever. One that alters a sealed column (seal.hpp) seals the rows anew in its own transaction.
#include <vector>

#include "store/database.hpp"

namespace amends::store {

struct Migration {
    int version;  ///< PRAGMA user_version afterwards; ascending from 1 without a gap
    void (*apply)(Database&);
};

const std::vector<Migration>& migrations();

/// Brings the schema to the newest of `known`, each migration in a transaction of its own. A file that held a schema is
/// first copied beside itself, named after `now`; one that is newer than all of `known` is refused. May throw.
void migrate(Database& database, const std::vector<Migration>& known, base::Instant now);

}  // namespace amends::store
