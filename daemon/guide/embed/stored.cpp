#include "guide/embed/stored.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "guide/embed/literal.hpp"

namespace amends::guide {
namespace {

std::string line(const char* kind, std::string_view key, const std::string& text, std::int64_t number) {
    return fmt::format("    {{StoredKind::{}, {}, {}, {}}},\n", kind, literal(key), text, number);
}

std::string inside(const toml::node& node);

std::string stored(std::string_view key, const toml::node& node) {
    constexpr const char* no_text = R"("")";
    if (node.is_table()) return line("table", key, no_text, 0) + inside(node) + line("end", "", no_text, 0);
    if (node.is_array()) return line("array", key, no_text, 0) + inside(node) + line("end", "", no_text, 0);
    if (const auto text = node.value_exact<std::string>()) return line("text", key, literal(*text), 0);
    if (const auto number = node.value_exact<std::int64_t>()) return line("integer", key, no_text, *number);
    if (const auto truth = node.value_exact<bool>()) return line("boolean", key, no_text, *truth ? 1 : 0);
    throw std::invalid_argument(fmt::format("\"{}\" is of a kind that is not stored.", key));
}

std::string inside(const toml::node& node) {
    std::string all;
    if (const auto* table = node.as_table())
        for (const auto& [key, each] : *table) all += stored(key.str(), each);
    if (const auto* array = node.as_array())
        for (const auto& each : *array) all += stored("", each);
    return all;
}

}  // namespace

std::string stored_nodes(const toml::table& table) { return inside(table); }

}  // namespace amends::guide
