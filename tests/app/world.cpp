#include "tests/app/world.hpp"

#include <unistd.h>

#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "app/composer.hpp"
#include "app/preview.hpp"
#include "app/rules.hpp"
#include "calendar/zone_database.hpp"
#include "guide/remedy.hpp"
#include "guide/review.hpp"
#include "message/read.hpp"
#include "ports/claim.hpp"
#include "store/sqlite_store.hpp"
#include "tests/app/hooked_store.hpp"

namespace amends::tests {

namespace {

constexpr const char* own_address = "me@user.example";

/// In memory where there is such a place: these tests kill programs, not machines.
std::filesystem::path new_directory() {
    const std::filesystem::path memory = "/dev/shm";
    const bool in_memory = access(memory.c_str(), W_OK) == 0;
    std::string pattern =
        ((in_memory ? memory : std::filesystem::temp_directory_path()) / "amends-world-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    return pattern;
}

const guide::Shelf& shelf() {
    static const guide::Shelf shipped = guide::Shelf::stock({}).value();
    return shipped;
}

const guide::Rules& review_rules() {
    static const guide::Rules rules = guide::Rules::stock({}, false).value();
    return rules;
}

bool is_apology(const base::MessageFacts& message) {
    return guide::review(review_rules(), {.subject = message.subject, .body = message.text}).apology;
}

base::Instant instant(const std::string& rfc3339) {
    const auto at = base::parse_rfc3339(rfc3339);
    if (!at) throw std::runtime_error("not a time: " + rfc3339);
    return *at;
}

/// An Error in a test's own doing is the test's end.
template <class T>
T must(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

std::string mail(const std::string& id, const std::string& from, const std::string& to, base::Instant date,
                 const std::string& named, const std::string& text, const std::string& subject = "The broken export") {
    static const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const base::CivilDateTime civil = base::civil_at_offset(date, 0);
    char stamp[64];
    std::snprintf(stamp, sizeof stamp, "%u %s %d %02d:%02d:%02d +0000", static_cast<unsigned>(civil.date.day()),
                  months[static_cast<unsigned>(civil.date.month()) - 1], static_cast<int>(civil.date.year()),
                  civil.time.hour, civil.time.minute, civil.time.second);
    std::string bytes = "From: " + from + "\r\nTo: " + to + "\r\nSubject: " + subject + "\r\nDate: " + stamp +
                        "\r\nMessage-ID: <" + id +
                        ">\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n";
    if (!named.empty()) bytes += "In-Reply-To: <" + named + ">\r\nReferences: <" + named + ">\r\n";
    return bytes + "\r\n" + text + "\r\n";
}

}  // namespace

struct World::Process {
    Process(World& world, const std::filesystem::path& database)
        : sqlite(must(store::SqliteStore::open({.path = database, .now = world.clock.now(), .caps = {}}))),
          store(*sqlite, world.hook_, world.refused_commits),
          rules(world.config, {"en"}),
          composer(world.config, shelf()),
          engine(store, world.clock, rules, composer),
          account(loop, world.setup, {store, world.clock, world.mailbox, world.transport, claim, world.notifier},
                  engine) {
        engine.find_remedies = [](const base::MessageFacts& letter) {
            return guide::find_remedies(review_rules(), letter.text);
        };
        engine.on_work = [this](const std::string&) { account.poke(false); };
    }

    std::unique_ptr<store::SqliteStore> sqlite;
    HookedStore store;
    app::ConfigRules rules;
    app::TemplateComposer composer;
    app::Engine engine;
    ports::LocalClaim claim;
    asio::io_context loop{1};
    app::Account account;
    std::exception_ptr thrown;
};

World::World(const std::string& start) : clock(instant(start)), mailbox(clock), directory_(new_directory()) {
    const calendar::Zone* berlin = must(calendar::find_zone("Europe/Berlin"));
    config.user_window.zone = berlin;
    app::AccountConfig account;
    account.mail.name = "main";
    account.mail.user_name = "Mara Quill";
    account.mail.addresses = {own_address};
    account.policy.client_window.zone = berlin;
    account.policy.user_window.zone = berlin;
    config.accounts.push_back(account);
    setup.look.account = "main";
    setup.append.account = "main";
    setup.unsent.account = "main";
    setup.unsent.is_apology = is_apology;
    setup.append.append_sent_at_once = true;
    setup.append.settle_after = std::chrono::seconds{0};
    setup.between_turns = std::chrono::milliseconds{0};
    setup.rest = [](int, const base::Error&, double) { return std::chrono::milliseconds{1}; };
    const auto call = [this](const std::string& operation, bool before) {
        if (hook_) hook_(operation, before);
    };
    mailbox.hook = call;
    transport.hook = call;
}

World::~World() {
    process_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

void World::set_hook(fakes::Hook hook) { hook_ = std::move(hook); }

void World::start() {
    ++starts_;
    process_ = std::make_unique<Process>(*this, directory_ / "amends.db");
    must(process_->store.first_start("main", clock.now()));
    must(process_->engine.recover("main"));
    must(process_->engine.derive_due_times_again("main"));
    Process* process = process_.get();
    const auto ended = [process](std::exception_ptr thrown) {
        if (thrown && !process->thrown) process->thrown = thrown;
    };
    asio::co_spawn(process->loop, process->account.watch(), ended);
    asio::co_spawn(process->loop, process->account.send(), ended);
}

void World::kill() {
    process_.reset();
    mailbox.drop_all();
}

bool World::settle() {
    bool done = false;
    bool settled = false;
    Process* process = process_.get();
    asio::co_spawn(process->loop, process->account.settle(std::chrono::seconds{20}),
                   [&](std::exception_ptr thrown, base::Status result) {
                       if (thrown && !process->thrown) process->thrown = thrown;
                       settled = result.has_value();
                       done = true;
                   });
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
    while (!done && !process->thrown && std::chrono::steady_clock::now() < until) process->loop.run_one_until(until);
    if (process->thrown) std::rethrow_exception(process->thrown);
    return settled;
}

void World::let_run() {
    while (process_->loop.poll() > 0) {
    }
    if (process_->thrown) std::rethrow_exception(process_->thrown);
}

void World::advance_to(const std::string& rfc3339) {
    clock.set(instant(rfc3339));
    while (true) {
        try {
            if (!process_) start();
            if (!settle()) throw std::runtime_error("the program does not come to rest at " + rfc3339);
            return;
        } catch (const fakes::Killed&) {
            kill();
        }
    }
}

void World::send_letter(const std::string& id, const std::string& to, std::vector<std::string> flags,
                        const std::string& subject) {
    mailbox.deliver("Sent",
                    mail(id, "Mara Quill <" + std::string(own_address) + ">", to, clock.now(), "",
                         "Dear Anna,\n\nwe broke the export on Monday and your report was late because of us. It is "
                         "repaired now, and we have added a check that runs every night.\n\nKind regards\nMara",
                         subject),
                    std::move(flags));
}

void World::send_letter_saying(const std::string& id, const std::string& text, const std::string& to) {
    mailbox.deliver("Sent",
                    mail(id, "Mara Quill <" + std::string(own_address) + ">", to, clock.now(), "",
                         "Dear Anna,\n\n" + text + "\n\nKind regards\nMara"),
                    {"\\Seen", "Amends"});
}

ports::Uid World::deliver(const std::string& folder, const std::string& id, const std::string& from,
                          const std::string& names_id, const std::string& text) {
    return mailbox.deliver(folder, mail(id, from, own_address, clock.now(), names_id, text));
}

base::LetterId World::number(const std::string& letter_id) {
    const auto known = must(process_->store.letter_by_message_id("main", {letter_id}));
    if (!known) throw std::runtime_error("no letter " + letter_id);
    return *known;
}

void World::track(const std::string& letter_id) { must(track_in("main", letter_id)); }

base::Result<base::LetterId> World::track_in(const std::string& account, const std::string& letter_id,
                                             const app::TrackOptions& options) {
    const auto facts = must(message::read(mailbox.with_id("Sent", letter_id).at(0).bytes));
    return process_->engine.track(account, facts, options);
}

base::Result<app::Outlook> World::outlook(const std::string& letter_id, const app::TrackOptions& options) {
    const auto facts = must(message::read(mailbox.with_id("Sent", letter_id).at(0).bytes));
    return process_->engine.outlook("main", facts, options);
}

void World::hold(const std::string& note) { must(process_->engine.hold("main", note)); }

void World::release() { must(process_->engine.release("main")); }

void World::opt_in(const std::string& letter_id) { must(order(letter_id, core::SwitchAuto{true})); }

base::Result<core::Decision> World::order(const std::string& letter_id, const core::Observation& observation) {
    while (true) {  // who gets no answer gives the order again
        try {
            if (!process_) start();
            return process_->engine.observe(number(letter_id), observation, {.undoable = true});
        } catch (const fakes::Killed&) {
            kill();
        }
    }
}

base::Result<rpc::CheckInText> World::preview(const std::string& letter_id, bool own_words) {
    return app::preview_of_check_in(process_->store, process_->rules, process_->composer,
                                    {number(letter_id), own_words, clock.now()});
}

ports::LetterRow World::letter(const std::string& letter_id) {
    return must(process_->store.letter(number(letter_id))).value();
}

core::Step World::step(const std::string& letter_id, core::StepKind kind, int ordinal) {
    for (const core::Step& step : letter(letter_id).steps) {
        if (step.key == core::StepKey{kind, ordinal}) return step;
    }
    throw std::runtime_error("letter " + letter_id + " has no such step");
}

std::vector<std::string> World::reasons(const std::string& letter_id) {
    std::vector<std::string> all;
    for (const ports::JournalEntry& entry : must(process_->store.journal(number(letter_id), "", 0))) {
        all.push_back(entry.reason);
    }
    return all;
}

ports::Store& World::store() { return process_->store; }

app::Forgetting World::forgetting(const std::string& client) {
    return {process_->engine, process_->store, client, {"main"}};
}

std::vector<std::string> World::files_with(const std::string& text) const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        if (bytes.find(text) != std::string::npos) found.push_back(entry.path().filename().string());
    }
    return found;
}

void World::put_beside_the_database(const std::string& name, const std::string& bytes) {
    std::ofstream(directory_ / name, std::ios::binary) << bytes;
}

bool World::has_beside_the_database(const std::string& name) const {
    return std::filesystem::exists(directory_ / name);
}
app::Account& World::account() { return process_->account; }

}  // namespace amends::tests
