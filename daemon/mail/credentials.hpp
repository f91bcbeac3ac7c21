#pragma once
// The secret for an endpoint, by any of the four ways of the configuration (SecretSource). It is asked for when it is
// first wanted and remembered: a token for 50 minutes at most, a password until renewed. What is remembered is wiped
// when it is replaced and at the end. It is never an argument of a process, in an environment, in a file or in an
// Error.
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "mail/account.hpp"
#include "mail/connector.hpp"

namespace amends::mail {

/// The loop must be the one that awaits secret(), and outlive the credentials.
std::unique_ptr<Credentials> make_credentials(const SecretSource& source, asio::io_context& io);

/// Remembers what `ask` gives. Several callers at once share one answer.
class RememberedCredentials final : public Credentials {
public:
    using Ask = std::function<ports::Task<std::string>()>;
    RememberedCredentials(asio::io_context& io, Ask ask, std::optional<std::chrono::steady_clock::duration> keep_for);
    RememberedCredentials(const RememberedCredentials&) = delete;
    RememberedCredentials& operator=(const RememberedCredentials&) = delete;
    ~RememberedCredentials() override;

    ports::Task<std::string> secret(bool renew) override;

private:
    void forget();

    Ask ask_;
    std::optional<std::chrono::steady_clock::duration> keep_for_;
    std::optional<base::Result<std::string>> answer_;
    std::chrono::steady_clock::time_point asked_at_;
    bool asking_ = false;
    asio::steady_timer answered_;  // never expires; cancelled when an answer has come
};

/// Overwrites the characters before they are given back to the heap.
void wipe(std::string& text);

/// The first line of what a source gave, as a secret: not empty, no NUL, no line end. `from` begins the Error's
/// sentence.
base::Result<std::string> first_line_as_secret(std::string_view text, const std::string& from);

}  // namespace amends::mail
