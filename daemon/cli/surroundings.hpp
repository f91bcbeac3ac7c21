#pragma once
// What the command line runs in, as values, so that a test can be its terminal.
#include <cstddef>
#include <istream>
#include <ostream>

#include "app/paths.hpp"

namespace amends::cli {

struct Surroundings {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    app::Environment environment;
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    std::size_t columns = 0;  ///< of the terminal; 0 unknown
};

}  // namespace amends::cli
