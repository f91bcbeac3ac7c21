#pragma once
// Orders to track that could not be handed to the daemon yet: one file each, 0600, in a directory 0700 of the user's
// state directory. `amends` hands them over at its next call, amendsd at its start; doing both is harmless.
#include <string>
#include <vector>

#include "rpc/service.hpp"

namespace amends::rpc {

struct KeptOrder {
    std::string path;
    base::Result<TrackRequest> request;  ///< an Error, which trying again does not mend, where it is no order
};

class Spool {
public:
    explicit Spool(std::string directory) : directory_(std::move(directory)) {}

    /// Durable when it returns. The same order kept twice is one file. An Error for what no daemon would take.
    [[nodiscard]] base::Result<std::string> keep(const TrackRequest& request) const;
    /// What is kept, oldest first.
    [[nodiscard]] std::vector<KeptOrder> orders() const;
    /// Erases every mail to this address, whatever became of its order; gives how many.
    [[nodiscard]] int forget(const std::string& mailbox) const;
    /// The order has reached the daemon.
    static void discard(const KeptOrder& order);
    /// The daemon will never take it: out of the way, but not lost. Gives the new path.
    static std::string set_aside(const KeptOrder& order);

private:
    std::string directory_;
};

}  // namespace amends::rpc
