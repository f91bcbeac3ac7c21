#pragma once
// Makes connections that can all be cut at once, as by a broken line: whatever waits on one of them then ends with an
// Error. The way out of a conversation that does not end by itself.
#include <memory>
#include <set>

#include "mail/connector.hpp"

namespace amends::app {

class CuttableConnector final : public mail::Connector {
public:
    explicit CuttableConnector(std::unique_ptr<mail::Connector> connector);

    ports::Task<std::unique_ptr<ports::ByteStream>> connect(mail::Endpoint endpoint, std::string secret) override;
    /// Closes every connection there is; no further one is made.
    void cut();

private:
    class Stream;
    struct Open {
        std::set<ports::ByteStream*> streams;
        bool cut = false;
    };
    std::unique_ptr<mail::Connector> connector_;
    // Shared: a stream may outlive the connector.
    std::shared_ptr<Open> open_ = std::make_shared<Open>();
};

}  // namespace amends::app
