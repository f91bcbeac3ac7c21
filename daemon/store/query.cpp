#include "store/query.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>

namespace amends::store {

void Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Prepared prepare(SQLite::Database& database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database.getHandle(), sql.c_str(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) throw SQLite::Exception(database.getHandle(), code);
    return Prepared(statement);
}

Query::~Query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

bool Query::next() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    throw SQLite::Exception(sqlite3_db_handle(statement_), code);
}

int Query::run() {
    while (next()) {
    }
    return sqlite3_changes(sqlite3_db_handle(statement_));
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::string_view Query::view(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::vector<std::string> Query::lines(int column) const {
    const std::string_view text = view(column);
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        lines.emplace_back(text.substr(from, to - from));
        from = to + 1;
    }
    return lines;
}

std::optional<base::Instant> Query::maybe_instant(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
    return instant(column);
}

void Query::put_null(int at) { check(sqlite3_bind_null(statement_, at)); }

void Query::put_blob(int at, std::string_view value) {
    check(sqlite3_bind_blob64(statement_, at, value.data(), value.size(), SQLITE_TRANSIENT));
}

void Query::put(int at, std::int64_t value) { check(sqlite3_bind_int64(statement_, at, value)); }

void Query::put(int at, std::string_view value) {
    check(sqlite3_bind_text64(statement_, at, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Query::check(int code) const {
    if (code != SQLITE_OK) throw SQLite::Exception(sqlite3_db_handle(statement_), code);
}

}  // namespace amends::store
