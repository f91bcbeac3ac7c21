#pragma once
// Everything that one configuration sets to work: rules, templates, engine, and for each account its mail conversations
// and its two coroutines. A new configuration gets new works; the store, the clock and the socket stay.
#include <asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>

#include "app/account.hpp"
#include "app/apology_gate.hpp"
#include "app/config.hpp"
#include "app/cuttable_connector.hpp"
#include "app/engine.hpp"
#include "guide/shelf.hpp"
#include "ports/notifier.hpp"

namespace amends::app {

// Shared: an order that waits for a mailbox keeps the works that it began with, whatever is in force meanwhile.
class Works : public std::enable_shared_from_this<Works> {
public:
    /// Reads the templates and holiday files that the configuration names; nothing connects yet.
    static base::Result<std::shared_ptr<Works>> build(asio::io_context& loop, Config config, ports::Store& store,
                                                      ports::Clock& clock, ports::Notifier& notifier,
                                                      const Environment& environment, bool dry_run);
    ~Works();
    Works(const Works&) = delete;
    Works& operator=(const Works&) = delete;

    /// Recovers what the last run left in doubt, then begins to watch; once it has begun, calling it does nothing.
    /// Never while other works have not ended: two senders of one account would take the same send.
    base::Status start();
    /// Bids every coroutine end; returns when the last one has ended or `most` has passed.
    asio::awaitable<void> stop(std::chrono::seconds most);
    /// Cuts every connection, so that what hangs on one of them ends, too.
    void cut() { connector_->cut(); }

    Engine& engine() { return *engine_; }
    [[nodiscard]] const Config& config() const { return config_; }
    [[nodiscard]] const Composer& composer() const { return *composer_; }
    /// In which a check-in can be written.
    [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }
    [[nodiscard]] const Rules& rules() const { return *rules_; }
    [[nodiscard]] const guide::Shelf& shelf() const { return *shelf_; }
    [[nodiscard]] std::vector<Account*> accounts() const;
    /// True when no coroutine of these works runs any more.
    [[nodiscard]] bool ended() const { return running_ == 0; }
    /// Null where there is no account of that name.
    Account* account(const std::string& name);
    ports::MailboxServer* mailboxes(const std::string& name);
    /// The account that owns one of these addresses; "" where none does.
    [[nodiscard]] std::string account_of(const std::vector<base::Address>& from) const;

private:
    struct Post;  // one account with its conversations
    Works(asio::io_context& loop, Config config, ports::Store& store, ports::Clock& clock);

    asio::io_context& loop_;
    Config config_;
    ports::Store& store_;
    ports::Clock& clock_;
    std::unique_ptr<Rules> rules_;
    std::vector<std::string> languages_;
    std::unique_ptr<guide::Shelf> shelf_;
    std::unique_ptr<Composer> composer_;
    std::unique_ptr<Engine> engine_;
    std::unique_ptr<ApologyGate> gate_;
    std::unique_ptr<CuttableConnector> connector_;
    std::vector<std::unique_ptr<Post>> posts_;
    bool begun_ = false;
    int running_ = 0;
    Signal ended_;
};

}  // namespace amends::app
