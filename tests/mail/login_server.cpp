#include "tests/mail/login_server.hpp"

#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/read_until.hpp>
#include <asio/ssl.hpp>
#include <asio/use_awaitable.hpp>
#include <asio/write.hpp>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <utility>

namespace amends::mail {
namespace {

using asio::ip::tcp;

std::string make_certificate() {
    std::string directory = std::filesystem::temp_directory_path() / "amends-login-XXXXXX";
    if (mkdtemp(directory.data()) == nullptr) {
        throw std::runtime_error("no temporary directory");
    }
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext "
        "subjectAltName=IP:127.0.0.1 -keyout " +
        directory + "/key.pem -out " + directory + "/cert.pem 2>/dev/null";
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("openssl makes no certificate");
    }
    return directory;
}

}  // namespace

LoginServer::LoginServer(asio::io_context& loop, Tls tls, Answer answer)
    : state_(std::make_shared<State>(State{tls, std::move(answer), make_certificate(), {}})),
      acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    accept();
}

LoginServer::~LoginServer() {
    std::error_code ignored;
    std::filesystem::remove_all(state_->directory, ignored);
}

Endpoint LoginServer::endpoint(Protocol protocol, Mechanism mechanism) const {
    Endpoint endpoint;
    endpoint.protocol = protocol;
    endpoint.host = "127.0.0.1";
    endpoint.port = acceptor_.local_endpoint().port();
    endpoint.security = state_->tls == Tls::none ? Security::starttls : Security::tls;
    endpoint.mechanism = mechanism;
    endpoint.user = "alice";
    endpoint.ca_file = state_->directory + "/cert.pem";
    return endpoint;
}

void LoginServer::accept() {
    acceptor_.async_accept([this](const asio::error_code& error, tcp::socket socket) {
        if (error) {
            return;  // the server is going
        }
        const auto loop = socket.get_executor();
        asio::co_spawn(loop, welcome(state_, std::move(socket)), asio::detached);
        accept();
    });
}

asio::awaitable<void> LoginServer::welcome(std::shared_ptr<State> state, tcp::socket socket) {
    if (state->tls == Tls::none) {
        co_await talk(state, socket);
        co_return;
    }
    asio::ssl::context context(asio::ssl::context::tls_server);
    context.use_certificate_chain_file(state->directory + "/cert.pem");
    context.use_private_key_file(state->directory + "/key.pem", asio::ssl::context::pem);
    asio::ssl::stream<tcp::socket> stream(std::move(socket), context);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
    co_await talk(state, stream);
}

// Ends by an exception when the client has gone.
template <class Stream>
asio::awaitable<void> LoginServer::talk(std::shared_ptr<State> state, Stream& stream) {
    std::string in;
    std::string out = state->answer("");
    for (;;) {
        if (!out.empty()) {
            out += "\r\n";
            co_await asio::async_write(stream, asio::buffer(out), asio::use_awaitable);
        }
        const auto length =
            co_await asio::async_read_until(stream, asio::dynamic_buffer(in), "\r\n", asio::use_awaitable);
        state->heard.push_back(in.substr(0, length - 2));
        in.erase(0, length);
        out = state->answer(state->heard.back());
    }
}

}  // namespace amends::mail
