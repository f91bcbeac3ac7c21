#pragma once
// One question to the daemon that nobody waits for: the loop polls its socket and goes on with it. Each has a
// connection of its own, since requests on one are answered in their order and one that takes long would hold up the
// others.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace amends::bridge {

using Clock = std::chrono::steady_clock;

/// Where the daemon listens, as rpc::connect_to_daemon wants it.
struct DaemonPlace {
    std::string socket, root;
};

class DaemonCall {
public:
    /// `parameters` is JSON text of an object.
    static base::Result<DaemonCall> start(const DaemonPlace& place, std::string_view method,
                                          std::string_view parameters, Clock::time_point deadline);
    DaemonCall(DaemonCall&& other) noexcept;
    DaemonCall& operator=(DaemonCall&& other) noexcept;
    DaemonCall(const DaemonCall&) = delete;
    DaemonCall& operator=(const DaemonCall&) = delete;
    ~DaemonCall();

    [[nodiscard]] int fd() const { return fd_; }
    /// What poll() has to look for.
    [[nodiscard]] short events() const;
    [[nodiscard]] Clock::time_point deadline() const { return deadline_; }
    /// All of the question is on its way: the daemon carries it out even where nobody waits for the answer.
    [[nodiscard]] bool is_asked() const { return to_write_.empty(); }
    /// Writes and reads what is possible now. The result's JSON text or an Error; nothing while it goes on.
    std::optional<base::Result<std::string>> go_on(Clock::time_point now);

private:
    DaemonCall(int fd, std::string line, Clock::time_point deadline)
        : fd_(fd), to_write_(std::move(line)), deadline_(deadline) {}
    bool write();
    std::optional<base::Result<std::string>> read();

    int fd_ = -1;
    std::string to_write_, received_;
    Clock::time_point deadline_;
};

}  // namespace amends::bridge
