#include "store/copies.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

#include "store/failure.hpp"

namespace amends::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view damaged = "damaged";
constexpr std::string_view backup = "backup";
constexpr std::string_view dry_run = "dry-run";

std::string stamp(base::Instant at) {
    std::string text = base::to_rfc3339(at);
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

std::vector<fs::path> copies_of(const fs::path& database, std::string_view what) {
    const std::string start = fmt::format("{}.{}", database.filename().string(), what);
    std::vector<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(database.parent_path())) {
        if (entry.path().filename().string().starts_with(start)) found.push_back(entry.path());
    }
    std::ranges::sort(found);
    return found;
}

bool same_bytes(const fs::path& a, const fs::path& b) {
    if (fs::exists(a) != fs::exists(b)) return false;
    if (!fs::exists(a)) return true;
    if (fs::file_size(a) != fs::file_size(b)) return false;
    std::ifstream left(a, std::ios::binary);
    std::ifstream right(b, std::ios::binary);
    return std::equal(std::istreambuf_iterator<char>(left), {}, std::istreambuf_iterator<char>(right), {});
}

fs::path log_of(const fs::path& database) { return database.string() + "-wal"; }

void copy_private(const fs::path& from, const fs::path& to) {
    create_private_file(to);
    fs::copy_file(from, to, fs::copy_options::overwrite_existing);
    fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write);
    sync_to_disk(to);
}

}  // namespace

fs::path free_name_beside(const fs::path& database, std::string_view what, base::Instant at) {
    const std::string first = fmt::format("{}.{}-{}", database.string(), what, stamp(at));
    fs::path name = first;
    for (int number = 2; fs::exists(name); ++number) name = fmt::format("{}-{}", first, number);
    return name;
}

fs::path set_aside(const fs::path& database, base::Instant at) {
    // A service manager starts the daemon again and again: one copy of one damage is enough.
    for (const fs::path& copy : copies_of(database, damaged)) {
        if (!copy.string().ends_with("-wal") && same_bytes(copy, database) &&
            same_bytes(log_of(copy), log_of(database))) {
            return copy;
        }
    }
    fs::path copy = free_name_beside(database, damaged, at);
    copy_private(database, copy);
    if (fs::exists(log_of(database))) copy_private(log_of(database), log_of(copy));
    return copy;
}

std::vector<fs::path> remove_copies(const fs::path& database) {
    std::vector<fs::path> left;
    for (std::string_view what : {damaged, backup, dry_run}) {
        for (const fs::path& copy : copies_of(database, what)) {
            std::error_code trouble;
            if (!fs::remove(copy, trouble)) left.push_back(copy);
        }
    }
    return left;
}

bool create_private_file(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor >= 0) {
        ::close(descriptor);
        return true;
    }
    if (errno == EEXIST) return false;
    fail(base::Fault::configuration, base::Retry::after_change,
         fmt::format("{} cannot be created: {}. Check the owner and the rights of its folder.", path.string(),
                     std::generic_category().message(errno)));
}

void sync_to_disk(const fs::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0) ::close(descriptor);
    if (!done) {
        fail(base::Fault::internal, base::Retry::later,
             fmt::format("{} cannot be written to the disk: {}.", path.string(),
                         std::generic_category().message(reason)));
    }
}

}  // namespace amends::store
