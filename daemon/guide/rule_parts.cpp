#include "guide/rule_parts.hpp"

#include <fmt/format.h>

namespace amends::guide {

using base::Result;
using base::Status;

namespace {

const std::map<std::string, Severity, std::less<>>& severities() {
    static const std::map<std::string, Severity, std::less<>> all{
        {"error", Severity::error}, {"warning", Severity::warning}, {"hint", Severity::hint}};
    return all;
}

}  // namespace

Place place_of(const toml::node& node) { return {node.source().begin.line, node.source().begin.column}; }

Result<std::vector<const toml::node*>> texts_at(const RuleFile& file, const toml::table& table, std::string_view key) {
    std::vector<const toml::node*> found;
    const auto* node = table.get(key);
    if (node == nullptr) return found;
    const auto* array = node->as_array();
    if (array == nullptr || (!array->empty() && !array->is_homogeneous(toml::node_type::string)))
        return error_at(file.name, node->source(), fmt::format("\"{}\" must be a list of texts.", key));
    for (const auto& element : *array) found.push_back(&element);
    return found;
}

std::string text_of(const toml::node& node) { return node.value_or(std::string{}); }

Status patterns_at(const RuleFile& file, const toml::table& table, std::string_view key, RuleBook& book,
                   std::vector<WordPattern>& into) {
    return for_each_text(file, table, key, '\n', [&](std::string_view text, const toml::node& node) -> Status {
        auto pattern = WordPattern::compile(text, book.vocabulary, book.patterns);
        if (!pattern)
            return error_at(
                file.name, node.source(),
                fmt::format("{} (at character {} of the pattern).", pattern.error().what, pattern.error().at + 1));
        into.push_back(*pattern);
        return {};
    });
}

Status roles_at(const RuleFile& file, const toml::table& table, std::string_view key, const RuleBook& book,
                RoleSet& into) {
    const auto texts = texts_at(file, table, key);
    if (!texts) return tl::unexpected(texts.error());
    for (const auto* each : *texts) {
        const auto bit = book.role(text_of(*each));
        if (bit == 0)
            return error_at(file.name, each->source(), fmt::format("there is no role \"{}\".", text_of(*each)));
        into |= bit;
    }
    return {};
}

Status sense_at(const RuleFile& file, const toml::table& table, std::string_view key, SenseSet& into) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto sense = sense_named(node->value_or(std::string{}));
    if (!sense)
        return error_at(file.name, node->source(),
                        fmt::format("there is no such sense; there are {}.", names_of_senses()));
    into = *sense;
    return {};
}

Status severity_at(const RuleFile& file, const toml::table& table, std::string_view key, Severity& into) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto found = severities().find(node->value_or(std::string{}));
    if (found == severities().end())
        return error_at(file.name, node->source(), R"(the severity is "error", "warning" or "hint".)");
    into = found->second;
    return {};
}

}  // namespace amends::guide
