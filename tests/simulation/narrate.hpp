#pragma once
// A history in words, a line an event, for whoever wants to see how a promise was broken.
#include <string>

#include "tests/simulation/history.hpp"

namespace amends::simulation {

std::string narrate(const Event& event);

}  // namespace amends::simulation
