#pragma once
// The user's own templates as texts, read from their directory.
#include <string>
#include <vector>

#include "base/result.hpp"
#include "guide/shelf.hpp"

namespace amends::app {

/// Every *.toml below a directory, by name; a directory that is not there has none.
base::Result<std::vector<guide::TemplateText>> read_own_templates(const std::string& directory);

}  // namespace amends::app
