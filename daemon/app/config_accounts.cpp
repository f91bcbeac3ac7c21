#include "app/config_accounts.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

namespace amends::app {
namespace {

struct Kind {
    mail::SecretKind kind;
    const char* key;
};
constexpr std::array<Kind, 4> kinds{{{mail::SecretKind::password_command, "password_command"},
                                     {mail::SecretKind::token_command, "token_command"},
                                     {mail::SecretKind::secret_service, "secret_service"},
                                     {mail::SecretKind::systemd_credential, "credential"}}};

constexpr const char* system_reason =
    "the system instance has no session to run a command or a keyring in; give the secret as a systemd credential: "
    "credential = \"imap-password\"";

bool is_credential_name(std::string_view name) {
    return name.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
               std::string_view::npos &&
           !name.starts_with('.');
}

/// Reads one account's keys; `prefix` is "" or "smtp.".
class SecretReader {
public:
    SecretReader(const AccountSource& account, ConfigProblems& problems) : account_(account), problems_(problems) {}

    [[nodiscard]] bool mentioned(const std::string& prefix) const {
        return std::any_of(kinds.begin(), kinds.end(),
                           [&](const Kind& one) { return account_.values.mentioned(prefix + one.key); });
    }

    mail::SecretSource read(const std::string& prefix) {
        mail::SecretSource source;
        const char* first = nullptr;
        for (const auto& one : kinds) {
            const auto key = prefix + one.key;
            if (!account_.values.given(key)) continue;
            if (first != nullptr) {
                problems_.add(account_.values.place(key),
                              fmt::format("{} and {}{} both give the secret; keep one", key, prefix, first));
                continue;
            }
            first = one.key;
            source.kind = one.kind;
            read_one(key, source);
        }
        return source;
    }

private:
    void read_one(const std::string& key, mail::SecretSource& source) {
        const auto place = account_.values.place(key);
        if (account_.environment.system_instance && source.kind != mail::SecretKind::systemd_credential) {
            return problems_.add(place, fmt::format("{} is refused: {}", key, system_reason));
        }
        switch (source.kind) {
            case mail::SecretKind::password_command:
            case mail::SecretKind::token_command:
                source.command = read_command(account_.values, key, account_.environment, problems_);
                break;
            case mail::SecretKind::secret_service: source.attributes = account_.values.get<Pairs>(key); break;
            case mail::SecretKind::systemd_credential:
                source.credential = account_.values.get<std::string>(key);
                if (!is_credential_name(source.credential)) {
                    problems_.add(
                        place,
                        fmt::format("{} is the credential's name, not a path; write {} = \"imap-password\"", key, key));
                }
                break;
        }
    }

    const AccountSource& account_;
    ConfigProblems& problems_;
};

mail::Mechanism mechanism_of(const AccountSource& account, const std::string& prefix, mail::SecretKind secret,
                             ConfigProblems& problems) {
    const bool token = secret == mail::SecretKind::token_command;
    const auto key = prefix + "auth";
    if (!account.values.given(key)) return token ? mail::Mechanism::xoauth2 : mail::Mechanism::plain;
    const auto word = account.values.get<std::string>(key);
    const bool for_token = word == "xoauth2" || word == "oauthbearer";
    if (for_token && !token) {
        problems.add(account.values.place(key),
                     fmt::format("{} = \"{}\" wants a token; give token_command instead of a password", key, word));
    } else if (!for_token && token) {
        problems.add(
            account.values.place(key),
            fmt::format(
                "{} = \"{}\" would show the token as if it were a password; write {} = \"xoauth2\" or \"oauthbearer\"",
                key, word, key));
    }
    if (word == "xoauth2") return mail::Mechanism::xoauth2;
    if (word == "oauthbearer") return mail::Mechanism::oauthbearer;
    return word == "login" ? mail::Mechanism::login : mail::Mechanism::plain;
}

struct Ports {
    int tls, starttls;
};

mail::Endpoint endpoint_of(const AccountSource& account, mail::Protocol protocol, mail::SecretKind secret,
                           ConfigProblems& problems) {
    const auto& values = account.values;
    const bool imap = protocol == mail::Protocol::imap;
    const std::string prefix = imap ? "imap." : "smtp.";
    const Ports ports = imap ? Ports{993, 143} : Ports{465, 587};
    mail::Endpoint endpoint;
    endpoint.protocol = protocol;
    endpoint.host = values.get<std::string>(prefix + "host");
    const bool starttls = values.get<std::string>(prefix + "tls") == "starttls";
    endpoint.security = starttls ? mail::Security::starttls : mail::Security::tls;
    endpoint.port = starttls ? ports.starttls : ports.tls;
    if (const auto key = prefix + "port"; values.given(key)) {
        endpoint.port = static_cast<int>(values.get<std::int64_t>(key));
        // RFC 8314: each of these ports speaks one of the two, so the other can only be a slip.
        if (endpoint.port == (starttls ? ports.tls : ports.starttls)) {
            problems.add(
                values.place(key),
                fmt::format("port {} speaks {}; write {}tls = \"{}\" or leave the port out", endpoint.port,
                            starttls ? "TLS from the first byte" : "STARTTLS", prefix, starttls ? "tls" : "starttls"));
        }
    }
    endpoint.mechanism = mechanism_of(account, prefix, secret, problems);
    endpoint.user = values.get<std::string>(prefix + "user");
    if (endpoint.user.empty())
        endpoint.user = imap ? values.get<std::string>("address") : values.get<std::string>("imap.user");
    if (endpoint.user.empty()) endpoint.user = values.get<std::string>("address");
    if (const auto key = prefix + "ca_file"; values.given(key)) {
        endpoint.ca_file = absolute_path(values.get<std::string>(key), account.directory, account.environment);
        if (::access(endpoint.ca_file.c_str(), R_OK) != 0) {
            problems.add(values.place(key),
                         fmt::format("{} names a file that cannot be read: {}", key, shown(endpoint.ca_file)));
        }
    }
    return endpoint;
}

std::map<ports::FolderRole, std::string> folders_of(const SectionValues& values, ConfigProblems& problems) {
    using ports::FolderRole;
    static const std::vector<std::pair<FolderRole, std::string>> keys{
        {FolderRole::sent, "folders.sent"},       {FolderRole::drafts, "folders.drafts"},
        {FolderRole::trash, "folders.trash"},     {FolderRole::junk, "folders.junk"},
        {FolderRole::archive, "folders.archive"}, {FolderRole::all, "folders.all"}};
    std::map<FolderRole, std::string> result;
    std::map<std::string, std::string> used;
    for (const auto& [role, key] : keys) {
        if (!values.given(key)) continue;
        const auto name = values.get<std::string>(key);
        const auto [other, is_new] = used.emplace(name, key);
        if (!is_new)
            problems.add(values.place(key),
                         fmt::format("{} and {} name the same folder; a folder has one use", other->second, key));
        result.emplace(role, name);
    }
    return result;
}

void check_sending(const SectionValues& values, ConfigProblems& problems) {
    if (values.mentioned("smtp.host")) return;
    for (const auto& key : keys_of("account")) {
        if (!key.starts_with("smtp.") || !values.mentioned(key)) continue;
        return problems.add(
            values.place(key),
            fmt::format("{} is of no use without smtp.host; write smtp.host = \"smtp.example.org\"", key));
    }
}

mail::SentCopy sent_copy_of(const std::string& word) {
    if (word == "provider") return mail::SentCopy::provider;
    return word == "append" ? mail::SentCopy::append : mail::SentCopy::automatic;
}

}  // namespace

std::vector<std::string> read_command(const SectionValues& values, const std::string& key,
                                      const Environment& environment, ConfigProblems& problems) {
    auto command = values.get<Words>(key);
    if (command.empty()) return command;
    auto& program = command.front();
    if (program.starts_with("~/")) program = environment.home + program.substr(1);
    // A bare name is looked for when it is run; a path that is wrong is known to be wrong now.
    if (program.find('/') != std::string::npos && ::access(program.c_str(), X_OK) != 0) {
        problems.add(values.place(key),
                     fmt::format("{} names a program that cannot be run: is there one, and is it executable?", key));
    }
    return command;
}

mail::AccountSettings read_mail_settings(const AccountSource& account, ConfigProblems& problems) {
    const auto& values = account.values;
    mail::AccountSettings settings;
    settings.name = account.name;
    settings.user_name = values.get<std::string>("name");
    settings.addresses = {values.get<std::string>("address")};
    for (const auto& alias : values.get<Words>("aliases")) settings.addresses.push_back(alias);
    SecretReader secrets(account, problems);
    settings.imap_secret = secrets.read("");
    if (!secrets.mentioned("")) {
        problems.add(
            values.place(""),
            fmt::format("the account {} has no way to come by its password; write {}", account.name,
                        account.environment.system_instance ? "credential = \"imap-password\""
                                                            : "password_command = [\"pass\", \"show\", \"mail\"]"));
    }
    settings.smtp_secret = secrets.mentioned("smtp.") ? secrets.read("smtp.") : settings.imap_secret;
    settings.imap = endpoint_of(account, mail::Protocol::imap, settings.imap_secret.kind, problems);
    settings.can_send = values.given("smtp.host");
    check_sending(values, problems);
    settings.smtp = endpoint_of(account, mail::Protocol::smtp, settings.smtp_secret.kind, problems);
    settings.folders = folders_of(values, problems);
    settings.skip_folders = values.get<Words>("skip_folders");
    settings.poll_every = values.get<std::chrono::seconds>("poll_every");
    settings.idle_renew = values.get<std::chrono::seconds>("idle_renew");
    settings.sent_copy = sent_copy_of(values.get<std::string>("sent_copy"));
    return settings;
}

core::Policy read_policy(const AccountSource& account, ConfigProblems& problems) {
    const auto source = [&](const std::string& section, const std::string& key) {
        const bool in_situation = section == "plan" && account.situation != nullptr && account.situation->given(key);
        if (in_situation) return std::pair{account.situation, key};
        const auto own = section + "." + key;
        const auto& general = section == "plan" ? account.plan : account.limits;
        return account.values.given(own) ? std::pair{&account.values, own} : std::pair{&general, key};
    };
    const auto number = [&](const std::string& section, const std::string& key) {
        const auto [values, path] = source(section, key);
        return static_cast<int>(values->get<std::int64_t>(path));
    };
    const auto time = [&](const std::string& key) {
        const auto [values, path] = source("plan", key);
        return values->get<base::CivilTime>(path);
    };
    core::Policy policy;
    policy.check_in_after = number("plan", "check_in_after");
    policy.check_in_latest = number("plan", "check_in_latest");
    policy.call_after = number("plan", "call_after");
    policy.make_good_after = number("plan", "make_good_after");
    policy.promise_before = number("plan", "promise_before");
    policy.promise_after = number("plan", "promise_after");
    policy.undated_after = number("plan", "undated_after");
    policy.check_in_time = time("check_in_time");
    policy.reminder_time = time("reminder_time");
    const auto [late, late_key] = source("plan", "late_after");
    const auto late_after = late->get<std::chrono::seconds>(late_key);
    policy.late_after = std::chrono::duration_cast<std::chrono::hours>(late_after);
    if (policy.late_after != late_after)
        problems.add(late->place(late_key), "late_after must be whole hours; write late_after = \"24h\"");
    policy.sends_per_client = number("limits", "sends_per_client");
    policy.sends_per_hour = number("limits", "sends_per_hour");
    policy.sends_per_day = number("limits", "sends_per_day");
    policy.notices_per_hour = number("limits", "notices_per_hour");
    const auto [by_hour, hour_key] = source("limits", "sends_per_hour");
    const auto [by_day, day_key] = source("limits", "sends_per_day");
    if (by_hour->given(hour_key) && by_day->given(day_key) && policy.sends_per_hour > policy.sends_per_day) {
        problems.add(by_hour->place(hour_key),
                     fmt::format("sends_per_hour ({}) is more than sends_per_day ({}); change one of them",
                                 policy.sends_per_hour, policy.sends_per_day));
    }
    return policy;
}

}  // namespace amends::app
