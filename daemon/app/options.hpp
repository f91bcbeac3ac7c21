#pragma once
// The one option table: what may stand in the configuration file. The reader, its checks, the defaults and the sample
// all come from it, so that an option added here is known everywhere.
#include <string>
#include <string_view>
#include <vector>

namespace amends::app {

enum class Type {
    text,
    words,    ///< a list of texts
    command,  ///< a list of words, or one line for the shell
    number,   ///< whole, from `least` to `most`
    truth,
    duration,     ///< "90s", "2m", "24h", "3d"; `least` and `most` in seconds
    time_of_day,  ///< "09:30"
    hours,        ///< "09:00-17:00"; the end may be "24:00"
    days,         ///< ["mon", "tue"]
    zone,         ///< an IANA name
    choice,
    mailbox,
    mailboxes,
    host,
    pairs,  ///< a table of texts
};

struct Option {
    std::string_view section;  ///< "user", "account", "client" …
    std::string_view key;      ///< within its section, with dots: "imap.host"
    Type type = Type::text;
    std::string_view standard;  ///< the default as TOML; "" for none, or for one that `doc` tells
    std::string_view example;   ///< as TOML; "" where the default is example enough
    std::string_view doc;
    int least = 0;
    int most = 0;
    std::vector<std::string_view> choices;
    bool required = false;
    bool secret = false;  ///< a file that says this must not be readable by others
};

struct Section {
    std::string_view name;
    std::string_view heading;  ///< as in the sample: "[user]", "[account.work]", "[[client]]"
    std::string_view doc;
    bool per_account = false;    ///< may stand in an account too: "[account.work]" with "plan.check_in_after"
    bool per_situation = false;  ///< its keys may stand in [[situation]] too
};

/// A key that people will try and that is refused on purpose.
struct RefusedKey {
    std::string_view key;  ///< the last part of a key in any section
    std::string_view instead;
};

const std::vector<Section>& sections();
const std::vector<Option>& options();
const std::vector<RefusedKey>& refused_keys();

/// `key` of `section`; an account also knows the options of the per-account sections, as "plan.check_in_after", a
/// situation those of the per-situation ones, as "check_in_after".
const Option* find_option(std::string_view section, std::string_view key);
/// Every key that find_option knows for the section.
std::vector<std::string> keys_of(std::string_view section);

/// "a whole number from 1 to 60", "a time of day": what the value must be.
std::string meaning_of(const Option& option);
/// An example of a right value, as TOML.
std::string_view example_of(const Option& option);

}  // namespace amends::app
