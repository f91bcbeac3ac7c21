#include "mail/command_credentials.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <asio/experimental/as_tuple.hpp>
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "mail/credentials.hpp"
#include "mail/login_failure.hpp"

namespace amends::mail {
namespace {

using asio::posix::stream_descriptor;
using base::Retry;

constexpr std::size_t most_output = 64 * 1024;

tl::unexpected<base::Error> failed(Retry retry, std::string message) {
    return base::failure(base::Fault::configuration, retry, std::move(message));
}

struct Pipe {
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) {
            ends = {-1, -1};
        }
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        for (const int fd : ends) {
            if (fd >= 0) {
                close(fd);
            }
        }
    }
    [[nodiscard]] bool open() const { return ends[0] >= 0; }
    int take_reader() { return std::exchange(ends[0], -1); }
    void close_writer() { close(std::exchange(ends[1], -1)); }
    std::array<int, 2> ends{-1, -1};
};

// A started child. Whoever leaves it behind, also by dying with the loop, leaves neither it nor a zombie.
class Child {
public:
    explicit Child(pid_t pid) : pid_(pid) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (!status_) {
            kill(-pid_, SIGKILL);
            int ignored = 0;
            waitpid(pid_, &ignored, 0);
        }
    }
    /// True once it has ended.
    bool reap() {
        int status = 0;
        if (!status_ && waitpid(pid_, &status, WNOHANG) == pid_) {
            status_ = status;
        }
        return status_.has_value();
    }
    [[nodiscard]] int status() const { return *status_; }

private:
    pid_t pid_;
    std::optional<int> status_;
};

class SpawnOptions {
public:
    SpawnOptions(int output, int errors) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO);
        posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    SpawnOptions(const SpawnOptions&) = delete;
    SpawnOptions& operator=(const SpawnOptions&) = delete;
    ~SpawnOptions() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    /// 0 or an errno.
    int spawn(pid_t& pid, std::vector<std::string>& command) {
        std::vector<char*> argv;
        argv.reserve(command.size() + 1);
        for (auto& word : command) {
            argv.push_back(word.data());
        }
        argv.push_back(nullptr);
        return posix_spawnp(&pid, argv[0], &actions_, &attributes_, argv.data(), environ);
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

// One end of the child's output: read what is there, without waiting.
struct Output {
    Output(const asio::any_io_executor& loop, int fd) : stream(loop, fd) {}
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output() { wipe(text); }
    void drain() {
        std::array<char, 4096> block{};
        // Bounded, so that a child that never stops printing does not keep the loop.
        for (int i = 0; i < 16 && !ended; ++i) {
            const ssize_t length = read(stream.native_handle(), block.data(), block.size());
            if (length < 0 && (errno == EAGAIN || errno == EINTR)) {
                break;
            }
            ended = length <= 0;
            seen += ended ? 0 : static_cast<std::size_t>(length);
            if (!ended && text.size() < most_output) {
                text.append(block.data(), static_cast<std::size_t>(length));
            }
        }
        explicit_bzero(block.data(), block.size());
    }
    stream_descriptor stream;
    std::string text;
    std::size_t seen = 0;
    bool ended = false;
};

asio::awaitable<void> something_happens(Output& out, Output& err, stream_descriptor& exit, asio::steady_timer& timer) {
    using asio::experimental::awaitable_operators::operator||;
    constexpr auto tuple = asio::experimental::as_tuple(asio::use_awaitable);
    constexpr auto readable = asio::posix::descriptor_base::wait_read;
    if (!out.ended && !err.ended) {
        co_await (timer.async_wait(tuple) || exit.async_wait(readable, tuple) ||
                  out.stream.async_wait(readable, tuple) || err.stream.async_wait(readable, tuple));
    } else if (!out.ended || !err.ended) {
        Output& open = out.ended ? err : out;
        co_await (timer.async_wait(tuple) || exit.async_wait(readable, tuple) ||
                  open.stream.async_wait(readable, tuple));
    } else {
        co_await (timer.async_wait(tuple) || exit.async_wait(readable, tuple));
    }
}

std::string how_it_ended(int status) {
    return WIFSIGNALED(status) ? "was killed by signal " + std::to_string(WTERMSIG(status))
                               : "ended with status " + std::to_string(WEXITSTATUS(status));
}

base::Result<std::string> conclude(int status, const Output& out, const Output& err, const std::string& name,
                                   Retry retry) {
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        return first_line_as_secret(out.text, name);
    }
    std::string why = shown(std::string_view(err.text).substr(0, err.text.find('\n')));
    std::string_view printed = std::string_view(out.text).substr(0, out.text.find('\n'));
    if (!printed.empty() && why.find(printed) != std::string::npos) {
        why.clear();  // it may have echoed the secret
    }
    return failed(retry, name + " " + how_it_ended(status) + (why.empty() ? "." : ": " + why));
}

}  // namespace

ports::Task<std::string> secret_from_command(std::vector<std::string> command, Retry when_it_fails,
                                             std::chrono::milliseconds within) {
    if (command.empty() || command[0].empty()) {
        co_return failed(Retry::after_change, "The command that should print the secret is empty.");
    }
    const std::string name = "The command \"" + command[0] + "\"";
    Pipe output;
    Pipe errors;
    if (!output.open() || !errors.open()) {
        co_return failed(Retry::later, name + " could not be run: " + std::strerror(errno) + ".");
    }
    // The child's ends must block, as every program expects of its output.
    fcntl(output.ends[1], F_SETFL, 0);
    fcntl(errors.ends[1], F_SETFL, 0);
    pid_t pid = 0;
    if (const int error = SpawnOptions(output.ends[1], errors.ends[1]).spawn(pid, command); error != 0) {
        co_return failed(Retry::after_change, name + " could not be run: " + std::strerror(error) + ".");
    }
    Child child(pid);
    output.close_writer();
    errors.close_writer();
    const int pid_fd = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
    if (pid_fd < 0) {
        co_return failed(Retry::later, name + " could not be watched: " + std::strerror(errno) + ".");
    }

    const auto loop = co_await asio::this_coro::executor;
    stream_descriptor exit(loop, pid_fd);
    asio::steady_timer timer(loop, within);
    Output out(loop, output.take_reader());
    Output err(loop, errors.take_reader());
    // What a child of the child still holds open is not waited for: the command's own end is the end.
    while (!child.reap()) {
        if (timer.expiry() <= asio::steady_timer::clock_type::now()) {
            co_return failed(Retry::later,
                             name + " did not end within " +
                                 std::to_string(std::chrono::duration_cast<std::chrono::seconds>(within).count()) +
                                 " seconds; run it by hand to see what it waits for.");
        }
        if (out.seen > most_output || err.seen > 16 * most_output) {
            co_return failed(Retry::after_change, name + " printed far too much for a password or token.");
        }
        co_await something_happens(out, err, exit, timer);
        out.drain();
        err.drain();
    }
    out.drain();
    err.drain();
    co_return conclude(child.status(), out, err, name, when_it_fails);
}

}  // namespace amends::mail
