#pragma once
// How trouble travels inside store/: repositories throw (SQLite::Exception, or Failure for what they find themselves),
// SqliteStore catches both around each transaction and returns an Error. Nothing thrown leaves this folder.
#include <SQLiteCpp/Exception.h>

#include <string>

#include "base/result.hpp"

namespace amends::store {

struct Failure {
    base::Error error;
};

[[noreturn]] void fail(base::Fault fault, base::Retry retry, std::string message);
/// A stored row is not what was written: bits have changed under us.
[[noreturn]] void fail_damaged(const std::string& what);

/// True where the file itself is broken, not the attempt.
bool means_damage(const SQLite::Exception& trouble);
base::Error error_of(const SQLite::Exception& trouble);

}  // namespace amends::store
