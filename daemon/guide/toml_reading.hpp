#pragma once
// What template.cpp and patterns.cpp share about TOML: parsing into a table, and errors with file, line and column.
#include <toml++/toml.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace amends::guide {

base::Result<toml::table> parse_table(std::string_view name, std::string_view text);

/// Fault::configuration. What a message quotes of the file may hold control characters: they become spaces.
tl::unexpected<base::Error> refused(std::string message);

/// refused() with "NAME:LINE:COLUMN: what".
tl::unexpected<base::Error> error_at(std::string_view name, const toml::source_region& where, std::string_view what);

/// An Error for the first key of `table` that is not in `known`.
base::Status only_keys(std::string_view name, const toml::table& table, const std::vector<std::string>& known);

/// The string at `key`; an Error where it is missing, no string, or empty.
base::Result<std::string> text_at(std::string_view name, const toml::table& table, std::string_view key);

/// The string at `key`, "" where the key is missing.
base::Result<std::string> text_or_empty(std::string_view name, const toml::table& table, std::string_view key);

/// The array of tables at `key`; empty where the key is missing. The pointers live as long as `table`.
base::Result<std::vector<const toml::table*>> tables_at(std::string_view name, const toml::table& table,
                                                        std::string_view key);

}  // namespace amends::guide
