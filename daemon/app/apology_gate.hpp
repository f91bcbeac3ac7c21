#pragma once
// Tells whether a message is an apology by its writer, with the rules of the review: the user's own where they can be
// used, else the shipped ones. The rules are read when the first message is judged.
#include <optional>
#include <string>

#include "app/paths.hpp"
#include "base/mail.hpp"
#include "guide/rules.hpp"

namespace amends::app {

class ApologyGate {
public:
    /// `templates` is the user's own directory.
    ApologyGate(std::string templates, const Environment& environment);
    bool is_apology(const base::MessageFacts& message);

private:
    std::string templates_;
    Environment environment_;
    std::optional<guide::Rules> rules_;
};

}  // namespace amends::app
