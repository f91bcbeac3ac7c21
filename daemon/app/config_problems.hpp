#pragma once
// Everything that is wrong with a configuration, gathered so that it can be mended at once.
#include <string>
#include <vector>

#include "base/result.hpp"

namespace amends::app {

/// Counted from 1; line 0 stands for the file as a whole.
struct Place {
    unsigned line = 0;
    unsigned column = 0;
};

class ConfigProblems {
public:
    void add(Place place, std::string text);
    [[nodiscard]] bool empty() const { return found_.empty(); }
    /// One line for each problem, in the order of the file.
    [[nodiscard]] tl::unexpected<base::Error> failure(const std::string& path) const;

private:
    struct Problem {
        Place place;
        std::string text;
    };
    std::vector<Problem> found_;
};

}  // namespace amends::app
