#include "rpc/client.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "rpc/connect.hpp"
#include "rpc/request.hpp"

namespace amends::rpc {
namespace {

using base::Fault;
using base::Result;
using base::Retry;
using base::Status;
using std::chrono::milliseconds;

constexpr std::size_t chunk = std::size_t{64} * 1024;

auto unreachable(std::string message) {
    return base::failure(Fault::daemon_unreachable, Retry::after_change, std::move(message));
}

/// False when the time is up.
bool wait_for(int fd, short events, milliseconds within) {
    for (;;) {
        pollfd one{.fd = fd, .events = events, .revents = 0};
        const int ready = ::poll(&one, 1, static_cast<int>(within.count()));
        if (ready > 0) return true;
        if (ready == 0) return false;
        if (errno != EINTR) return true;  // the read or write that follows says what is wrong
    }
}

}  // namespace

Result<Client> Client::connect(const std::string& path, const std::string& root) {
    return connect_to_daemon(path, root).map([](int fd) { return Client(fd); });
}

Client::Client(Client&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), last_id_(other.last_id_), received_(std::move(other.received_)) {}

Client& Client::operator=(Client&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(last_id_, other.last_id_);
    std::swap(received_, other.received_);
    return *this;
}

Client::~Client() {
    if (fd_ >= 0) ::close(fd_);
}

Result<std::string> Client::call(std::string_view method, std::string_view parameters, milliseconds within) {
    const std::int64_t id = ++last_id_;
    const Status written = write(request_line(id, method, parameters) + "\n", within);
    // A daemon that refuses a request may close before it has read all of it; its answer is there all the same.
    auto line = read_line(within);
    if (!line) return tl::unexpected(written ? line.error() : written.error());
    return read_response(*line, id);
}

Status Client::write(std::string_view bytes, milliseconds within) {
    while (!bytes.empty()) {
        const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count > 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno == EAGAIN) {
            if (!wait_for(fd_, POLLOUT, within))
                return unreachable("amendsd does not read what it is asked. Restart it.");
        } else if (errno != EINTR) {
            return unreachable("amendsd has closed the connection. Try again.");
        }
    }
    return {};
}

Result<std::string> Client::read_line(milliseconds within) {
    std::size_t searched = 0;
    for (;;) {
        if (const std::size_t end = received_.find('\n', searched); end != std::string::npos) {
            std::string line = received_.substr(0, end);
            received_.erase(0, end + 1);
            return line;
        }
        searched = received_.size();
        received_.resize(searched + chunk);
        const ssize_t count = ::recv(fd_, received_.data() + searched, chunk, 0);
        const int error = errno;
        received_.resize(searched + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count == 0)
            return unreachable("amendsd has closed the connection without an answer. Look at `amends status`.");
        if (count > 0 || error == EINTR) continue;
        if (error != EAGAIN) return unreachable("The connection to amendsd is broken. Try again.");
        if (!wait_for(fd_, POLLIN, within))
            return base::failure(
                Fault::daemon_unreachable, Retry::unknown,
                "amendsd has not answered in time; it may still carry the order out. Look at `amends status`.");
    }
}

}  // namespace amends::rpc
