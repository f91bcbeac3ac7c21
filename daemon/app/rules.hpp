#pragma once
// The configuration as the engine wants to know it.
#include "app/config.hpp"
#include "app/engine.hpp"

namespace amends::app {

class ConfigRules final : public Rules {
public:
    /// `config` outlives the rules; `languages` are those that have templates.
    ConfigRules(const Config& config, const std::vector<std::string>& languages);
    [[nodiscard]] core::Policy policy_for(const core::Letter& letter) const override;
    [[nodiscard]] bool knows_zone(const core::Letter& letter) const override;
    [[nodiscard]] bool knows_hours(const core::Letter& letter) const override;
    [[nodiscard]] std::vector<std::string> own_addresses(const std::string& account) const override;
    /// In which a check-in can be written.
    [[nodiscard]] const std::set<std::string>& languages() const { return languages_; }

private:
    [[nodiscard]] bool says_of_client(const core::Letter& letter, bool (*says)(const ClientSettings&)) const;

    const Config& config_;
    std::set<std::string> languages_;
};

}  // namespace amends::app
