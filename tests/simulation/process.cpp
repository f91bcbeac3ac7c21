#include "tests/simulation/process.hpp"

#include <asio/co_spawn.hpp>
#include <map>
#include <stdexcept>

#include "guide/remedy.hpp"
#include "guide/review.hpp"
#include "ports/claim.hpp"

namespace amends::simulation {

namespace {

const guide::Shelf& shelf() {
    static const guide::Shelf shipped = guide::Shelf::stock({}).value();
    return shipped;
}

/// Letters of all histories say the same few things: each is judged once.
guide::Remedies remedies_of(const base::MessageFacts& letter) {
    static const guide::Rules rules = guide::Rules::stock({}, false).value();
    static std::map<std::string, guide::Remedies> known;
    const auto found = known.find(letter.text);
    if (found != known.end()) return found->second;
    return known[letter.text] = guide::find_remedies(rules, letter.text);
}

/// Tells the recorder of what the store has taken.
class ObservedStore final : public tests::HookedStore {
public:
    ObservedStore(ports::Store& store, const Machine& machine)
        : HookedStore(store, no_hook, no_refusals), machine_(machine) {}

    base::Result<ports::Committed> commit(const ports::Commit& change) override {
        auto done = HookedStore::commit(change);
        if (done && machine_.steps.alive()) machine_.recorder.committed(change, *done);
        return done;
    }
    base::Result<base::OutboxId> commit_summary(const ports::OutboxItem& item,
                                                const std::vector<ports::SummaryItem>& items) override {
        auto done = HookedStore::commit_summary(item, items);
        if (done && machine_.steps.alive()) machine_.recorder.summarised(item, items);
        return done;
    }

private:
    inline static const fakes::Hook no_hook{};
    inline static int no_refusals = 0;
    const Machine& machine_;
};

/// What the user has told the program.
class KnownPassword final : public mail::Credentials {
public:
    ports::Task<std::string> secret(bool) override { co_return std::string("open sesame"); }
};

}  // namespace

struct Process::Parts {
    Parts(const Machine& machine, std::unique_ptr<store::SqliteStore> opened)
        : sqlite(std::move(opened)),
          store(*sqlite, machine),
          rules(machine.config, {"en"}),
          composer(machine.config, shelf()),
          engine(store, machine.time, rules, composer),
          connector(loop.get_executor(), machine.servers),
          mailboxes(machine.config.accounts.front().mail, connector, password),
          transport(machine.config.accounts.front().mail, connector, password),
          account(loop, machine.setup, {store, machine.time, mailboxes, transport, claim, machine.notifier}, engine),
          alarm(loop) {
        engine.find_remedies = remedies_of;
        engine.on_work = [this](const std::string&) { account.poke(false); };
    }

    std::unique_ptr<store::SqliteStore> sqlite;
    ObservedStore store;
    app::ConfigRules rules;
    app::TemplateComposer composer;
    app::Engine engine;
    ports::LocalClaim claim;
    KnownPassword password;
    asio::io_context loop{1};
    SimulatedConnector connector;
    mail::ImapServer mailboxes;
    mail::SmtpTransport transport;
    app::Account account;
    asio::steady_timer alarm;
};

Process::Process(Machine& machine, std::unique_ptr<store::SqliteStore> sqlite)
    : machine_(machine), parts_(std::make_unique<Parts>(machine, std::move(sqlite))) {}

Process::~Process() = default;

base::Result<std::unique_ptr<Process>> Process::start(Machine& machine) {
    auto sqlite =
        store::SqliteStore::open({.path = machine.database, .now = machine.time.now(), .caps = {}, .vfs = "simulated"});
    if (!sqlite) return tl::unexpected(sqlite.error());
    std::unique_ptr<Process> process(new Process(machine, std::move(*sqlite)));
    if (auto begun = process->begin(); !begun) return tl::unexpected(begun.error());
    return process;
}

/// As Works::start does.
base::Status Process::begin() {
    auto first = parts_->store.first_start("main", machine_.time.now());
    if (!first) return tl::unexpected(first.error());
    if (auto recovered = parts_->engine.recover("main"); !recovered) return recovered;
    if (auto derived = parts_->engine.derive_due_times_again("main"); !derived) return derived;
    const auto ended = [this](std::exception_ptr thrown) {
        if (thrown && !thrown_) thrown_ = thrown;
    };
    asio::co_spawn(parts_->loop, parts_->account.watch(), ended);
    asio::co_spawn(parts_->loop, parts_->account.send(), ended);
    return {};
}

void Process::run_until(std::int64_t truth_in_ms) {
    const auto reached = std::make_shared<bool>(false);  // shared: a cancelled alarm's handler may run after this call
    parts_->alarm.expires_after(milliseconds{truth_in_ms - machine_.time.truth_in_ms()});
    parts_->alarm.async_wait([reached](const asio::error_code& ended) { *reached = *reached || !ended; });
    machine_.interrupt = false;
    while (!*reached && machine_.steps.alive() && !machine_.interrupt) {
        parts_->loop.run_one();
        ++handlers_run_;
        if (thrown_ && machine_.steps.alive()) std::rethrow_exception(thrown_);
    }
}

ports::Store& Process::store() { return parts_->store; }
app::Engine& Process::engine() { return parts_->engine; }
app::Account& Process::account() { return parts_->account; }

}  // namespace amends::simulation
