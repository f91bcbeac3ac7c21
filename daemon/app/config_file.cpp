#include "app/config_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace amends::app {
namespace {

constexpr std::size_t most_bytes = 1U << 20U;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
};

tl::unexpected<base::Error> cannot(std::string message) {
    return base::failure(base::Fault::configuration, base::Retry::after_change, std::move(message));
}

tl::unexpected<base::Error> cannot_open(const std::string& path, int reason) {
    if (reason == ENOENT) {
        return cannot(fmt::format("{}: there is no such file; `amends config sample` prints one to start from", path));
    }
    return cannot(fmt::format("{}: it cannot be read: {}", path, std::strerror(reason)));
}

void check_ownership(const std::string& path, const struct stat& about, const Environment& environment,
                     ConfigProblems& problems) {
    if (about.st_uid != environment.uid && about.st_uid != 0) {
        problems.add({}, "the file belongs to another user, who could change it; make it your own with chown");
    }
    if ((about.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
        problems.add(
            {}, fmt::format("others may write the file and so run commands as you; take that from them with `chmod "
                            "go-w {}`",
                            path));
    }
}

}  // namespace

base::Result<ConfigFile> open_config_file(const std::string& path, const Environment& environment,
                                          ConfigProblems& problems) {
    // Not blocking: a named pipe in the file's place must not hold up the daemon.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) return cannot_open(path, errno);
    struct stat about {};
    if (::fstat(file.number(), &about) != 0) return cannot_open(path, errno);
    if (!S_ISREG(about.st_mode)) return cannot(path + ": it is not a regular file");
    ConfigFile result;
    result.readable_by_others = (about.st_mode & (S_IRGRP | S_IROTH)) != 0;
    check_ownership(path, about, environment, problems);
    std::array<char, 65536> buffer{};
    while (true) {
        const auto got = ::read(file.number(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return cannot_open(path, errno);
        if (got == 0) return result;
        result.text.append(buffer.data(), static_cast<std::size_t>(got));
        if (result.text.size() > most_bytes) return cannot(path + ": it is larger than 1 MiB; is it the right file?");
    }
}

}  // namespace amends::app
