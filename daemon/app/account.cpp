#include "app/account.hpp"

#include <random>

#include "app/alerts.hpp"

namespace amends::app {

namespace {

using ports::Task;

constexpr int most_rounds = 20;  // of look, decide and act before the loop turns to its other duties
constexpr std::chrono::hours tell_after{24};
constexpr std::chrono::hours longest_wait{12};  // a mailbox that nothing happens in is no absence of ours
constexpr std::chrono::minutes keep_last_look_every{10};
constexpr std::chrono::seconds longest_rest_awaited{5};  // by whoever wants to see the account settled

double chance() {
    static std::mt19937 source{std::random_device{}()};
    return std::uniform_real_distribution<double>(0.0, 1.0)(source);
}

std::string last_look_fact(const std::string& account) { return "last_look." + account; }

}  // namespace

Account::Account(asio::io_context& loop, AccountSetup setup, AccountPorts outside, Engine& engine)
    : name_(setup.look.account),
      setup_(std::move(setup)),
      outside_(outside),
      engine_(engine),
      look_(setup_.look, engine, outside.store, outside.clock, outside.notifier),
      twins_(name_, engine),
      drafts_(name_, engine, outside.store, outside.clock),
      unsent_(setup_.unsent, engine, outside.store, outside.clock, outside.notifier),
      append_(setup_.append, engine, outside.store, outside.clock),
      send_(name_, engine, look_,
            {outside.store, outside.clock, outside.mailboxes, outside.transport, outside.claim, outside.notifier}),
      trouble_("Account " + name_),
      send_trouble_("Account " + name_ + ", sending"),
      poked_signal_(loop),
      turn_signal_(loop),
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
        connected_at_ = outside_.clock.now();
        auto ended = co_await converse(**mailbox);
        mailbox_ = nullptr;
        waiting_ = false;
        tell_alerts(outside_.notifier, name_, **mailbox);
        co_await (*mailbox)->logout();
        mailbox->reset();  // a rest may be long
        if (outside_.clock.now() - connected_at_ >= setup_.lasting) failures_ = 0;
        if (!ended) co_await rest(ended.error());
    }
    state_ = "stopped";
    settled_signal_.ring();
}

Task<void> Account::converse(ports::Mailbox& mailbox) {
    while (!stopping_) {
        co_await pause();
        poked_ = false;
        ++turns_begun_;
        // Anew each time: the user makes, renames and deletes folders while the conversation goes on.
        auto all = co_await mailbox.folders();
        if (!all) co_return tl::unexpected(all.error());
        const Folders folders{std::move(*all)};
        auto done = co_await turn(mailbox, folders);
        if (done) went_well();
        // Also where the conversation broke afterwards: the next one may be long in coming.
        for (const base::Error& refused : append_.take_troubles()) {
            problem_ = refused.message;
            tell(refused);
        }
        if (!done) co_return done;
        tell_alerts(outside_.notifier, name_, mailbox);
        turns_done_ = turns_begun_;
        send_signal_.ring();
        if (auto waited = co_await wait(mailbox, folders); !waited) co_return waited;
    }
    co_return base::Status{};
}

asio::awaitable<void> Account::pause() {
    const auto since = std::chrono::steady_clock::now() - last_turn_;
    if (!poked_ && !stopping_ && since < setup_.between_turns) {
        co_await turn_signal_.wait(std::chrono::ceil<std::chrono::milliseconds>(setup_.between_turns - since));
    }
    last_turn_ = std::chrono::steady_clock::now();
}

Task<void> Account::turn(ports::Mailbox& mailbox, Folders folders) {
    for (int round = 0; round < most_rounds && !stopping_; ++round) {
        if (auto done = co_await twins_.before_look(mailbox, folders); !done) co_return done;
        if (auto done = co_await look_.everything(mailbox, folders); !done) co_return done;
        if (auto done = co_await twins_.after_look(mailbox, folders); !done) co_return done;
        if (auto done = co_await drafts_.check(mailbox); !done) co_return done;
        if (auto done = co_await unsent_.check(mailbox, folders, look_.drafts()); !done) co_return done;
        if (auto done = engine_.time_came(name_); !done) co_return done;
        tell_of_hold();
        if (setup_.dry_run) co_return base::Status{};
        if (auto done = co_await append_.perform(mailbox, folders); !done) co_return done;
        auto more = work_is_due();
        if (!more) co_return tl::unexpected(more.error());
        if (!*more) break;
    }
    co_return base::Status{};
}

void Account::tell_of_hold() {
    const auto hold = engine_.take_news_of_hold(name_);
    if (!hold) return;
    outside_.notifier.tell("held." + name_ + "." + base::to_rfc3339(hold->since), "Amends holds what it would send",
                           "Nothing is sent by itself from the account \"" + name_ + "\", since " +
                               std::string(core::in_words(hold->because)) +
                               ". `amends release` lets it go on; drafts and reminders come as before.");
}

base::Result<bool> Account::work_is_due() {
    auto open = outside_.store.outbox_open(name_);
    if (!open) return tl::unexpected(open.error());
    for (const ports::OutboxItem& item : *open) {
        if (item.kind != core::ActionKind::send && item.state == core::HandoverState::due) return true;
    }
    // A planned step that is due and stays planned waits for the user (held, paused): no reason to turn again.
    return false;
}

base::Result<bool> Account::send_is_due() {
    // Nothing is sent before the first turn has seen whether the mailbox knows more than the database.
    if (!setup_.can_send || setup_.dry_run || turns_done_ == 0) return false;
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
    std::chrono::seconds most = std::min<std::chrono::seconds>(setup_.poll_every, longest_wait);
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
        auto recovered = send_.recover();
        auto due = recovered ? send_is_due() : base::Result<bool>(tl::unexpected(recovered.error()));
        if (due && *due) {
            sending_ = true;
            auto done = co_await send_.perform();
            sending_ = false;
            if (done) {
                send_failures_ = 0;
                send_problem_.reset();
                send_trouble_.over();
                poke(false);
            } else {
                due = tl::unexpected(done.error());
            }
        }
        if (stopping_) break;
        if (due) {
            settled_signal_.ring();
            co_await send_signal_.wait(setup_.check_sends_every);
        } else {
            co_await rest_from_sending(due.error());
        }
    }
    settled_signal_.ring();
}

/// A send cannot begin: its own login may be refused where the watch's still stands. No poke but an order to look cuts
/// the rest short, as servers lock accounts over logins.
asio::awaitable<void> Account::rest_from_sending(base::Error why) {
    ++send_failures_;
    ++send_rests_;
    send_problem_ = why;
    send_trouble_.met(why.message, tell(why));
    sending_ = why.retry == base::Retry::later;
    settled_signal_.ring();
    co_await poked_signal_.wait(setup_.rest(send_failures_, why, chance()));
    sending_ = false;
}

void Account::poke(bool now) {
    poked_ = true;
    turn_signal_.ring();
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
    const std::uint64_t rests_before = rests_;
    const std::uint64_t send_rests_before = send_rests_;
    poke(true);
    while (!stopping_) {
        if (rests_ > rests_before && (state_ == "cannot work" || rest_ > longest_rest_awaited)) {
            co_return base::failure(base::Fault::mail_server, base::Retry::later,
                                    "The account \"" + name_ + "\" cannot work: " + problem_);
        }
        auto unsent = send_is_due();
        if (!unsent) co_return tl::unexpected(unsent.error());
        if (*unsent && send_rests_ > send_rests_before && send_problem_ && send_problem_->retry != base::Retry::later) {
            co_return base::failure(base::Fault::mail_server, base::Retry::later,
                                    "The account \"" + name_ + "\" cannot send: " + send_problem_->message);
        }
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
    ++rests_;
    problem_ = why.message;
    trouble_.met(why.message, tell(why));
    const auto delay = setup_.rest(failures_, why, chance());
    next_try_ = outside_.clock.now() + std::chrono::duration_cast<std::chrono::seconds>(delay);
    rest_ = delay;
    state_ = why.retry == base::Retry::after_change ? "cannot work" : "waiting to try again";
    settled_signal_.ring();
    if (!stopping_) co_await poked_signal_.wait(delay);
    next_try_.reset();
}

void Account::went_well() {
    problem_.clear();
    trouble_.over();
    if (send_problem_ && send_problem_->retry == base::Retry::later) send_problem_.reset();
    state_ = "watching";
    const base::Instant now = outside_.clock.now();
    if (!last_look_ || now - *last_look_ >= keep_last_look_every) {
        // Losing this fact only makes the user hear of a long absence earlier.
        (void)outside_.store.set_fact(last_look_fact(name_), base::to_rfc3339(now));
    }
    last_look_ = now;
}

base::Result<base::Instant> Account::last_look_or_first_start() {
    auto kept = outside_.store.fact(last_look_fact(name_));
    if (kept && *kept) {
        if (auto last = base::parse_rfc3339(**kept)) return *last;
    }
    return outside_.store.first_start(name_, outside_.clock.now());
}

/// Promise 8: what only the user can mend is told at once, what passes by itself after a day.
bool Account::tell(const base::Error& error) {
    bool now = error.retry == base::Retry::after_change || error.retry == base::Retry::never;
    if (!now) {
        const auto last = last_look_or_first_start();
        now = last && outside_.clock.now() - *last >= tell_after;
    }
    if (now) {
        outside_.notifier.tell("trouble." + name_ + "." + error.message, "Amends cannot work for " + name_,
                               error.message);
    }
    return now;
}

rpc::AccountStatus Account::status() const {
    rpc::AccountStatus status;
    status.name = name_;
    status.state = state_;
    status.problem = problem_.empty() && send_problem_ ? send_problem_->message : problem_;
    status.last_look = last_look_;
    status.next_try = next_try_;
    return status;
}

}  // namespace amends::app
