#pragma once
// The rules of the review that the organisation and the user have added, and the findings that the user has dismissed
// for good. The examples of such a rule file are run once and again when the file has changed; what has passed is kept
// as hashes beside the database.
#include <set>
#include <string>
#include <vector>

#include "app/paths.hpp"
#include "base/result.hpp"
#include "guide/rules.hpp"

namespace amends::app {

/// The organisation's (/etc/amends/templates), then the user's (`templates`, their templates directory): every
/// LANGUAGE/review/*.toml, by name.
base::Result<std::vector<guide::RuleText>> read_own_rules(const std::string& templates, const Environment& environment);

/// The shipped rules with these upon them. A file whose own examples fail is an Error.
base::Result<guide::Rules> stock_rules(const std::vector<guide::RuleText>& own, const Environment& environment);

/// Fingerprints of findings that are not to be shown again; none where nothing can be read.
std::set<std::string> read_dismissed(const Environment& environment);
/// Adds one, or takes one back. A word that cannot be a fingerprint, and one to take back that is not there, is wrong
/// use.
base::Status dismiss(const std::string& fingerprint, const Environment& environment);
base::Status show_again(const std::string& fingerprint, const Environment& environment);

}  // namespace amends::app
