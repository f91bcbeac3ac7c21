#pragma once
// What the review's rules tell the daemon of a message: whether it is an apology by its writer, and what of it a
// check-in may repeat. The user's own rules where they can be used, else the shipped ones; they are read for the first
// message.
#include <optional>
#include <string>

#include "app/paths.hpp"
#include "base/mail.hpp"
#include "guide/remedy.hpp"

namespace amends::app {

class ApologyGate {
public:
    /// `templates` is the user's own directory.
    ApologyGate(std::string templates, const Environment& environment);
    bool is_apology(const base::MessageFacts& message);
    guide::Remedies remedies(const base::MessageFacts& message);

private:
    const guide::Rules* rules();
    std::string templates_;
    Environment environment_;
    std::optional<guide::Rules> rules_;
};

}  // namespace amends::app
