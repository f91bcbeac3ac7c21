// amendsd: watches the user's mailboxes and follows up on their letters.
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "app/classify.hpp"
#include "app/config.hpp"
#include "app/daemon.hpp"
#include "app/letter_mail.hpp"
#include "app/paths.hpp"

namespace app = amends::app;
namespace base = amends::base;

namespace {

constexpr const char* usage =
    "Usage: amendsd [--config FILE] [--system] [--dry-run] [--simulation TIME]\n"
    "       amendsd --check-config [--config FILE] [--system]\n"
    "       amendsd --classify [--json] [--sent FILE] -- FILE...\n"
    "       amendsd --read-letter | --mail-letter\n"
    "\n"
    "  --config FILE      read this configuration instead of the one in its usual place\n"
    "  --system           the instance that the system runs for one user: secrets by systemd credentials only\n"
    "  --check-config     say what is wrong with the configuration, and end\n"
    "  --classify         say what message files are, and end: what `amends classify` runs\n"
    "  --read-letter      the letter in the mail on standard input, as JSON: what `amends review --eml` runs\n"
    "  --mail-letter      the mail for such a letter: what `amends write --eml` runs\n"
    "  --dry-run          decide and journal on a copy of the database, do nothing to the world\n"
    "  --simulation TIME  run by a clock that starts at TIME (2026-03-02T09:00:00Z) and moves only on request\n"
    "  --version, --help\n";

int wrong_use(const std::string& what) {
    std::fprintf(stderr, "amendsd: %s\n\n%s", what.c_str(), usage);
    return 2;
}

/// What `amends config check` runs.
int check_config(const std::string& path, const app::Environment& environment) {
    const auto config = app::read_config(path, environment);
    if (!config) {
        std::fprintf(stderr, "%s\n", config.error().message.c_str());
        return 3;
    }
    std::printf("%s is good: %zu account%s.\n", path.c_str(), config->accounts.size(),
                config->accounts.size() == 1 ? "" : "s");
    return 0;
}

/// What `amends classify` runs. It makes these words: nobody types them.
int classify(const std::vector<std::string>& words) {
    app::ClassifyOrder order;
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (words[i] == "--json") {
            order.json = true;
        } else if (words[i] == "--sent" && i + 1 < words.size()) {
            order.sent = words[++i];
        } else if (words[i] == "--") {
            order.files.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        } else {
            return wrong_use("there is no option " + words[i] + " to --classify");
        }
    }
    std::ios::sync_with_stdio(false);
    const int status = app::classify_files(order, std::cout, std::cerr);
    if (std::cout.flush()) return status;
    std::fputs("amends: Standard output takes no more (a full disk?); what was printed is incomplete.\n", stderr);
    return 6;
}

/// The units do not restart what ends with 3 or 6: only somebody's hand can mend it.
int exit_status(const base::Error& error) {
    constexpr int try_again_later = 75;  // EX_TEMPFAIL of sysexits.h
    if (error.retry == base::Retry::later || error.retry == base::Retry::unknown) return try_again_later;
    return error.fault == base::Fault::configuration ? 3 : 6;
}

/// Secrets pass through this process: none of it may be written to disk or read by another one of the user's.
void keep_memory_to_ourselves() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    umask(0077);
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (!words.empty() && words.front() == "--classify") return classify(words);
    if (words == std::vector<std::string>{"--read-letter"}) return app::read_letter(std::cin, std::cout, std::cerr);
    if (words == std::vector<std::string>{"--mail-letter"}) return app::mail_letter(std::cin, std::cout, std::cerr);
    app::DaemonOptions options;
    bool only_check = false;
    app::Environment environment = app::environment_of_process();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool more = i + 1 < words.size();
        if (word == "--help") return std::fputs(usage, stdout) < 0 ? 6 : 0;
        if (word == "--version") return std::puts("amendsd " AMENDS_VERSION) < 0 ? 6 : 0;
        if (word == "--check-config") {
            only_check = true;
        } else if (word == "--dry-run") {
            options.dry_run = true;
        } else if (word == "--system") {
            environment.system_instance = true;
        } else if (word == "--config" && more) {
            options.config = words[++i];
        } else if (word == "--simulation" && more) {
            options.simulation = base::parse_rfc3339(words[++i]);
            if (!options.simulation) return wrong_use("--simulation wants a time such as 2026-03-02T09:00:00Z");
        } else {
            return wrong_use(word == "--config" || word == "--simulation" ? word + " wants a value"
                                                                          : "there is no option " + word);
        }
    }
    if (only_check)
        return check_config(options.config.empty() ? app::default_config_file(environment) : options.config,
                            environment);
    keep_memory_to_ourselves();
    std::signal(SIGPIPE, SIG_IGN);
    auto daemon = app::Daemon::start(options, environment);
    if (!daemon) {
        std::fprintf(stderr, "amendsd: %s\n", daemon.error().message.c_str());
        return exit_status(daemon.error());
    }
    (*daemon)->run();
    return 0;
}
