#pragma once
// Asks the daemon, and waits: for the command line, which has nothing else to do. Plain POSIX, no loop.
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace amends::rpc {

class Client {
public:
    /// Fault::daemon_unreachable, with what to do, where no amendsd of this user (or root's) answers.
    /// `root` is what stands before /run where the system's own directories are tried elsewhere.
    static base::Result<Client> connect(const std::string& path, const std::string& root = "");

    Client(Client&& other) noexcept;
    Client& operator=(Client&& other) noexcept;
    ~Client();

    /// `parameters` is JSON text of an object; gives the result's JSON text, or the Error that the daemon answers with.
    /// `within` is how long the daemon may be silent.
    base::Result<std::string> call(std::string_view method, std::string_view parameters,
                                   std::chrono::milliseconds within = std::chrono::seconds(60));

private:
    explicit Client(int fd) : fd_(fd) {}
    base::Status write(std::string_view bytes, std::chrono::milliseconds within);
    base::Result<std::string> read_line(std::chrono::milliseconds within);

    int fd_ = -1;
    std::int64_t last_id_ = 0;
    std::string received_;
};

}  // namespace amends::rpc
