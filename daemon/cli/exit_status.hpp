#pragma once
// What a fault means to who called the program.
#include "base/result.hpp"

namespace amends::cli {

/// Exit status of DESIGN section 7.
int exit_status(base::Fault fault);

}  // namespace amends::cli
