#pragma once
// The weights of the senses as a table for guide.
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace amends::guide {

/// The generated source; an Error with file, line and column where the file is otherwise than senses.hpp says.
base::Result<std::string> senses_source(std::string_view name, std::string_view toml);

}  // namespace amends::guide
