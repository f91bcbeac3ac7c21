#pragma once
// Runs another program and waits for it. No shell.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/paths.hpp"

namespace amends::cli {

inline constexpr int program_not_found = 127;

/// The program's exit status; 128 + n where signal n ended it, 127 where it cannot be found, 126 where it cannot be
/// run. With `input` its standard input is exactly these bytes; without, it is ours, and the keyboard's signals are the
/// program's alone.
int run_program(const std::vector<std::string>& words, const std::optional<std::string_view>& input);

struct Ran {
    int status = 0;  ///< as of run_program()
    std::string output;
};
/// The same, and what it wrote on standard output. For a program that reads all of its input before it writes.
Ran output_of(const std::vector<std::string>& words, std::string_view input);
/// The same for a program that asks the person at our terminal, by our standard input.
Ran answer_of(const std::vector<std::string>& words);

/// The amendsd that belongs to this amends: beside it, else the one on the PATH.
std::string daemon_program(const app::Environment& environment);

}  // namespace amends::cli
