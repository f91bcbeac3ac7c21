#pragma once
// `amends classify`: what message files are, without a mailbox or a database. amendsd does it, since reading a message
// takes libraries that `amends` does not load for its other commands.
#include <ostream>
#include <string>
#include <vector>

namespace amends::app {

struct ClassifyOrder {
    std::vector<std::string> files;
    std::string sent;  ///< file of sent letters, one JSON object a line; empty: none
    bool json = false;
};

/// One result a file, in their order. A file that cannot be read is told on `err`, and the others go on. Gives the exit
/// status of DESIGN section 7: 2 where a file could not be read, 6 where a message could not.
int classify_files(const ClassifyOrder& order, std::ostream& out, std::ostream& err);

}  // namespace amends::app
