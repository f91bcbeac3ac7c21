#pragma once
// Says in the log when a trouble begins and when it is over, once each, however often it is met in between.
#include <string>

namespace amends::app {

class TroubleLog {
public:
    /// `whose`: what has the trouble, at the beginning of each line.
    explicit TroubleLog(std::string whose) : whose_(std::move(whose)) {}

    /// `logged`: this very text stands in the log already.
    void met(const std::string& what, bool logged);
    void over();

private:
    std::string whose_;
    std::string last_;  ///< "" where there is none
};

}  // namespace amends::app
