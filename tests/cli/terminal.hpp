#pragma once
// A person at a terminal: types a command, sees what it prints. Everything is in one directory of its own.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "tests/rpc/running_server.hpp"

namespace amends::cli {

struct Seen {
    int status = -1;
    std::string out, err;
};

class AtTheTerminal : public testing::Test {
protected:
    // The machine's zone is nobody's here: the user's comes from the daemon.
    AtTheTerminal() { ::setenv("TZ", "America/Lima", 1); }

    Seen type(const std::vector<std::string>& words, const std::string& input = "") {
        std::istringstream in(input);
        return type_from(words, in);
    }
    Seen type_from(const std::vector<std::string>& words, std::istream& in) {
        std::ostringstream out, err;
        if (out_is_full) out.setstate(std::ios::badbit);
        app::Environment environment;
        environment.home = home.path();
        environment.program = program;
        environment.user = "ada";
        environment.root = home.path();
        environment.variables = {{"AMENDS_SOCKET", socket}, {"XDG_RUNTIME_DIR", home.path()}};
        for (const auto& [name, value] : variables) environment.variables[name] = value;
        Surroundings surroundings{.in = in,
                                  .out = out,
                                  .err = err,
                                  .environment = environment,
                                  .in_is_terminal = in_is_terminal,
                                  .out_is_terminal = out_is_terminal,
                                  .columns = columns};
        const int status = run(words, surroundings);
        return {status, out.str(), err.str()};
    }
    std::string write(const std::string& name, const std::string& text, mode_t mode = 0600) {
        const std::string path = home.file(name);
        std::ofstream(path, std::ios::binary) << text;
        ::chmod(path.c_str(), mode);
        return path;
    }
    std::string script(const std::string& name, const std::string& body) {
        return write(name, "#!/bin/sh\n" + body + "\n", 0700);
    }
    std::string read(const std::string& name) {
        std::ifstream file(home.file(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    [[nodiscard]] std::string spool() const { return home.file(".local/state/amends/spool"); }
    std::vector<std::string> spooled() {
        std::vector<std::string> names;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(spool(), none))
            names.push_back(entry.path().string());
        return names;
    }

    rpc::TemporaryDirectory home;
    std::string socket = home.file("none.sock");
    std::string program = "/usr/bin/amends";
    std::map<std::string, std::string> variables;
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool out_is_full = false;
    std::size_t columns = 0;
};

/// The same with a daemon to talk to.
class WithDaemon : public AtTheTerminal {
protected:
    WithDaemon() {
        daemon.service.state.now = rpc::fake_now;
        daemon.service.state.zone = "Europe/Berlin";
        socket = daemon.path();
    }
    /// What the daemon was asked, but for the time of day.
    std::vector<std::string> asked() {
        std::vector<std::string> all = daemon.service.asked();
        std::erase(all, "status");
        return all;
    }
    void refuse(base::Fault fault) {
        daemon.service.refusal = base::Error{fault, base::Retry::never, "It is not possible now."};
    }

    rpc::RunningServer daemon;
};

}  // namespace amends::cli
