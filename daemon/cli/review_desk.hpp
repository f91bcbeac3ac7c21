#pragma once
// What every review on the command line needs: the rules with those of the organisation and the user upon them, and
// what the user has dismissed.
#include <set>
#include <string>

#include "app/writer.hpp"
#include "cli/session.hpp"
#include "guide/rules.hpp"

namespace amends::cli {

struct ReviewDesk {
    guide::Rules rules;
    std::set<std::string> dismissed;  ///< fingerprints
};

/// Says on standard error where a rule file cannot be used; the shipped rules then stand alone.
base::Result<ReviewDesk> review_desk(Session& session, const app::WriterConfig& config);

}  // namespace amends::cli
