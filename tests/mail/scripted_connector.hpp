#pragma once
// A mail::Connector that hands out the streams of scripted servers, one a connect, and remembers what it was asked.
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "mail/connector.hpp"
#include "tests/fakes/scripted_stream.hpp"

namespace amends::mail {

class ScriptedConnector final : public Connector {
public:
    struct Asked {
        Endpoint endpoint;
        std::string secret;
    };

    /// The server must outlive its stream.
    void will_reach(fakes::ScriptedServer& server) { answers_.emplace_back(&server); }
    void will_fail(base::Error error) { answers_.emplace_back(std::move(error)); }
    [[nodiscard]] const std::vector<Asked>& asked() const { return asked_; }

    ports::Task<std::unique_ptr<ports::ByteStream>> connect(Endpoint endpoint, std::string secret) override {
        asked_.push_back({std::move(endpoint), std::move(secret)});
        if (answers_.empty()) {
            co_return base::failure(base::Fault::mail_server, base::Retry::later, "There is no server.");
        }
        auto answer = std::move(answers_.front());
        answers_.pop_front();
        if (auto* error = std::get_if<base::Error>(&answer)) {
            co_return tl::unexpected<base::Error>(std::move(*error));
        }
        co_return std::get<fakes::ScriptedServer*>(answer)->stream();
    }

private:
    std::deque<std::variant<fakes::ScriptedServer*, base::Error>> answers_;
    std::vector<Asked> asked_;
};

/// Secrets from a list: the first one until renewed, then the next, and so on.
class ScriptedCredentials final : public Credentials {
public:
    explicit ScriptedCredentials(std::vector<std::string> secrets) : secrets_(secrets.begin(), secrets.end()) {}
    [[nodiscard]] int renewals() const { return renewals_; }

    ports::Task<std::string> secret(bool renew) override {
        if (renew) {
            ++renewals_;
            if (secrets_.size() > 1) {
                secrets_.pop_front();
            }
        }
        if (secrets_.empty()) {
            co_return base::failure(base::Fault::configuration, base::Retry::after_change, "There is no secret.");
        }
        co_return secrets_.front();
    }

private:
    std::deque<std::string> secrets_;
    int renewals_ = 0;
};

}  // namespace amends::mail
