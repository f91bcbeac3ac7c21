#pragma once
// One account at work: a coroutine that watches the mailbox, decides what is due after a fresh look and performs it,
// and one that sends. It comes back by itself from every failure that can pass, and tells the user of those that
// cannot.
#include <functional>
#include <memory>
#include <string>

#include "app/append.hpp"
#include "app/drafts.hpp"
#include "app/engine.hpp"
#include "app/look.hpp"
#include "app/send.hpp"
#include "app/signal.hpp"
#include "app/trouble_log.hpp"
#include "app/twins.hpp"
#include "app/unsent_drafts.hpp"
#include "mail/backoff.hpp"
#include "ports/notifier.hpp"
#include "rpc/service.hpp"

namespace amends::app {

struct AccountSetup {
    LookSettings look;
    AppendSettings append;
    UnsentDraftsSettings unsent;
    std::chrono::seconds poll_every{120};
    bool can_send = true;
    bool dry_run = false;  ///< decide and journal, do nothing to the world
    /// A conversation that lasted so long was a good one: the next failure is the first in a row again.
    std::chrono::seconds lasting{120};
    /// Between two turns that nobody ordered: a server may have news without end.
    std::chrono::milliseconds between_turns{2000};
    /// The sender looks for what is due so often where nothing wakes it.
    std::chrono::seconds check_sends_every{60};
    /// How long to rest after failures in a row; tests rest shorter.
    std::function<std::chrono::milliseconds(int failures, const base::Error& why, double random)> rest = mail::backoff;
};

/// The outside that an account needs; all of it outlives the account.
struct AccountPorts {
    ports::Store& store;
    ports::Clock& clock;
    ports::MailboxServer& mailboxes;
    ports::Transport& transport;
    ports::Claim& claim;
    ports::Notifier& notifier;
};

class Account {
public:
    Account(asio::io_context& loop, AccountSetup setup, AccountPorts outside, Engine& engine);

    /// Watch until stop(); spawn both. Neither throws.
    asio::awaitable<void> watch();
    asio::awaitable<void> send();

    /// There is something to do: look and act soon. `now`: do not sit out a pause between attempts either.
    void poke(bool now);
    void stop();

    /// Looks, acts on all that is due, and returns when nothing is left to do at this instant.
    ports::Task<void> settle(std::chrono::seconds most);

    [[nodiscard]] rpc::AccountStatus status() const;
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] bool can_send() const { return setup_.can_send; }

private:
    ports::Task<void> converse(ports::Mailbox& mailbox);
    ports::Task<void> turn(ports::Mailbox& mailbox, Folders folders);
    ports::Task<void> wait(ports::Mailbox& mailbox, Folders folders);
    asio::awaitable<void> pause();
    asio::awaitable<void> rest(base::Error why);
    asio::awaitable<void> rest_from_sending(base::Error why);
    void went_well();
    /// True where the user was told, which stands in the log then.
    bool tell(const base::Error& error);
    base::Result<base::Instant> last_look_or_first_start();
    void tell_of_hold();
    base::Result<bool> work_is_due();
    base::Result<bool> send_is_due();

    std::string name_;
    AccountSetup setup_;
    AccountPorts outside_;
    Engine& engine_;
    Look look_;
    Twins twins_;
    Drafts drafts_;
    UnsentDrafts unsent_;
    Append append_;
    Send send_;
    TroubleLog trouble_;
    TroubleLog send_trouble_;
    Signal poked_signal_;  ///< rung by a poke that cuts a rest short
    Signal turn_signal_;   ///< rung by every poke
    Signal send_signal_;
    Signal settled_signal_;
    ports::Mailbox* mailbox_ = nullptr;  ///< the conversation under way, for interrupt()
    bool stopping_ = false;
    bool poked_ = false;
    bool waiting_ = false;
    bool sending_ = false;               ///< or about to try again soon
    int failures_ = 0;                   ///< of the watch, in a row
    int send_failures_ = 0;              ///< of the sender, in a row
    std::uint64_t rests_ = 0;            ///< how often the watch has rested
    std::chrono::milliseconds rest_{0};  ///< how long the last rest is
    std::uint64_t send_rests_ = 0;
    std::uint64_t turns_begun_ = 0;
    std::uint64_t turns_done_ = 0;
    std::string state_ = "connecting";
    std::string problem_;                      ///< of the watch
    std::optional<base::Error> send_problem_;  ///< what a good look proves nothing about
    base::Instant connected_at_;
    std::chrono::steady_clock::time_point last_turn_;
    std::optional<base::Instant> last_look_;
    std::optional<base::Instant> next_try_;
};

}  // namespace amends::app
