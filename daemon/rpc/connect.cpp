#include "rpc/connect.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "rpc/listen.hpp"

namespace amends::rpc {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

auto unreachable(std::string message) {
    return base::failure(Fault::daemon_unreachable, Retry::after_change, std::move(message));
}

/// Whose system instance this is the socket of; "" where it is of a user's own.
std::string user_of_system_instance(const std::string& path, const std::string& root) {
    const std::string place = root + "/run/amends/";
    if (!path.starts_with(place)) return {};
    const std::size_t end = path.find('/', place.size());
    return end == std::string::npos ? "" : path.substr(place.size(), end - place.size());
}

auto not_there(const std::string& path, const std::string& root) {
    const std::string user = user_of_system_instance(path, root);
    if (!user.empty())
        return unreachable(
            fmt::format("No amendsd answers on {}. As root, start it with `systemctl start amendsd@{}`.", path, user));
    return unreachable(fmt::format(
        "No amendsd answers on {}. Start it with `systemctl --user start amendsd`, or run `amendsd`.", path));
}

/// Closed at the end of the scope, unless it was let go.
class Socket {
public:
    Socket() : fd_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int fd() const { return fd_; }
    int let_go() { return std::exchange(fd_, -1); }

private:
    int fd_;
};

}  // namespace

Result<int> connect_to_daemon(const std::string& path, const std::string& root) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path) return not_there(path, root);
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    Socket socket;
    if (socket.fd() < 0) return not_there(path, root);
    if (::connect(socket.fd(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        if (errno == EAGAIN)
            return unreachable(fmt::format("The amendsd on {} does not take connections. Restart it.", path));
        if (errno == EACCES) return unreachable(fmt::format("The socket {} belongs to another user.", path));
        return not_there(path, root);
    }
    const auto uid = peer_uid(socket.fd());
    if (!uid || (*uid != ::geteuid() && *uid != 0))
        return unreachable(fmt::format("What listens on {} belongs to another user and is not asked.", path));
    return socket.let_go();
}

}  // namespace amends::rpc
