#include "tests/mail/private_dovecot.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace amends::mail {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// All are held until all are known, so that they differ.
std::array<int, 4> free_ports() {
    std::array<int, 4> ports{};
    std::array<int, 4> sockets{};
    for (std::size_t i = 0; i < ports.size(); ++i) {
        sockets[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        auto address = loopback(0);
        socklen_t length = sizeof address;
        if (bind(sockets[i], reinterpret_cast<sockaddr*>(&address), length) != 0 ||
            getsockname(sockets[i], reinterpret_cast<sockaddr*>(&address), &length) != 0) {
            throw std::runtime_error("no free port");
        }
        ports[i] = ntohs(address.sin_port);
    }
    for (const int one : sockets) {
        close(one);
    }
    return ports;
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string base64url(std::string_view bytes) {
    std::vector<unsigned char> out(bytes.size() / 3 * 4 + 5);
    const int length = EVP_EncodeBlock(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                                       static_cast<int>(bytes.size()));
    std::string text(reinterpret_cast<char*>(out.data()), static_cast<std::size_t>(length));
    for (char& c : text) {
        c = c == '+' ? '-' : c == '/' ? '_' : c;
    }
    return text.substr(0, text.find('='));
}

bool greets(int port, steady_clock::time_point until) {
    const int one = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = loopback(port);
    bool greeted = false;
    if (connect(one, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - steady_clock::now()).count();
        pollfd wanted{one, POLLIN, 0};
        char first = 0;
        greeted = poll(&wanted, 1, static_cast<int>(std::max<long>(left, 1))) == 1 && recv(one, &first, 1, 0) == 1;
    }
    close(one);
    return greeted;
}

}  // namespace

bool PrivateDovecot::installed() { return access("/usr/sbin/dovecot", X_OK) == 0; }

PrivateDovecot::PrivateDovecot(const std::string& extra) {
    std::string name = fs::temp_directory_path() / "amends-dovecot-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary directory");
    }
    directory_ = name;
    std::ofstream(directory_ / "extra.conf") << extra;
    // Another program may take a port between the choice and the start.
    for (int attempt = 0; attempt < 3; ++attempt) {
        try {
            start();
            wait_for_greeting();
            return;
        } catch (const std::runtime_error&) {
            kill();
            if (attempt == 2) {
                const std::string log = contents(directory_ / "dovecot.log");
                fs::remove_all(directory_);
                throw std::runtime_error("Dovecot does not come up:\n" + log);
            }
        }
    }
}

PrivateDovecot::~PrivateDovecot() {
    kill();
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

void PrivateDovecot::start() {
    const auto ports = free_ports();
    imap_ = ports[0];
    imaps_ = ports[1];
    lmtp_ = ports[2];
    sasl_ = ports[3];
    const std::string script = std::string(AMENDS_SOURCE) + "/tests/servers/dovecot.sh";
    std::vector<std::string> words{script,
                                   directory_.string(),
                                   std::to_string(imap_),
                                   std::to_string(imaps_),
                                   std::to_string(lmtp_),
                                   std::to_string(sasl_)};
    std::vector<char*> argv;
    for (auto& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    const std::string log = directory_ / "start.log";
    process_ = fork();
    if (process_ == 0) {
        setsid();
        const int output = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        dup2(output, STDOUT_FILENO);
        dup2(output, STDERR_FILENO);
        execv(script.c_str(), argv.data());
        _exit(127);
    }
}

void PrivateDovecot::wait_for_greeting() const {
    const auto until = steady_clock::now() + std::chrono::seconds{20};
    while (!greets(imap_, until)) {
        int status = 0;
        if (waitpid(process_, &status, WNOHANG) != 0 || steady_clock::now() > until) {
            throw std::runtime_error("no greeting");
        }
        poll(nullptr, 0, 5);
    }
}

void PrivateDovecot::kill() {
    if (process_ > 0) {
        ::kill(-process_, SIGKILL);
        ::kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        process_ = -1;
    }
}

Endpoint PrivateDovecot::endpoint(const std::string& user, Security security, Mechanism mechanism) const {
    return {.protocol = Protocol::imap,
            .host = "localhost",
            .port = security == Security::tls ? imaps_ : imap_,
            .security = security,
            .mechanism = mechanism,
            .user = user,
            .ca_file = (directory_ / "tls" / "cert.pem").string()};
}

std::string PrivateDovecot::token(const std::string& user, std::chrono::seconds valid) const {
    const auto now = static_cast<long>(std::time(nullptr));
    std::ostringstream claims;
    claims << R"({"sub":")" << user << R"(","iat":)" << now - 7200 << R"(,"nbf":)" << now - 7200 << R"(,"exp":)"
           << now + valid.count() << "}";
    const std::string signing_input = base64url(R"({"typ":"JWT","alg":"HS256"})") + "." + base64url(claims.str());
    const std::string key = contents(directory_ / "jwt.key");
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(signing_input.data()), signing_input.size(), mac.data(), &length);
    return signing_input + "." + base64url(std::string_view(reinterpret_cast<char*>(mac.data()), length));
}

}  // namespace amends::mail
