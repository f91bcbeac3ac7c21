#pragma once
// Plays a scenario: a plain text in which each line is a fact with its time, or what is expected of the decision on it.
// The words are explained in scenarios/README.md; every action of a decision has to be expected.
#include <string>
#include <vector>

namespace amends::core {

/// Everything that went otherwise than the text says, each with file and line; empty where all went as told.
std::vector<std::string> play_scenario(const std::string& path);

}  // namespace amends::core
