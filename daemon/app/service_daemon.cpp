// The orders and questions about clients and about the daemon itself.
#include "app/forgetting.hpp"
#include "app/history.hpp"
#include "app/inserted_letters.hpp"
#include "app/service.hpp"
#include "rpc/spool.hpp"

namespace amends::app {

namespace {

using base::Fault;
using base::LetterId;
using base::Retry;
using ports::Task;

constexpr std::chrono::seconds longest_settle{60};
constexpr std::chrono::seconds longest_settle_to_forget{30};

base::Result<std::string> client_mailbox(const std::string& text) {
    if (!base::is_safe_mailbox(text)) {
        return base::failure(Fault::wrong_use, Retry::never,
                             "That is no address. Name the client by one address, such as anna@example.org.");
    }
    return base::canonical_mailbox(text);
}

}  // namespace

base::Result<std::vector<std::string>> DaemonService::named_accounts(const std::optional<std::string>& account) {
    std::vector<std::string> names;
    std::string known;
    for (const Account* each : works_().accounts()) {
        if (!account || each->name() == *account) names.push_back(each->name());
        known += (known.empty() ? "" : ", ") + each->name();
    }
    if (account && names.empty()) {
        return base::failure(Fault::wrong_use, Retry::never,
                             "There is no account \"" + *account + "\" in the configuration. There is: " + known + ".");
    }
    return names;
}

base::Result<rpc::ClientHistory> DaemonService::history(std::string mailbox) {
    auto client = client_mailbox(mailbox);
    if (!client) return tl::unexpected(client.error());
    return history_of(store_, {*client}, clock_.now());
}

Task<int> DaemonService::leave(std::string mailbox, bool in_peace) {
    auto client = client_mailbox(mailbox);
    if (!client) co_return tl::unexpected(client.error());
    auto letters = store_.leave_client(*client, in_peace, clock_.now());
    if (!letters) co_return tl::unexpected(letters.error());
    if (!in_peace) co_return 0;
    for (const LetterId letter : *letters) {
        auto decided = works_().engine().observe(letter, core::ClientLeftInPeace{});
        if (!decided) co_return tl::unexpected(decided.error());
    }
    co_return static_cast<int>(letters->size());
}

Task<rpc::Forgotten> DaemonService::forget(std::string mailbox, bool leave_drafts) {
    auto client = client_mailbox(mailbox);
    if (!client) co_return tl::unexpected(client.error());
    const auto works = works_().shared_from_this();  // a new configuration may take over meanwhile
    std::set<std::string> watched;
    for (const Account* each : works->accounts()) watched.insert(each->name());
    Forgetting forgetting(works->engine(), store_, *client, watched);
    auto busy = forgetting.let_go();
    if (!busy) co_return tl::unexpected(busy.error());
    for (Account* account : works->accounts()) {
        if (leave_drafts || !busy->contains(account->name())) continue;
        auto settled = co_await account->settle(longest_settle_to_forget);
        static_cast<void>(settled);  // what is left shows
    }
    // From here on nothing is waited for: what is found settled stays so until it is erased.
    auto forgotten = forgetting.erase(leave_drafts);
    if (!forgotten) co_return tl::unexpected(forgotten.error());
    const DaemonFacts facts = facts_();
    InsertedLetters(facts.inserted).forget(*client);
    static_cast<void>(rpc::Spool(facts.asked).forget(*client));
    forgotten->letters += rpc::Spool(facts.spool).forget(*client);
    co_return *forgotten;
}

Task<bool> DaemonService::pause(std::optional<std::string> account, bool on) {
    auto names = named_accounts(account);
    if (!names) co_return tl::unexpected(names.error());
    for (const std::string& name : *names) {
        if (auto set = store_.set_paused(name, on, clock_.now()); !set) co_return tl::unexpected(set.error());
        poke(name);
    }
    co_return on;
}

Task<bool> DaemonService::hold(std::optional<std::string> account, bool on, std::string note) {
    auto names = named_accounts(account);
    if (!names) co_return tl::unexpected(names.error());
    for (const std::string& name : *names) {
        Engine& engine = works_().engine();
        auto set = on ? engine.hold(name, note) : engine.release(name);
        if (!set) co_return tl::unexpected(set.error());
        poke(name);
    }
    co_return on;
}

/// An answer to a reminder that changed nothing is said for a week, or until the next one is understood.
base::Result<std::string> DaemonService::last_order_by_mail(const std::string& account) {
    auto fact = store_.fact("order_by_mail." + account);
    if (!fact) return tl::unexpected(fact.error());
    const std::string text = fact->value_or("");
    const auto at = base::parse_rfc3339(text.substr(0, text.find(' ')));
    if (!at || clock_.now() - *at > std::chrono::days{7}) return "";
    return text.substr(text.find(' ') + 1);
}

base::Result<rpc::DaemonStatus> DaemonService::status() {
    const DaemonFacts facts = facts_();
    rpc::DaemonStatus status;
    status.version = facts.version;
    status.now = clock_.now();
    status.zone = works_().config().user_window.zone->name();
    status.simulated_clock = clock_.simulated();
    status.dry_run = facts.dry_run;
    status.started_at = facts.started_at;
    status.configuration = facts.configuration;
    status.configuration_problem = facts.configuration_problem;
    status.database = facts.database;
    status.languages = works_().languages();
    status.problems = facts.problems;
    if (!facts.configuration_problem.empty()) {
        status.problems.push_back("The changed configuration is not in force: " + facts.configuration_problem);
    }
    for (const Account* each : works_().accounts()) {
        rpc::AccountStatus account = each->status();
        auto paused = store_.paused(account.name);
        auto held = store_.hold(account.name);
        auto letters = store_.count_open(account.name);
        auto open = store_.outbox_open(account.name);
        auto wake = store_.next_wake(account.name);
        if (!paused) return tl::unexpected(paused.error());
        if (!held) return tl::unexpected(held.error());
        if (!letters) return tl::unexpected(letters.error());
        if (!open) return tl::unexpected(open.error());
        auto promises = store_.open_promises(account.name);
        if (!promises) return tl::unexpected(promises.error());
        if (!wake) return tl::unexpected(wake.error());
        account.paused = *paused;
        account.hold = *held;
        account.open_letters = *letters;
        account.open_promises = promises->count;
        account.next_promise = promises->next_day;
        account.outbox = static_cast<int>(open->size());
        if (*wake && (!status.next_wake || **wake < *status.next_wake)) status.next_wake = *wake;
        auto order = last_order_by_mail(account.name);
        if (!order) return tl::unexpected(order.error());
        if (!order->empty()) status.problems.push_back(account.name + ": " + *order);
        if (!account.problem.empty()) status.problems.push_back(account.name + ": " + account.problem);
        status.accounts.push_back(std::move(account));
    }
    return status;
}

Task<bool> DaemonService::reload() {
    if (auto done = reload_(); !done) co_return tl::unexpected(done.error());
    co_return true;
}

Task<void> DaemonService::settle() {
    base::Status worst;
    const auto works = works_().shared_from_this();  // a new configuration may take over meanwhile
    for (Account* account : works->accounts()) {
        if (auto done = co_await account->settle(longest_settle); !done) worst = std::move(done);
    }
    co_return worst;
}

Task<base::Instant> DaemonService::move_clock(base::Instant to) {
    if (simulation_ == nullptr) {
        co_return base::failure(Fault::wrong_use, Retry::never,
                                "This daemon runs by the machine's clock. Only `amendsd --simulation TIME` has a clock "
                                "that can be moved.");
    }
    if (!simulation_->move(to)) {
        co_return base::failure(
            Fault::wrong_use, Retry::never,
            "The simulated clock goes forward only; it is " + base::to_rfc3339(clock_.now()) + " there.");
    }
    if (auto done = co_await settle(); !done) co_return tl::unexpected(done.error());
    co_return clock_.now();
}

Task<bool> DaemonService::look() {
    if (auto done = co_await settle(); !done) co_return tl::unexpected(done.error());
    co_return true;
}

}  // namespace amends::app
