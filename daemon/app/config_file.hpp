#pragma once
// The configuration file as a file: who owns it, who may change it, and its text.
#include <string>

#include "app/config_problems.hpp"
#include "app/paths.hpp"

namespace amends::app {

struct ConfigFile {
    std::string text;
    bool readable_by_others = false;
};

/// An Error where there is no text to read; who owns the file and who may write it is added to `problems`.
base::Result<ConfigFile> open_config_file(const std::string& path, const Environment& environment,
                                          ConfigProblems& problems);

}  // namespace amends::app
