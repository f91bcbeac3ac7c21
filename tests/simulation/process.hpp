#pragma once
// One run of the program on a simulated machine: the daemon's own store, engine, account, mailbox and transport, on the
// simulated disk and over simulated wires. What it has of the machine it gets by reference; what dies with it is here.
#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "app/account.hpp"
#include "app/composer.hpp"
#include "app/rules.hpp"
#include "mail/imap_mailbox.hpp"
#include "mail/smtp_transport.hpp"
#include "store/sqlite_store.hpp"
#include "tests/app/hooked_store.hpp"
#include "tests/simulation/disk.hpp"
#include "tests/simulation/recorder.hpp"
#include "tests/simulation/servers.hpp"

namespace amends::simulation {

/// What a process finds when it starts; all of it outlives the process.
struct Machine {
    Time& time;
    Steps& steps;
    Servers& servers;
    Recorder& recorder;
    ports::Notifier& notifier;
    const app::Config& config;
    app::AccountSetup setup;
    std::string database;    ///< its path
    bool interrupt = false;  ///< whoever drives the process is wanted: it stops running for a moment
};

class Process {
public:
    static base::Result<std::unique_ptr<Process>> start(Machine& machine);
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// Lets it run until that instant of the true time, until it is dead, or until it is interrupted.
    void run_until(std::int64_t truth_in_ms);

    ports::Store& store();
    app::Engine& engine();
    app::Account& account();
    [[nodiscard]] std::uint64_t handlers_run() const { return handlers_run_; }

private:
    struct Parts;
    Process(Machine& machine, std::unique_ptr<store::SqliteStore> sqlite);
    base::Status begin();

    Machine& machine_;
    std::unique_ptr<Parts> parts_;
    std::uint64_t handlers_run_ = 0;
    std::exception_ptr thrown_;
};

}  // namespace amends::simulation
