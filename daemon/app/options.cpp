#include "app/options.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace amends::app {
namespace {

/// The section and the key that `key` of an account really is: "plan.call_after" is "call_after" of "plan".
std::pair<std::string_view, std::string_view> per_account(std::string_view section, std::string_view key) {
    const auto dot = key.find('.');
    if (section != "account" || dot == std::string_view::npos) return {section, key};
    const auto& table = sections();
    const auto found = std::find_if(table.begin(), table.end(), [&](const Section& one) {
        return one.per_account && one.name == key.substr(0, dot);
    });
    return found == table.end() ? std::pair{section, key} : std::pair{found->name, key.substr(dot + 1)};
}

std::string span(int seconds) {
    if (seconds % 86'400 == 0) return fmt::format("{}d", seconds / 86'400);
    if (seconds % 3600 == 0) return fmt::format("{}h", seconds / 3600);
    return seconds % 60 == 0 ? fmt::format("{}m", seconds / 60) : fmt::format("{}s", seconds);
}

}  // namespace

const Option* find_option(std::string_view section, std::string_view key) {
    const auto [real_section, real_key] = per_account(section, key);
    for (const auto& option : options()) {
        if (option.section == real_section && option.key == real_key) return &option;
    }
    if (section != "situation") return nullptr;
    for (const auto& other : sections()) {
        const auto* option = other.per_situation ? find_option(other.name, key) : nullptr;
        if (option != nullptr) return option;
    }
    return nullptr;
}

std::vector<std::string> keys_of(std::string_view section) {
    std::vector<std::string> result;
    for (const auto& option : options()) {
        if (option.section == section) result.emplace_back(option.key);
    }
    for (const auto& other : sections()) {
        if (section != "situation" || !other.per_situation) continue;
        for (auto& key : keys_of(other.name)) result.push_back(std::move(key));
    }
    if (section != "account") return result;
    for (const auto& other : sections()) {
        if (!other.per_account) continue;
        for (const auto& key : keys_of(other.name)) result.push_back(fmt::format("{}.{}", other.name, key));
    }
    return result;
}

std::string meaning_of(const Option& option) {
    switch (option.type) {
        case Type::text: return "a text";
        case Type::words: return "a list of texts";
        case Type::command: return "a command, as a list of words or as one line for the shell";
        case Type::number: return fmt::format("a whole number from {} to {}", option.least, option.most);
        case Type::truth: return "true or false";
        case Type::duration: return fmt::format("a span of time from {} to {}", span(option.least), span(option.most));
        case Type::time_of_day: return "a time of day";
        case Type::hours: return "hours from and to, the end later than the beginning";
        case Type::days: return "a list of days out of mon, tue, wed, thu, fri, sat, sun";
        case Type::zone: return "the name of a time zone";
        case Type::choice: return fmt::format("one of \"{}\"", fmt::join(option.choices, "\", \""));
        case Type::mailbox: return "an address";
        case Type::mailboxes: return "a list of addresses";
        case Type::host: return "the name of a host, without a port and without \"://\"";
        case Type::pairs: return "a table of texts";
    }
    return {};
}

std::string_view example_of(const Option& option) { return option.example.empty() ? option.standard : option.example; }

}  // namespace amends::app
