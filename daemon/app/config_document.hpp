#pragma once
// The configuration file held against the option table: every key known, every value right, and where each one stands.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "app/config_values.hpp"

namespace amends::app {

/// What one table of the file says, with the option table's defaults behind it.
class SectionValues {
public:
    explicit SectionValues(std::string_view section, Place place = {}) : section_(section), place_(place) {}

    void set(const std::string& key, Value value, Place place) {
        values_.insert_or_assign(key, std::pair{std::move(value), place});
    }
    /// The key stands in the file, though its value may have been refused.
    void mention(const std::string& key) { mentioned_.insert(key); }
    [[nodiscard]] bool mentioned(const std::string& key) const { return mentioned_.contains(key); }
    /// The key stands in the file with a value that is right.
    [[nodiscard]] bool given(const std::string& key) const { return values_.contains(key); }
    /// Of the key where it is given, else of the table.
    [[nodiscard]] Place place(const std::string& key) const;
    /// The value given, else the default, else an empty one.
    template <class T>
    [[nodiscard]] T get(const std::string& key) const {
        const auto value = find(key);
        return value ? std::get<T>(*value) : T{};
    }

private:
    [[nodiscard]] std::optional<Value> find(const std::string& key) const;

    std::string section_;
    Place place_;
    std::map<std::string, std::pair<Value, Place>> values_;
    std::set<std::string> mentioned_;
};

struct Document {
    /// Every section but "account", "client" and "situation", in the file or not.
    std::map<std::string, SectionValues> sections;
    std::vector<std::pair<std::string, SectionValues>> accounts;
    std::vector<SectionValues> clients;
    std::vector<SectionValues> situations;
    bool names_account = false;   ///< though it may have been refused
    std::optional<Place> secret;  ///< where the file first says something that others must not read
};

/// Nothing where the text is not TOML at all.
std::optional<Document> read_document(const std::string& text, ConfigProblems& problems);

}  // namespace amends::app
