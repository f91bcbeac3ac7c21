#include "mail/systemd_credential.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "mail/credentials.hpp"

namespace amends::mail {
namespace {

constexpr std::size_t most = 64 * 1024;

tl::unexpected<base::Error> refused(std::string message) {
    return base::failure(base::Fault::configuration, base::Retry::after_change, std::move(message));
}

struct File {
    explicit File(const std::string& path) : fd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (fd >= 0) {
            close(fd);
        }
    }
    int fd;
};

}  // namespace

base::Result<std::string> secret_from_systemd(const std::string& name) {
    const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
    if (directory == nullptr || *directory == '\0') {
        return refused("The credential \"" + name +
                       "\" cannot be read: systemd has given this service no credentials; add " +
                       "LoadCredential= to its unit.");
    }
    if (name.empty() || name == "." || name == ".." || name.find('/') != std::string::npos) {
        return refused("\"" + name + "\" cannot be the name of a systemd credential.");
    }
    const File file(std::string(directory) + "/" + name);
    struct stat about {};
    if (file.fd < 0 || fstat(file.fd, &about) != 0 || !S_ISREG(about.st_mode)) {
        return refused("The systemd credential \"" + name + "\" is not there; check LoadCredential= in the unit.");
    }
    std::string bytes(most, '\0');
    const ssize_t length = read(file.fd, bytes.data(), bytes.size());
    bytes.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
    auto secret = first_line_as_secret(bytes, "The systemd credential \"" + name + "\"");
    wipe(bytes);
    return secret;
}

}  // namespace amends::mail
