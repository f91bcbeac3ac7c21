#pragma once
// What every review on the command line needs: the rules with those of the organisation and the user upon them, and
// what the user has dismissed.
#include <set>
#include <string>
#include <vector>

#include "app/writer.hpp"
#include "cli/session.hpp"
#include "guide/review.hpp"
#include "guide/rules.hpp"

namespace amends::cli {

struct ReviewDesk {
    guide::Rules rules;
    std::set<std::string> dismissed;  ///< fingerprints
};

/// The shipped rules with these upon them. Says on standard error where a rule file cannot be used; the shipped rules
/// then stand alone.
base::Result<guide::Rules> rules_with(Session& session, const std::vector<guide::RuleText>& own);

/// Says on standard error where a rule file cannot be used; the shipped rules then stand alone.
base::Result<ReviewDesk> review_desk(Session& session, const app::WriterConfig& config);

/// What clients.history answered for each address of the client, as a review wants it.
guide::ClientHistory history_from(const std::vector<std::string>& answers);
/// What the daemon remembers of the client: earlier letters and open promises. Nothing where it does not run, knows
/// nothing of them, or does not answer in two seconds.
guide::ClientHistory history_of(Session& session, const std::string& mailbox);

}  // namespace amends::cli
