#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string_view>

#include "store/copies.hpp"
#include "store/failure.hpp"

namespace amends::store {

namespace fs = std::filesystem;

namespace {

constexpr int busy_milliseconds = 5000;

fs::path prepared(fs::path path) {
    path = fs::absolute(path);
    const fs::path folder = path.parent_path();
    if (!fs::exists(folder)) {
        fs::create_directories(folder.parent_path());
        fs::create_directory(folder);
        fs::permissions(folder, fs::perms::owner_all);
    }
    return path;
}

/// The file exists with the right mode before SQLite sees it; its log takes over the mode.
const fs::path& private_file(const fs::path& path) {
    if (create_private_file(path)) {
        sync_to_disk(path.parent_path());
    } else {
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    }
    return path;
}

[[noreturn]] void refuse_damaged(SQLite::Database& connection, const fs::path& path, base::Instant now,
                                 std::string_view what) {
    // What is left in the log belongs to the copy; closing must not fold it into a broken file.
    sqlite3_db_config(connection.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const fs::path copy = set_aside(path, now);
    fail(base::Fault::internal, base::Retry::after_change,
         fmt::format("The database {} is damaged ({}). A copy of it was set aside as {}. Put the last good copy in its "
                     "place; or move it away to begin anew, in which case letters have to be tracked again.",
                     path.string(), what, copy.string()));
}

}  // namespace

Database::Database(fs::path path, base::Instant now, const std::string& vfs)
    : path_(prepared(std::move(path))),
      lock_(path_),
      connection_(private_file(path_).string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOFOLLOW | SQLite::OPEN_NOMUTEX,
                  busy_milliseconds, vfs) {
    try {
        open_connection();
        check(now);
    } catch (const SQLite::Exception& trouble) {
        if (!means_damage(trouble)) throw;
        refuse_damaged(connection_, path_, now, trouble.what());
    }
}

void Database::open_connection() {
    sqlite3* handle = connection_.getHandle();
    // "x" is a name and never a string; a schema from elsewhere may not call functions of ours.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_extended_result_codes(handle, 1);
    const std::string mode = connection_.execAndGet("PRAGMA journal_mode = WAL").getString();
    if (mode != "wal") {
        fail(base::Fault::configuration, base::Retry::after_change,
             fmt::format("{} lies on a file system that cannot keep a write-ahead log. Keep it on a local disk.",
                         path_.string()));
    }
    connection_.exec("PRAGMA synchronous = FULL");
    connection_.exec("PRAGMA foreign_keys = ON");
    connection_.exec("PRAGMA secure_delete = ON");
    // REPLACE deletes too: with this on, it meets the same delete triggers as DELETE.
    connection_.exec("PRAGMA recursive_triggers = ON");
    connection_.exec("PRAGMA cell_size_check = ON");
    // 16 MB: ten thousand letters are listed without reading the file again.
    connection_.exec("PRAGMA cache_size = -16384");
    // Sorted rows and rewritten pages hold addresses: never in a file that forgetting does not reach.
    connection_.exec("PRAGMA temp_store = MEMORY");
}

void Database::check(base::Instant now) {
    const int id = connection_.execAndGet("PRAGMA application_id").getInt();
    const bool empty = connection_.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    if (!empty && id != application_id) {
        fail(base::Fault::configuration, base::Retry::after_change,
             fmt::format("{} is a database of another program. Name another file.", path_.string()));
    }
    Query structure = query("PRAGMA quick_check(1)");
    while (structure.next()) {
        if (structure.view(0) != "ok") refuse_damaged(connection_, path_, now, structure.view(0));
    }
    Query references = query("PRAGMA foreign_key_check");
    if (references.next()) {
        refuse_damaged(connection_, path_, now, fmt::format("a row of {} belongs to nothing", references.view(0)));
    }
}

Query Database::query(const std::string& sql) {
    auto known = statements_.find(sql);
    if (known == statements_.end()) known = statements_.try_emplace(sql, prepare(connection_, sql)).first;
    return Query(known->second.get());
}

int Database::schema_version() { return connection_.execAndGet("PRAGMA user_version").getInt(); }

void Database::rewrite() {
    connection_.exec("VACUUM");
    Query checkpoint = query("PRAGMA wal_checkpoint(TRUNCATE)");
    checkpoint.next();
    if (checkpoint.flag(0)) {
        fail(base::Fault::internal, base::Retry::later,
             "Another program is reading the database, so its log still holds what was forgotten. Close that program "
             "and forget the client again.");
    }
}

}  // namespace amends::store
