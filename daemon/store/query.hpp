#pragma once
// One run of a prepared statement. The statement is kept for the next time; the Query rewinds it when it goes. The same
// SQL must not be run again while a Query of it is alive.
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace amends::store {

/// Bytes that are bound as a BLOB.
struct Bytes {
    const std::string& value;
};

class Query {
public:
    explicit Query(SQLite::Statement& statement) : statement_(statement) {}
    ~Query() { statement_.tryReset(); }
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// Binds to ?1, ?2, … in turn.
    template <class... Values>
    Query& bind(const Values&... values) {
        (put(++bound_, values), ...);
        return *this;
    }
    /// True while there is a row.
    bool next() { return statement_.executeStep(); }
    /// Runs to the end; returns how many rows were changed.
    int run();

    [[nodiscard]] std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] std::string text(int column) const { return statement_.getColumn(column).getString(); }
    [[nodiscard]] base::Instant instant(int column) const { return {integer(column)}; }
    [[nodiscard]] std::optional<base::Instant> maybe_instant(int column) const;

private:
    void put(int at, std::int64_t value) { statement_.bind(at, value); }
    void put(int at, int value) { statement_.bind(at, value); }
    void put(int at, std::uint32_t value) { statement_.bind(at, static_cast<std::int64_t>(value)); }
    void put(int at, bool value) { statement_.bind(at, value ? 1 : 0); }
    void put(int at, const std::string& value) { statement_.bind(at, value); }
    void put(int at, const char* value) { statement_.bind(at, value); }
    void put(int at, base::Instant value) { statement_.bind(at, value.seconds); }
    void put(int at, const Bytes& value) {
        statement_.bind(at, value.value.data(), static_cast<int>(value.value.size()));
    }
    template <class Tag>
    void put(int at, base::Id<Tag> value) {
        statement_.bind(at, value.value);
    }
    template <class Value>
    void put(int at, const std::optional<Value>& value) {
        if (value) {
            put(at, *value);
        } else {
            statement_.bind(at);
        }
    }

    SQLite::Statement& statement_;
    int bound_ = 0;
};

}  // namespace amends::store
