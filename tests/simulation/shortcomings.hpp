#pragma once
// What the program does not keep yet, of what the checker judges: each with the reason. A violation that is one of
// these is counted and told, but does not fail a simulation; nothing else may be added here than what is owed by the
// design.
#include <string>

#include "tests/simulation/checker.hpp"

namespace amends::simulation {

/// The sentence about the shortcoming, "" where there is none that explains the violation.
std::string known_shortcoming(const Violation& violation, const History& history);

}  // namespace amends::simulation
