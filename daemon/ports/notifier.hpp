#pragma once
// News for the user by a way that does not need the mailbox (DESIGN promise 8).
#include <string>

namespace amends::ports {

class Notifier {
public:
    virtual ~Notifier() = default;
    /// Never blocks, never fails; `key` tells repeats apart: the same key is not shown twice within a day.
    virtual void tell(const std::string& key, const std::string& title, const std::string& text) = 0;
};

}  // namespace amends::ports
