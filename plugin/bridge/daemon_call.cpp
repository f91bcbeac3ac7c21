#include "bridge/daemon_call.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "rpc/connect.hpp"
#include "rpc/request.hpp"

namespace amends::bridge {
namespace {

using base::Fault;
using base::Result;
using base::Retry;

constexpr std::int64_t only_id = 1;
constexpr std::size_t chunk = std::size_t{64} * 1024;
constexpr std::size_t most_answer = std::size_t{16} * 1024 * 1024;

auto unreachable(Retry retry, std::string message) {
    return base::failure(Fault::daemon_unreachable, retry, std::move(message));
}

}  // namespace

Result<DaemonCall> DaemonCall::start(const DaemonPlace& place, std::string_view method, std::string_view parameters,
                                     Clock::time_point deadline) {
    return rpc::connect_to_daemon(place.socket, place.root).map([&](int fd) {
        return DaemonCall(fd, rpc::request_line(only_id, method, parameters) + "\n", deadline);
    });
}

DaemonCall::DaemonCall(DaemonCall&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      to_write_(std::move(other.to_write_)),
      received_(std::move(other.received_)),
      deadline_(other.deadline_) {}

DaemonCall& DaemonCall::operator=(DaemonCall&& other) noexcept {
    std::swap(fd_, other.fd_);
    std::swap(to_write_, other.to_write_);
    std::swap(received_, other.received_);
    std::swap(deadline_, other.deadline_);
    return *this;
}

DaemonCall::~DaemonCall() {
    if (fd_ >= 0) ::close(fd_);
}

short DaemonCall::events() const { return static_cast<short>(is_asked() ? POLLIN : POLLIN | POLLOUT); }

std::optional<Result<std::string>> DaemonCall::go_on(Clock::time_point now) {
    const bool open = write();
    // A daemon that refuses a question may close before it has read all of it; its answer is there all the same.
    if (auto answer = read()) return answer;
    if (!open) return unreachable(Retry::later, "amendsd has closed the connection. Try again.");
    if (now < deadline_) return std::nullopt;
    if (!is_asked()) return unreachable(Retry::later, "amendsd does not read what it is asked. Restart it.");
    return unreachable(Retry::unknown,
                       "amendsd has not answered in time; it may still carry the order out. Look at `amends status`.");
}

bool DaemonCall::write() {
    while (!to_write_.empty()) {
        const ssize_t count = ::send(fd_, to_write_.data(), to_write_.size(), MSG_NOSIGNAL);
        if (count > 0) {
            to_write_.erase(0, static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            return errno == EAGAIN;
        }
    }
    return true;
}

std::optional<Result<std::string>> DaemonCall::read() {
    for (;;) {
        const std::size_t before = received_.size();
        if (before > most_answer) return unreachable(Retry::never, "The answer of amendsd is too long.");
        received_.resize(before + chunk);
        const ssize_t count = ::recv(fd_, received_.data() + before, chunk, 0);
        const int error = errno;
        received_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (const std::size_t end = received_.find('\n', before); end != std::string::npos)
            return rpc::read_response(std::string_view(received_).substr(0, end), only_id);
        if (count > 0 || (count < 0 && error == EINTR)) continue;
        if (count < 0 && error == EAGAIN) return std::nullopt;
        return unreachable(Retry::later,
                           "amendsd has closed the connection without an answer. Look at `amends status`.");
    }
}

}  // namespace amends::bridge
