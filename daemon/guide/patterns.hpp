#pragma once
// Reads a pattern file (templates/<language>/mail/*.toml) into values. Compiling the expressions is message's business.
#include <string>
#include <string_view>

#include "base/pattern.hpp"
#include "base/result.hpp"

namespace amends::guide {

/// `name` is the file's name, for the Error, which also tells line and column. Unknown keys are refused.
base::Result<base::MailPatterns> parse_patterns(std::string_view name, std::string_view toml);

}  // namespace amends::guide
