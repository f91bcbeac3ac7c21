#include "tests/mail/private_server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

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
std::vector<int> free_ports(std::size_t count) {
    std::vector<int> ports;
    std::vector<int> sockets;
    for (std::size_t i = 0; i < count; ++i) {
        sockets.push_back(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        auto address = loopback(0);
        socklen_t length = sizeof address;
        if (bind(sockets[i], reinterpret_cast<sockaddr*>(&address), length) != 0 ||
            getsockname(sockets[i], reinterpret_cast<sockaddr*>(&address), &length) != 0) {
            throw std::runtime_error("no free port");
        }
        ports.push_back(ntohs(address.sin_port));
    }
    for (const int one : sockets) {
        close(one);
    }
    return ports;
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

PrivateServer::PrivateServer(std::string script, const std::vector<std::pair<std::string, std::string>>& files)
    : script_(std::move(script)) {
    std::string name = fs::temp_directory_path() / "amends-server-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary directory");
    }
    directory_ = name;
    fs::permissions(directory_, fs::perms(0711));  // for servers that change their user
    for (const auto& [file, text] : files) {
        std::ofstream(directory_ / file) << text;
    }
}

PrivateServer::~PrivateServer() {
    kill();
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

void PrivateServer::start(std::size_t count, const std::vector<std::string>& more, const std::string& log) {
    // Another program may take a port between the choice and the start.
    for (int attempt = 0; attempt < 3; ++attempt) {
        try {
            ports_ = free_ports(count);
            spawn(more);
            wait_for_greeting();
            return;
        } catch (const std::runtime_error&) {
            kill();
            if (attempt == 2) {
                throw std::runtime_error(script_ + " does not come up:\n" + contents("start.log") + contents(log));
            }
        }
    }
}

std::string PrivateServer::contents(const std::string& file) const {
    std::ifstream in(directory_ / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void PrivateServer::spawn(const std::vector<std::string>& more) {
    const std::string script = std::string(AMENDS_SOURCE) + "/tests/servers/" + script_;
    std::vector<std::string> words{script, directory_.string()};
    for (const int port : ports_) {
        words.push_back(std::to_string(port));
    }
    words.insert(words.end(), more.begin(), more.end());
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

void PrivateServer::wait_for_greeting() const {
    const auto until = steady_clock::now() + std::chrono::seconds{20};
    while (!greets(ports_.at(0), until)) {
        int status = 0;
        if (waitpid(process_, &status, WNOHANG) != 0 || steady_clock::now() > until) {
            throw std::runtime_error("no greeting");
        }
        poll(nullptr, 0, 5);
    }
}

void PrivateServer::kill() {
    if (process_ > 0) {
        ::kill(-process_, SIGKILL);
        ::kill(process_, SIGKILL);
        waitpid(process_, nullptr, 0);
        process_ = -1;
    }
}

}  // namespace amends::mail
