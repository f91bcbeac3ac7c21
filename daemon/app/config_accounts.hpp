#pragma once
// One account out of the configuration, with what its options must not say together.
#include <string>

#include "app/config.hpp"
#include "app/config_document.hpp"

namespace amends::app {

/// Where the values of `account` come from and what is wrong with them together.
struct AccountSource {
    const std::string& name;
    const SectionValues& values;
    const SectionValues& plan;     ///< [plan], for what the account does not say itself
    const SectionValues& limits;   ///< [limits]
    const std::string& directory;  ///< of the configuration file
    const Environment& environment;
    const SectionValues* situation = nullptr;  ///< what comes before both, where there is one
};

mail::AccountSettings read_mail_settings(const AccountSource& account, ConfigProblems& problems);
/// The windows are left to the caller.
core::Policy read_policy(const AccountSource& account, ConfigProblems& problems);
/// argv with "~/" in the program's name made absolute; a problem where that file cannot be run.
std::vector<std::string> read_command(const SectionValues& values, const std::string& key,
                                      const Environment& environment, ConfigProblems& problems);

}  // namespace amends::app
