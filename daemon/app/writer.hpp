#pragma once
// What the configuration knows for the writing of a letter: the user's names and positions, their clients' names, and
// where their own templates lie. Reads less than config.hpp does, and so loads no calendars; a file that is not right
// gives what it gives, as `amends config check` is the place to say what is wrong with it.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/paths.hpp"

namespace amends::app {

struct WriterAccount {
    std::string name;                    ///< of the account: "work"
    std::string user_name, position;     ///< "" where it is not said
    std::vector<std::string> addresses;  ///< canonical; the first is the main one
};

struct WriterConfig {
    std::string path;
    bool readable = false;  ///< the file is there and is TOML
    bool exists = false;
    std::vector<WriterAccount> accounts;         ///< in the file's order
    std::map<std::string, std::string> clients;  ///< canonical address to name
    std::string zone;                            ///< the user's; "" for this machine's
    std::string templates;                       ///< the directory
};

WriterConfig read_writer_config(const std::optional<std::string>& config_file, const Environment& environment);

/// The account with that address, else the first one; nullptr where there is none.
const WriterAccount* find_account(const WriterConfig& config, const std::string& address);
/// The name for the address itself; "" where it is not known.
std::string client_name(const WriterConfig& config, const std::string& address);

}  // namespace amends::app
