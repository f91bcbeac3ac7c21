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
