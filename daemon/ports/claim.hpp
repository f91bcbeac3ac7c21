#pragma once
// The right to act on a step when more than one machine watches the mailbox. Local today; the mailbox later.
#include <string>

#include "ports/task.hpp"

namespace amends::ports {

class Claim {
public:
    virtual ~Claim() = default;
    /// True where this machine may act on the derived Message-ID `key`.
    virtual Task<bool> take(std::string key) = 0;
};

/// One daemon per mailbox: the claim is always ours.
class LocalClaim final : public Claim {
public:
    Task<bool> take(std::string) override { co_return true; }
};

}  // namespace amends::ports
