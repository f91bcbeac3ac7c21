#pragma once
// Judges a simulated life by what DESIGN.md promises to the user (sections 3 to 5), as somebody would who saw all of it
// from outside. It includes base/ alone and is written without a look at how the program decides, so that a mistake
// cannot be made in both places. Where the design leaves room it gives the program the benefit of the doubt; where
// promises are judged by a clock, that of the machine and true time must both be against the program.
#include <string>
#include <vector>

#include "base/time.hpp"
#include "tests/simulation/history.hpp"

namespace amends::simulation {

struct Violation {
    int promise = 0;       ///< of DESIGN.md section 4; 0: the history contradicts itself, so the driver is wrong
    std::string rule;      ///< "twice.step": which rule of which promise, for counting
    base::Instant at;      ///< true time
    std::string sentence;  ///< what happened, for a reader
};

/// In the order of their instants; empty where the program kept all that it promises.
std::vector<Violation> check(const History& history);

}  // namespace amends::simulation
