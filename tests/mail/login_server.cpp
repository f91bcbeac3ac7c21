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
    : tls_(tls),
      answer_(std::move(answer)),
      directory_(make_certificate()),
      acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    asio::co_spawn(loop, serve(), asio::detached);
}

LoginServer::~LoginServer() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

Endpoint LoginServer::endpoint(Protocol protocol, Mechanism mechanism) const {
    Endpoint endpoint;
    endpoint.protocol = protocol;
    endpoint.host = "127.0.0.1";
    endpoint.port = acceptor_.local_endpoint().port();
    endpoint.security = tls_ == Tls::none ? Security::starttls : Security::tls;
    endpoint.mechanism = mechanism;
    endpoint.user = "alice";
    endpoint.ca_file = directory_ + "/cert.pem";
    return endpoint;
}

asio::awaitable<void> LoginServer::serve() {
    for (;;) {
        tcp::socket socket = co_await acceptor_.async_accept(asio::use_awaitable);
        asio::co_spawn(acceptor_.get_executor(), welcome(std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> LoginServer::welcome(tcp::socket socket) {
    if (tls_ == Tls::none) {
        co_await talk(socket);
        co_return;
    }
    asio::ssl::context context(asio::ssl::context::tls_server);
    context.use_certificate_chain_file(directory_ + "/cert.pem");
    context.use_private_key_file(directory_ + "/key.pem", asio::ssl::context::pem);
    asio::ssl::stream<tcp::socket> stream(std::move(socket), context);
    co_await stream.async_handshake(asio::ssl::stream_base::server, asio::use_awaitable);
    co_await talk(stream);
}

// Ends by an exception when the client has gone.
template <class Stream>
asio::awaitable<void> LoginServer::talk(Stream& stream) {
    std::string in;
    std::string out = answer_("");
    for (;;) {
        if (!out.empty()) {
            out += "\r\n";
            co_await asio::async_write(stream, asio::buffer(out), asio::use_awaitable);
        }
        const auto length =
            co_await asio::async_read_until(stream, asio::dynamic_buffer(in), "\r\n", asio::use_awaitable);
        heard_.push_back(in.substr(0, length - 2));
        in.erase(0, length);
        out = answer_(heard_.back());
    }
}

}  // namespace amends::mail
