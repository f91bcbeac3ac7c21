#include "store/file_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "store/failure.hpp"

namespace amends::store {

FileLock::FileLock(const std::filesystem::path& database) {
    const std::string path = database.string() + ".lock";
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor_ < 0) {
        fail(base::Fault::configuration, base::Retry::after_change,
             fmt::format("{} cannot be opened: {}. Check the owner and the rights of its folder.", path,
                         std::generic_category().message(errno)));
    }
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    const int reason = errno;
    ::close(std::exchange(descriptor_, -1));
    if (reason == EWOULDBLOCK) {
        fail(base::Fault::configuration, base::Retry::after_change,
             fmt::format("Another amendsd is already working with {}. Stop it, or give this one a database of its own.",
                         database.string()));
    }
    fail(base::Fault::configuration, base::Retry::after_change,
         fmt::format("{} cannot be locked: {}. Keep the database on a local disk.", path,
                     std::generic_category().message(reason)));
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

}  // namespace amends::store
