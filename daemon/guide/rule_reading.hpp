#pragma once
// From TOML to a RuleBook; rules.cpp alone uses it.
#include <vector>

#include "base/result.hpp"
#include "guide/rule_book.hpp"
#include "guide/rule_parts.hpp"

namespace amends::guide {

/// templates/<language>/review as it was when the program was built, without the examples.
std::vector<RuleFile> shipped_rules();

/// All files, in their order, each upon those before it. Examples are kept, not run.
base::Result<RuleBook> read_rule_files(const std::vector<RuleFile>& files);

}  // namespace amends::guide
