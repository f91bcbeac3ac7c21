#include "app/account.hpp"

#include <random>

namespace amends::app {

namespace {

using ports::Task;

constexpr int most_rounds = 20;  // of look, decide and act before the loop turns to its other duties
constexpr std::chrono::hours tell_after{24};
constexpr std::chrono::minutes keep_last_look_every{10};
constexpr std::chrono::seconds send_check_every{60};

std::string last_look_fact(const std::string& account) { return "last_look." + account; }

}  // namespace

Account::Account(asio::io_context& loop, AccountSetup setup, AccountPorts outside, Engine& engine)
    : name_(setup.look.account),
      setup_(std::move(setup)),
      outside_(outside),
      engine_(engine),
      look_(setup_.look, engine, outside.store, outside.clock, outside.notifier),
      drafts_(name_, engine, outside.store, outside.clock),
      append_(setup_.append, engine, outside.store, outside.clock),
      send_(name_, engine, look_, outside.store, outside.clock, outside.mailboxes, outside.transport, outside.claim),
      poked_signal_(loop),
      send_signal_(loop),
      settled_signal_(loop) {}

asio::awaitable<void> Account::watch() {
    while (!stopping_) {
        state_ = "connecting";
        auto mailbox = co_await outside_.mailboxes.connect();
        if (!mailbox) {
            co_await rest(mailbox.error());
            continue;
        }
        mailbox_ = mailbox->get();
        auto ended = co_await converse(**mailbox);
        mailbox_ = nullptr;
        waiting_ = false;
        if (ended) {
            co_await (*mailbox)->logout();
        } else {
            co_await rest(ended.error());
        }
    }
    state_ = "stopped";
    settled_signal_.ring();
}

Task<void> Account::converse(ports::Mailbox& mailbox) {
    while (!stopping_) {
        poked_ = false;
        ++turns_begun_;
        // Anew each time: the user makes, renames and deletes folders while the conversation goes on.
        auto all = co_await mailbox.folders();
        if (!all) co_return tl::unexpected(all.error());
        const Folders folders{std::move(*all)};
        if (auto done = co_await turn(mailbox, folders); !done) co_return done;
        went_well(mailbox);
        turns_done_ = turns_begun_;
        send_signal_.ring();
        if (auto done = co_await wait(mailbox, folders); !done) co_return done;
    }
    co_return base::Status{};
}

Task<void> Account::turn(ports::Mailbox& mailbox, Folders folders) {
    for (int round = 0; round < most_rounds && !stopping_; ++round) {
        if (auto done = co_await look_.everything(mailbox, folders); !done) co_return done;
        if (auto done = co_await drafts_.check(mailbox); !done) co_return done;
        if (auto done = engine_.time_came(name_); !done) co_return done;
        if (setup_.dry_run) co_return base::Status{};
        if (auto done = co_await append_.perform(mailbox, folders); !done) co_return done;
        for (const base::Error& refused : append_.take_troubles()) trouble(refused);
        auto more = work_is_due();
        if (!more) co_return tl::unexpected(more.error());
        if (!*more) break;
    }
    co_return base::Status{};
}

base::Result<bool> Account::work_is_due() {
    auto due = outside_.store.due(name_, outside_.clock.now());
    if (!due) return tl::unexpected(due.error());
    auto open = outside_.store.outbox_open(name_);
    if (!open) return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.kind != core::ActionKind::send && item.state == core::HandoverState::due) return true;
    }
    // A planned step that is due and stays planned waits for the user (held, paused): no reason to turn again.
    return false;
}

base::Result<bool> Account::send_is_due() {
    if (!setup_.can_send || setup_.dry_run) return false;
    auto open = outside_.store.outbox_open(name_);
    if (!open) return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.kind != core::ActionKind::send || item.next_try > outside_.clock.now()) continue;
        if (item.state != core::HandoverState::due && item.state != core::HandoverState::not_sent) continue;
        auto wanted = engine_.may_leave(item);
        if (!wanted) return tl::unexpected(wanted.error());
        if (*wanted) return true;
    }
    return false;
}

Task<void> Account::wait(ports::Mailbox& mailbox, Folders folders) {
    if (poked_ || stopping_) co_return base::Status{};
    auto opened = co_await mailbox.open(folders.with_role(ports::FolderRole::inbox));
    if (!opened) co_return tl::unexpected(opened.error());
    auto cursors = outside_.store.cursors(name_);
    if (!cursors) co_return tl::unexpected(cursors.error());
    for (const ports::Cursor& cursor : *cursors) {
        const bool inbox = cursor.folder == folders.with_role(ports::FolderRole::inbox);
        if (inbox && cursor.uid_next < opened->uid_next) co_return base::Status{};  // it came since the look
    }
    std::chrono::seconds most = setup_.poll_every;
    auto wake = outside_.store.next_wake(name_);
    if (!wake) co_return tl::unexpected(wake.error());
    if (*wake && **wake > outside_.clock.now() && !outside_.clock.simulated()) {
        most = std::min(most, **wake - outside_.clock.now());
    }
    if (poked_ || stopping_) co_return base::Status{};
    waiting_ = true;
    settled_signal_.ring();
    auto woke = co_await mailbox.wait(most);
    waiting_ = false;
    if (!woke) co_return tl::unexpected(woke.error());
    co_return base::Status{};
}

asio::awaitable<void> Account::send() {
    while (!stopping_) {
        auto due = send_is_due();
        if (due && *due) {
            sending_ = true;
            auto done = co_await send_.perform();
            sending_ = false;
            if (!done) {
                trouble(done.error());
                settled_signal_.ring();
                if (!stopping_) co_await send_signal_.wait(send_check_every);
                continue;
            }
            poke(false);
        }
        settled_signal_.ring();
        if (!stopping_) co_await send_signal_.wait(send_check_every);
    }
}

void Account::poke(bool now) {
    poked_ = true;
    if (mailbox_ != nullptr && waiting_) mailbox_->interrupt();
    if (now) poked_signal_.ring();
    send_signal_.ring();
}

void Account::stop() {
    stopping_ = true;
    send_.stop();
    poke(true);
}

Task<void> Account::settle(std::chrono::seconds most) {
    const auto until = std::chrono::steady_clock::now() + most;
    const std::uint64_t wanted = turns_begun_ + 1;
    const int failures_before = failures_;
    poke(true);
    while (!stopping_) {
        if (failures_ > failures_before && state_ == "cannot work") {
            co_return base::failure(base::Fault::mail_server, base::Retry::later,
                                    "The account \"" + name_ + "\" cannot work: " + problem_);
        }
        auto unsent = send_is_due();
        if (!unsent) co_return tl::unexpected(unsent.error());
        if (turns_done_ >= wanted && waiting_ && !poked_ && !sending_ && !*unsent) co_return base::Status{};
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            co_return base::failure(base::Fault::mail_server, base::Retry::later,
                                    "The account \"" + name_ + "\" is not done yet" +
                                        (problem_.empty() ? std::string(".") : ": " + problem_));
        }
        co_await settled_signal_.wait(left);
    }
    co_return base::Status{};
}

asio::awaitable<void> Account::rest(base::Error why) {
    ++failures_;
    trouble(why);
    static std::mt19937 chance{std::random_device{}()};
    const double random = std::uniform_real_distribution<double>(0.0, 1.0)(chance);
    const auto delay = setup_.rest(failures_, why, random);
    next_try_ = outside_.clock.now() + std::chrono::duration_cast<std::chrono::seconds>(delay);
    state_ = why.retry == base::Retry::after_change ? "cannot work" : "waiting to try again";
    settled_signal_.ring();
    if (!stopping_) co_await poked_signal_.wait(delay);
    next_try_.reset();
}

void Account::went_well(ports::Mailbox& mailbox) {
    failures_ = 0;
    problem_.clear();
    state_ = "watching";
    const base::Instant now = outside_.clock.now();
    if (!last_look_ || now - *last_look_ >= keep_last_look_every) {
        // Losing this fact only makes the user hear of a long absence earlier.
        (void)outside_.store.set_fact(last_look_fact(name_), base::to_rfc3339(now));
    }
    last_look_ = now;
    for (const std::string& alert : mailbox.take_alerts()) {
        outside_.notifier.tell("alert." + name_ + "." + alert, "Message from the mail server of " + name_, alert);
    }
}

/// Promise 8: what only the user can mend is told at once, what passes by itself after a day.
void Account::trouble(const base::Error& error) {
    problem_ = error.message;
    bool tell = error.retry == base::Retry::after_change || error.retry == base::Retry::never;
    if (!tell) {
        auto kept = outside_.store.fact(last_look_fact(name_));
        const auto last = kept && *kept ? base::parse_rfc3339(**kept) : std::nullopt;
        tell = last && outside_.clock.now() - *last >= tell_after;
    }
    if (tell) {
        outside_.notifier.tell("trouble." + name_ + "." + error.message, "Amends cannot work for " + name_,
                               error.message);
    }
}

rpc::AccountStatus Account::status() const {
    rpc::AccountStatus status;
    status.name = name_;
    status.state = state_;
    status.problem = problem_;
    status.last_look = last_look_;
    status.next_try = next_try_;
    return status;
}

}  // namespace amends::app
