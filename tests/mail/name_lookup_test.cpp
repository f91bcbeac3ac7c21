// A name lookup that never answers. This program's getaddrinfo stands before the system's: it falls silent for one
// name, as the system's does for minutes where no nameserver answers.
#include <dlfcn.h>
#include <gtest/gtest.h>
#include <netdb.h>

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string_view>

#include "mail/curl_connector.hpp"
#include "tests/fakes/run.hpp"

namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

constexpr std::string_view silent_name = "silent.example.test";

struct Silence {
    std::mutex mutex;
    std::condition_variable changed;
    bool over = false;
    int waiting = 0;

    void keep() {
        std::unique_lock lock(mutex);
        ++waiting;
        changed.notify_all();
        changed.wait_for(lock, 6s, [&] { return over; });
        --waiting;
        changed.notify_all();
    }
    bool begun() {
        std::unique_lock lock(mutex);
        return waiting > 0;
    }
    void end() {
        std::unique_lock lock(mutex);
        over = true;
        changed.notify_all();
        changed.wait(lock, [&] { return waiting == 0; });
        over = false;
    }
};

Silence silence;

}  // namespace

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the system's own are reserved names.
extern "C" int getaddrinfo(const char* name, const char* service, const addrinfo* hints, addrinfo** found) {
    if (name != nullptr && name == silent_name) {
        silence.keep();
        return EAI_AGAIN;
    }
    static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(dlsym(RTLD_NEXT, "getaddrinfo"));
    return real(name, service, hints, found);
}

namespace amends::mail {
namespace {

Endpoint silent_server() {
    Endpoint endpoint;
    endpoint.host = silent_name;
    endpoint.user = "alice";
    return endpoint;
}

TEST(NameLookup, HoldsUpTheLoopNoLongerThanTheConnectionMayTake) {
    asio::io_context io;
    CurlConnector connector(io, 200ms);
    const auto begin = steady_clock::now();
    const auto stream = fakes::run(io, connector.connect(silent_server(), "secret"));
    const auto took = steady_clock::now() - begin;
    silence.end();
    ASSERT_FALSE(stream);
    EXPECT_EQ(stream.error().retry, base::Retry::later);
    EXPECT_LT(took, 3s);
}

TEST(NameLookup, IsNotWaitedForAtTheEndOfTheProgram) {
    steady_clock::time_point end_begun;
    {
        asio::io_context io;
        CurlConnector connector(io);
        asio::co_spawn(io, connector.connect(silent_server(), "secret"), asio::detached);
        const auto until = steady_clock::now() + 5s;
        while (!silence.begun() && steady_clock::now() < until) {
            io.run_one_for(10ms);
        }
        ASSERT_TRUE(silence.begun());
        end_begun = steady_clock::now();
    }
    const auto took = steady_clock::now() - end_begun;
    silence.end();
    EXPECT_LT(took, 3s);
}

}  // namespace
}  // namespace amends::mail
