#pragma once
// The daemon: one loop on which everything lives, from the configuration to the last goodbye.
#include <asio/io_context.hpp>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/clock.hpp"
#include "app/config.hpp"
#include "app/notifier.hpp"
#include "app/service.hpp"
#include "app/works.hpp"
#include "rpc/server.hpp"
#include "rpc/spool.hpp"
#include "store/sqlite_store.hpp"

namespace amends::app {

struct DaemonOptions {
    std::string config;                       ///< "" for the default place
    std::optional<base::Instant> simulation;  ///< start of a clock that stands still until it is moved
    bool dry_run = false;                     ///< decide and journal on a copy of the database; do nothing to the world
};

class Daemon {
public:
    /// Everything that can be wrong at a start is an Error here, before anything connects.
    static base::Result<std::unique_ptr<Daemon>> start(const DaemonOptions& options, const Environment& environment);
    ~Daemon();
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;

    /// Until SIGTERM or SIGINT; at most five seconds longer.
    void run();

private:
    Daemon(const DaemonOptions& options, const Environment& environment);
    base::Status open(Config config);
    base::Result<std::vector<rpc::Listener>> listen(const std::string& socket);
    asio::awaitable<void> take_over_spooled_orders();
    asio::awaitable<bool> take_over(rpc::KeptOrder order);
    asio::awaitable<void> signals();
    asio::awaitable<void> watchdog();
    void put_in_force(std::shared_ptr<Works> next);
    asio::awaitable<void> exchange_works();
    asio::awaitable<void> shut_down();
    base::Status reload();
    void look_for_lost_accounts();
    std::vector<std::string> lost_letters();
    DaemonFacts facts();

    DaemonOptions options_;
    Environment environment_;
    asio::io_context loop_{1};
    SystemClock system_clock_;
    std::unique_ptr<SimulatedClock> simulated_clock_;
    ports::Clock* clock_;
    CommandNotifier notifier_;
    std::unique_ptr<store::SqliteStore> store_;
    std::shared_ptr<Works> works_;    ///< of the newest configuration; they begin when `leaving_` have ended
    std::shared_ptr<Works> leaving_;  ///< null but during an exchange
    std::unique_ptr<DaemonService> service_;
    std::vector<std::unique_ptr<rpc::Server>> servers_;
    std::set<std::string> lost_accounts_;  ///< with letters, and in no configuration any more
    std::string configuration_;
    std::string configuration_problem_;
    std::string database_;
    base::Instant started_at_;
    bool stopping_ = false;
};

}  // namespace amends::app
