#include "cli/child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <filesystem>

namespace amends::cli {
namespace {

constexpr int cannot_run = 126;
constexpr int by_signal = 128;

/// Leaves a signal alone while the child runs.
class Ignored {
public:
    explicit Ignored(int signal_number) : number_(signal_number) {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        ::sigaction(number_, &ignore, &before_);
    }
    Ignored(const Ignored&) = delete;
    Ignored& operator=(const Ignored&) = delete;
    ~Ignored() { ::sigaction(number_, &before_, nullptr); }

private:
    int number_;
    struct sigaction before_ {};
};

void write_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;  // the program reads no further: its exit status says whether that is bad
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return cannot_run;
    return WIFEXITED(status) ? WEXITSTATUS(status) : by_signal + WTERMSIG(status);
}

std::string read_all(int fd) {
    constexpr std::size_t chunk = std::size_t{64} * 1024;
    std::string bytes;
    while (true) {
        const std::size_t before = bytes.size();
        bytes.resize(before + chunk);
        const ssize_t count = ::read(fd, bytes.data() + before, chunk);
        bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
        if (count == 0 || (count < 0 && errno != EINTR)) return bytes;
    }
}

/// Closes both ends, where they are open, at its end.
struct Pipe {
    Pipe() = default;
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        close_end(ends[0]);
        close_end(ends[1]);
    }
    bool open() { return ::pipe2(ends, O_CLOEXEC) == 0; }
    static void close_end(int& end) {
        if (end >= 0) ::close(end);
        end = -1;
    }
    int ends[2] = {-1, -1};
};

/// What the child is given: our signals as they were for us, and the pipes as its standard input and output.
class Preparation {
public:
    Preparation(int input, int output) {
        ::posix_spawnattr_init(&attributes);
        sigset_t usual;
        ::sigemptyset(&usual);
        for (const int number : {SIGPIPE, SIGINT, SIGQUIT}) ::sigaddset(&usual, number);
        ::posix_spawnattr_setsigdefault(&attributes, &usual);
        ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        ::posix_spawn_file_actions_init(&files);
        if (input >= 0) ::posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
        if (output >= 0) ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    }
    Preparation(const Preparation&) = delete;
    Preparation& operator=(const Preparation&) = delete;
    ~Preparation() {
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&attributes);
    }
    posix_spawnattr_t attributes{};
    posix_spawn_file_actions_t files{};
};

int run(const std::vector<std::string>& words, const std::optional<std::string_view>& input, std::string* output) {
    if (words.empty()) return program_not_found;
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));  // exec's old signature
    arguments.push_back(nullptr);

    Pipe in, out;
    if ((input && !in.open()) || (output != nullptr && !out.open())) return cannot_run;
    const Ignored broken_pipe(SIGPIPE), interrupt(SIGINT), quit(SIGQUIT);
    pid_t child = 0;
    const Preparation preparation(in.ends[0], out.ends[1]);
    const int error =
        ::posix_spawnp(&child, arguments[0], &preparation.files, &preparation.attributes, arguments.data(), environ);
    Pipe::close_end(in.ends[0]);
    Pipe::close_end(out.ends[1]);
    if (error == 0 && input) write_all(in.ends[1], *input);
    Pipe::close_end(in.ends[1]);
    if (error != 0) return error == ENOENT ? program_not_found : cannot_run;
    if (output != nullptr) *output = read_all(out.ends[0]);
    return wait_for(child);
}

}  // namespace

int run_program(const std::vector<std::string>& words, const std::optional<std::string_view>& input) {
    return run(words, input, nullptr);
}

Ran output_of(const std::vector<std::string>& words, std::string_view input) {
    Ran ran;
    ran.status = run(words, input, &ran.output);
    return ran;
}

Ran answer_of(const std::vector<std::string>& words) {
    Ran ran;
    ran.status = run(words, std::nullopt, &ran.output);
    return ran;
}

std::string daemon_program(const app::Environment& environment) {
    const auto beside = std::filesystem::path(environment.program).parent_path() / "amendsd";
    return ::access(beside.c_str(), X_OK) == 0 ? beside.string() : "amendsd";
}

}  // namespace amends::cli
