#pragma once
// One call of `amends`, from the words on the command line to the exit status of DESIGN section 7.
#include <string>
#include <vector>

#include "cli/surroundings.hpp"

namespace amends::cli {

/// `words` without the program's name.
int run(const std::vector<std::string>& words, Surroundings& surroundings);

}  // namespace amends::cli
