#include "app/daemon.hpp"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/redirect_error.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <csignal>
#include <filesystem>
#include <map>

#include "app/log.hpp"
#include "app/not_started.hpp"
#include "app/service_manager.hpp"

namespace amends::app {

namespace {

constexpr std::chrono::seconds time_to_stop{4};
constexpr std::chrono::seconds time_to_exchange{20};
constexpr std::chrono::minutes before_another_try{5};

std::map<std::string, store::Caps> caps_of(const Config& config) {
    std::map<std::string, store::Caps> caps;
    for (const AccountConfig& account : config.accounts) {
        caps[account.mail.name] = {.per_hour = account.policy.sends_per_hour,
                                   .per_day = account.policy.sends_per_day,
                                   .per_client = account.policy.sends_per_client};
    }
    return caps;
}

/// A dry run remembers what it decided, but never in the real database.
base::Result<std::string> copy_for_dry_run(const std::string& database) {
    const std::string copy = database + ".dry-run";
    std::error_code failed;
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(copy + suffix, failed);
    for (const char* suffix : {"", "-wal"}) {
        if (!std::filesystem::exists(database + suffix, failed)) continue;
        std::filesystem::copy_file(database + suffix, copy + suffix, failed);
        if (failed) {
            return base::failure(base::Fault::internal, base::Retry::later,
                                 "The database could not be copied for the dry run: " + failed.message() + ".");
        }
    }
    return copy;
}

}  // namespace

Daemon::Daemon(const DaemonOptions& options, const Environment& environment)
    : options_(options),
      environment_(environment),
      simulated_clock_(options.simulation ? std::make_unique<SimulatedClock>(*options.simulation) : nullptr),
      clock_(simulated_clock_ ? static_cast<ports::Clock*>(simulated_clock_.get()) : &system_clock_),
      notifier_(loop_, *clock_) {}

Daemon::~Daemon() = default;

base::Result<std::unique_ptr<Daemon>> Daemon::start(const DaemonOptions& options, const Environment& environment) {
    std::unique_ptr<Daemon> daemon(new Daemon(options, environment));
    daemon->configuration_ = options.config.empty() ? default_config_file(environment) : options.config;
    auto config = read_config(daemon->configuration_, environment);
    // Until the configuration says otherwise, the user is told by the desktop, where there may be one.
    daemon->notifier_.configure(!environment.system_instance, {});
    base::Status opened;
    if (config) {
        opened = daemon->open(std::move(*config));
    } else {
        opened = tl::unexpected(config.error());
    }
    if (opened) {
        note_started(environment);
        return daemon;
    }
    const base::Error& why = opened.error();
    // Another daemon at work is nothing that the user would have to mend.
    const bool harmless = why.fault == base::Fault::answer_is_no;
    if (!harmless && note_not_started(environment, why.message, SystemClock().now()))
        daemon->notifier_.show("Amends cannot start", why.message);
    return tl::unexpected(why);
}

base::Status Daemon::open(Config config) {
    set_up_log(config.log_level);
    started_at_ = clock_->now();
    notifier_.configure(config.notify_desktop, config.notify_command);
    database_ = config.database;
    // The socket first: it is what tells a second daemon apart from one that cannot start.
    auto listeners = listen(config.socket);
    if (!listeners) return tl::unexpected(listeners.error());
    if (options_.dry_run) {
        auto copy = copy_for_dry_run(database_);
        if (!copy) return tl::unexpected(copy.error());
        database_ = *copy;
    }
    auto store =
        store::SqliteStore::open({.path = database_, .now = clock_->now(), .caps = {}, .caps_of = caps_of(config)});
    if (!store) return tl::unexpected(store.error());
    store_ = std::move(*store);
    auto works = Works::build(loop_, std::move(config), *store_, *clock_, notifier_, environment_, options_.dry_run);
    if (!works) return tl::unexpected(works.error());
    works_ = std::move(*works);
    service_ = std::make_unique<DaemonService>(
        *store_, *clock_, simulated_clock_.get(), [this]() -> Works& { return *works_; }, [this] { return facts(); },
        [this] { return reload(); });
    for (rpc::Listener& listener : *listeners)
        servers_.push_back(std::make_unique<rpc::Server>(loop_, *service_, std::move(listener)));
    look_for_lost_accounts();
    return works_->start();
}

/// On the socket that the service manager hands over, and where the configuration says: commands ask there.
base::Result<std::vector<rpc::Listener>> Daemon::listen(const std::string& socket) {
    std::vector<rpc::Listener> listeners;
    if (const auto given = inherited_socket()) {
        auto inherited = rpc::Listener::inherited(*given);
        if (!inherited) return tl::unexpected(inherited.error());
        listeners.push_back(std::move(*inherited));
        if (listeners.front().is_at(socket)) return listeners;
    }
    auto own = rpc::Listener::at_path(socket);
    if (!own) return tl::unexpected(own.error());
    listeners.push_back(std::move(*own));
    return listeners;
}

/// What `amends sendmail` kept while no daemon was there; what cannot be taken now is tried again until it is.
asio::awaitable<void> Daemon::take_over_spooled_orders() {
    if (options_.dry_run) co_return;  // its database is thrown away, and what was taken over would be lost with it
    asio::steady_timer timer(loop_);
    bool all = false;
    while (!all && !stopping_) {
        all = true;
        for (const rpc::KeptOrder& order : rpc::Spool(default_spool(environment_)).orders()) {
            const bool taken = co_await take_over(order);
            all = all && taken;
        }
        if (all) co_return;
        timer.expires_after(before_another_try);
        asio::error_code ended;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }
}

/// False where it has to be tried again.
asio::awaitable<bool> Daemon::take_over(rpc::KeptOrder order) {
    base::Status taken;
    if (order.request) {
        const auto tracked = co_await service_->track(*order.request);
        taken = tracked.map([](const rpc::LetterView&) {});
    } else {
        taken = tl::unexpected(order.request.error());
    }
    if (taken) {
        rpc::Spool::discard(order);
        co_return true;
    }
    if (taken.error().retry == base::Retry::never) {
        const std::string kept = rpc::Spool::set_aside(order);
        notifier_.tell("spool." + order.path, "A letter could not be tracked",
                       taken.error().message + " It is kept in " + kept + ".");
        co_return true;
    }
    notifier_.tell("spool." + order.path, "A letter is not tracked yet",
                   taken.error().message + " It is kept in " + order.path + " and tried again.");
    co_return false;
}

void Daemon::run() {
    const auto must_not_throw = [](std::exception_ptr thrown) {
        if (thrown) std::rethrow_exception(thrown);
    };
    for (const auto& server : servers_) asio::co_spawn(loop_, server->run(), must_not_throw);
    asio::co_spawn(loop_, signals(), must_not_throw);
    asio::co_spawn(loop_, watchdog(), must_not_throw);
    asio::co_spawn(loop_, take_over_spooled_orders(), must_not_throw);
    tell_ready("Watching " + std::to_string(works_->accounts().size()) + " account(s).");
    log_info("amendsd is watching " + std::to_string(works_->accounts().size()) + " account(s)" +
             (options_.dry_run ? "; dry run: nothing is done to the world" : "") +
             (simulated_clock_ ? "; simulated clock: " + base::to_rfc3339(clock_->now()) : "") + ".");
    loop_.run();
    log_info("amendsd has stopped.");
}

asio::awaitable<void> Daemon::signals() {
    asio::signal_set set(loop_, SIGTERM, SIGINT, SIGHUP);
    while (!stopping_) {
        asio::error_code failed;
        const int signal = co_await set.async_wait(asio::redirect_error(asio::use_awaitable, failed));
        if (failed) co_return;
        if (signal == SIGHUP) {
            tell_reloading();
            if (!reload()) tell_ready("Watching by the old configuration.");
        } else {
            co_await shut_down();
        }
    }
}

asio::awaitable<void> Daemon::shut_down() {
    stopping_ = true;
    tell_stopping();
    for (const auto& server : servers_) server->stop();
    Works& at_work = leaving_ ? *leaving_ : *works_;
    co_await at_work.stop(time_to_stop);
    loop_.stop();
}

asio::awaitable<void> Daemon::watchdog() {
    const auto every = watchdog_interval();
    if (!every) co_return;
    asio::steady_timer timer(loop_);
    while (!stopping_) {
        feed_watchdog();
        timer.expires_after(*every);
        asio::error_code ended;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }
}

/// A bad configuration changes nothing but what `amends status` says.
base::Status Daemon::reload() {
    auto config = read_config(configuration_, environment_);
    if (config && (config->database != works_->config().database || config->socket != works_->config().socket)) {
        config = base::failure(base::Fault::configuration, base::Retry::after_change,
                               "`database` and `socket` change only with a restart of amendsd.");
    }
    base::Result<std::shared_ptr<Works>> next;
    if (config) {
        next = Works::build(loop_, *config, *store_, *clock_, notifier_, environment_, options_.dry_run);
    } else {
        next = tl::unexpected(config.error());
    }
    if (!next) {
        configuration_problem_ = next.error().message;
        notifier_.tell("configuration." + configuration_problem_, "Amends goes on by its old configuration",
                       configuration_problem_);
        return tl::unexpected(next.error());
    }
    configuration_problem_.clear();
    set_up_log(config->log_level);
    notifier_.configure(config->notify_desktop, config->notify_command);
    if (auto capped = store_->set_caps({}, caps_of(*config)); !capped) return capped;
    put_in_force(std::move(*next));
    look_for_lost_accounts();
    log_info("The configuration was read again.");
    return {};
}

/// Orders are answered by the newest configuration at once. One exchange at a time: works that were replaced before
/// they had begun never begin.
void Daemon::put_in_force(std::shared_ptr<Works> next) {
    auto before = std::exchange(works_, std::move(next));
    if (leaving_) return;
    leaving_ = std::move(before);
    asio::co_spawn(loop_, exchange_works(), [](std::exception_ptr thrown) {
        if (thrown) std::rethrow_exception(thrown);
    });
}

asio::awaitable<void> Daemon::exchange_works() {
    co_await leaving_->stop(time_to_exchange);
    // What hangs still ends as it would by a broken line: a send before its dot was not made, one after it is unknown.
    if (!leaving_->ended()) leaving_->cut();
    while (!leaving_->ended()) co_await leaving_->stop(time_to_exchange);
    while (!stopping_) {
        const auto begun = works_->start();
        if (begun) break;
        notifier_.tell("start." + begun.error().message, "Amends cannot go on", begun.error().message);
        asio::steady_timer timer(loop_, time_to_exchange);
        asio::error_code ended;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ended));
    }
    leaving_.reset();
    tell_ready("Watching.");
}

/// Promise 8: letters of an account that was removed or renamed are followed up by nobody, and the user has to know.
void Daemon::look_for_lost_accounts() {
    lost_accounts_.clear();
    auto waiting = store_->letters({});
    if (!waiting) return;
    for (const ports::LetterRow& row : *waiting) {
        if (works_->account(row.letter.account) == nullptr) lost_accounts_.insert(row.letter.account);
    }
    for (const std::string& problem : lost_letters()) {
        notifier_.tell("trouble.lost." + problem, "Letters that are not followed up", problem);
    }
}

std::vector<std::string> Daemon::lost_letters() {
    std::vector<std::string> problems;
    for (const std::string& account : lost_accounts_) {
        const auto count = store_->count_open(account);
        if (!count || *count == 0) continue;
        problems.push_back("The configuration has no account \"" + account + "\", but " + std::to_string(*count) +
                           (*count == 1 ? " letter of it is" : " letters of it are") +
                           " waiting, and nothing is done for them. Give the account back under that name, or end "
                           "them with `amends drop ID`.");
    }
    return problems;
}

DaemonFacts Daemon::facts() {
    auto problems = notifier_.recent();
    const auto lost = lost_letters();
    problems.insert(problems.end(), lost.begin(), lost.end());
    return {.version = AMENDS_VERSION,
            .started_at = started_at_,
            .configuration = configuration_,
            .configuration_problem = configuration_problem_,
            .database = database_,
            .spool = default_spool(environment_),
            .inserted = default_inserted(environment_),
            .asked = default_asked(environment_),
            .dry_run = options_.dry_run,
            .problems = std::move(problems)};
}

}  // namespace amends::app
