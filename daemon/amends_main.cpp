// amends: the command line.
#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <iostream>

#include "cli/run.hpp"

namespace {

std::size_t terminal_columns(const amends::app::Environment& environment) {
    const std::string given = environment.variable("COLUMNS");
    std::size_t columns = 0;
    if (std::from_chars(given.data(), given.data() + given.size(), columns).ec == std::errc() && columns > 0)
        return columns;
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

}  // namespace

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
    amends::app::Environment environment = amends::app::environment_of_process();
    const std::size_t columns = terminal_columns(environment);
    amends::cli::Surroundings surroundings{.in = std::cin,
                                           .out = std::cout,
                                           .err = std::cerr,
                                           .environment = std::move(environment),
                                           .in_is_terminal = ::isatty(STDIN_FILENO) == 1,
                                           .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                                           .columns = columns};
    return amends::cli::run({words + 1, words + count}, surroundings);
}
