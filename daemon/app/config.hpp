#pragma once
// The configuration in force: one TOML file, checked against the one option table (options.hpp). A file with any
// problem is refused whole, and every problem is told with its place and what would be right. Values are never printed
// in a message where they could be a secret.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/paths.hpp"
#include "base/result.hpp"
#include "calendar/window.hpp"
#include "core/policy.hpp"
#include "mail/account.hpp"

namespace amends::app {

struct AccountConfig {
    mail::AccountSettings mail;
    core::Policy policy;  ///< its client window is that of a client of whom nothing is known
    std::map<std::string, core::Policy> for_situation{};  ///< by id, for `[[situation]]`
    std::string position{};                               ///< below the user's name; "" where it is not said
};

/// `[[client]]`: what is known of one client, or of all clients at a domain.
struct ClientSettings {
    std::string address;  ///< canonical; "" where these are for a domain
    std::string domain;   ///< canonical, stands for its subdomains too; "" where these are for an address
    std::string name;
    std::string zone;          ///< "" where it is not known
    bool hours_given = false;  ///< its hours or working days were said: nothing is guessed
    calendar::Window window;
};

enum class LogLevel { error, warning, info, debug };

struct Config {
    std::string path;
    std::vector<AccountConfig> accounts;  ///< at least one; no address is in two of them
    std::vector<ClientSettings> clients;
    calendar::Window user_window;
    bool remind_of_drafts = true;  ///< of an apology that lies unsent in Drafts
    std::string database;
    std::string socket;
    std::string inserted;  ///< no option: where `amends insert` notes the letters that are in mails not sent yet
    LogLevel log_level = LogLevel::info;
    std::string templates;  ///< the user's own templates; looked into before those that come with Amends
    std::optional<std::set<std::string>> languages;  ///< of the templates, only these; all where nothing is said
    bool notify_desktop = true;
    std::vector<std::string> notify_command;  ///< argv, the text is its standard input; empty for none
    std::string tag;                          ///< a Bcc to user+tag@ asks for a letter to be tracked
    std::string keyword;                      ///< the IMAP keyword that asks the same
};

/// Error::message has one line per problem: "FILE:LINE:COLUMN: what is wrong; what would be right".
base::Result<Config> read_config(const std::string& path, const Environment& environment);

/// nullptr where there is none of that name.
const AccountConfig* find_account(const Config& config, const std::string& name);
/// The settings for the address itself, else for the nearest domain; nullptr where there are none.
const ClientSettings* find_client(const Config& config, const std::string& mailbox);
/// The numbers for a letter from this account to this client about this situation. `zone` is what the letter itself
/// knows; "" for nothing.
core::Policy policy_for(const Config& config, const AccountConfig& account, const std::string& mailbox,
                        const std::string& zone, const std::string& situation);

}  // namespace amends::app
