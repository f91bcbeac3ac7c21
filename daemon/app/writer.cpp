#include "app/writer.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>

#include "base/mail.hpp"

namespace amends::app {
namespace {

std::vector<WriterAccount> read_accounts(const toml::table& file) {
    std::vector<std::pair<toml::source_position, WriterAccount>> found;
    if (const auto* accounts = file["account"].as_table()) {
        for (const auto& [key, node] : *accounts) {
            const auto* table = node.as_table();
            if (table == nullptr) continue;
            WriterAccount account{.name = std::string(key.str())};
            account.user_name = (*table)["name"].value_or(std::string{});
            account.position = (*table)["position"].value_or(std::string{});
            account.addresses = {base::canonical_mailbox((*table)["address"].value_or(std::string{}))};
            if (const auto* aliases = (*table)["aliases"].as_array())
                for (const auto& alias : *aliases)
                    account.addresses.push_back(base::canonical_mailbox(alias.value_or(std::string{})));
            found.emplace_back(table->source().begin, std::move(account));
        }
    }
    // toml++ sorts by name; the first account of the file is the usual one.
    std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<WriterAccount> accounts;
    accounts.reserve(found.size());
    for (auto& [place, account] : found) accounts.push_back(std::move(account));
    return accounts;
}

std::map<std::string, std::string> read_clients(const toml::table& file) {
    std::map<std::string, std::string> clients;
    const auto* tables = file["client"].as_array();
    if (tables == nullptr) return clients;
    for (const auto& node : *tables) {
        const auto* table = node.as_table();
        if (table == nullptr) continue;
        const auto address = base::canonical_mailbox((*table)["address"].value_or(std::string{}));
        if (!address.empty()) clients.emplace(address, (*table)["name"].value_or(std::string{}));
    }
    return clients;
}

}  // namespace

WriterConfig read_writer_config(const std::optional<std::string>& config_file, const Environment& environment) {
    WriterConfig config;
    config.path = config_file.value_or(default_config_file(environment));
    std::error_code none;
    config.exists = std::filesystem::exists(config.path, none);
    const std::string directory = std::filesystem::path(config.path).parent_path().string();
    config.templates = absolute_path("templates", directory, environment);
    try {
        const toml::table file = toml::parse_file(config.path);
        config.readable = true;
        config.accounts = read_accounts(file);
        config.clients = read_clients(file);
        config.zone = file["user"]["zone"].value_or(std::string{});
        if (const auto own = file["templates"]["directory"].value<std::string>())
            config.templates = absolute_path(*own, directory, environment);
    } catch (const toml::parse_error&) {
        config.readable = false;
    }
    return config;
}

const WriterAccount* find_account(const WriterConfig& config, const std::string& address) {
    const auto canonical = base::canonical_mailbox(address);
    const auto found = std::ranges::find_if(config.accounts, [&](const WriterAccount& one) {
        return std::ranges::find(one.addresses, canonical) != one.addresses.end();
    });
    if (found != config.accounts.end()) return &*found;
    return config.accounts.empty() ? nullptr : &config.accounts.front();
}

std::string client_name(const WriterConfig& config, const std::string& address) {
    const auto found = config.clients.find(base::canonical_mailbox(address));
    return found == config.clients.end() ? "" : found->second;
}

}  // namespace amends::app
