#include "app/config_sample.hpp"

#include <fmt/core.h>

#include <string_view>

#include "app/options.hpp"

namespace amends::app {
namespace {

constexpr std::string_view opening =
    "# Amends: its whole configuration, annotated. It lies in ~/.config/amends/amends.toml (mode 600).\n"
    "#\n"
    "# Lines without \"#\" are what you need; change them. A line \"#key = value\" shows a default or an example: take "
    "its\n"
    "# \"#\" away and change it. `amends config check` says what is not right yet; a running daemon reads the file "
    "again\n"
    "# after `systemctl --user reload amendsd`, and keeps the old one where the new one is not right.\n";

std::string comment(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const auto line = text.substr(0, text.find('\n'));
        result += fmt::format("# {}\n", line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return result;
}

/// What a first working file says; the rest of the sample is there to be found.
bool is_needed(const Option& option) {
    return option.required ||
           (option.section == "account" && (option.key == "smtp.host" || option.key == "password_command"));
}

std::string render(const Option& option) {
    const auto value = option.standard.empty() || option.standard == "[]" ? example_of(option) : option.standard;
    return fmt::format("{}{}{} = {}\n", comment(option.doc), is_needed(option) ? "" : "#", option.key, value);
}

}  // namespace

std::string config_sample() {
    std::string result(opening);
    for (const auto& section : sections()) {
        // Of clients and situations there may be none, so not even the heading may stand there by itself.
        const bool may_lack = section.name == "client" || section.name == "situation";
        result += fmt::format("\n{}{}{}\n", comment(section.doc), may_lack ? "#" : "", section.heading);
        for (const auto& option : options()) {
            if (option.section == section.name) result += render(option);
        }
    }
    return result;
}

}  // namespace amends::app
