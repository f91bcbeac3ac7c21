// amends-bridge: the native-messaging host that the add-on starts.
#include <unistd.h>

#include <csignal>
#include <iostream>
#include <string_view>

#include "app/paths.hpp"
#include "bridge/bridge.hpp"

namespace {

constexpr const char* usage =
    "amends-bridge is started by the mail client, for the Amends add-on: it speaks native messages on standard input\n"
    "and output, and asks amendsd where that is needed. `amends help` is for people.\n";

}  // namespace

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
    const std::string_view first = count > 1 ? words[1] : "";
    if (first == "--version" || first == "--help") {
        std::cout << (first == "--help" ? usage : "amends-bridge " AMENDS_VERSION "\n");
        return 0;
    }
    if (::isatty(STDIN_FILENO) == 1) {
        std::cerr << usage;
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    amends::app::Environment environment = amends::app::environment_of_process();
    if (environment.variable("AMENDS_SOCKET").empty() && amends::app::has_only_system_instance(environment))
        environment.system_instance = true;
    amends::cli::Surroundings surroundings{
        .in = std::cin, .out = std::cout, .err = std::cerr, .environment = std::move(environment)};
    amends::cli::Session session(surroundings, {});
    return amends::bridge::Bridge(session, STDIN_FILENO, STDOUT_FILENO).run();
}
