#pragma once
// From TOML to a RuleBook; rules.cpp alone uses it.
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "guide/rule_book.hpp"
#include "guide/rules.hpp"

namespace amends::guide {

/// All files, in their order, each upon those before it. Examples are kept, not run.
base::Result<RuleBook> read_rule_files(const std::vector<RuleText>& files);

}  // namespace amends::guide
