#pragma once
// The open database file: one writer (FileLock), WAL with synchronous=FULL, foreign keys, secure_delete, only the owner
// may read it. open() checks the file's structure and its references before anybody relies on it. Used by one thread.
// Every function may throw SQLite::Exception or Failure (failure.hpp).
#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <map>
#include <string>

#include "base/time.hpp"
#include "store/file_lock.hpp"
#include "store/query.hpp"

namespace amends::store {

/// Marks the file as ours (PRAGMA application_id): "Amnd".
inline constexpr int application_id = 0x416D6E64;

class Database {
public:
    /// Creates what is missing, schema excepted. A damaged file is set aside as a copy named after `now`, and refused.
    /// `vfs`: the SQLite VFS to read and write the file with; "" for the system's.
    Database(std::filesystem::path path, base::Instant now, const std::string& vfs = "");

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    SQLite::Database& raw() { return connection_; }
    Query query(const std::string& sql);
    /// Binds, runs to the end, and returns how many rows were changed.
    template <class... Values>
    int run(const std::string& sql, const Values&... values) {
        return query(sql).bind(values...).run();
    }

    /// PRAGMA user_version; 0 for a new file.
    int schema_version();
    /// Rewrites the file without a trace of what was deleted, and empties the log.
    void rewrite();

private:
    void open_connection();
    void check(base::Instant now);

    std::filesystem::path path_;
    FileLock lock_;
    SQLite::Database connection_;
    std::map<std::string, Prepared, std::less<>> statements_;
};

}  // namespace amends::store
