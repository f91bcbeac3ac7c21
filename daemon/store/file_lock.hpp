#pragma once
// The right to be the only writer of a database: an advisory lock on a file beside it, held while this lives. The
// kernel lets go of it when the process dies, however it dies.
#include <filesystem>

namespace amends::store {

class FileLock {
public:
    /// Throws Failure where another holder is alive.
    explicit FileLock(const std::filesystem::path& database);
    ~FileLock();
    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace amends::store
