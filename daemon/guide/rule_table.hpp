#pragma once
// One [[rule]] of a rule file, from its table to the form in which it is applied.
#include <map>
#include <string>

#include "guide/rule_parts.hpp"

namespace amends::guide {

/// By class: where its findings stand among the others.
using RankOfClass = std::map<std::string, int, std::less<>>;

/// The lists and roles that the rule names must be in `book`; the words of its patterns join the vocabulary there.
base::Result<Rule> read_rule_table(const RuleFile& file, const toml::table& table, const RankOfClass& ranks,
                                   RuleBook& book);

}  // namespace amends::guide
