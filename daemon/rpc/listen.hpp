#pragma once
// The daemon's Unix socket as a file: made with mode 0600 in a directory that others cannot write, never over a living
// daemon's, and taken away again. A lock file beside it decides between two daemons that start at once.
#include <sys/types.h>

#include <string>

#include "base/result.hpp"

namespace amends::rpc {

/// A listening, non-blocking socket and what must be tidied up after it.
class Listener {
public:
    /// Replaces a stale socket file; a living daemon's is an Error "another amendsd is running".
    static base::Result<Listener> at_path(const std::string& path);
    /// A socket that the service manager has bound and listens on; its file is not ours to remove.
    static base::Result<Listener> inherited(int fd);

    Listener(Listener&& other) noexcept;
    Listener& operator=(Listener&& other) noexcept;
    ~Listener();

    /// Whether this is the socket whose file lies there.
    [[nodiscard]] bool is_at(const std::string& path) const;

    /// The descriptor, which from now on is the caller's to close. Once.
    int release_fd();

private:
    Listener() = default;
    void close();

    int fd_ = -1;
    int lock_ = -1;
    std::string path_;  ///< "" for an inherited socket
};

/// The uid at the other end of a connected Unix socket; nothing where the kernel cannot tell.
base::Result<uid_t> peer_uid(int fd);

}  // namespace amends::rpc
