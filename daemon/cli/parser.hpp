#pragma once
// The command line as CLI11 reads it, from the table of commands.
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace amends::cli {

/// What holds for every command.
struct General {
    std::optional<std::string> socket;
    std::optional<std::string> config;
    bool plain = false;
};

struct Parsed {
    const Command* command = nullptr;  ///< null: print `text` and end with `status`
    Given given;
    General general;
    std::string text;  ///< help, or what is wrong
    int status = 0;
};

/// `words` without the program's name.
Parsed parse(const std::vector<std::string>& words);

}  // namespace amends::cli
