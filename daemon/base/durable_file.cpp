#include "base/durable_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace amends::base {
namespace {

namespace fs = std::filesystem;

Status cannot(const std::string& path, int error) {
    return failure(Fault::internal, Retry::after_change, path + " cannot be written: " + std::strerror(error) + ".");
}

bool write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) return false;
        if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void sync_directory(const std::string& directory) {
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::fsync(fd);
    ::close(fd);
}

/// `like`: whose mode and owner the file is given; nullptr for 0600 and our own.
Status put(const std::string& path, std::string_view bytes, const struct stat* like) {
    std::string draft = path + ".XXXXXX";
    const int fd = ::mkostemp(draft.data(), O_CLOEXEC);  // mode 0600
    if (fd < 0) return cannot(path, errno);
    bool good = write_all(fd, bytes);
    // Where the owner cannot be given (it takes root), the file is the one's who writes it, as with every editor.
    if (good && like != nullptr && ::fchown(fd, like->st_uid, like->st_gid) != 0) errno = 0;
    if (good && like != nullptr) good = ::fchmod(fd, like->st_mode & 07777) == 0;
    good = good && ::fsync(fd) == 0;
    int error = errno;
    ::close(fd);
    if (good && ::rename(draft.c_str(), path.c_str()) == 0) {
        sync_directory(fs::path(path).parent_path().string());
        return {};
    }
    if (good) error = errno;
    ::unlink(draft.c_str());
    return cannot(path, error);
}

}  // namespace

Status write_private(const std::string& path, std::string_view bytes) {
    const fs::path directory = fs::path(path).parent_path();
    std::error_code ignored;
    fs::create_directories(directory.parent_path().parent_path(), ignored);
    for (const fs::path& each : {directory.parent_path(), directory})
        if (::mkdir(each.c_str(), 0700) != 0 && errno != EEXIST) return cannot(each.string(), errno);
    return put(path, bytes, nullptr);
}

Status replace_file(const std::string& path, std::string_view before, std::string_view bytes) {
    std::error_code error;
    const fs::path place = fs::canonical(path, error);
    struct stat like {};
    if (error || ::stat(place.c_str(), &like) != 0) return cannot(path, error ? error.value() : errno);
    std::ifstream file(place, std::ios::binary);
    const std::string now{std::istreambuf_iterator<char>(file), {}};
    if (now != before)
        return failure(Fault::answer_is_no, Retry::later,
                       path + " was changed meanwhile by another program, and is left as it is.");
    return put(place.string(), bytes, &like);
}

}  // namespace amends::base
