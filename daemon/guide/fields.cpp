#include "guide/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "guide/field_value.hpp"
#include "guide/tags.hpp"
#include "guide/toml_reading.hpp"

namespace amends::guide {
namespace {

base::Status read_truth(std::string_view name, const toml::table& table, std::string_view key, bool& value) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto truth = node->value_exact<bool>();
    if (!truth) return error_at(name, node->source(), fmt::format("\"{}\" must be true or false.", key));
    value = *truth;
    return {};
}

/// A list of words; empty where the key is missing.
base::Status read_words(std::string_view name, const toml::table& table, std::string_view key,
                        std::vector<std::string>& words) {
    const auto* node = table.get(key);
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr || array->empty())
        return error_at(name, node->source(), fmt::format("\"{}\" must be a list of words in quotation marks.", key));
    for (const auto& each : *array) {
        const auto word = each.value_exact<std::string>();
        if (!word || base::trimmed(*word).empty())
            return error_at(name, each.source(), fmt::format("\"{}\" must hold words in quotation marks.", key));
        words.push_back(*word);
    }
    return {};
}

/// What is asked of a value beyond its type.
base::Status read_demands(std::string_view name, const toml::table& table, Field& field) {
    if (auto good = read_truth(name, table, "sentence", field.sentence); !good) return good;
    if (auto good = read_truth(name, table, "past", field.past); !good) return good;
    if (auto good = read_truth(name, table, "article", field.article); !good) return good;
    if (auto good = read_truth(name, table, "zero", field.zero); !good) return good;
    if (auto good = read_words(name, table, "begins_with", field.begins_with); !good) return good;
    const auto other = text_or_empty(name, table, "differs_from");
    if (!other) return tl::unexpected(other.error());
    field.differs_from = *other;
    const auto only_for = [&](bool wanted, const char* key, FieldType type, const char* what) -> base::Status {
        if (!wanted || field.type == type) return {};
        return error_at(name, table.get(key)->source(),
                        fmt::format("only a field of type \"{}\" can {}.", to_word(type), what));
    };
    if (auto good = only_for(field.sentence, "sentence", FieldType::text, "be a sentence"); !good) return good;
    if (auto good = only_for(field.past, "past", FieldType::date, "be past"); !good) return good;
    if (auto good = only_for(field.article, "article", FieldType::text, "have an article"); !good) return good;
    if (auto good = only_for(field.zero, "zero", FieldType::money, "be zero"); !good) return good;
    return only_for(!field.begins_with.empty(), "begins_with", FieldType::text, "begin with certain words");
}

/// What kind of value a field takes.
base::Status read_traits(std::string_view name, const toml::table& table, Field& field) {
    static const std::map<std::string, FieldType> types{{"text", FieldType::text},
                                                        {"date", FieldType::date},
                                                        {"money", FieldType::money},
                                                        {"person", FieldType::person}};
    const auto help = text_or_empty(name, table, "help");
    if (!help) return tl::unexpected(help.error());
    field.help = *help;
    const auto type = text_or_empty(name, table, "type");
    if (!type) return tl::unexpected(type.error());
    if (!type->empty()) {
        const auto known = types.find(*type);
        if (known == types.end())
            return error_at(name, table.get("type")->source(),
                            R"("type" must be "text", "date", "money" or "person".)");
        field.type = known->second;
    }
    if (auto good = read_truth(name, table, "required", field.required); !good) return good;
    return read_demands(name, table, field);
}

/// Items of a list field: their own fields are the keys of its example items.
base::Result<Field> read_field(std::string_view name, const toml::table& table) {
    if (auto known = only_keys(name, table,
                               {"name", "label", "help", "type", "sentence", "past", "article", "zero", "begins_with",
                                "differs_from", "example", "required", "items"});
        !known)
        return tl::unexpected(known.error());
    Field field;
    const auto id = text_at(name, table, "name");
    const auto label = text_at(name, table, "label");
    const auto example = text_or_empty(name, table, "example");
    for (const auto* part : {&id, &label, &example}) {
        if (!*part) return tl::unexpected(part->error());
    }
    field.name = *id;
    field.label = *label;
    field.example = *example;
    if (auto good = read_traits(name, table, field); !good) return tl::unexpected(good.error());
    const auto items = tables_at(name, table, "items");
    if (!items) return tl::unexpected(items.error());
    for (const auto* item : *items) {
        auto& values = field.example_items.emplace_back();
        for (const auto& [key, node] : *item) {
            const auto value = node.value_exact<std::string>();
            if (!value) return error_at(name, node.source(), "an item's example must be text in quotation marks.");
            values[std::string(key.str())] = *value;
        }
    }
    field.list = !field.example_items.empty();
    if (!field.list && field.example.empty())
        return error_at(name, table.source(), fmt::format("field \"{}\" has no example.", field.name));
    return field;
}

/// Line and column of a byte in a TOML text value; multi-line values begin on the line after their quotes.
toml::source_region place_of(const toml::node& node, std::string_view text, std::size_t at) {
    auto where = node.source();
    const auto before = text.substr(0, at);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    if (where.end.line > where.begin.line) {
        const auto line_start = before.rfind('\n');
        where.begin.line += static_cast<toml::source_index>(lines + 1);
        where.begin.column =
            static_cast<toml::source_index>(at - (line_start == std::string_view::npos ? 0 : line_start + 1) + 1);
    } else {
        where.begin.column += static_cast<toml::source_index>(at + 1);
    }
    return where;
}

}  // namespace

base::Result<std::vector<Field>> read_fields(std::string_view name, const toml::table& file) {
    const auto tables = tables_at(name, file, "fields");
    if (!tables) return tl::unexpected(tables.error());
    std::vector<Field> fields;
    fields.reserve(tables->size());
    for (const auto* table : *tables) {
        auto field = read_field(name, *table);
        if (!field) return tl::unexpected(field.error());
        const bool twice = std::ranges::any_of(fields, [&](const Field& other) { return other.name == field->name; });
        if (twice) return error_at(name, table->source(), fmt::format("field \"{}\" is declared twice.", field->name));
        fields.push_back(std::move(*field));
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& other = fields[i].differs_from;
        if (!other.empty() && (other == fields[i].name ||
                               std::ranges::none_of(fields, [&](const Field& each) { return each.name == other; })))
            return error_at(name, (*tables)[i]->get("differs_from")->source(),
                            fmt::format("\"differs_from\" must name another field; \"{}\" is none.", other));
    }
    return fields;
}

base::Status check_text(std::string_view name, const toml::node& node, std::string_view text,
                        const std::vector<Field>& fields, std::set<std::string>& used) {
    const auto tags = read_tags(text);
    if (!tags) return error_at(name, place_of(node, text, tags.error().at), tags.error().what);
    std::vector<const Field*> open;
    for (const auto& tag : *tags) {
        if (tag.kind == TagKind::close) {
            open.pop_back();
            continue;
        }
        const auto in_item = [&](const Field* field) {
            return field != nullptr && field->list && field->example_items.front().contains(tag.name);
        };
        const auto declared =
            std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == tag.name; });
        if (declared == fields.end() && std::none_of(open.begin(), open.end(), in_item))
            return error_at(name, place_of(node, text, tag.at),
                            fmt::format("{{{{{}}}}} is used but no [[fields]] entry declares it.", tag.name));
        const auto* field = declared == fields.end() ? nullptr : &*declared;
        if (field != nullptr && field->list && tag.kind == TagKind::variable)
            return error_at(name, place_of(node, text, tag.at),
                            fmt::format("\"{0}\" is a list; write {{{{#{0}}}}} … {{{{/{0}}}}}.", tag.name));
        if (tag.kind != TagKind::variable) open.push_back(field);
        used.insert(tag.name);
    }
    return {};
}

base::Status all_used(std::string_view name, const toml::table& file, const std::vector<Field>& fields,
                      const std::set<std::string>& used) {
    const auto tables = tables_at(name, file, "fields");
    if (!tables) return tl::unexpected(tables.error());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (!used.contains(fields[i].name))
            return error_at(name, (*tables)[i]->source(),
                            fmt::format("field \"{}\" is declared but never used.", fields[i].name));
    }
    return {};
}

base::Status check_utf8(std::string_view name, std::string_view toml) {
    if (base::is_utf8(toml)) return {};
    return base::failure(base::Fault::configuration, base::Retry::after_change,
                         fmt::format("{}:1:1: the file is not UTF-8 text; save it as UTF-8.", name));
}

}  // namespace amends::guide
