#include "rpc/listen.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace amends::rpc {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using base::Status;

constexpr int backlog = 64;

std::string why() { return std::strerror(errno); }

auto cannot(std::string message) {
    return base::failure(Fault::configuration, Retry::after_change, std::move(message));
}

auto already_running(const std::string& path) {
    return base::failure(Fault::answer_is_no, Retry::after_change,
                         fmt::format("Another amendsd is running: it answers on {}. Stop it first.", path));
}

Result<sockaddr_un> address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return cannot(fmt::format("The socket's path has {} bytes; a Unix socket allows 1 to {}: {}", path.size(),
                                  sizeof address.sun_path - 1, path));
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

Status prepare_directory(const std::string& path) {
    const std::filesystem::path directory = std::filesystem::path(path).parent_path();
    if (directory.empty()) return cannot("The socket's path must be absolute: " + path);
    std::error_code error;
    std::filesystem::create_directories(directory.parent_path(), error);
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return cannot(fmt::format("The socket's directory {} cannot be made: {}.", directory.string(), why()));
    struct stat facts {};
    if (::stat(directory.c_str(), &facts) != 0 || !S_ISDIR(facts.st_mode))
        return cannot(fmt::format("{} is not a directory; the socket must lie in one.", directory.string()));
    if (facts.st_uid != ::geteuid())
        return cannot(fmt::format("The socket's directory {} belongs to someone else.", directory.string()));
    if ((facts.st_mode & 022) != 0)
        return cannot(
            fmt::format("Others can write in the socket's directory: run `chmod 700 {}`.", directory.string()));
    return {};
}

/// Removes a socket file that nobody listens on any more.
Status clear_stale(const std::string& path, const sockaddr_un& address) {
    struct stat facts {};
    if (::lstat(path.c_str(), &facts) != 0) return {};
    if (!S_ISSOCK(facts.st_mode))
        return cannot(fmt::format("{} is in the way: it is not a socket. Move it elsewhere.", path));
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (probe < 0) return cannot("No socket can be made: " + why() + ".");
    const int connected = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int error = errno;
    ::close(probe);
    // EAGAIN: somebody listens and has a full queue.
    if (connected == 0 || error == EAGAIN) return already_running(path);
    if (error != ECONNREFUSED && error != ENOENT)
        return cannot(fmt::format("{} cannot be looked at: {}.", path, std::strerror(error)));
    ::unlink(path.c_str());
    return {};
}

}  // namespace

Result<Listener> Listener::at_path(const std::string& path) {
    const auto address = address_of(path);
    if (!address) return tl::unexpected(address.error());
    if (auto ready = prepare_directory(path); !ready) return tl::unexpected(ready.error());

    Listener listener;
    listener.lock_ = ::open((path + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (listener.lock_ < 0) return cannot(fmt::format("{}.lock cannot be opened: {}.", path, why()));
    if (::flock(listener.lock_, LOCK_EX | LOCK_NB) != 0) return already_running(path);
    if (auto cleared = clear_stale(path, *address); !cleared) return tl::unexpected(cleared.error());

    listener.fd_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener.fd_ < 0) return cannot("No socket can be made: " + why() + ".");
    if (::bind(listener.fd_, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0)
        return cannot(fmt::format("The socket {} cannot be made: {}.", path, why()));
    listener.path_ = path;
    // Nobody can connect before listen(), so the mode is right before it matters.
    if (::chmod(path.c_str(), 0600) != 0 || ::listen(listener.fd_, backlog) != 0)
        return cannot(fmt::format("The socket {} cannot be opened: {}.", path, why()));
    return listener;
}

Result<Listener> Listener::inherited(int fd) {
    int type = 0, listening = 0;
    socklen_t size = sizeof type;
    sockaddr_un address{};
    socklen_t address_size = sizeof address;
    const bool good = ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM &&
                      ::getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) == 0 && listening != 0 &&
                      ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &address_size) == 0 &&
                      address.sun_family == AF_UNIX;
    if (!good)
        return cannot(
            "The socket that the service manager passed in is not a listening Unix stream socket; see amendsd.socket.");
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    Listener listener;
    listener.fd_ = fd;
    return listener;
}

Listener::Listener(Listener&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), lock_(std::exchange(other.lock_, -1)), path_(std::exchange(other.path_, {})) {}

Listener& Listener::operator=(Listener&& other) noexcept {
    if (this != &other) {
        close();
        fd_ = std::exchange(other.fd_, -1);
        lock_ = std::exchange(other.lock_, -1);
        path_ = std::exchange(other.path_, {});
    }
    return *this;
}

Listener::~Listener() { close(); }

bool Listener::is_at(const std::string& path) const {
    sockaddr_un address{};
    socklen_t size = sizeof address;
    if (::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size) != 0 || size <= sizeof address.sun_family)
        return false;
    const std::string own(address.sun_path, ::strnlen(address.sun_path, size - sizeof address.sun_family));
    std::error_code error;
    return own == path || std::filesystem::equivalent(own, path, error);
}

int Listener::release_fd() { return std::exchange(fd_, -1); }

void Listener::close() {
    if (fd_ >= 0) ::close(fd_);
    // The socket file goes while the lock is held; the lock file stays, for removing it would let two daemons lock two
    // files.
    if (!path_.empty()) ::unlink(path_.c_str());
    if (lock_ >= 0) ::close(lock_);
    fd_ = lock_ = -1;
    path_.clear();
}

Result<uid_t> peer_uid(int fd) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return base::failure(Fault::internal, Retry::never,
                             "The kernel does not tell who is at the other end of the socket.");
    return peer.uid;
}

}  // namespace amends::rpc
