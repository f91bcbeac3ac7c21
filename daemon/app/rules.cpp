#include "app/rules.hpp"

#include <algorithm>

namespace amends::app {

ConfigRules::ConfigRules(const Config& config, const std::vector<std::string>& languages) : config_(config) {
    for (const std::string& language : languages)
        if (!config.languages || config.languages->contains(language)) languages_.insert(language);
}

core::Policy ConfigRules::policy_for(const core::Letter& letter) const {
    const AccountConfig* account = find_account(config_, letter.account);
    std::string client;
    for (const core::Recipient& recipient : letter.recipients) {
        if (recipient.field != core::RecipientField::to) continue;
        if (client.empty() || find_client(config_, client) == nullptr) client = recipient.address.mailbox;
    }
    // A letter of an account that the configuration no longer has keeps being decided on as any other would be.
    core::Policy policy = amends::app::policy_for(config_, account != nullptr ? *account : config_.accounts.front(),
                                                  client, letter.client_zone, letter.situation);
    policy.languages = languages_;
    return policy;
}

bool ConfigRules::says_of_client(const core::Letter& letter, bool (*says)(const ClientSettings&)) const {
    return std::ranges::any_of(letter.recipients, [&](const core::Recipient& recipient) {
        const ClientSettings* client =
            recipient.field == core::RecipientField::to ? find_client(config_, recipient.address.mailbox) : nullptr;
        return client != nullptr && says(*client);
    });
}

bool ConfigRules::knows_zone(const core::Letter& letter) const {
    return !letter.client_zone.empty() ||
           says_of_client(letter, [](const ClientSettings& client) { return !client.zone.empty(); });
}

bool ConfigRules::knows_hours(const core::Letter& letter) const {
    return says_of_client(letter, [](const ClientSettings& client) { return client.hours_given; });
}

std::vector<std::string> ConfigRules::own_addresses(const std::string& account) const {
    std::vector<std::string> own;
    const AccountConfig* found = find_account(config_, account);
    if (found == nullptr) return own;
    // A person's other accounts are the same person: their mail is never an answer.
    for (const AccountConfig& each : config_.accounts) {
        for (const std::string& address : each.mail.addresses) {
            own.push_back(base::canonical_mailbox(base::without_tag(address)));
        }
    }
    return own;
}

}  // namespace amends::app
