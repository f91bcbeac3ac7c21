#include "rpc/server.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <fstream>

#include "rpc/base64.hpp"
#include "rpc/client.hpp"
#include "rpc/request.hpp"
#include "rpc/spool.hpp"
#include "tests/rpc/running_server.hpp"

namespace amends::rpc {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

const std::string undo = R"({"jsonrpc":"2.0","id":1,"method":"letters.undo"})";
const std::string look = R"({"jsonrpc":"2.0","id":9,"method":"daemon.look"})";

bool is_result(const std::string& line) { return line.find("\"result\":") != std::string::npos; }
bool is_error(const std::string& line) { return line.find("\"error\":") != std::string::npos; }

TEST(Server, MakesAPrivateSocketInAPrivateDirectory) {
    RunningServer server;
    struct stat socket {
    }, directory{};
    ASSERT_EQ(::stat(server.path().c_str(), &socket), 0);
    ASSERT_EQ(::stat(server.directory().file("amends").c_str(), &directory), 0);
    EXPECT_TRUE(S_ISSOCK(socket.st_mode));
    EXPECT_EQ(socket.st_mode & 07777, 0600U);
    EXPECT_EQ(directory.st_mode & 07777, 0700U);
}

TEST(Server, AnswersManyRequestsInTheirOrder) {
    RunningServer server;
    RawClient client(server.path());
    std::string all;
    for (int id = 1; id <= 100; ++id)
        all += R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + R"(,"method":"letters.show","params":{"letter":)" +
               std::to_string(id) + "}}\n";
    ASSERT_TRUE(client.send(all));
    for (int id = 1; id <= 100; ++id) {
        const std::string line = client.line();
        ASSERT_TRUE(line.starts_with(R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + ",")) << line;
        ASSERT_TRUE(is_result(line)) << line;
    }
    EXPECT_EQ(server.service.asked().size(), 100U);
}

TEST(Server, PutsALineTogetherThatComesInPieces) {
    RunningServer server;
    RawClient client(server.path());
    for (const char c : undo + "\r\n") ASSERT_TRUE(client.send(std::string(1, c)));
    EXPECT_TRUE(is_result(client.line()));
}

TEST(Server, GoesOnAfterBadLinesAndEmptyOnes) {
    RunningServer server;
    RawClient client(server.path());
    EXPECT_TRUE(is_error(client.ask("rubbish")));
    EXPECT_TRUE(is_error(client.ask(std::string("\0\xff{}", 4))));
    EXPECT_TRUE(is_error(client.ask("\n\r\n[]")));
    EXPECT_TRUE(is_result(client.ask(undo)));
}

TEST(Server, SaysNothingToANotification) {
    RunningServer server;
    RawClient client(server.path());
    client.send(R"({"jsonrpc":"2.0","method":"letters.done","params":{"letter":3}})"
                "\n");
    EXPECT_TRUE(client.ask(undo).find("\"id\":1,") != std::string::npos);
    EXPECT_EQ(server.service.asked(), (std::vector<std::string>{"done 3", "undo"}));
}

TEST(Server, ForgetsAHalfLineOfAClientThatLeaves) {
    RunningServer server;
    {
        RawClient client(server.path());
        client.send(undo);  // no line end
        client.end_writing();
        EXPECT_EQ(client.line(), "(closed)");
    }
    RawClient next(server.path());
    EXPECT_TRUE(is_result(next.ask(undo)));
    EXPECT_EQ(server.service.asked(), std::vector<std::string>{"undo"});
}

TEST(Server, CarriesAnOrderOutThoughItsClientHasLeft) {
    RunningServer server;
    {
        RawClient client(server.path());
        client.send(undo + "\n");
        client.end_writing();
        EXPECT_TRUE(is_result(client.line()));
    }
    EXPECT_EQ(server.service.asked(), std::vector<std::string>{"undo"});
}

TEST(Server, TakesAMessageOfThirtyTwoMebibytes) {
    RunningServer server;
    auto client = Client::connect(server.path());
    ASSERT_TRUE(client);
    const std::string message(most_message, 'm');
    const auto answer = client->call("letters.track", "{\"message\":\"" + to_base64(message) + "\"}");
    ASSERT_TRUE(answer) << answer.error().message;
    ASSERT_EQ(server.service.tracked.size(), 1U);
    EXPECT_EQ(server.service.tracked.front().message, message);
}

TEST(Server, RefusesALineThatIsTooLongAndCloses) {
    RunningServer server;
    RawClient client(server.path());
    client.send(R"({"jsonrpc":"2.0","id":1,"method":"letters.show","params":{"letter":3)" +
                std::string(2 * most_line, ' '));
    EXPECT_TRUE(is_error(client.line()));
    EXPECT_EQ(client.line(), "(closed)");
}

TEST(Server, RefusesAMessageThatIsTooLongAndCloses) {
    RunningServer server;
    RawClient client(server.path());
    client.send(R"({"jsonrpc":"2.0","id":1,"method":"letters.track","params":{"message":")");
    const std::string piece(std::size_t{1} << 20U, 'A');
    for (int i = 0; i < 64 && client.send(piece); ++i) {
    }
    EXPECT_TRUE(is_error(client.line()));
    EXPECT_EQ(client.line(), "(closed)");
    EXPECT_TRUE(server.service.asked().empty());
}

TEST(Server, TakesOnlySoManyLongLinesAtOnce) {
    RunningServer server({.long_lines = 1});
    const std::string beginning = R"({"jsonrpc":"2.0","id":1,"method":"letters.track","params":{"message":")";
    RawClient first(server.path()), second(server.path());
    first.send(beginning + std::string(8 * most_line, 'A'));
    // The server takes what comes in turn: once this is answered, the long line before it has been seen.
    RawClient between(server.path());
    EXPECT_TRUE(is_result(between.ask(undo)));
    second.send(beginning + std::string(8 * most_line, 'A'));
    const std::string refused = second.line();
    EXPECT_NE(refused.find("busy"), std::string::npos) << refused;
    first.send("\"}}\n");
    EXPECT_TRUE(is_result(first.line()));
    RawClient third(server.path());
    EXPECT_TRUE(is_result(third.ask(beginning + std::string(8 * most_line, 'A') + "\"}}")));
}

TEST(Server, ServesOthersWhileOneRequestTakesLong) {
    RunningServer server;
    server.service.hold_look = true;
    RawClient slow(server.path()), half(server.path()), quick(server.path());
    slow.send(look + "\n");
    half.send("{\"jsonrpc\":");
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(is_result(quick.ask(undo)));
    server.release_look();
    EXPECT_TRUE(is_result(slow.line()));
}

TEST(Server, ClosesAConnectionThatIsIdleOrStopsInALineOrDoesNotRead) {
    {
        RunningServer server({.idle = milliseconds(30)});
        RawClient idle(server.path());
        EXPECT_EQ(idle.line(), "(closed)");
        RawClient busy(server.path());
        EXPECT_TRUE(is_result(busy.ask(undo)));
        EXPECT_EQ(busy.line(), "(closed)");
    }
    {
        RunningServer server({.line = milliseconds(30)});
        RawClient half(server.path());
        half.send("{");
        EXPECT_EQ(half.line(), "(closed)");
    }
    RunningServer server({.write = milliseconds(30)});
    server.service.letters.assign(2000, fake_letter(3));  // more than a socket's buffer holds
    RawClient deaf(server.path());
    deaf.send(R"({"jsonrpc":"2.0","id":1,"method":"letters.list"})"
              "\n");
    RawClient other(server.path());
    EXPECT_TRUE(is_result(other.ask(undo)));
    server.stop();
    server.join();  // returns only when the deaf one's connection has ended
    std::string line = deaf.line();
    EXPECT_EQ(line, "(closed)");
}

TEST(Server, DoesNotCountALongRequestAsIdle) {
    RunningServer server({.idle = milliseconds(20), .line = milliseconds(20)});
    server.service.hold_look = true;
    RawClient slow(server.path());
    slow.send(look + "\n");
    RawClient idle(server.path());
    EXPECT_EQ(idle.line(), "(closed)");  // 20 ms have passed
    server.release_look();
    EXPECT_TRUE(is_result(slow.line()));
}

TEST(Server, ClosesTheLongestIdleConnectionForANewOne) {
    RunningServer server({.connections = 2});
    RawClient first(server.path());
    EXPECT_TRUE(is_result(first.ask(undo)));
    RawClient second(server.path());
    EXPECT_TRUE(is_result(second.ask(undo)));
    EXPECT_TRUE(is_result(first.ask(undo)));  // now the second has been idle for longer
    RawClient third(server.path());
    EXPECT_TRUE(is_result(third.ask(undo)));
    EXPECT_EQ(second.line(), "(closed)");
    EXPECT_TRUE(is_result(first.ask(undo)));
}

TEST(Server, TurnsANewConnectionAwayWhereNoneIsIdle) {
    RunningServer server({.connections = 1});
    server.service.hold_look = true;
    RawClient slow(server.path());
    slow.send(look + "\n");
    server.service.gate.wait(nullptr);
    RawClient other(server.path());
    EXPECT_NE(other.line().find("busy"), std::string::npos);
    EXPECT_EQ(other.line(), "(closed)");
    server.release_look();
    EXPECT_TRUE(is_result(slow.line()));
}

TEST(Server, SurvivesAHundredClientsThatComeAndGo) {
    RunningServer server({.connections = 8});
    for (int i = 0; i < 100; ++i) {
        RawClient client(server.path());
        client.send(i % 2 == 0 ? "{\"half" : undo + "\n");
    }
    RawClient last(server.path());
    EXPECT_TRUE(is_result(last.ask(undo)));
}

TEST(Server, FinishesTheRequestInHandWhenItStops) {
    RunningServer server;
    server.service.hold_look = true;
    RawClient busy(server.path()), idle(server.path());
    EXPECT_TRUE(is_result(idle.ask(undo)));
    busy.send(look + "\n");
    server.service.gate.wait(nullptr);
    server.stop();
    EXPECT_EQ(idle.line(), "(closed)");
    server.release_look();
    EXPECT_TRUE(is_result(busy.line()));
    EXPECT_EQ(busy.line(), "(closed)");
    server.join();
}

TEST(Server, TakesNoNewConnectionAfterItHasStopped) {
    RunningServer server;
    server.stop();
    server.join();
    const auto client = Client::connect(server.path());
    ASSERT_FALSE(client);
    EXPECT_EQ(client.error().fault, base::Fault::daemon_unreachable);
}

TEST(Server, AnswersNobodyButItsUser) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can try it as somebody else";
    RunningServer server;
    constexpr uid_t nobody = 65534;
    // The file's mode alone would keep nobody out; here the check behind it is wanted.
    ASSERT_EQ(::chmod(server.directory().path().c_str(), 0755), 0);
    ASSERT_EQ(::chmod(server.directory().file("amends").c_str(), 0755), 0);
    ASSERT_EQ(::chmod(server.path().c_str(), 0666), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        if (::setuid(nobody) != 0) ::_exit(10);
        RawClient client(server.path());
        if (!client.connected) ::_exit(11);
        client.send(undo + "\n");
        if (client.line().find("only to its own user") == std::string::npos) ::_exit(12);
        ::_exit(client.line() == "(closed)" ? 0 : 13);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_TRUE(server.service.asked().empty());
}

TEST(Listener, RefusesToRunBesideALivingDaemon) {
    RunningServer server;
    const auto second = Listener::at_path(server.path());
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message.find("Another amendsd is running"), std::string::npos);
    RawClient client(server.path());
    EXPECT_TRUE(is_result(client.ask(undo)));
}

TEST(Listener, RefusesToTakeOverASocketThatSomebodyElseListensOn) {
    TemporaryDirectory directory;
    auto first = Listener::at_path(directory.file("a.sock"));
    ASSERT_TRUE(first);
    // As a program without our lock would: only the socket itself tells that it lives.
    std::filesystem::remove(directory.file("a.sock.lock"));
    const auto second = Listener::at_path(directory.file("a.sock"));
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().message.find("Another amendsd is running"), std::string::npos);
}

TEST(Listener, ReplacesTheSocketOfADaemonThatDied) {
    TemporaryDirectory directory;
    const std::string path = directory.file("a.sock");
    const int dead = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ASSERT_EQ(::bind(dead, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    ::close(dead);
    ASSERT_TRUE(std::filesystem::exists(path));
    auto listener = Listener::at_path(path);
    ASSERT_TRUE(listener) << listener.error().message;
    EXPECT_TRUE(RawClient(path).connected);
}

TEST(Listener, RemovesItsSocketAtTheEndAndCanBeMadeAgain) {
    TemporaryDirectory directory;
    const std::string path = directory.file("deep/er/a.sock");
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(Listener::at_path(path));
        EXPECT_FALSE(std::filesystem::exists(path));
    }
}

TEST(Listener, LeavesWhatIsNoSocketAlone) {
    TemporaryDirectory directory;
    std::ofstream(directory.file("a.sock")) << "precious";
    EXPECT_FALSE(Listener::at_path(directory.file("a.sock")));
    EXPECT_EQ(std::filesystem::file_size(directory.file("a.sock")), 8U);
    std::filesystem::create_symlink(directory.file("a.sock"), directory.file("b.sock"));
    EXPECT_FALSE(Listener::at_path(directory.file("b.sock")));
}

TEST(Listener, RefusesADirectoryThatOthersCanWrite) {
    TemporaryDirectory directory;
    std::filesystem::create_directory(directory.file("open"));
    ::chmod(directory.file("open").c_str(), 0777);
    const auto listener = Listener::at_path(directory.file("open/a.sock"));
    ASSERT_FALSE(listener);
    EXPECT_NE(listener.error().message.find("chmod 700"), std::string::npos);
}

TEST(Listener, RefusesAPathThatASocketCannotHave) {
    TemporaryDirectory directory;
    EXPECT_FALSE(Listener::at_path(directory.file(std::string(120, 'x'))));
    EXPECT_FALSE(Listener::at_path(""));
    EXPECT_FALSE(Listener::at_path("relative.sock"));
}

TEST(Listener, ServesOnASocketThatTheServiceManagerPassesInAndLeavesItsFile) {
    TemporaryDirectory directory;
    const std::string path = directory.file("given.sock");
    const int given = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ASSERT_EQ(::bind(given, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    EXPECT_FALSE(Listener::inherited(given));  // not listening
    ASSERT_EQ(::listen(given, 8), 0);
    {
        auto listener = Listener::inherited(given);
        ASSERT_TRUE(listener) << listener.error().message;
        RunningServer server(std::move(*listener), {});
        RawClient client(path);
        EXPECT_TRUE(is_result(client.ask(undo)));
    }
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(Client, SaysWhatToDoWhereNoDaemonIs) {
    TemporaryDirectory directory;
    for (const std::string& path : {directory.file("none.sock"), std::string(300, 'x'), std::string()}) {
        const auto client = Client::connect(path);
        ASSERT_FALSE(client);
        EXPECT_EQ(client.error().fault, base::Fault::daemon_unreachable);
        EXPECT_NE(client.error().message.find("systemctl --user start amendsd"), std::string::npos);
    }
}

TEST(Client, SaysWhoStartsASystemInstance) {
    const auto client = Client::connect("/run/amends/nobody-here/rpc.sock");
    ASSERT_FALSE(client);
    EXPECT_NE(client.error().message.find("systemctl start amendsd@nobody-here"), std::string::npos)
        << client.error().message;
}

TEST(Client, GivesUpOnADaemonThatDoesNotAnswer) {
    TemporaryDirectory directory;
    auto listener = Listener::at_path(directory.file("mute.sock"));
    ASSERT_TRUE(listener);
    auto client = Client::connect(directory.file("mute.sock"));
    ASSERT_TRUE(client);
    const auto answer = client->call("letters.undo", "{}", milliseconds(20));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().fault, base::Fault::daemon_unreachable);
    EXPECT_EQ(answer.error().retry, base::Retry::unknown);
}

TEST(Client, HearsTheRefusalOfARequestThatIsCutShort) {
    RunningServer server;
    auto client = Client::connect(server.path());
    ASSERT_TRUE(client);
    const auto answer =
        client->call("letters.check_in", "{\"letter\":3,\"text\":\"" + std::string(std::size_t{8} << 20U, 'x') + "\"}");
    ASSERT_FALSE(answer);
    EXPECT_NE(answer.error().message.find("64 KiB"), std::string::npos) << answer.error().message;
}

TEST(Spool, GivesAnErrorForWhatIsNoOrder) {
    TemporaryDirectory directory;
    const Spool spool(directory.file("state/spool"));
    EXPECT_TRUE(spool.orders().empty());
    ASSERT_TRUE(spool.keep({.message = "Subject: a\n\nb\n"}));
    std::ofstream(directory.file("state/spool/torn.order")) << "{\"message\":\"YQ";
    std::ofstream(directory.file("state/spool/half.order.Xy12Zq")) << "{}";
    std::ofstream(directory.file("state/spool/readme.txt")) << "hello";
    const auto orders = spool.orders();
    ASSERT_EQ(orders.size(), 2U);
    ASSERT_TRUE(orders.front().request);
    EXPECT_EQ(orders.front().request->message, "Subject: a\n\nb\n");
    ASSERT_FALSE(orders.back().request);
    EXPECT_EQ(orders.back().request.error().retry, base::Retry::never);
    for (const KeptOrder& order : orders) EXPECT_TRUE(std::filesystem::exists(Spool::set_aside(order)));
    EXPECT_TRUE(spool.orders().empty());
}

TEST(Spool, KeepsNothingThatNoDaemonWouldTake) {
    TemporaryDirectory directory;
    const Spool spool(directory.file("state/spool"));
    const auto kept = spool.keep({.message = "Subject: a\n\nb\n", .client_zone = std::string(70, 'x')});
    ASSERT_FALSE(kept);
    EXPECT_NE(kept.error().message.find("zone"), std::string::npos) << kept.error().message;
    EXPECT_TRUE(spool.orders().empty());
}

}  // namespace
}  // namespace amends::rpc
