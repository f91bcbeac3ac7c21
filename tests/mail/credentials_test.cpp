#include "mail/credentials.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "mail/command_credentials.hpp"
#include "mail/secret_service.hpp"
#include "mail/systemd_credential.hpp"
#include "tests/fakes/run.hpp"

namespace amends::mail {
namespace {

using namespace std::chrono_literals;
using base::Fault;
using base::Retry;
using testing::HasSubstr;
using testing::Not;

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "amends-XXXXXX").string();
        path_ = mkdtemp(name.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return (path_ / name).string();
    }
    std::filesystem::path path() const { return path_; }

private:
    std::filesystem::path path_;
};

base::Result<std::string> command(std::vector<std::string> argv, std::chrono::milliseconds within = 20s) {
    return fakes::run(secret_from_command(std::move(argv), Retry::after_change, within));
}

base::Result<std::string> shell(const std::string& script, std::chrono::milliseconds within = 20s) {
    return command({"/bin/sh", "-c", script}, within);
}

TEST(CommandCredentials, TakesTheFirstLineOfTheOutput) {
    EXPECT_EQ(shell("printf 'hunter2\\nlogin: mia\\n'").value(), "hunter2");
    EXPECT_EQ(shell("printf 'no line end'").value(), "no line end");
    EXPECT_EQ(shell("printf ' spaces are kept \\r\\n'").value(), " spaces are kept ");
}

TEST(CommandCredentials, RunsWithoutAShell) {
    EXPECT_EQ(command({"echo", "$HOME; `id` | cat"}).value(), "$HOME; `id` | cat");
}

TEST(CommandCredentials, TellsTheStatusAndTheFirstLineOfTheErrorsButNoArguments) {
    const auto error =
        command({"/bin/sh", "-c", "echo 'gpg: no agent' >&2; echo more >&2; exit 3", "arg-secret"}).error();
    EXPECT_EQ(error.message, "The command \"/bin/sh\" ended with status 3: gpg: no agent");
    EXPECT_EQ(error.fault, Fault::configuration);
    EXPECT_EQ(error.retry, Retry::after_change);
}

TEST(CommandCredentials, NeverRepeatsWhatWasPrintedAsSecret) {
    const auto error = shell("echo hunter2; echo 'cannot store hunter2' >&2; exit 1").error();
    EXPECT_THAT(error.message, Not(HasSubstr("hunter2")));
}

TEST(CommandCredentials, RefusesAnEmptyFirstLineAndControlCharacters) {
    EXPECT_THAT(shell("echo; echo second").error().message, HasSubstr("gave no secret"));
    EXPECT_FALSE(shell("true"));
    EXPECT_FALSE(shell("printf 'a\\000b\\n'"));
    EXPECT_FALSE(shell("printf 'a\\rb\\n'"));
}

TEST(CommandCredentials, NamesAProgramThatIsNotThere) {
    const auto error = command({"/nonexistent/program"}).error();
    EXPECT_THAT(error.message, HasSubstr("\"/nonexistent/program\" could not be run: No such file"));
    EXPECT_EQ(error.retry, Retry::after_change);
    EXPECT_FALSE(command({}));
    EXPECT_FALSE(command({""}));
}

TEST(CommandCredentials, KillsWhatDoesNotEndAndAllThatItStarted) {
    // The pipe is closed at its far end when the last process that holds it has gone.
    const Folder folder;
    const std::string pipe = (folder.path() / "pipe").string();
    ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
    const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ASSERT_GE(reader, 0);
    const auto error = shell("exec 3>" + pipe + "; echo here >&3; sleep 1000 & wait", 500ms).error();
    EXPECT_EQ(error.retry, Retry::later);
    EXPECT_THAT(error.message, HasSubstr("did not end"));
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1) << "the command was left as a zombie";
    pollfd closed{reader, POLLIN, 0};
    char byte = 0;
    ssize_t length = 1;
    while (length > 0 && poll(&closed, 1, 10'000) == 1) {
        length = read(reader, &byte, 1);
    }
    EXPECT_EQ(length, 0) << "what the command started still runs";
    close(reader);
}

TEST(CommandCredentials, SurvivesEndlessOutput) {
    EXPECT_THAT(command({"yes"}).error().message, HasSubstr("far too much"));
    EXPECT_FALSE(shell("yes >&2"));
}

TEST(CommandCredentials, DoesNotWaitForWhatTheCommandLeavesBehind) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(shell("sleep 5 & echo hunter2").value(), "hunter2");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 4s);
}

TEST(CommandCredentials, GivesTheCommandNoInputAndNoneOfOurFiles) {
    const Folder folder;
    std::ofstream ours(folder.path() / "ours");
    EXPECT_EQ(shell("cat; ls /proc/self/fd | wc -l").value(), "4");  // 0, 1, 2 and the listing itself
}

TEST(CommandCredentials, LeavesTheLoopFree) {
    asio::io_context io;
    int ticks = 0;
    asio::steady_timer timer(io);
    std::function<void(asio::error_code)> tick = [&](asio::error_code error) {
        if (!error) {
            ++ticks;
            timer.expires_after(5ms);
            timer.async_wait(tick);
        }
    };
    tick({});
    EXPECT_TRUE(fakes::run(io, secret_from_command({"/bin/sh", "-c", "sleep 0.3; echo x"}, Retry::later)));
    EXPECT_GT(ticks, 10);
}

TEST(CommandCredentials, LeavesNothingBehindWhenTheLoopEnds) {
    {
        asio::io_context io;
        asio::co_spawn(io, secret_from_command({"sleep", "1000"}, Retry::later),
                       [](std::exception_ptr, const base::Result<std::string>&) {});
        io.run_for(50ms);
    }
    EXPECT_EQ(waitpid(-1, nullptr, WNOHANG), -1);
}

TEST(SystemdCredential, ReadsTheFileAndFailsClosed) {
    const Folder folder;
    folder.write("imap-password", "hunter2\n");
    folder.write("empty", "");
    std::filesystem::create_directory(folder.path() / "folder");
    unsetenv("CREDENTIALS_DIRECTORY");
    EXPECT_THAT(secret_from_systemd("imap-password").error().message, HasSubstr("LoadCredential="));
    setenv("CREDENTIALS_DIRECTORY", folder.path().c_str(), 1);
    EXPECT_EQ(secret_from_systemd("imap-password").value(), "hunter2");
    for (const auto* bad : {"empty", "missing", "", ".", "..", "folder", "../imap-password", "./imap-password"}) {
        const auto got = secret_from_systemd(bad);
        ASSERT_FALSE(got) << bad;
        EXPECT_EQ(got.error().retry, Retry::after_change);
        EXPECT_EQ(got.error().fault, Fault::configuration);
    }
    unsetenv("CREDENTIALS_DIRECTORY");
}

TEST(SecretService, IsAPlainErrorWithoutASessionBus) {
    setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", 1);
    const auto error = fakes::run(secret_from_service({{"service", "imap"}}, 20s)).error();
    EXPECT_EQ(error.retry, Retry::later);
    EXPECT_THAT(error.message, HasSubstr("The Secret Service cannot be asked"));
    EXPECT_EQ(fakes::run(secret_from_service({})).error().retry, Retry::after_change);
}

// A session bus that takes connections and never says a word.
class SilentBus {
public:
    SilentBus() : listener_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = (folder_.path() / "bus").string();
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        up_ = bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 && listen(listener_, 5) == 0;
        setenv("DBUS_SESSION_BUS_ADDRESS", ("unix:path=" + path).c_str(), 1);
    }
    SilentBus(const SilentBus&) = delete;
    SilentBus& operator=(const SilentBus&) = delete;
    ~SilentBus() { close(listener_); }
    bool up() const { return up_; }

private:
    Folder folder_;
    int listener_;
    bool up_ = false;
};

bool keeps_the_loop_free_while_the_bus_is_silent() {
    const SilentBus bus;
    asio::io_context io;
    int ticks = 0;
    asio::steady_timer timer(io);
    std::function<void(asio::error_code)> tick = [&](asio::error_code error) {
        if (!error) {
            ++ticks;
            timer.expires_after(5ms);
            timer.async_wait(tick);
        }
    };
    tick({});
    const auto secret = fakes::run(io, secret_from_service({{"service", "imap"}}, 500ms));
    const bool right =
        bus.up() && ticks > 10 && !secret && secret.error().message.find("did not answer in time") != std::string::npos;
    if (!right) {
        std::cerr << ticks << " ticks; " << (secret ? "a secret" : secret.error().message) << "\n";
    }
    return right;
}

TEST(SecretServiceDeathTest, DoesNotHoldTheLoopWhileABusIsSilent) {
    // GLib keeps one bus for the whole process; this test needs its own.
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(std::_Exit(keeps_the_loop_free_while_the_bus_is_silent() ? 0 : 1), testing::ExitedWithCode(0), "");
}

class RememberedCredentialsTest : public testing::Test {
protected:
    ports::Task<std::string> answer() {
        ++asked;
        const int number = asked;
        asio::steady_timer pause(io, 1ms);
        co_await pause.async_wait(asio::use_awaitable);
        if (fails) {
            co_return base::failure(Fault::configuration, Retry::later, "no");
        }
        co_return "secret " + std::to_string(number);
    }
    asio::io_context io;
    int asked = 0;
    bool fails = false;
};

TEST_F(RememberedCredentialsTest, AsksOnceUntilRenewed) {
    RememberedCredentials credentials(
        io, [this] { return answer(); }, std::nullopt);
    EXPECT_EQ(fakes::run(io, credentials.secret(false)).value(), "secret 1");
    EXPECT_EQ(fakes::run(io, credentials.secret(false)).value(), "secret 1");
    EXPECT_EQ(fakes::run(io, credentials.secret(true)).value(), "secret 2");
    EXPECT_EQ(fakes::run(io, credentials.secret(false)).value(), "secret 2");
    EXPECT_EQ(asked, 2);
}

TEST_F(RememberedCredentialsTest, AsksAgainWhenATokenIsOld) {
    RememberedCredentials credentials(
        io, [this] { return answer(); }, 0s);
    EXPECT_EQ(fakes::run(io, credentials.secret(false)).value(), "secret 1");
    EXPECT_EQ(fakes::run(io, credentials.secret(false)).value(), "secret 2");
}

TEST_F(RememberedCredentialsTest, RemembersNoFailure) {
    RememberedCredentials credentials(
        io, [this] { return answer(); }, std::nullopt);
    fails = true;
    EXPECT_FALSE(fakes::run(io, credentials.secret(false)));
    fails = false;
    EXPECT_EQ(fakes::run(io, credentials.secret(false)).value(), "secret 2");
}

TEST_F(RememberedCredentialsTest, SharesOneQuestionAmongSeveralCallers) {
    RememberedCredentials credentials(
        io, [this] { return answer(); }, std::nullopt);
    std::vector<std::string> got;
    for (int i = 0; i < 3; ++i) {
        asio::co_spawn(io, credentials.secret(i > 0), [&](std::exception_ptr, const base::Result<std::string>& one) {
            got.push_back(one.value_or("none"));
        });
    }
    io.run();
    EXPECT_EQ(got, (std::vector<std::string>{"secret 1", "secret 1", "secret 1"}));
    EXPECT_EQ(asked, 1);
}

TEST(Credentials, AreMadeOfEveryKind) {
    asio::io_context io;
    SecretSource source;
    source.command = {"/bin/sh", "-c", "echo $$"};
    const auto once = make_credentials(source, io);
    const auto first = fakes::run(io, once->secret(false)).value();
    EXPECT_EQ(fakes::run(io, once->secret(false)).value(), first);
    EXPECT_NE(fakes::run(io, once->secret(true)).value(), first);
    source.command = {"false"};
    EXPECT_EQ(fakes::run(io, make_credentials(source, io)->secret(false)).error().retry, Retry::after_change);
    source.kind = SecretKind::token_command;
    EXPECT_EQ(fakes::run(io, make_credentials(source, io)->secret(false)).error().retry, Retry::later);
    source.kind = SecretKind::systemd_credential;
    EXPECT_FALSE(fakes::run(io, make_credentials(source, io)->secret(false)));
    source.kind = SecretKind::secret_service;
    EXPECT_FALSE(fakes::run(io, make_credentials(source, io)->secret(false)));
}

TEST(Credentials, WipeOverwritesWhatWasThere) {
    std::string secret(100, 'x');
    const char* where = secret.data();
    wipe(secret);
    EXPECT_TRUE(secret.empty());
    EXPECT_EQ(std::string(where, 100), std::string(100, '\0'));
}

}  // namespace
}  // namespace amends::mail
