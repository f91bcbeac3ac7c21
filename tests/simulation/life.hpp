#pragma once
// One simulated life: a machine, its disk, the user's mail servers, the people who write, and whatever goes wrong. What
// happens is put on a calendar of true instants; live_until() lets the world and the process go on together.
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "tests/simulation/process.hpp"

namespace amends::simulation {

class Life {
    class News;  // the notifier

public:
    Life(std::uint64_t seed, base::Instant start);
    ~Life();
    Life(const Life&) = delete;
    Life& operator=(const Life&) = delete;

    /// Puts what is to happen on the calendar; the past is now.
    void at(base::Instant when, std::function<void()> what);
    void in(std::chrono::seconds after, std::function<void()> what) { at(time.truth() + after, std::move(what)); }
    void live_until(base::Instant end);

    /// The machine's service manager starts the program, again and again where it does not start.
    void start();
    /// What the next death is. Whatever kills the process does it by `steps`.
    void dies_by(End how) { how_it_dies_ = how; }
    /// The program ends in order, and stays away until start().
    void stop();
    /// Neither program nor timers run; the world goes on.
    void suspend_until(base::Instant wake);
    /// Null while no process runs.
    [[nodiscard]] Process* process() { return process_.get(); }
    [[nodiscard]] std::uint64_t handlers_run() const { return handlers_run_; }

    Dice dice;
    Time time;
    Steps steps;
    Disk disk;
    Mailbox mailbox;
    Recorder recorder;
    Servers servers;
    app::Config config;
    std::unique_ptr<ports::Notifier> news;
    Machine machine;
    int starts = 0;
    std::function<void()> on_end;   ///< of each process
    std::function<void()> on_held;  ///< the user was told that sends are held

private:
    void bury();

    std::string folder_;
    std::multimap<std::int64_t, std::function<void()>> calendar_;
    std::unique_ptr<Process> process_;
    std::uint64_t handlers_run_ = 0;
    std::int64_t asleep_until_ = 0;
    int not_started_ = 0;  ///< in a row
    End how_it_dies_ = End::killed;
};

}  // namespace amends::simulation
