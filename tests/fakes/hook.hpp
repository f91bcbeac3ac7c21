#pragma once
// The program's death, on order: every fake calls its hook just before and just after each effect on the outside world,
// and a hook that throws Killed ends the program there. A fake that is left by an exception is as the outside would be:
// nothing has happened before the effect, all of it after. The next "process" goes on with the same fakes.
#include <functional>
#include <string>

namespace amends::fakes {

/// Not a std::exception, so that nothing catches it on its way out.
struct Killed {
    std::string operation;
    bool before_effect = true;
};

using Hook = std::function<void(const std::string& operation, bool before_effect)>;

/// A hook that kills at the `at`-th call (from 0) and counts how many there were. Hand it on by reference (std::ref).
class Killer {
public:
    explicit Killer(int at) : at_(at) {}
    void operator()(const std::string& operation, bool before_effect) {
        if (seen_++ == at_) {
            throw Killed{operation, before_effect};
        }
    }
    [[nodiscard]] int seen() const { return seen_; }
    /// True once it has struck.
    [[nodiscard]] bool struck() const { return seen_ > at_; }

private:
    int at_;
    int seen_ = 0;
};

}  // namespace amends::fakes
