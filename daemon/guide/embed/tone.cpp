#include "guide/embed/tone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "guide/embed/literal.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

using Families = std::map<std::string, std::string, std::less<>>;

constexpr std::array<std::string_view, 11> roles{"ends",     "demands", "complains", "mocks", "rhetorical", "was_angry",
                                                 "forgives", "pleased", "thanks",    "asks",  "files"};

base::Result<Families> read_families(std::string_view name, const toml::table& table) {
    Families families;
    const auto* node = table.get_as<toml::table>("families");
    if (node == nullptr) return families;
    for (const auto& [key, value] : *node) {
        const auto words = value.value<std::string>();
        if (!words || words->empty() || words->find_first_of(" <") != std::string::npos)
            return error_at(name, value.source(), "A family is words with | between them.");
        families.emplace(key.str(), *words);
    }
    return families;
}

/// With the words of the families in place of their names.
base::Result<std::string> written_out(std::string_view name, const toml::node& node, const Families& families) {
    std::string words = node.value_or(std::string());
    for (auto at = words.find('<'); at != std::string::npos; at = words.find('<', at)) {
        const auto end = words.find('>', at);
        const auto family =
            end == std::string::npos ? families.end() : families.find(words.substr(at + 1, end - at - 1));
        if (family == families.end())
            return error_at(name, node.source(), "There is no such family: \"" + words + "\".");
        words.replace(at, end + 1 - at, family->second);
        at += family->second.size();
    }
    const bool blank = words.find_first_not_of(" ~^$?|") == std::string::npos;
    if (blank || words.front() == ' ' || words.front() == '~' || words.front() == '?' || words.back() == ' ' ||
        words.back() == '~' || words.find("  ") != std::string::npos || words.find('-') != std::string::npos ||
        words.find("n't") != std::string::npos ||
        std::ranges::any_of(words, [](char byte) { return byte >= 'A' && byte <= 'Z'; }))
        return error_at(
            name, node.source(),
            "\"" + words + "\" is no phrase: words in lower case, one blank between them, no hyphens, no n't.");
    return words;
}

base::Result<std::string> group_source(std::string_view name, const toml::table& group, const Families& families) {
    if (auto known = only_keys(name, group, {"says", "weight", "words"}); !known) return tl::unexpected(known.error());
    const auto says = text_at(name, group, "says");
    if (!says) return tl::unexpected(says.error());
    if (std::ranges::find(roles, *says) == roles.end())
        return error_at(name, group.get("says")->source(), "\"" + *says + "\" is nothing that a phrase says.");
    const auto weight = group["weight"].value<std::int64_t>();
    if (!weight || *weight < 0 || *weight > 6)
        return error_at(name, group.source(), "\"weight\" must be a whole number from 0 to 6.");
    const auto* words = group["words"].as_array();
    if (words == nullptr || words->empty() || !words->is_homogeneous(toml::node_type::string))
        return error_at(name, group.source(), "\"words\" must be a list of texts.");
    std::string out;
    for (const auto& node : *words) {
        const auto phrase = written_out(name, node, families);
        if (!phrase) return tl::unexpected(phrase.error());
        out += fmt::format("        {{ToneRole::{}, {}, {}}},\n", *says, *weight, literal(*phrase));
    }
    return out;
}

base::Result<std::string> phrases_source(std::string_view name, const toml::table& table, const Families& families) {
    const auto groups = tables_at(name, table, "phrases");
    if (!groups) return tl::unexpected(groups.error());
    std::string out;
    for (const auto* group : *groups) {
        const auto source = group_source(name, *group, families);
        if (!source) return tl::unexpected(source.error());
        out += *source;
    }
    return out;
}

base::Result<std::string> signs_source(std::string_view name, const toml::table& table, const Families& families) {
    const auto groups = tables_at(name, table, "signs");
    if (!groups) return tl::unexpected(groups.error());
    std::string out;
    for (const auto* group : *groups) {
        if (auto known = only_keys(name, *group, {"of", "words"}); !known) return tl::unexpected(known.error());
        const auto of = text_at(name, *group, "of");
        if (!of) return tl::unexpected(of.error());
        const auto* words = (*group)["words"].as_array();
        if (words == nullptr || words->empty() || !words->is_homogeneous(toml::node_type::string))
            return error_at(name, group->source(), "\"words\" must be a list of texts.");
        for (const auto& node : *words) {
            const auto phrase = written_out(name, node, families);
            if (!phrase) return tl::unexpected(phrase.error());
            out += fmt::format("        {{{}, {}}},\n", literal(*of), literal(*phrase));
        }
    }
    return out;
}

/// TOML keeps the keys of a table in their order.
base::Result<std::string> weights_source(std::string_view name, const toml::table& table) {
    const auto* weights = table.get_as<toml::table>("weights");
    if (weights == nullptr) return error_at(name, table.source(), "There is no table \"weights\".");
    std::string out;
    for (const auto& [key, value] : *weights) {
        const auto* three = value.as_array();
        if (three == nullptr || three->size() != 3 || !three->is_homogeneous(toml::node_type::integer))
            return error_at(name, value.source(), "A weight is three whole numbers: accepts, upset, question.");
        out += fmt::format("        {{{}, {}, {}, {}}},\n", literal(key.str()), three->get(0)->value_or(0),
                           three->get(1)->value_or(0), three->get(2)->value_or(0));
    }
    return out;
}

base::Result<std::string> lines_source(std::string_view name, const toml::table& table) {
    const auto* lines = table.get_as<toml::table>("lines");
    if (lines == nullptr) return error_at(name, table.source(), "There is no table \"lines\".");
    if (auto known = only_keys(name, *lines, {"formal", "familiar", "farewell"}); !known)
        return tl::unexpected(known.error());
    std::string out;
    for (const char* key : {"formal", "familiar", "farewell"}) {
        const auto words = text_at(name, *lines, key);
        if (!words) return tl::unexpected(words.error());
        out += "        {";
        for (std::string_view rest = *words; !rest.empty();) {
            const auto end = std::min(rest.find('|'), rest.size());
            out += literal(rest.substr(0, end)) + ", ";
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        out += "},\n";
    }
    return out;
}

std::string table_function(std::string_view type, std::string_view function, std::string_view rows) {
    return fmt::format("const {0}& {1}() {{\n    static const {0} all{{\n{2}    }};\n    return all;\n}}\n\n", type,
                       function, rows);
}

}  // namespace

base::Result<std::string> tone_source(std::string_view name, std::string_view toml) {
    const auto table = parse_table(name, toml);
    if (!table) return tl::unexpected(table.error());
    if (auto known = only_keys(name, *table, {"families", "phrases", "signs", "lines", "weights"}); !known)
        return tl::unexpected(known.error());
    const auto families = read_families(name, *table);
    if (!families) return tl::unexpected(families.error());
    const auto phrases = phrases_source(name, *table, *families);
    if (!phrases) return tl::unexpected(phrases.error());
    const auto signs = signs_source(name, *table, *families);
    if (!signs) return tl::unexpected(signs.error());
    const auto weights = weights_source(name, *table);
    if (!weights) return tl::unexpected(weights.error());
    const auto lines = lines_source(name, *table);
    if (!lines) return tl::unexpected(lines.error());
    return "#include \"core/tone_phrases.hpp\"\n\nnamespace amends::core {\n\n" +
           table_function("std::vector<TonePhrase>", "tone_phrases", *phrases) +
           table_function("std::vector<ToneSign>", "tone_signs", *signs) +
           table_function("std::vector<ToneWeight>", "tone_weights", *weights) +
           table_function("ToneLines", "tone_lines", *lines) + "}  // namespace amends::core\n";
}

}  // namespace amends::guide
