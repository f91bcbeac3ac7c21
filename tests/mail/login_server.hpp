#pragma once
// A server on a loopback port of the same loop, that speaks TLS from the start or not at all and answers each line of
// its clients by a function of the test. It remembers what it heard.
#include <asio/awaitable.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mail/account.hpp"

namespace amends::mail {

class LoginServer {
public:
    enum class Tls { none, at_once };
    /// What is said to a line without its end, to "" at the beginning; CRLF is added where something is said.
    using Answer = std::function<std::string(const std::string& line)>;

    /// Throws std::runtime_error where no certificate can be made.
    LoginServer(asio::io_context& loop, Tls tls, Answer answer);
    LoginServer(const LoginServer&) = delete;
    LoginServer& operator=(const LoginServer&) = delete;
    ~LoginServer();

    [[nodiscard]] Endpoint endpoint(Protocol protocol, Mechanism mechanism = Mechanism::plain) const;
    [[nodiscard]] const std::vector<std::string>& heard() const { return state_->heard; }

private:
    // Shared with the conversations: they end only when the loop turns again, maybe after the server has gone.
    struct State {
        Tls tls;
        Answer answer;
        std::string directory;
        std::vector<std::string> heard;
    };

    static asio::awaitable<void> welcome(std::shared_ptr<State> state, asio::ip::tcp::socket socket);
    template <class Stream>
    static asio::awaitable<void> talk(std::shared_ptr<State> state, Stream& stream);
    void accept();

    std::shared_ptr<State> state_;
    asio::ip::tcp::acceptor acceptor_;
};

}  // namespace amends::mail
