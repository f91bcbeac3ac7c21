#include "app/notifier.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <asio/posix/stream_descriptor.hpp>
#include <memory>

#include "app/log.hpp"

namespace amends::app {

namespace {

constexpr std::chrono::hours told_for{24};
constexpr std::size_t most_input = 16 * 1024;  // what a pipe takes at once, so that writing never waits

}  // namespace

CommandNotifier::CommandNotifier(asio::io_context& loop, ports::Clock& clock) : loop_(loop), clock_(clock) {}

void CommandNotifier::configure(bool desktop, std::vector<std::string> command) {
    desktop_ = desktop;
    command_ = std::move(command);
}

void CommandNotifier::tell(const std::string& key, const std::string& title, const std::string& text) {
    const base::Instant now = clock_.now();
    const auto before = told_.find(key);
    if (before != told_.end() && now - before->second.at < told_for) return;
    told_[key] = {now, title, text};
    // The log names no letter.
    log_warning(key.starts_with("not-tracked.") ? title + "; `amends status` says which." : title + ": " + text);
    show(title, text);
}

void CommandNotifier::show(const std::string& title, const std::string& text) {
    if (desktop_) run({"notify-send", "--app-name=Amends", "--", title, text}, "");
    if (!command_.empty()) run(command_, title + "\n\n" + text + "\n");
}

std::vector<std::string> CommandNotifier::recent() {
    const base::Instant now = clock_.now();
    std::erase_if(told_, [&](const auto& entry) { return now - entry.second.at >= told_for; });
    std::vector<Told> list;
    list.reserve(told_.size());
    for (const auto& [key, told] : told_)
        if (!key.starts_with("trouble.") && !key.starts_with("configuration.") && !key.starts_with("held."))
            list.push_back(told);
    std::stable_sort(list.begin(), list.end(), [](const Told& a, const Told& b) { return a.at < b.at; });
    std::vector<std::string> lines;
    lines.reserve(list.size());
    for (const Told& told : list) lines.push_back(told.title + ": " + told.text);
    return lines;
}

void CommandNotifier::run(const std::vector<std::string>& command, const std::string& input) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return;
    (void)!write(ends[1], input.data(), std::min(input.size(), most_input));
    close(ends[1]);

    std::vector<char*> argv;
    argv.reserve(command.size() + 1);
    for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, argv.front(), &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    close(ends[0]);
    if (failed != 0) {
        log_debug("The notification command " + command.front() + " could not be started.");
        return;
    }
    const int pidfd = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    if (pidfd < 0) return;
    auto ended = std::make_unique<asio::posix::stream_descriptor>(loop_, pidfd);
    auto& descriptor = *ended;
    descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                          [child, ended = std::move(ended)](const asio::error_code&) {
                              int status = 0;
                              waitpid(child, &status, WNOHANG);
                          });
}

}  // namespace amends::app
