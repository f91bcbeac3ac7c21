#pragma once
// Where things lie: for a user's own instance by the XDG base directories, for the system instance of one user by what
// systemd hands over. The state of a user's instance never depends on who started it: two databases would be two
// memories.
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace amends::app {

/// What the process was given from outside, as a value.
struct Environment {
    std::map<std::string, std::string> variables;
    std::string user;     ///< login name
    std::string home;     ///< home directory
    std::string program;  ///< full path of the running program
    std::string root;     ///< before /etc, /run and /var; "" but for tests
    std::uint32_t uid = 0;
    bool system_instance = false;  ///< started by the system's service manager for one user: no session, no commands

    /// "" where it is not set.
    [[nodiscard]] std::string variable(const std::string& name) const;
};

/// The system instance is recognised by a $RUNTIME_DIRECTORY outside /run/user; `--system` may say so as well.
Environment environment_of_process();

/// Whether `amends` means the instance that the system runs for this user: there is one, and the user has no
/// configuration of their own.
bool has_only_system_instance(const Environment& environment);

/// ~/.config/amends/amends.toml, or /etc/amends/USER.toml.
std::string default_config_file(const Environment& environment);
/// ~/.local/state/amends/amends.db, or /var/lib/amends/USER/amends.db.
std::string default_database(const Environment& environment);
/// Where `amends sendmail` keeps what it could not hand over: "spool" beside the database's usual place.
std::string default_spool(const Environment& environment);
/// Where `amends insert` notes which letters are in mails that are not sent yet: "inserted" beside it.
std::string default_inserted(const Environment& environment);
/// Where `amends sendmail --ask` keeps what it could not ask: "asked" beside it.
std::string default_asked(const Environment& environment);
/// $XDG_RUNTIME_DIR/amends/rpc.sock, or /run/amends/USER/rpc.sock. Without a runtime directory: beside the database.
std::string default_socket(const Environment& environment);

/// The holiday calendars that come with Amends: installed, or in the source tree that the program was built in.
std::optional<std::string> shipped_holidays(const Environment& environment);

/// "~/x" and paths relative to `base` made absolute.
std::string absolute_path(const std::string& path, const std::string& base, const Environment& environment);

}  // namespace amends::app
