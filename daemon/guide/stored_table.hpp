#pragma once
// TOML tables that are built into the program: their nodes in order, from which a table is made in a fraction of the
// time that it takes to parse it. guide/embed writes them.
#include <toml++/toml.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace amends::guide {

enum class StoredKind : std::uint8_t { table, array, text, integer, boolean, end };

struct StoredNode {
    StoredKind kind;
    std::string_view key;  ///< "" within an array, and of an end
    std::string_view text;
    std::int64_t number;
};

/// Everything between a table (or an array) and its end is in it; `nodes` are the inside of the whole table.
toml::table table_of(std::span<const StoredNode> nodes);

}  // namespace amends::guide
