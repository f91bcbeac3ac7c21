#pragma once
// A mail server of the test's own, started by a script of tests/servers/ in a temporary directory. It is killed with
// its whole process group, and the directory removed, when the object goes.
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace amends::mail {

class PrivateServer {
public:
    /// `files` are written into the directory first: name and text.
    PrivateServer(std::string script, const std::vector<std::pair<std::string, std::string>>& files);
    PrivateServer(const PrivateServer&) = delete;
    PrivateServer& operator=(const PrivateServer&) = delete;
    ~PrivateServer();

    /// Runs the script with the directory, `count` free ports and `more` as its arguments, until the first port greets.
    /// Throws std::runtime_error with the text of the file `log` where the server does not come up.
    void start(std::size_t count, const std::vector<std::string>& more, const std::string& log);
    void kill();

    [[nodiscard]] const std::filesystem::path& directory() const { return directory_; }
    [[nodiscard]] const std::vector<int>& ports() const { return ports_; }
    [[nodiscard]] std::string contents(const std::string& file) const;

private:
    void spawn(const std::vector<std::string>& more);
    void wait_for_greeting() const;

    std::string script_;
    std::filesystem::path directory_;
    std::vector<int> ports_;
    pid_t process_ = -1;
};

}  // namespace amends::mail
