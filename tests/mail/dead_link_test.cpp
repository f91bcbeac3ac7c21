// A link that dies without a word: Dovecot in one network namespace, the client in another, and the wire between them
// taken down. It takes over a minute, wants root and the package iproute2, and so runs in ./dev test --full only.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <asio/co_spawn.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "mail/curl_connector.hpp"
#include "mail/imap_mailbox.hpp"
#include "tests/fakes/run.hpp"
#include "tests/mail/private_dovecot.hpp"
#include "tests/mail/scripted_connector.hpp"

namespace amends::mail {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr const char* server_address = "10.213.78.1";
constexpr const char* client_address = "10.213.78.2";

int this_namespace() { return open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC); }

void must(bool good, const std::string& what) {
    if (!good) {
        throw std::runtime_error(what);
    }
}

void ip(int network, const std::string& words) {
    const pid_t child = fork();
    if (child == 0) {
        std::istringstream in(words);
        std::vector<std::string> parts{"ip"};
        parts.insert(parts.end(), std::istream_iterator<std::string>(in), {});
        std::vector<char*> argv;
        for (auto& part : parts) {
            argv.push_back(part.data());
        }
        argv.push_back(nullptr);
        if (setns(network, CLONE_NEWNET) == 0) {
            execvp("ip", argv.data());
        }
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    must(status == 0, "ip " + words);
}

struct Watcher {
    std::unique_ptr<ports::Mailbox> mailbox;
    std::optional<base::Result<ports::Wakeup>> wakeup;
    steady_clock::time_point ended;
};

// One waits in IDLE; the other asks something once the link is down.
void play() {
    must(unshare(CLONE_NEWNET) == 0, "no network namespace");
    const int server_side = this_namespace();
    ip(server_side, "link set lo up");
    ip(server_side, "link add amends0 type veth peer name amends1");
    ip(server_side, std::string("address add ") + server_address + "/30 dev amends0");
    ip(server_side, "link set amends0 up");
    setenv("ALSO_NAMED", (std::string("IP:") + server_address).c_str(), 1);
    const PrivateDovecot server(std::string("listen = 127.0.0.1, ") + server_address + "\n");

    must(unshare(CLONE_NEWNET) == 0, "no second network namespace");
    const int client_side = this_namespace();
    ip(server_side, "link set amends1 netns " + std::to_string(getpid()));
    ip(client_side, std::string("address add ") + client_address + "/30 dev amends1");
    ip(client_side, "link set amends1 up");

    asio::io_context io;
    CurlConnector connector(io);
    AccountSettings settings;
    settings.imap = server.endpoint("alice");
    settings.imap.host = server_address;
    ScriptedCredentials credentials({PrivateDovecot::password()});
    ImapServer imap(settings, connector, credentials);
    Watcher watcher;
    auto first = fakes::run(io, imap.connect());
    auto second = fakes::run(io, imap.connect());
    must(first && second, "no connection over the link");
    watcher.mailbox = std::move(*first);
    must(fakes::run(io, watcher.mailbox->open("INBOX")).has_value(), "no INBOX");
    asio::co_spawn(io, watcher.mailbox->wait(600s), [&](std::exception_ptr, base::Result<ports::Wakeup> wakeup) {
        watcher.wakeup = std::move(wakeup);
        watcher.ended = steady_clock::now();
    });
    io.restart();
    io.run_for(1s);
    must(!watcher.wakeup, "IDLE ended before the link did");

    ip(server_side, "link set amends0 down");
    const auto down = steady_clock::now();
    const auto refreshed = fakes::run(io, (*second)->refresh(), 130s);
    const auto noticed = steady_clock::now();
    must(!refreshed && refreshed.error().retry == base::Retry::later, "NOOP went over a dead link");
    must(noticed - down < 120s, "NOOP waited longer than two minutes");
    fakes::run_until(
        io, [&] { return watcher.wakeup.has_value(); }, 130s);
    must(!*watcher.wakeup && watcher.wakeup->error().retry == base::Retry::later, "IDLE went on over a dead link");
    must(watcher.ended - down < 120s, "IDLE waited longer than two minutes");
    std::cerr << "noticed by NOOP after " << std::chrono::duration_cast<std::chrono::seconds>(noticed - down).count()
              << " s, by IDLE after " << std::chrono::duration_cast<std::chrono::seconds>(watcher.ended - down).count()
              << " s\n";
}

TEST(DeadLink, IsNoticedWithinTwoMinutes) {
    if (std::getenv("AMENDS_FULL") == nullptr) {
        GTEST_SKIP() << "This takes over a minute: it runs in ./dev test --full (AMENDS_FULL=1).";
    }
    if (geteuid() != 0 || access("/usr/sbin/ip", X_OK) != 0 || !PrivateDovecot::installed()) {
        GTEST_SKIP() << "This needs root, Dovecot, and `ip` of the package iproute2.";
    }
    // A process of its own, so that no other test finds itself in another network.
    const pid_t child = fork();
    if (child == 0) {
        int status = 0;
        try {
            play();
        } catch (const std::exception& error) {
            std::cerr << error.what() << "\n";
            status = 1;
        }
        _exit(status);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace amends::mail
