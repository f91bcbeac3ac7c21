#include "guide/embed/senses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <vector>

#include "guide/embed/literal.hpp"
#include "guide/sense_weights.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

using base::Result;

/// As many whole numbers as there are senses.
Result<std::vector<std::int64_t>> numbers_at(std::string_view name, const toml::node& node, std::size_t count) {
    std::vector<std::int64_t> numbers;
    const auto* array = node.as_array();
    if (array == nullptr || array->size() != count || !array->is_homogeneous(toml::node_type::integer))
        return error_at(name, node.source(), fmt::format("here stand {} whole numbers, one a sense.", count));
    for (const auto& each : *array) numbers.push_back(each.value_or(std::int64_t{0}));
    return numbers;
}

std::string row(const std::vector<std::int64_t>& numbers) {
    std::string out;
    for (std::size_t i = 0; i < most_senses; ++i)
        out += fmt::format("{}{}", i == 0 ? "" : ", ", i < numbers.size() ? numbers[i] : 0);
    return out;
}

/// "late", "was late", "was _ late".
std::uint64_t trait_hash(std::string_view trait) {
    const auto space = trait.find(' ');
    if (space == std::string_view::npos) return trait_of_one(token_hash(trait));
    constexpr std::string_view between = " _ ";
    const auto one = token_hash(trait.substr(0, space));
    if (trait.substr(space).starts_with(between))
        return trait_around(one, token_hash(trait.substr(space + between.size())));
    return trait_of_two(one, token_hash(trait.substr(space + 1)));
}

std::string starts_of(const std::map<std::uint64_t, std::string>& rows) {
    std::string out;
    std::size_t at = 0;
    auto next = rows.begin();
    for (std::size_t bucket = 0; bucket <= (1U << bits_of_start); ++bucket) {
        for (; next != rows.end() && start_of(next->first) < bucket; ++next) ++at;
        out += fmt::format("{},{}", at, bucket % 16 == 15 ? "\n    " : " ");
    }
    return out;
}

}  // namespace

Result<std::string> senses_source(std::string_view name, std::string_view toml) {
    const auto table = parse_table(name, toml);
    if (!table) return tl::unexpected(table.error());
    if (auto known = only_keys(name, *table, {"senses", "constants", "surely", "surely_not", "weights"}); !known)
        return tl::unexpected(known.error());
    const auto* senses = (*table)["senses"].as_array();
    const auto* constants = table->get("constants");
    const auto* weights = (*table)["weights"].as_table();
    const auto surely = (*table)["surely"].value<std::int64_t>();
    const auto surely_not = (*table)["surely_not"].value<std::int64_t>();
    const bool whole = senses != nullptr && constants != nullptr && weights != nullptr && surely && surely_not;
    if (!whole || senses->size() > most_senses)
        return error_at(
            name, table->source(),
            "\"senses\" (eight at most), \"constants\", \"surely\", \"surely_not\" and [weights] belong here.");
    std::string names;
    for (const auto& each : *senses) names += literal(each.value_or(std::string{})) + ", ";
    const auto constant = numbers_at(name, *constants, senses->size());
    if (!constant) return tl::unexpected(constant.error());

    std::map<std::uint64_t, std::string> rows;
    for (const auto& [trait, node] : *weights) {
        const auto numbers = numbers_at(name, node, senses->size());
        if (!numbers) return tl::unexpected(numbers.error());
        const auto fits = [](std::int64_t each) { return each >= -127 && each <= 127; };
        if (!std::ranges::all_of(*numbers, fits)) return error_at(name, node.source(), "a weight is -127 to 127.");
        constexpr unsigned unused = 64 - bits_of_start - bits_of_key;
        const auto hash = trait_hash(trait.str()) >> unused << unused;
        if (!rows.emplace(hash, row(*numbers)).second)
            return error_at(name, node.source(), "this trait has the hash of another one.");
    }
    if (rows.size() > std::numeric_limits<std::uint16_t>::max())
        return error_at(name, weights->source(), "there are too many weights.");
    std::string keys;
    std::string all;
    for (const auto& [hash, numbers] : rows) {
        keys += fmt::format("    {:#x},\n", key_of(hash));
        all += fmt::format("    {{{}}},\n", numbers);
    }
    return fmt::format(
        "#include \"guide/sense_weights.hpp\"\n\nnamespace amends::guide {{\nnamespace {{\n\n"
        "constexpr std::string_view names[]{{{}}};\n\nconstexpr std::uint32_t keys[]{{\n{}}};\n\n"
        "constexpr SenseWeight weights[]{{\n{}}};\n\n"
        "constexpr std::uint16_t starts[]{{\n    {}}};\n\n}}  // namespace\n\nconst SenseTable& sense_table() {{\n"
        "    static const SenseTable table{{names, {{{}}}, {}, {}, keys, weights, starts}};\n    return table;\n}}\n\n"
        "}}  // namespace amends::guide\n",
        names, keys, all, starts_of(rows), row(*constant), *surely, *surely_not);
}

}  // namespace amends::guide
