#pragma once
// Build tool: templates/*/mail/tone.toml as the tables of core/tone_phrases.hpp; core reads no TOML.
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace amends::guide {

/// The C++ source; an Error names what cannot be used in the file, and where.
base::Result<std::string> tone_source(std::string_view name, std::string_view toml);

}  // namespace amends::guide
