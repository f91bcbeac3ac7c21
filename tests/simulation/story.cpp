#include "tests/simulation/story.hpp"

#include <algorithm>

#include "calendar/zone_database.hpp"

namespace amends::simulation {

namespace {

constexpr std::int64_t day = 86400;
constexpr int days_in_all = 60;
constexpr int quiet_days = 8;

base::Instant first_day(std::uint64_t seed) {
    Dice dice(seed ^ 0x5eed);
    // From a Monday of March 2026 on, so that both changes of the clocks are met by some.
    return {base::parse_rfc3339("2026-03-02T05:00:00Z")->seconds + day * dice.between(0, 250)};
}

std::vector<ZoneOffset> zone_table(const std::string& zone) {
    const auto at = [](const char* text) { return *base::parse_rfc3339(text); };
    if (zone == "Asia/Tokyo") return {{at("2020-01-01T00:00:00Z"), 9 * 3600}};
    if (zone == "America/New_York") {
        return {{at("2025-11-02T06:00:00Z"), -5 * 3600},
                {at("2026-03-08T07:00:00Z"), -4 * 3600},
                {at("2026-11-01T06:00:00Z"), -5 * 3600},
                {at("2027-03-14T07:00:00Z"), -4 * 3600}};
    }
    return {{at("2025-10-26T01:00:00Z"), 3600},
            {at("2026-03-29T01:00:00Z"), 7200},
            {at("2026-10-25T01:00:00Z"), 3600},
            {at("2027-03-28T01:00:00Z"), 7200}};
}

}  // namespace

Story::Story(std::uint64_t seed)
    : life_(seed, first_day(seed)),
      people_(life_.dice.split()),
      chance_(life_.dice.split()),
      first_(life_.time.truth()),
      quiet_{first_.seconds + day * (days_in_all - quiet_days)},
      last_{first_.seconds + day * days_in_all} {}

base::Instant Story::some_time(int first, int last) {
    return {first_.seconds + people_.between(first * day, last * day)};
}

/// Within the user's working day, whatever its date.
base::Instant Story::some_working_time(int first, int last) {
    return {first_.seconds + day * people_.between(first, last) + 3600 * 3 + people_.between(0, 3600 * 8)};
}

void Story::set_up() {
    for (const auto& [name, zone] :
         std::initializer_list<std::pair<const char*, const char*>>{{"Anna", "Europe/Berlin"},
                                                                    {"Ben", "America/New_York"},
                                                                    {"Cleo", "Asia/Tokyo"},
                                                                    {"Dov", "Europe/Berlin"}}) {
        std::string mailbox = name;
        mailbox[0] = static_cast<char>(mailbox[0] + ('a' - 'A'));
        clients_.push_back({mailbox + "@" + mailbox + ".example", name, zone});
        app::ClientSettings settings;
        settings.address = clients_.back().mailbox;
        settings.zone = zone;
        settings.hours_given = true;
        settings.window.zone = calendar::find_zone(zone).value();
        life_.config.clients.push_back(settings);
    }
    Servers& servers = life_.servers;
    for (const char* capability :
         {"IDLE", "UIDPLUS", "CONDSTORE", "ENABLE", "LITERAL+", "MOVE", "SPECIAL-USE", "NAMESPACE", "ID"}) {
        if (people_.chance(150)) servers.capabilities.erase(capability);
    }
    if (!servers.capabilities.contains("LITERAL+") && people_.chance(500)) servers.capabilities.insert("LITERAL-");
    servers.pipelining = people_.chance(800);
    servers.dsn = people_.chance(700);
    app::AppendSettings& append = life_.machine.setup.append;
    append.provider_files_sent = people_.chance(400);
    append.append_sent_at_once = !append.provider_files_sent && people_.chance(500);
    life_.machine.setup.poll_every = std::chrono::minutes{people_.one_of({360, 720, 1440})};
    life_.config.accounts.front().mail.poll_every = life_.machine.setup.poll_every;
}

void Story::tell_beginning() {
    History& history = life_.recorder.history;
    history.user_mailboxes = {owner};
    history.user_zone = "Europe/Berlin";
    for (const Client& client : clients_) history.zones[client.zone] = zone_table(client.zone);
    history.servers = {"imap.user.example", "smtp.user.example"};
    history.canaries.push_back({Canary::Kind::secret, "", "open sesame"});
    life_.recorder.add(FoldersWatched{{"INBOX", "Archive", "Junk", "Sent", "Trash"}});
    life_.servers.on_connect = [this](const std::string& host) { life_.recorder.add(Connected{host}); };
    life_.servers.on_refused_login = [this](const std::string&) { begin(Trouble::login_refused); };
    // What one process was refused, the next one does not know.
    life_.on_end = [this] {
        end(Trouble::mailbox_full);
        end(Trouble::login_refused);
    };
    life_.on_held = [this] { answer_hold(); };
    life_.recorder.on_full = [this] { begin(Trouble::mailbox_full); };
    life_.recorder.on_accepted = [this](const Submitted& mail) { on_accepted(mail); };
    life_.recorder.on_outbox = [this] {
        if (hot_.empty() || meeting_ || !life_.steps.alive() || chance_.chance(600)) return;
        const Fault fault = hot_.front();
        hot_.pop_front();
        meet(fault);
    };
}

void Story::play() {
    set_up();
    tell_beginning();
    life_.start();
    const auto letters = people_.between(3, 6);
    for (int i = 0; i < letters; ++i) {
        const Client& client = people_.one_of(clients_);
        const bool keyword = people_.chance(700);
        life_.at(some_working_time(0, 24), [this, &client, keyword] { write_letter(client, keyword); });
    }
    const auto strangers = people_.between(20, 40);
    for (int i = 0; i < strangers; ++i)
        life_.at(some_time(0, days_in_all - quiet_days - 1), [this] { unrelated_mail(); });
    for (int i = 0; i < 30; ++i) {
        life_.at(some_working_time(3, days_in_all - quiet_days - 1), [this] { touch_a_draft(); });
    }
    plan_faults();
    life_.live_until(quiet_ - std::chrono::hours{1});
    come_to_rest();
    life_.live_until(last_);
    for (const auto& [name, bytes] : life_.disk.copy()) life_.recorder.add(TextRecorded{Place::file, bytes});
    life_.recorder.add(HistoryEnded{quiet_});
}

/// From here on nothing goes wrong any more, and the user takes back what would hold the program up.
void Story::come_to_rest() {
    hot_.clear();
    life_.servers.imap.cut = life_.servers.smtp.cut = std::nullopt;
    life_.servers.imap.slowest = life_.servers.smtp.slowest = milliseconds{0};
    life_.servers.mood = {};
    life_.steps.die_after(0);
    life_.disk.trouble = {};
    life_.at(quiet_ - std::chrono::minutes{30}, [this] {
        if (life_.process() == nullptr) return;
        order(OrderKind::release, 0);
        order(OrderKind::resume, 0);
    });
}

}  // namespace amends::simulation
