#include "app/config_document.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace amends::app {
namespace {

Place place_of(const toml::source_region& source) { return {source.begin.line, source.begin.column}; }

/// toml++ ends with what it stumbled over; that may be the beginning of a password that lacks its quotation marks.
std::string_view without_what_it_saw(std::string_view description) {
    return description.substr(0, description.find(", saw "));
}

/// Reads one table of the file.
class SectionReader {
public:
    SectionReader(std::string section, Document& document, ConfigProblems& problems)
        : section_(std::move(section)), keys_(keys_of(section_)), document_(document), problems_(problems) {}

    SectionValues read(const toml::table& table, const std::string& title) {
        SectionValues values(section_, place_of(table.source()));
        read_table(table, "", values);
        for (const auto& option : options()) {
            if (option.section != section_ || !option.required || values.mentioned(std::string(option.key))) continue;
            problems_.add(place_of(table.source()),
                          fmt::format("{} lacks {}; write {} = {}", title, option.key, option.key, option.example));
        }
        return values;
    }

private:
    void read_table(const toml::table& table, const std::string& prefix, SectionValues& values) {
        for (const auto& [name, node] : table) {
            const auto key = prefix + std::string(name.str());
            values.mention(key);
            if (const auto* option = find_option(section_, key)) {
                read_option(*option, key, node, place_of(name.source()), values);
            } else if (is_group(key) && node.is_table()) {
                read_table(*node.as_table(), key + ".", values);
            } else if (is_group(key)) {
                problems_.add(place_of(name.source()),
                              fmt::format("{0} is a group of keys; write {0}.KEY = VALUE", key));
            } else {
                refuse(key, std::string(name.str()), place_of(name.source()));
            }
        }
    }

    void read_option(const Option& option, const std::string& key, const toml::node& node, Place place,
                     SectionValues& values) {
        if (option.secret && !document_.secret) document_.secret = place;
        if (auto value = read_value(option, node, problems_))
            values.set(key, std::move(*value), place_of(node.source()));
    }

    [[nodiscard]] bool is_group(const std::string& key) const {
        return std::any_of(keys_.begin(), keys_.end(),
                           [&](const std::string& known) { return known.starts_with(key + "."); });
    }

    void refuse(const std::string& key, const std::string& last, Place place) {
        for (const auto& refused : refused_keys()) {
            if (!base::equals_ignoring_case(refused.key, last)) continue;
            if (!document_.secret) document_.secret = place;
            return problems_.add(place, fmt::format("the key {} is refused: {}", shown(key), refused.instead));
        }
        problems_.add(place, fmt::format("there is no key {} here; {}", shown(key), hint(key, last)));
    }

    [[nodiscard]] std::string hint(const std::string& key, const std::string& last) const {
        if (const auto near = base::closest(key, keys_, 1); !near.empty())
            return fmt::format("did you mean {}?", near.front());
        for (const auto& known : keys_) {
            if (known.ends_with("." + last)) return fmt::format("did you mean {}?", known);
        }
        for (const auto& other : sections()) {
            if (find_option(other.name, key) != nullptr) return fmt::format("it belongs into {}", other.heading);
        }
        return "`amends config sample` shows every key there is";
    }

    std::string section_;
    std::vector<std::string> keys_;
    Document& document_;
    ConfigProblems& problems_;
};

bool is_account_name(std::string_view name) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return !name.empty() && name.size() <= 40 && name.find_first_not_of(allowed) == std::string_view::npos;
}

/// The first account is where things go that belong to none, so the file's order counts; toml++ sorts by name.
void sort_by_place(std::vector<std::pair<std::string, SectionValues>>& accounts) {
    std::sort(accounts.begin(), accounts.end(), [](const auto& a, const auto& b) {
        const auto left = a.second.place(""), right = b.second.place("");
        return std::tie(left.line, left.column) < std::tie(right.line, right.column);
    });
}

void read_accounts(const toml::node& node, Document& document, ConfigProblems& problems) {
    const auto* accounts = node.as_table();
    document.names_account = accounts == nullptr || !accounts->empty();
    if (accounts == nullptr) {
        return problems.add(place_of(node.source()), "an account is a table with a name; write [account.work]");
    }
    for (const auto& [key, value] : *accounts) {
        const std::string name(key.str());
        if (!value.is_table()) {
            problems.add(
                place_of(key.source()),
                fmt::format("{} stands outside of an account; give the account a name: [account.work]", shown(name)));
        } else if (!is_account_name(name)) {
            problems.add(place_of(key.source()),
                         fmt::format("\"{}\" cannot name an account; use up to 40 letters, digits, \"-\" and \"_\"",
                                     shown(name)));
        } else {
            SectionReader reader("account", document, problems);
            document.accounts.emplace_back(name, reader.read(*value.as_table(), fmt::format("the account {}", name)));
        }
    }
    sort_by_place(document.accounts);
}

/// "[[client]]" or "[[situation]]".
void read_each(const std::string& section, const toml::node& node, std::vector<SectionValues>& all, Document& document,
               ConfigProblems& problems) {
    const auto* tables = node.as_array();
    if (tables == nullptr || !tables->is_homogeneous(toml::node_type::table)) {
        return problems.add(place_of(node.source()),
                            fmt::format("each {0} is a table of its own; write [[{0}]], with two brackets", section));
    }
    for (const auto& table : *tables) {
        SectionReader reader(section, document, problems);
        all.push_back(reader.read(*table.as_table(), "the " + section));
    }
}

std::string section_hint(const std::string& name) {
    std::vector<std::string> names;
    for (const auto& section : sections()) names.emplace_back(section.name);
    if (const auto near = base::closest(name, names, 1); !near.empty())
        return fmt::format("did you mean [{}]?", near.front());
    for (const auto& section : sections()) {
        if (find_option(section.name, name) != nullptr) return fmt::format("it belongs into {}", section.heading);
    }
    return "`amends config sample` shows every table there is";
}

void read_top(const toml::table& root, Document& document, ConfigProblems& problems) {
    for (const auto& [key, node] : root) {
        const std::string name(key.str());
        const auto known = document.sections.find(name);
        if (name == "account") {
            read_accounts(node, document, problems);
        } else if (name == "client") {
            read_each(name, node, document.clients, document, problems);
        } else if (name == "situation") {
            read_each(name, node, document.situations, document, problems);
        } else if (known == document.sections.end()) {
            problems.add(place_of(key.source()),
                         fmt::format("there is no {} at the top of the file; {}", shown(name), section_hint(name)));
        } else if (!node.is_table()) {
            problems.add(place_of(key.source()), fmt::format("{0} is a table; write [{0}] on a line of its own", name));
        } else {
            SectionReader reader(name, document, problems);
            known->second = reader.read(*node.as_table(), fmt::format("[{}]", name));
        }
    }
}

}  // namespace

Place SectionValues::place(const std::string& key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? place_ : found->second.second;
}

std::optional<Value> SectionValues::find(const std::string& key) const {
    if (const auto found = values_.find(key); found != values_.end()) return found->second.first;
    const auto* option = find_option(section_, key);
    return option == nullptr ? std::nullopt : standard_value(*option);
}

std::optional<Document> read_document(const std::string& text, ConfigProblems& problems) {
    Document document;
    for (const auto& section : sections()) {
        if (section.name != "account" && section.name != "client" && section.name != "situation") {
            document.sections.emplace(section.name, SectionValues(section.name));
        }
    }
    try {
        read_top(toml::parse(text), document, problems);
    } catch (const toml::parse_error& error) {
        problems.add(place_of(error.source()),
                     fmt::format("this is not TOML: {}", without_what_it_saw(error.description())));
        return std::nullopt;
    }
    return document;
}

}  // namespace amends::app
