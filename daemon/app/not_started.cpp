#include "app/not_started.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace amends::app {
namespace {

constexpr std::chrono::hours told_for{24};

std::string note_of(const Environment& environment) {
    return std::filesystem::path(default_socket(environment)).parent_path() / "not-started";
}

/// The first line says when, the rest why.
struct Note {
    std::optional<base::Instant> at;
    std::string why;
};

Note read_note(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string at;
    std::getline(file, at);
    return {base::parse_rfc3339(at), {std::istreambuf_iterator<char>(file), {}}};
}

}  // namespace

bool note_not_started(const Environment& environment, const std::string& why, base::Instant now) {
    const std::string path = note_of(environment);
    const Note before = read_note(path);
    if (before.at && before.why == why && now >= *before.at && now - *before.at < told_for) return false;
    std::error_code ignored;
    const auto directory = std::filesystem::path(path).parent_path();
    std::filesystem::create_directories(directory.parent_path(), ignored);
    ::mkdir(directory.c_str(), 0700);
    // Where nothing can be written, the user is told once more: better than not at all.
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) return true;
    const std::string text = base::to_rfc3339(now) + "\n" + why;
    (void)!::write(fd, text.data(), text.size());
    ::close(fd);
    return true;
}

void note_started(const Environment& environment) { ::unlink(note_of(environment).c_str()); }

std::string why_not_started(const Environment& environment) { return read_note(note_of(environment)).why; }

}  // namespace amends::app
