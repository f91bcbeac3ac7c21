#pragma once
// One run of a prepared statement. The statement is kept for the next time; the Query rewinds it when it goes. The same
// SQL must not be run again while a Query of it is alive. Speaks to sqlite3 itself: a Column of SQLiteCpp takes part in
// owning the statement, which is most of the cost of reading ten thousand letters.
#include <SQLiteCpp/Database.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

struct sqlite3_stmt;

namespace amends::store {

struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
};
using Prepared = std::unique_ptr<sqlite3_stmt, Finalize>;

/// Throws SQLite::Exception where the SQL is wrong.
Prepared prepare(SQLite::Database& database, const std::string& sql);

/// Bytes that are bound as a BLOB.
struct Bytes {
    const std::string& value;
};

class Query {
public:
    explicit Query(sqlite3_stmt* statement) : statement_(statement) {}
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// Binds to ?1, ?2, … in turn.
    template <class... Values>
    Query& bind(const Values&... values) {
        (put(++bound_, values), ...);
        return *this;
    }
    /// True while there is a row.
    bool next();
    /// Runs to the end; returns how many rows were changed.
    int run();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    /// The text as it stands in the row: gone with the next call of next().
    [[nodiscard]] std::string_view view(int column) const;
    [[nodiscard]] std::string text(int column) const { return std::string(view(column)); }
    /// The lines of a text; none of an empty one.
    [[nodiscard]] std::vector<std::string> lines(int column) const;
    [[nodiscard]] base::Instant instant(int column) const { return {integer(column)}; }
    [[nodiscard]] std::optional<base::Instant> maybe_instant(int column) const;

private:
    void put_null(int at);
    void put_blob(int at, std::string_view value);
    void put(int at, std::int64_t value);
    void put(int at, std::string_view value);
    void put(int at, int value) { put(at, std::int64_t{value}); }
    void put(int at, std::uint32_t value) { put(at, std::int64_t{value}); }
    void put(int at, bool value) { put(at, std::int64_t{value}); }
    void put(int at, const char* value) { put(at, std::string_view(value)); }
    void put(int at, const std::string& value) { put(at, std::string_view(value)); }
    void put(int at, base::Instant value) { put(at, value.seconds); }
    void put(int at, const Bytes& value) { put_blob(at, value.value); }
    template <class Tag>
    void put(int at, base::Id<Tag> value) {
        put(at, value.value);
    }
    template <class Value>
    void put(int at, const std::optional<Value>& value) {
        if (value) {
            put(at, *value);
        } else {
            put_null(at);
        }
    }
    void check(int code) const;

    sqlite3_stmt* statement_;
    int bound_ = 0;
};

/// Every row that is left, as `from` reads it.
template <class From>
auto rows(Query& query, From from) {
    std::vector<decltype(from(query))> all;
    while (query.next()) all.push_back(from(query));
    return all;
}

/// The same, each with the letter that its first column names.
template <class From>
auto rows_with_letter(Query& query, From from) {
    return rows(query, [&](const Query& row) { return std::pair(base::LetterId{row.integer(0)}, from(row)); });
}

}  // namespace amends::store
