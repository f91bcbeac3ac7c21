#pragma once
// What the tables of a rule file are made of: texts, patterns over words, roles, severities. rule_reading.cpp and
// rule_table.cpp share it.
#include <string>
#include <string_view>
#include <vector>

#include "guide/rule_book.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {

struct RuleFile {
    std::string name;
    toml::table table;
    bool own = false;     ///< an organisation's or the user's, read upon the shipped ones
    bool stored = false;  ///< built into the program; the tests saw to its expressions
};

Place place_of(const toml::node& node);
std::string text_of(const toml::node& node);

/// The texts of the list at `key`; none where the key is missing.
base::Result<std::vector<const toml::node*>> texts_at(const RuleFile& file, const toml::table& table,
                                                      std::string_view key);
/// Calls `take` with each text of the list, and the node it stands in, until it fails; a list may be one text with
/// `between` between its members.
template <class Take>
base::Status for_each_text(const RuleFile& file, const toml::table& table, std::string_view key, char between,
                           Take take) {
    if (const auto* joined = table.get_as<std::string>(key)) {
        std::string_view rest = joined->get();
        for (auto end = rest.find(between); end != std::string_view::npos; end = rest.find(between)) {
            if (auto done = take(rest.substr(0, end), *joined); !done) return done;
            rest.remove_prefix(end + 1);
        }
        return rest.empty() ? base::Status{} : take(rest, *joined);
    }
    const auto texts = texts_at(file, table, key);
    if (!texts) return tl::unexpected(texts.error());
    for (const auto* each : *texts) {
        if (auto done = take(std::string_view(text_of(*each)), *each); !done) return done;
    }
    return {};
}
base::Status patterns_at(const RuleFile& file, const toml::table& table, std::string_view key, RuleBook& book,
                         std::vector<WordPattern>& into);
/// Adds the roles at `key`, which `book` must know.
base::Status roles_at(const RuleFile& file, const toml::table& table, std::string_view key, const RuleBook& book,
                      RoleSet& into);
/// The sense at `key`; `into` stays where the key is missing.
base::Status sense_at(const RuleFile& file, const toml::table& table, std::string_view key, SenseSet& into);
/// `into` stays where the key is missing.
base::Status severity_at(const RuleFile& file, const toml::table& table, std::string_view key, Severity& into);

}  // namespace amends::guide
