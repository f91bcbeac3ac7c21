#pragma once
// A real server over a fake service, on its own thread and in its own directory, until the end of the scope; and a
// plain client that sends whatever bytes a test likes.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <cstring>
#include <exception>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "rpc/server.hpp"
#include "tests/rpc/fake_service.hpp"

namespace amends::rpc {

class TemporaryDirectory {
public:
    TemporaryDirectory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "amends-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
        path_ = pattern;
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

class RunningServer {
public:
    explicit RunningServer(ServerLimits limits = {}) {
        auto listener = Listener::at_path(path());
        if (!listener) throw std::runtime_error(listener.error().message);
        start(std::move(*listener), limits);
    }
    RunningServer(Listener listener, ServerLimits limits) { start(std::move(listener), limits); }
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    ~RunningServer() {
        stop();
        if (thread_.joinable()) thread_.join();
    }

    /// Returns at once; the thread ends when run() has.
    void stop() {
        asio::post(loop_, [this] { server_->stop(); });
    }
    void join() { thread_.join(); }
    void release_look() {
        service.gate.wait(nullptr);
        asio::post(loop_, [this] { service.gate.load()->cancel(); });
    }
    [[nodiscard]] std::string path() const { return directory_.file("amends/rpc.sock"); }
    [[nodiscard]] const TemporaryDirectory& directory() const { return directory_; }

    FakeService service;

private:
    void start(Listener listener, ServerLimits limits) {
        server_ = std::make_unique<Server>(loop_, service, std::move(listener), limits);
        asio::co_spawn(loop_, server_->run(), [](const std::exception_ptr& failure) {
            if (failure) std::rethrow_exception(failure);
        });
        thread_ = std::thread([this] { loop_.run(); });
    }

    TemporaryDirectory directory_;
    asio::io_context loop_;
    std::unique_ptr<Server> server_;
    std::thread thread_;
};

class RawClient {
public:
    explicit RawClient(const std::string& path) : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        connected = ::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    ~RawClient() { ::close(fd_); }

    /// False where the server has closed.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    /// The next line; "(closed)" at the end, "(nothing)" after ten seconds.
    std::string line() {
        for (;;) {
            if (const std::size_t end = received_.find('\n'); end != std::string::npos) {
                const std::string line = received_.substr(0, end);
                received_.erase(0, end + 1);
                return line;
            }
            pollfd one{.fd = fd_, .events = POLLIN, .revents = 0};
            if (::poll(&one, 1, 10'000) <= 0) return "(nothing)";
            char bytes[4096];
            const ssize_t count = ::recv(fd_, bytes, sizeof bytes, 0);
            if (count <= 0) return "(closed)";
            received_.append(bytes, static_cast<std::size_t>(count));
        }
    }
    std::string ask(const std::string& request) {
        send(request + "\n");
        return line();
    }
    void end_writing() { ::shutdown(fd_, SHUT_WR); }

    bool connected = false;

private:
    int fd_;
    std::string received_;
};

}  // namespace amends::rpc
