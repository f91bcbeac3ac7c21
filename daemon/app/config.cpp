#include "app/config.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "app/config_accounts.hpp"
#include "app/config_document.hpp"
#include "app/config_file.hpp"
#include "app/config_windows.hpp"
#include "app/own_templates.hpp"
#include "base/text.hpp"
#include "calendar/zone_database.hpp"
#include "guide/shelf.hpp"

namespace amends::app {
namespace {

/// Puts the configuration together from a document whose values are right each for itself.
class ConfigBuilder {
public:
    ConfigBuilder(std::string path, const Document& document, const Environment& environment, ConfigProblems& problems)
        : directory_(std::filesystem::path(path).parent_path().string()),
          document_(document),
          environment_(environment),
          problems_(problems) {
        config_.path = std::move(path);
    }

    Config build() {
        WindowReader windows(directory_, environment_, problems_);
        config_.user_window = windows.user(section("user"));
        config_.remind_of_drafts = section("user").get<bool>("remind_of_drafts");
        const auto clients = windows.clients(section("clients"), config_.user_window);
        for (const auto& client : document_.clients) add_client(windows.client(client, clients), client);
        for (const auto& [name, values] : document_.accounts) add_account(name, values, clients);
        if (!document_.names_account) {
            problems_.add({},
                          "there is no account; write [account.work] with name, address, imap.host, smtp.host and "
                          "password_command");
        }
        read_times(clients);
        read_tracking();
        read_places();
        check_situations();
        read_notify();
        return std::move(config_);
    }

private:
    [[nodiscard]] const SectionValues& section(const std::string& name) const { return document_.sections.at(name); }

    void add_client(ClientSettings client, const SectionValues& values) {
        if (values.mentioned("address") == values.mentioned("domain")) {
            problems_.add(values.place("address"),
                          "a client has either an address or a domain; write address = \"carol@example.com\"");
        }
        const auto same = [&](const ClientSettings& other) {
            return other.address == client.address && other.domain == client.domain;
        };
        const bool named = !client.address.empty() || !client.domain.empty();
        if (named && std::any_of(config_.clients.begin(), config_.clients.end(), same)) {
            problems_.add(values.place(values.given("address") ? "address" : "domain"),
                          "this client has a table already; put both into one");
        }
        config_.clients.push_back(std::move(client));
    }

    void complete(core::Policy& policy, const calendar::Window& clients) const {
        policy.user_window = config_.user_window;
        policy.client_window = clients;
        policy.store_bodies = section("daemon").get<bool>("store_bodies");
    }

    /// The user's own situations count as well, so the templates are looked through.
    void check_situations() {
        if (document_.situations.empty()) return;
        const auto own = read_own_templates(config_.templates);
        const auto shelf = guide::Shelf::stock(own ? *own : std::vector<guide::TemplateText>{});
        if (!shelf) return;
        std::set<std::string> seen;
        for (const auto& situation : document_.situations) {
            const auto id = situation.get<std::string>("id");
            if (!situation.mentioned("id")) {
                problems_.add(situation.place(""), "the situation lacks id; write id = \"product_failure\"");
            } else if (const auto known = shelf->situation(id, "en"); !known) {
                problems_.add(situation.place("id"), known.error().message);
            } else if (!seen.insert(id).second) {
                problems_.add(situation.place("id"), "this situation has a table already; put both into one");
            }
        }
    }

    void add_account(const std::string& name, const SectionValues& values, const calendar::Window& clients) {
        const AccountSource source{name, values, section("plan"), section("limits"), directory_, environment_};
        AccountConfig account{read_mail_settings(source, problems_), read_policy(source, problems_)};
        account.position = values.get<std::string>("position");
        for (const auto& address : account.mail.addresses) {
            const auto [owner, is_new] = owners_.emplace(base::canonical_mailbox(address), name);
            if (is_new || address.empty()) continue;
            problems_.add(values.place(address == account.mail.addresses.front() ? "address" : "aliases"),
                          owner->second == name
                              ? fmt::format("{} stands twice in this account", shown(address))
                              : fmt::format("{} belongs to the account {} already; an address has one account",
                                            shown(address), owner->second));
        }
        complete(account.policy, clients);
        for (const auto& situation : document_.situations) {
            AccountSource of_situation = source;
            of_situation.situation = &situation;
            auto& policy = account.for_situation[situation.get<std::string>("id")];
            policy = read_policy(of_situation, problems_);
            complete(policy, clients);
        }
        config_.accounts.push_back(std::move(account));
    }

    /// A time of day that was asked for and can never be kept is a contradiction, not something to move silently.
    void read_times(const calendar::Window& clients) {
        const auto& plan = section("plan");
        check_time(plan, "check_in_time", clients, "clients");
        check_time(plan, "reminder_time", config_.user_window, "user");
        for (const auto& situation : document_.situations) {
            check_time(situation, "check_in_time", clients, "clients");
            check_time(situation, "reminder_time", config_.user_window, "user");
        }
        for (const auto& [name, values] : document_.accounts) {
            check_time(values, "plan.check_in_time", clients, "clients");
            check_time(values, "plan.reminder_time", config_.user_window, "user");
        }
    }

    void check_time(const SectionValues& values, const std::string& key, const calendar::Window& window,
                    const char* whose) {
        if (!values.given(key)) return;
        const auto time = values.get<base::CivilTime>(key);
        if (window.opens <= time && time < window.closes) return;
        problems_.add(
            values.place(key),
            fmt::format("{} lies outside of hours in [{}], which are {:02}:{:02}-{:02}:{:02}; change one of them", key,
                        whose, window.opens.hour, window.opens.minute, window.closes.hour, window.closes.minute));
    }

    void read_tracking() {
        const auto& tracking = section("tracking");
        config_.tag = base::lower_ascii(tracking.get<std::string>("tag"));
        if (!base::is_safe_mailbox("user+" + config_.tag + "@example.org") ||
            config_.tag.find('+') != std::string::npos) {
            problems_.add(tracking.place("tag"),
                          "tag must be a word that can stand in an address; write tag = \"amends\"");
        }
        config_.keyword = tracking.get<std::string>("keyword");
        // RFC 3501 9: a keyword is an atom; one with a backslash would be a flag of the server's.
        const auto is_wrong = [](char byte) {
            const auto code = static_cast<unsigned char>(byte);
            return code <= ' ' || code >= 0x7F || std::string_view("(){%*\"\\]").find(byte) != std::string_view::npos;
        };
        if (std::any_of(config_.keyword.begin(), config_.keyword.end(), is_wrong)) {
            problems_.add(tracking.place("keyword"),
                          "keyword must be one word of ASCII letters; write keyword = \"Amends\"");
        }
    }

    std::string path_of(const std::string& section_name, const std::string& key, std::string standard) const {
        const auto& values = section(section_name);
        return values.given(key) ? absolute_path(values.get<std::string>(key), directory_, environment_)
                                 : std::move(standard);
    }

    void read_places() {
        const auto& daemon = section("daemon");
        config_.database = path_of("daemon", "database", default_database(environment_));
        config_.inserted = default_inserted(environment_);
        config_.socket = path_of("daemon", "socket", default_socket(environment_));
        constexpr std::size_t longest_socket_path = 107;  // sun_path on Linux, less its end mark
        if (config_.socket.size() > longest_socket_path) {
            problems_.add(daemon.place("socket"),
                          "the path of the socket is longer than the 107 bytes that there may be; give a shorter one");
        }
        const auto level = daemon.get<std::string>("log_level");
        config_.log_level = level == "error"     ? LogLevel::error
                            : level == "warning" ? LogLevel::warning
                            : level == "debug"   ? LogLevel::debug
                                                 : LogLevel::info;
        const auto& templates = section("templates");
        config_.templates = path_of("templates", "directory", absolute_path("templates", directory_, environment_));
        std::error_code error;
        if (templates.given("directory") && !std::filesystem::is_directory(config_.templates, error)) {
            problems_.add(templates.place("directory"),
                          fmt::format("there is no directory {}", shown(config_.templates)));
        }
        const auto languages = templates.get<Words>("languages");
        if (templates.given("languages")) config_.languages = {languages.begin(), languages.end()};
        for (const auto& language : languages) {
            if (language.size() == 2 && language.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos)
                continue;
            problems_.add(templates.place("languages"),
                          fmt::format("\"{}\" is no language code of two letters; write [\"en\"]", shown(language)));
        }
    }

    void read_notify() {
        const auto& notify = section("notify");
        config_.notify_desktop = notify.get<bool>("desktop") && !environment_.system_instance;
        if (notify.given("command") && environment_.system_instance) {
            return problems_.add(
                notify.place("command"),
                "command is refused: the system instance runs no commands; it reports by mail and by its status");
        }
        config_.notify_command = read_command(notify, "command", environment_, problems_);
    }

    Config config_;
    std::string directory_;
    const Document& document_;
    const Environment& environment_;
    ConfigProblems& problems_;
    std::map<std::string, std::string> owners_;  ///< canonical address to account
};

bool is_at(const std::string& domain, const std::string& settings) {
    return domain == settings || (domain.size() > settings.size() && domain.ends_with("." + settings));
}

}  // namespace

base::Result<Config> read_config(const std::string& path, const Environment& environment) {
    ConfigProblems problems;
    const auto file = open_config_file(path, environment, problems);
    if (!file) return tl::unexpected(file.error());
    const auto document = read_document(file->text, problems);
    if (!document) return problems.failure(path);
    if (document->secret && file->readable_by_others) {
        problems.add(
            *document->secret,
            fmt::format(
                "the file tells how to come by a secret and others can read it; take that from them with `chmod "
                "go-r {}`",
                path));
    }
    auto config = ConfigBuilder(path, *document, environment, problems).build();
    if (!problems.empty()) return problems.failure(path);
    return config;
}

const AccountConfig* find_account(const Config& config, const std::string& name) {
    const auto found = std::find_if(config.accounts.begin(), config.accounts.end(),
                                    [&](const AccountConfig& one) { return one.mail.name == name; });
    return found == config.accounts.end() ? nullptr : &*found;
}

const ClientSettings* find_client(const Config& config, const std::string& mailbox) {
    const auto address = base::canonical_mailbox(mailbox);
    const auto domain = base::domain_of(mailbox);
    const ClientSettings* best = nullptr;
    for (const auto& client : config.clients) {
        if (!client.address.empty() && client.address == address) return &client;
        if (client.domain.empty() || !is_at(domain, client.domain)) continue;
        if (best == nullptr || client.domain.size() > best->domain.size()) best = &client;
    }
    return best;
}

core::Policy policy_for(const Config& config, const AccountConfig& account, const std::string& mailbox,
                        const std::string& zone, const std::string& situation) {
    const auto own = account.for_situation.find(situation);
    auto policy = own == account.for_situation.end() ? account.policy : own->second;
    if (const auto* client = find_client(config, mailbox)) policy.client_window = client->window;
    if (!zone.empty()) policy.client_window.zone = calendar::find_zone(zone).value_or(policy.client_window.zone);
    return policy;
}

}  // namespace amends::app
