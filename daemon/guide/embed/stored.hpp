#pragma once
// A table as the source of its nodes (guide/stored_table.hpp).
#include <toml++/toml.h>

#include <string>

namespace amends::guide {

/// The lines of an initializer list of StoredNode.
std::string stored_nodes(const toml::table& table);

}  // namespace amends::guide
