#include "tests/simulation/life.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "app/log.hpp"
#include "calendar/zone_database.hpp"
#include "tests/simulation/letters.hpp"

namespace amends::simulation {

namespace {

constexpr std::chrono::seconds until_restart{10};
constexpr std::chrono::seconds longest_until_restart{3600};

/// For the lock beside the database; the database itself lies on the simulated disk. One for the whole program.
const std::string& scratch_folder() {
    static const struct Scratch {
        Scratch() {
            const bool in_memory = access("/dev/shm", W_OK) == 0;
            const std::filesystem::path parent = in_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
            path = (parent / "amends-simulation-XXXXXX").string();
            if (mkdtemp(path.data()) == nullptr) throw std::runtime_error("no temporary directory");
        }
        ~Scratch() {
            std::error_code ignored;
            std::filesystem::remove_all(path, ignored);
        }
        std::string path;
    } scratch;
    return scratch.path;
}

/// What a new installation has on its disk; made once, since all histories begin with it.
const std::map<std::string, std::string>& new_database(const std::string& path) {
    static std::map<std::string, std::string> made;
    if (!made.empty()) return made;
    Steps steps;
    steps.begin();
    Disk disk(steps);
    const std::string vfs = disk.install();
    auto opened = store::SqliteStore::open({.path = path, .now = {}, .caps = {}, .vfs = vfs});
    if (!opened) throw std::runtime_error(opened.error().message);
    opened->reset();
    made = disk.copy();
    return made;
}

app::Config usual_config() {
    const calendar::Zone* berlin = calendar::find_zone("Europe/Berlin").value();
    app::Config config;
    config.user_window.zone = berlin;
    app::AccountConfig account;
    account.mail.name = "main";
    account.mail.user_name = "Mara Quill";
    account.mail.addresses = {owner};
    account.mail.imap.host = "imap.user.example";
    account.mail.smtp.protocol = mail::Protocol::smtp;
    account.mail.smtp.host = "smtp.user.example";
    account.policy.client_window.zone = berlin;
    account.policy.user_window.zone = berlin;
    config.accounts.push_back(account);
    return config;
}

}  // namespace

class Life::News final : public ports::Notifier {
public:
    explicit News(Life& life) : life_(life) {}
    void tell(const std::string& key, const std::string& title, const std::string& text) override {
        if (!life_.steps.alive()) return;
        Notified news{.about = std::nullopt, .letter = 0, .text = title + ": " + text};
        if (key.starts_with("trouble.")) news.about = about(text);
        life_.recorder.mix(key);
        if (key.starts_with("held.") && life_.on_held) life_.on_held();
        life_.recorder.add(std::move(news));
    }

private:
    std::optional<Trouble> about(const std::string& text) const {
        if (text.find("refused the login") != std::string::npos) return Trouble::login_refused;
        if (text.find("database") != std::string::npos) return Trouble::disk_full;
        if (text.find("is full") != std::string::npos) return Trouble::mailbox_full;
        return Trouble::server_away;
    }
    Life& life_;
};

Life::Life(std::uint64_t seed, base::Instant start)
    : dice(seed),
      time(start),
      disk(steps),
      recorder(time, mailbox),
      servers(time, steps, mailbox, recorder, recorder, dice.split()),
      config(usual_config()),
      news(std::make_unique<News>(*this)),
      machine{time, steps, servers, recorder, *news, config, {}, {}, false},
      folder_(scratch_folder()) {
    app::set_up_log(app::LogLevel::error);
    machine.database = folder_ + "/amends.db";
    machine.setup.look.account = machine.setup.append.account = machine.setup.unsent.account = "main";
    machine.setup.rest = [this](int failures, const base::Error& why, double) {
        return mail::backoff(failures, why, static_cast<double>(dice.below(1000)) / 1000.0);
    };
    // Both only look whether something was missed: what is due has its own alarm.
    machine.setup.poll_every = std::chrono::hours{6};
    machine.setup.check_sends_every = std::chrono::hours{6};
    config.accounts.front().mail.idle_renew = std::chrono::hours{24};
    disk.put_back(new_database(machine.database));
    disk.install();
    time.rule();
    steps.on_death = [this] {
        recorder.add(ProcessEnded{how_it_dies_});
        if (on_end) on_end();
    };
    servers.capabilities = {"IDLE", "UIDPLUS", "CONDSTORE", "ENABLE", "LITERAL+", "MOVE", "SPECIAL-USE"};
}

Life::~Life() {
    steps.on_death = nullptr;
    steps.die();
    process_.reset();
}

void Life::at(base::Instant when, std::function<void()> what) {
    calendar_.emplace(std::max(when.seconds * 1000, time.truth_in_ms()), std::move(what));
    machine.interrupt = true;
}

void Life::start() {
    if (process_) return;
    if (asleep_until_ > time.truth_in_ms()) return at({asleep_until_ / 1000}, [this] { start(); });
    ++starts;
    steps.begin();
    recorder.add(ProcessStarted{});
    auto started = Process::start(machine);
    if (started && steps.alive()) {
        process_ = std::move(*started);
        not_started_ = 0;
        return;
    }
    if (steps.alive()) {
        news->tell("start", "Amends cannot start", started ? "" : started.error().message);
        how_it_dies_ = End::stopped;
        steps.die();
    }
    how_it_dies_ = End::killed;
    if (started) started->reset();
    in(std::min(longest_until_restart, until_restart * (1 << std::min(not_started_++, 10))), [this] { start(); });
}

void Life::bury() {
    if (process_) handlers_run_ += process_->handlers_run();
    process_.reset();
    servers.cut_all();
}

void Life::stop() {
    if (!process_ || !steps.alive()) return;
    handlers_run_ += process_->handlers_run();
    process_.reset();
    how_it_dies_ = End::stopped;
    steps.die();
    how_it_dies_ = End::killed;
    servers.cut_all();
}

void Life::suspend_until(base::Instant wake) {
    if (asleep_until_ > time.truth_in_ms()) return;
    asleep_until_ = wake.seconds * 1000;
    if (process_) recorder.add(ProcessEnded{End::suspended});
}

void Life::live_until(base::Instant end) {
    const std::int64_t last = end.seconds * 1000;
    while (true) {
        const std::int64_t now = time.truth_in_ms();
        if (!calendar_.empty() && calendar_.begin()->first <= now) {
            const auto what = std::move(calendar_.begin()->second);
            calendar_.erase(calendar_.begin());
            what();
            continue;
        }
        if (now >= last) return;
        const std::int64_t next = calendar_.empty() ? last : std::min(last, calendar_.begin()->first);
        if (asleep_until_ > now) {
            time.suspend(milliseconds{std::min(next, asleep_until_) - now});
            if (asleep_until_ <= time.truth_in_ms() && process_) recorder.add(ProcessStarted{});
        } else if (process_ && steps.alive()) {
            process_->run_until(next);
        } else {
            time.pass(milliseconds{next - now});
        }
        if (process_ && !steps.alive()) {
            bury();
            if (std::exchange(how_it_dies_, End::killed) == End::power_cut) disk.cut_power(dice);
            in(until_restart, [this] { start(); });
        }
    }
}

}  // namespace amends::simulation
